/// Links and nodes whose loss alone takes the water from others, and how much hangs on them.
///
/// Depth-first search with low-links (Tarjan, R. E., *Depth-first search and linear graph algorithms*, SIAM Journal on
/// Computing 1 (1972) 146–160) from a root that stands for all sources together: what hangs below a bridge or an
/// articulation point is exactly what no source reaches without it. Linear in nodes and links.
public struct SinglePointsOfFailure: Sendable, Hashable {
    /// A link or a node, and what loses its water with it.
    public struct Point: Sendable, Hashable {
        /// Row of the link or node.
        public let row: Int32
        /// Nodes that lose their water, the node itself not counted.
        public let nodesBehind: Int
        /// The sum of their weights: connections, customers or whatever was given.
        public let weightBehind: Double
    }

    /// Links whose loss cuts nodes off, by row.
    public let bridges: [Point]
    /// Nodes whose loss cuts other nodes off, by row; a source among them is one that others depend on alone.
    public let articulations: [Point]
    /// Nodes that no source reaches to begin with; no point of failure is sought among them.
    public let unsupplied: Int

    /// - Parameters:
    ///   - graph: the network's graph.
    ///   - sources: rows of nodes from which water comes.
    ///   - weights: how much each node counts, by row.
    ///   - passages: links without any passage are left out; a one-way link counts as passable.
    public init(
        _ graph: NetworkGraph, sources: [Int32], weights: [Double], passages: [LinkPassage]
    ) {
        precondition(weights.count == graph.nodeCount && passages.count == graph.linkCount)
        let count = graph.nodeCount
        var search = Search(graph: graph, isOpen: passages.map { !$0.isEmpty }, weights: weights)
        for source in sources where search.visited[Int(source)] < 0 { search.reserveRoot(source) }
        for source in sources where search.isUnvisitedRoot[Int(source)] { search.run(from: source) }
        bridges = search.bridges.sorted { $0.row < $1.row }
        articulations = (0..<count).compactMap { node in
            search.nodesCut[node] > 0
                ? Point(
                    row: Int32(node), nodesBehind: Int(search.nodesCut[node]),
                    weightBehind: search.weightCut[node]) : nil
        }
        unsupplied = search.visited.count { $0 < 0 }
    }

    /// The walk and what it learns; an explicit stack, for a city's streets are longer than any call stack.
    private struct Search {
        let graph: NetworkGraph
        let isOpen: [Bool]
        let weights: [Double]
        /// When each node was entered; -1 before. The root of all sources is entered at 0.
        var visited: [Int32]
        /// The earliest node that a walk below each node touches.
        var low: [Int32]
        var isUnvisitedRoot: [Bool]
        var nodesCut: [Int32]
        var weightCut: [Double]
        var bridges: [Point] = []
        private var clock: Int32 = 1
        private var next: [Int32]
        private var size: [Int32]
        private var weight: [Double]
        private var arrival: [Int32]

        init(graph: NetworkGraph, isOpen: [Bool], weights: [Double]) {
            self.graph = graph
            self.isOpen = isOpen
            self.weights = weights
            let count = graph.nodeCount
            visited = Array(repeating: -1, count: count)
            low = Array(repeating: 0, count: count)
            isUnvisitedRoot = Array(repeating: false, count: count)
            nodesCut = Array(repeating: 0, count: count)
            weightCut = Array(repeating: 0, count: count)
            next = Array(graph.offsets.dropLast())
            size = Array(repeating: 1, count: count)
            weight = weights
            arrival = Array(repeating: -1, count: count)
        }

        mutating func reserveRoot(_ source: Int32) { isUnvisitedRoot[Int(source)] = true }

        /// Enters a node; a source touches the root of all.
        private mutating func enter(_ node: Int, over link: Int32) {
            visited[node] = clock
            low[node] = isUnvisitedRoot[node] ? 0 : clock
            isUnvisitedRoot[node] = false
            clock += 1
            arrival[node] = link
        }

        mutating func run(from root: Int32) {
            var stack = [root]
            enter(Int(root), over: -1)
            while let top = stack.last {
                let node = Int(top)
                let place = Int(next[node])
                if place < Int(graph.offsets[node + 1]) {
                    next[node] += 1
                    let link = graph.incidentLinks[place]
                    // The link that led here is walked back by none but a parallel one.
                    guard link != arrival[node], isOpen[Int(link)] else { continue }
                    let other = Int(graph.neighbors[place])
                    if visited[other] >= 0 {
                        low[node] = min(low[node], visited[other])
                    } else {
                        enter(other, over: link)
                        stack.append(Int32(other))
                    }
                    continue
                }
                stack.removeLast()
                guard let parent = stack.last.map(Int.init) else { continue }
                low[parent] = min(low[parent], low[node])
                size[parent] += size[node]
                weight[parent] += weight[node]
                if low[node] >= visited[parent] {
                    nodesCut[parent] += size[node]
                    weightCut[parent] += weight[node]
                    if low[node] > visited[parent] {
                        bridges.append(
                            Point(
                                row: arrival[node], nodesBehind: Int(size[node]), weightBehind: weight[node])
                        )
                    }
                }
            }
        }
    }
}
