/// The segments into which isolation valves cut a network: what lies in one segment loses its water together.
///
/// Check valves, pumps and pressure valves cut too, but one way only: water that has passed them does not come back, so that
/// what lies before them keeps its water when what lies behind them is taken out by its own valves.
///
/// A segment (Walski, T. M., *Water distribution valve topology for reliability analysis*, Reliability Engineering and System
/// Safety 42 (1993) 21–27) holds nodes and links. Parts are the nodes of a graph whose edges are the link ends with a valve;
/// on it every question of isolation is asked.
public struct ValveSegments: Sendable {
    /// The network's graph.
    public let graph: NetworkGraph
    /// The valves that cut.
    public let valves: IsolationValves
    /// The segment of each node row.
    public let segmentOfNode: [Int32]
    /// The segment of each link row.
    public let segmentOfLink: [Int32]
    /// Number of segments.
    public let count: Int
    /// Whether a source of water stands in each segment.
    public let hasSource: [Bool]
    /// Node rows of all sources.
    public let sources: [Int32]

    /// A link end at which valves hold, or the start of a link that passes water one way only: between the segment of its node
    /// and that of its link.
    struct Gate: Sendable {
        /// The link.
        var link: Int32
        /// The segment of the node.
        var nodeSide: Int32
        /// The segment of the link.
        var linkSide: Int32
        /// Whether a valve of it is shut.
        var isShut: Bool
        /// How water may pass while no valve of it is shut: forward is from the node into the link.
        var passage: TraversalDirection
        /// Its valves: positions in ``gateValves``; none where only the link itself holds water back.
        var first: Int32
        var last: Int32

        /// Whether water may pass out of one of its segments into the other while no valve of it is shut.
        func passes(from segment: Int32) -> Bool {
            passage == .both || passage.contains(segment == nodeSide ? .forward : .backward)
        }
    }
    let gates: [Gate]
    /// Rows of valves, grouped by gate.
    let gateValves: [Int32]
    /// The gate of each valve row.
    let gateOfValve: [Int32]
    /// Gates that touch each segment; a gate with one segment on both sides is not among them.
    let incidentGates: CompressedRows
    /// How water reaches the segments.
    let supply: SupplyTree

    /// Cuts `network` at `valves`.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - valves: where water can be held; the network's own when `nil`.
    ///   - graph: the network's graph, when it is at hand.
    ///   - passages: how water may pass each open link, by row; when `nil` check valves, running pumps and pressure valves
    ///     one way, pumps that stand still not at all. What is shut is for the valves to say.
    ///   - tanksAreSources: whether a segment with a tank still has water.
    public init(
        _ network: Network, valves: IsolationValves? = nil, graph: NetworkGraph? = nil,
        passages: [TraversalDirection]? = nil, tanksAreSources: Bool = true
    ) {
        let passages = passages ?? network.passages(barriers: [.oneWay, .restingPumps])
        let graph = graph ?? NetworkGraph(network)
        let valves = valves ?? IsolationValves(network)
        self.graph = graph
        self.valves = valves
        var gateOfEnd = [Int32](repeating: -1, count: 2 * graph.linkCount)
        var gateOfValve = [Int32](repeating: 0, count: valves.count)
        var gateCount = 0
        for row in 0..<valves.count {
            let end = valves.end(of: row, in: network)
            if gateOfEnd[end] < 0 {
                gateOfEnd[end] = Int32(gateCount)
                gateCount += 1
            }
            gateOfValve[row] = gateOfEnd[end]
        }
        var linkOfGate = [Int32](repeating: 0, count: gateCount)
        var passageOfGate = [TraversalDirection](repeating: .both, count: gateCount)
        for row in 0..<valves.count { linkOfGate[Int(gateOfValve[row])] = valves.links[row] }
        for link in passages.indices where passages[link] != .both && graph.start[link] != graph.end[link] {
            // A link that holds water back by itself does so where it would come in: the link lies with what it leads to.
            let end = passages[link] == .backward ? 2 * link + 1 : 2 * link
            let passage: TraversalDirection = passages[link].isEmpty ? [] : .forward
            if gateOfEnd[end] < 0 {
                gateOfEnd[end] = Int32(gateCount)
                gateCount += 1
                linkOfGate.append(Int32(link))
                passageOfGate.append(passage)
            } else {
                passageOfGate[Int(gateOfEnd[end])] = passage
            }
        }
        let labels = Self.label(graph, gateOfEnd)
        segmentOfNode = labels.ofNode
        segmentOfLink = labels.ofLink
        count = labels.count

        let valvesOfGates = CompressedRows(count: gateCount, labels: gateOfValve)
        var nodeOfGate = linkOfGate.map {
            passages[Int($0)] == .backward ? graph.end[Int($0)] : graph.start[Int($0)]
        }
        for row in 0..<valves.count { nodeOfGate[Int(gateOfValve[row])] = valves.nodes[row] }
        gates = (0..<gateCount).map { gate in
            Gate(
                link: linkOfGate[gate], nodeSide: labels.ofNode[Int(nodeOfGate[gate])],
                linkSide: labels.ofLink[Int(linkOfGate[gate])],
                isShut: valvesOfGates[gate].contains { valves.isShut[Int($0)] }, passage: passageOfGate[gate],
                first: valvesOfGates.offsets[gate], last: valvesOfGates.offsets[gate + 1])
        }
        gateValves = valvesOfGates.values
        self.gateOfValve = gateOfValve
        let gates = gates
        incidentGates = CompressedRows(count: labels.count) { add in
            for (row, gate) in gates.enumerated() where gate.nodeSide != gate.linkSide {
                add(Int(gate.nodeSide), Int32(row))
                add(Int(gate.linkSide), Int32(row))
            }
        }

        sources = network.sourceNodes(countingTanks: tanksAreSources)
        var hasSource = [Bool](repeating: false, count: labels.count)
        for node in sources { hasSource[Int(labels.ofNode[Int(node)])] = true }
        self.hasSource = hasSource
        supply = SupplyTree(gates, incidentGates, hasSource)
    }

