/// A graph prepared for many shortest paths by one weight: dead ends folded up, pipes in series joined, so that a search sees
/// only core nodes, where there is a choice.
///
/// In a city's network those are about a quarter of the nodes. What was folded up leads to one core node and only one way;
/// what was joined leads to two. A path between any two nodes is therefore a search between at most four core nodes, and the
/// links in between are put back afterwards. Preparing costs as much as a few searches of the whole graph: for one path ask
/// ``NetworkGraph/shortestPath(from:to:by:passages:)``, which finds one of the same weight.
public struct ContractedGraph: Sendable {
    let graph: NetworkGraph
    let passages: [TraversalDirection]
    let weights: [Double]
    /// For a node of a dead end the link that leads towards the rest; -1 for the others.
    let treeLink: [Int32]
    /// For a node in series the edge that it lies on; -1 for the others.
    let edgeOfNode: [Int32]
    /// For a node in series its position in the edge's links: how many lie before it.
    let placeOnEdge: [Int32]
    /// The number of each core node; -1 for other nodes.
    let coreOfNode: [Int32]
    let nodeOfCore: [Int32]
    /// Ends of the edges, by number of the core node.
    let edgeFrom: [Int32]
    let edgeTo: [Int32]
    /// Weight along an edge and against it; infinite where it is not passed.
    let edgeForward: [Double]
    let edgeBackward: [Double]
    /// The links of each edge, in order.
    let edgeOffsets: [Int32]
    let edgeLinks: [Int32]
    /// Edges by core node.
    let incidentEdges: CompressedRows

    /// Prepares `graph`.
    ///
    /// - Parameters:
    ///   - graph: the graph.
    ///   - weights: of each link, by row; a negative one, an infinite one or NaN is not walked.
    ///   - passages: how each link may be passed, by row.
    public init(_ graph: NetworkGraph, weights: [Double], passages: [TraversalDirection]) {
        precondition(weights.count == graph.linkCount && passages.count == graph.linkCount)
        self.graph = graph
        self.weights = weights
        self.passages = passages
        var isUsable = [Bool](repeating: false, count: graph.linkCount)
        var degree = [Int32](repeating: 0, count: graph.nodeCount)
        for link in 0..<graph.linkCount {
            let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
            guard a != b, !passages[link].isEmpty, weights[link] >= 0, weights[link].isFinite else {
                continue
            }
            isUsable[link] = true
            degree[a] += 1
            degree[b] += 1
        }
        let treeLink = Self.fold(graph, &isUsable, &degree)
        self.treeLink = treeLink
        var chains = Chains(graph: graph, isUsable: isUsable, degree: degree, isFolded: { treeLink[$0] >= 0 })
        chains.join()
        coreOfNode = chains.coreOfNode
        nodeOfCore = chains.nodeOfCore
        edgeOfNode = chains.edgeOfNode
        placeOnEdge = chains.placeOnEdge
        edgeFrom = chains.from
        edgeTo = chains.to
        edgeOffsets = chains.offsets
        edgeLinks = chains.links
        var forward: [Double] = []
        var backward: [Double] = []
        forward.reserveCapacity(chains.from.count)
        backward.reserveCapacity(chains.from.count)
        for edge in chains.from.indices {
            var (along, against) = (0.0, 0.0)
            var at = chains.nodeOfCore[Int(chains.from[edge])]
            for place in Int(chains.offsets[edge])..<Int(chains.offsets[edge + 1]) {
                let link = Int(chains.links[place])
                let isForward = graph.start[link] == at
                if !passages[link].contains(isForward ? .forward : .backward) { along = .infinity }
                if !passages[link].contains(isForward ? .backward : .forward) { against = .infinity }
                along += weights[link]
                against += weights[link]
                at = isForward ? graph.end[link] : graph.start[link]
            }
            forward.append(along)
            backward.append(against)
        }
        edgeForward = forward
        edgeBackward = backward
        incidentEdges = CompressedRows(count: chains.nodeOfCore.count, start: chains.from, end: chains.to)
    }

