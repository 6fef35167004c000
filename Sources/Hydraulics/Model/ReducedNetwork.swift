import PipeNetwork

/// What remains of a network when all is taken out that can be solved without equations.
///
/// Three kinds of nodes are told apart. *Tree* nodes hang on branches without a way round: the flow to each is the
/// demand behind it. *Interior* nodes have two pipes in series: the flows along such a chain differ by the demands
/// between, so a chain has one unknown flow and one head loss, the sum of its pipes'. Only *core* nodes, where chains
/// meet, have a head that must be solved for. In real networks about a third of the nodes are on trees, 40 % in series
/// and a quarter in the core. Nodes whose outflow depends on pressure stay in the core.
struct ReducedNetwork: Sendable {
    /// Row in the network's nodes of each core node.
    private(set) var coreNodes: [Int32] = []
    /// Row in the network's nodes of each node of known head: reservoirs and tanks.
    private(set) var fixedNodes: [Int32] = []
    /// Where each node's head is found: core row, or `coreCount` + fixed row, for core and fixed nodes; -1 for others.
    private(set) var headIndex: [Int32]
    /// The core or fixed node (in heads) that each junction hangs on; -1 for orphans.
    private(set) var anchors: [Int32]
    /// Nodes that no link whatever joins to a reservoir or tank.
    private(set) var orphans: [Int32] = []

    /// The pipes of chain `c` are `chainStarts[c]..<chainStarts[c + 1]` in the pipe columns.
    private(set) var chainStarts: [Int32] = [0]
    /// The heads at the two ends of each chain.
    private(set) var chainFrom: [Int32] = []
    private(set) var chainTo: [Int32] = []
    /// The link of each pipe: first those of chains, then those of trees.
    private(set) var pipeLinks: [Int32] = []
    /// Whether a pipe's own direction is that of its chain, or away from its tree's root.
    private(set) var pipeIsForward: [Bool] = []
    /// The node behind each pipe; of the last pipe of a chain, -1.
    private(set) var nodeBehind: [Int32] = []
    /// The node on the root's side of each tree pipe, in the order of the tree pipes.
    private(set) var treeParents: [Int32] = []
    /// The chain of each pipe in a chain.
    private(set) var chainOfPipe: [Int32] = []
    /// Number of pipes in chains; tree pipes follow, from the roots to the leaves.
    private(set) var chainPipeCount = 0

    var coreCount: Int { coreNodes.count }
    var chainCount: Int { chainFrom.count }

    /// Reduces a network.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - isPlain: whether each link is an always open pipe.
    ///   - isPinned: whether each node must stay in the core.
    init(_ network: Network, isPlain: [Bool], isPinned: [Bool]) {
        let graph = NetworkGraph(network)
        let kinds = network.nodes.kinds
        let count = kinds.count
        headIndex = [Int32](repeating: -1, count: count)
        anchors = [Int32](repeating: -1, count: count)
        var reduction = Reduction(graph, network, isPlain: isPlain)
        reduction.findOrphans(kinds)
        orphans = reduction.orphans
        reduction.pruneTrees(kinds, isPinned: isPinned)

        for node in 0..<count where reduction.isLeft(node) {
            if kinds[node] != .junction {
                fixedNodes.append(Int32(node))
            } else if !reduction.isInterior(node, isPinned: isPinned) {
                headIndex[node] = Int32(coreNodes.count)
                coreNodes.append(Int32(node))
            }
        }
        for (row, node) in fixedNodes.enumerated() { headIndex[Int(node)] = Int32(coreNodes.count + row) }
        for node in 0..<count { anchors[node] = headIndex[node] }
        for node in coreNodes { followChains(from: Int(node), &reduction) }
        for node in fixedNodes { followChains(from: Int(node), &reduction) }
        chainPipeCount = pipeLinks.count
        sortChains()
        addTrees(reduction)
    }

    /// Puts chains of as many pipes side by side, so that a processor foresees the end of a loop over a chain's pipes. Only
    /// among a few thousand neighbours at a time: chains that are near each other share nodes, which then are still at hand.
    private mutating func sortChains() {
        let block = 4096
        var order: [Int] = []
        for first in stride(from: 0, to: chainCount, by: block) {
            // By length and then as they came.
            order += (first..<min(first + block, chainCount)).sorted {
                (chainStarts[$0 + 1] - chainStarts[$0], $0) < (chainStarts[$1 + 1] - chainStarts[$1], $1)
            }
        }
        let pipes = order.flatMap { Int(chainStarts[$0])..<Int(chainStarts[$0 + 1]) }
        var starts: [Int32] = [0]
        for chain in order {
            starts.append(starts[starts.count - 1] + chainStarts[chain + 1] - chainStarts[chain])
        }
        chainStarts = starts
        chainFrom = order.map { chainFrom[$0] }
        chainTo = order.map { chainTo[$0] }
        pipeLinks = pipes.map { pipeLinks[$0] }
        pipeIsForward = pipes.map { pipeIsForward[$0] }
        nodeBehind = pipes.map { nodeBehind[$0] }
        chainOfPipe = order.indices.flatMap { chain in
            repeatElement(Int32(chain), count: Int(starts[chain + 1] - starts[chain]))
        }
    }

