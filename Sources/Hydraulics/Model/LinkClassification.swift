import PipeNetwork

/// Which links are pipes that stand open for ever, and which need a law or a status of their own.
struct LinkClassification: Sendable {
    /// Whether each link is an always open pipe.
    private(set) var isPlain: [Bool]

    init(_ network: Network) {
        let links = network.links
        var changed: Set<String> = []
        for control in network.controls { changed.insert(control.link) }
        for rule in network.rules {
            for action in rule.actions { changed.insert(action.link) }
            for action in rule.otherwise { changed.insert(action.link) }
        }
        isPlain = (0..<links.count).map { row in
            links.kinds[row] == .pipe && links.status[row] != .closed && !links.hasCheckValve[row]
                && network.nodes.kinds[Int(links.start[row])] != .tank
                && network.nodes.kinds[Int(links.end[row])] != .tank
        }
        for id in changed {
            if let row = links.index(of: id) { isPlain[row] = false }
        }
    }
}