    /// Number of core nodes.
    public var coreCount: Int { nodeOfCore.count }

    /// Folds up dead ends from their tips: a node with one usable link hands on to its neighbour.
    private static func fold(
        _ graph: NetworkGraph, _ isUsable: inout [Bool], _ degree: inout [Int32]
    ) -> [Int32] {
        var treeLink = [Int32](repeating: -1, count: graph.nodeCount)
        var tips = (0..<graph.nodeCount).filter { degree[$0] == 1 }
        while let tip = tips.popLast() {
            guard degree[tip] == 1 else { continue }
            for place in graph.incidences(of: tip) where isUsable[Int(graph.incidentLinks[place])] {
                let link = graph.incidentLinks[place]
                let neighbor = Int(graph.neighbors[place])
                treeLink[tip] = link
                isUsable[Int(link)] = false
                degree[tip] = 0
                degree[neighbor] -= 1
                if degree[neighbor] == 1 { tips.append(neighbor) }
                break
            }
        }
        return treeLink
    }
}

/// Joins links in series into edges between core nodes.
private struct Chains {
    let graph: NetworkGraph
    let isUsable: [Bool]
    let degree: [Int32]
    var coreOfNode: [Int32]
    var nodeOfCore: [Int32] = []
    var edgeOfNode: [Int32]
    var placeOnEdge: [Int32]
    var from: [Int32] = []
    var to: [Int32] = []
    var offsets: [Int32] = [0]
    var links: [Int32] = []
    private var isTaken: [Bool]

    init(graph: NetworkGraph, isUsable: [Bool], degree: [Int32], isFolded: (Int) -> Bool) {
        self.graph = graph
        self.isUsable = isUsable
        self.degree = degree
        coreOfNode = Array(repeating: -1, count: graph.nodeCount)
        edgeOfNode = coreOfNode
        placeOnEdge = coreOfNode
        isTaken = Array(repeating: false, count: graph.linkCount)
        for node in 0..<graph.nodeCount where degree[node] != 2 && !isFolded(node) { addCore(node) }
    }

    private mutating func addCore(_ node: Int) {
        coreOfNode[node] = Int32(nodeOfCore.count)
        nodeOfCore.append(Int32(node))
    }

    mutating func join() {
        var place = 0
        func follow(_ chains: inout Chains) {
            while place < chains.nodeOfCore.count {
                chains.joinFrom(place)
                place += 1
            }
        }
        follow(&self)
        // Rings without any core node: one of their nodes becomes one.
        for node in 0..<graph.nodeCount
        where degree[node] == 2 && coreOfNode[node] < 0 && edgeOfNode[node] < 0 {
            addCore(node)
            follow(&self)
        }
    }

    private mutating func joinFrom(_ place: Int) {
        let node = Int(nodeOfCore[place])
        for incidence in graph.incidences(of: node) {
            var link = graph.incidentLinks[incidence]
            guard isUsable[Int(link)], !isTaken[Int(link)] else { continue }
            let edge = Int32(from.count)
            var at = Int(graph.neighbors[incidence])
            isTaken[Int(link)] = true
            links.append(link)
            while coreOfNode[at] < 0 {
                edgeOfNode[at] = edge
                placeOnEdge[at] = Int32(links.count) - (offsets.last ?? 0)
                let onward = graph.incidences(of: at).first { next in
                    isUsable[Int(graph.incidentLinks[next])] && graph.incidentLinks[next] != link
                }
                guard let onward else { break }
                link = graph.incidentLinks[onward]
                at = Int(graph.neighbors[onward])
                isTaken[Int(link)] = true
                links.append(link)
            }
            from.append(Int32(place))
            to.append(coreOfNode[at])
            offsets.append(Int32(links.count))
        }
    }
}