    private mutating func followChains(from node: Int, _ reduction: inout Reduction) {
        for incidence in reduction.graph.incidences(of: node) {
            guard var link = reduction.take(incidence) else { continue }
            chainFrom.append(headIndex[node])
            var here = node
            while true {
                let (next, isForward) = reduction.other(end: here, of: link)
                pipeLinks.append(Int32(link))
                pipeIsForward.append(isForward)
                here = next
                guard headIndex[here] < 0, let following = reduction.takeOnly(at: here) else { break }
                nodeBehind.append(Int32(here))
                anchors[here] = headIndex[node]
                link = following
            }
            nodeBehind.append(-1)
            chainTo.append(headIndex[here])
            chainStarts.append(Int32(pipeLinks.count))
        }
    }

    private mutating func addTrees(_ reduction: Reduction) {
        for (node, link) in zip(reduction.prunedNodes, reduction.prunedLinks).reversed() {
            let (parent, isOutward) = reduction.other(end: Int(node), of: Int(link))
            pipeLinks.append(link)
            pipeIsForward.append(!isOutward)
            nodeBehind.append(node)
            treeParents.append(Int32(parent))
            anchors[Int(node)] = anchors[parent]
        }
    }
}

/// The state of taking a network apart.
private struct Reduction {
    let graph: NetworkGraph
    let starts: [Int32]
    let ends: [Int32]
    let isPlain: [Bool]
    /// Number of links left at each node.
    var degrees: [Int32]
    /// Exclusive or of the links left at each node: the link itself where one is left.
    var marks: [Int32]
    var isGone: [Bool]
    var isTaken: [Bool]
    var orphans: [Int32] = []
    var prunedNodes: [Int32] = []
    var prunedLinks: [Int32] = []

    init(_ graph: NetworkGraph, _ network: Network, isPlain: [Bool]) {
        self.graph = graph
        self.isPlain = isPlain
        starts = network.links.start
        ends = network.links.end
        let count = graph.nodeCount
        degrees = [Int32](repeating: 0, count: count)
        marks = degrees
        isGone = [Bool](repeating: false, count: count)
        isTaken = [Bool](repeating: false, count: graph.linkCount)
        for link in 0..<graph.linkCount {
            // A link from a node to itself carries nothing.
            if starts[link] == ends[link] {
                isTaken[link] = true
                continue
            }
            for node in [Int(starts[link]), Int(ends[link])] {
                degrees[node] += 1
                marks[node] ^= Int32(link)
            }
        }
    }

    func isLeft(_ node: Int) -> Bool { !isGone[node] }

    func other(end node: Int, of link: Int) -> (node: Int, isForward: Bool) {
        Int(starts[link]) == node ? (Int(ends[link]), true) : (Int(starts[link]), false)
    }

    mutating func findOrphans(_ kinds: [NodeKind]) {
        var isReached = kinds.map { $0 != .junction }
        var front = isReached.indices.filter { isReached[$0] }
        while let node = front.popLast() {
            for incidence in graph.incidences(of: node) {
                let next = Int(graph.neighbors[incidence])
                if !isReached[next] {
                    isReached[next] = true
                    front.append(next)
                }
            }
        }
        for node in isReached.indices where !isReached[node] {
            orphans.append(Int32(node))
            isGone[node] = true
            for incidence in graph.incidences(of: node) {
                isTaken[Int(graph.incidentLinks[incidence])] = true
            }
        }
    }

    /// Takes off leaves until none is left.
    mutating func pruneTrees(_ kinds: [NodeKind], isPinned: [Bool]) {
        func isLeaf(_ node: Int) -> Bool {
            kinds[node] == .junction && degrees[node] == 1 && !isGone[node] && !isPinned[node]
                && isPlain[Int(marks[node])]
        }
        for leaf in 0..<kinds.count {
            var node = leaf
            while isLeaf(node) {
                let link = marks[node]
                let parent = other(end: node, of: Int(link)).node
                isTaken[Int(link)] = true
                isGone[node] = true
                prunedNodes.append(Int32(node))
                prunedLinks.append(link)
                degrees[parent] -= 1
                marks[parent] ^= link
                // A parent of a lower row has had its turn; a higher one may be taken at once all the same.
                node = parent
            }
        }
    }

    /// Whether a node that is left lies inside a chain.
    func isInterior(_ node: Int, isPinned: [Bool]) -> Bool {
        guard degrees[node] == 2, !isPinned[node] else { return false }
        return graph.incidences(of: node).allSatisfy { incidence in
            let link = Int(graph.incidentLinks[incidence])
            return isTaken[link] || isPlain[link]
        }
    }

    /// The plain link of an incidence, now taken; nil if it was before, or is no plain link.
    mutating func take(_ incidence: Int) -> Int? {
        let link = Int(graph.incidentLinks[incidence])
        guard isPlain[link], !isTaken[link] else { return nil }
        isTaken[link] = true
        return link
    }

    /// The one plain link that is left at a node inside a chain, now taken.
    mutating func takeOnly(at node: Int) -> Int? {
        for incidence in graph.incidences(of: node) {
            if let link = take(incidence) { return link }
        }
        return nil
    }
}
