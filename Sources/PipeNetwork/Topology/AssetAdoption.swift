import Geospatial

/// Ties the assets of a survey to the finished links and nodes.
struct AssetAdoption {
    private(set) var network: Network
    private(set) var ambiguous: [String] = []
    private(set) var unattached = 0

    private let tolerance: TopologyTolerance
    private let graph: NetworkGraph
    private let paths: [LinePath]
    private let index: SegmentIndex

    init(_ network: Network, tolerance: TopologyTolerance) throws(GeospatialError) {
        self.network = network
        self.tolerance = tolerance
        graph = NetworkGraph(network)
        paths = (0..<network.links.count).map { LinePath(network.path(ofLink: $0)) }
        index = try SegmentIndex(paths)
    }

    /// Adds `assets` to the network; `placed` names the node of each asset that sits on a pipe.
    mutating func adopt(
        _ assets: [Asset], placed: [(asset: Int, node: Int)], aliases: [String: Int]
    ) throws(NetworkError) {
        var nodeOfAsset: [Int: Int] = [:]
        for place in placed { nodeOfAsset[place.asset] = place.node }
        for (number, survey) in assets.enumerated() {
            var asset = survey
            if let node = nodeOfAsset[number] {
                attach(&asset, to: node)
            } else if case .node(let id)? = survey.attachment,
                let node = aliases[id] ?? network.nodes.index(of: id)
            {
                asset.attachment = .node(network.nodes.ids[node])
            } else if let node = nearestNode(of: survey) {
                asset.attachment = .node(network.nodes.ids[node])
            } else {
                asset.attachment = nil
                unattached += 1
            }
            try network.add(asset)
        }
    }

    private mutating func attach(_ asset: inout Asset, to node: Int) {
        let id = network.nodes.ids[node]
        guard asset.kind.isInline, let link = inlineLink(at: node) else {
            asset.attachment = .node(id)
            return
        }
        if graph.degree(of: node) != 2 { ambiguous.append(asset.id) }
        asset.attachment = .link(network.links.ids[link], node: id)
        if asset.kind == .isolationValve, asset.isClosed { network.setStatus(.closed, ofLink: link) }
    }

    /// The link an inline device at `node` acts on: the first that starts there, else the first that ends.
    private func inlineLink(at node: Int) -> Int? {
        var ending: Int?
        for place in graph.incidences(of: node) {
            let link = Int(graph.incidentLinks[place])
            if Int(network.links.start[link]) == node { return link }
            ending = ending ?? link
        }
        return ending
    }

    /// The end, of the pipe that serves an asset within reach, that is nearer along the pipe.
    private func nearestNode(of asset: Asset) -> Int? {
        guard let place = asset.position, place.isFinite,
            let hit = index.nearest(to: place, within: tolerance.reach, on: paths)
        else { return nil }
        let isNearStart = hit.along <= paths[hit.line].length / 2
        return Int(isNearStart ? network.links.start[hit.line] : network.links.end[hit.line])
    }
}