    /// Rows of the valves between two segments; the others separate nothing: water has a way round within one segment.
    public var separatingValves: [Int] {
        (0..<valves.count).filter { row in
            let gate = gates[Int(gateOfValve[row])]
            return gate.nodeSide != gate.linkSide
        }
    }

    /// The segments at both sides of a valve.
    public func sides(ofValve row: Int) -> (nodeSide: Int, linkSide: Int) {
        let gate = gates[Int(gateOfValve[row])]
        return (Int(gate.nodeSide), Int(gate.linkSide))
    }

    private typealias Labels = (ofNode: [Int32], ofLink: [Int32], count: Int)

    /// Numbers the segments in the order of their first nodes, then those of a link alone.
    private static func label(_ graph: NetworkGraph, _ gateOfEnd: [Int32]) -> Labels {
        var ofNode = [Int32](repeating: -1, count: graph.nodeCount)
        var ofLink = [Int32](repeating: -1, count: graph.linkCount)
        var count: Int32 = 0
        var front: [Int32] = []
        for seed in 0..<graph.nodeCount where ofNode[seed] < 0 {
            ofNode[seed] = count
            front.append(Int32(seed))
            while let node = front.popLast() {
                for place in graph.incidences(of: Int(node)) {
                    let link = Int(graph.incidentLinks[place])
                    guard ofLink[link] < 0 else { continue }
                    let isStart = graph.start[link] == node
                    let isLoop = graph.start[link] == graph.end[link]
                    // A link from a node to itself hangs on by either end.
                    guard gateOfEnd[2 * link + (isStart ? 0 : 1)] < 0 || isLoop && gateOfEnd[2 * link + 1] < 0
                    else { continue }
                    ofLink[link] = count
                    let other = Int(graph.neighbors[place])
                    guard ofNode[other] < 0, gateOfEnd[2 * link + (isStart ? 1 : 0)] < 0 else { continue }
                    ofNode[other] = count
                    front.append(Int32(other))
                }
            }
            count += 1
        }
        for link in ofLink.indices where ofLink[link] < 0 {
            ofLink[link] = count
            count += 1
        }
        return (ofNode, ofLink, Int(count))
    }

    /// The gates of a segment.
    func gates(of segment: Int) -> ArraySlice<Int32> { incidentGates[segment] }

    /// The segment on the other side of a gate.
    func across(_ gate: Int, from segment: Int32) -> Int32 {
        gates[gate].nodeSide == segment ? gates[gate].linkSide : gates[gate].nodeSide
    }
}
