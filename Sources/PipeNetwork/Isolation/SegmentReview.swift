import Dispatch

/// Every part of a network taken out once: what a burst in each costs, what each valve is worth, and where valves are missing.
public struct SegmentReview: Sendable {
    /// What a burst in one segment brings about.
    public struct Burst: Sendable, Hashable {
        /// Valves to be closed.
        public var valves: Int32 = 0
        /// Connections without water: of the segment and of what it cuts off.
        public var connections = 0.0
        /// Parts that lose their water with it.
        public var cutOffSegments: Int32 = 0
        /// Whether the water can be taken away at all.
        public var isPossible = true
    }

    /// What lies in one segment.
    public struct Content: Sendable, Hashable {
        /// Length of its pipes, m.
        public var length = 0.0
        /// Its connections.
        public var connections = 0.0
        /// Its hydrants.
        public var hydrants: Int32 = 0
        /// Its links.
        public var links: Int32 = 0
    }

    /// What it costs when one valve fails.
    public struct Valve: Sendable, Hashable {
        /// The valve's row.
        public let row: Int
        /// Connections without water for want of this valve: the mean over bursts in the two segments beside it, each as likely
        /// as its pipes are long.
        public let furtherConnections: Double
        /// The most that a burst in either segment costs more.
        public let most: Double
    }

    /// What lies in each segment.
    public let contents: [Content]
    /// What a burst in each segment brings about.
    public let bursts: [Burst]
    /// The valves that separate two segments and are open, the one whose failure costs most first.
    public let valves: [Valve]
    /// Rows of valves with one segment on both sides: closing them separates nothing.
    public let idleValves: [Int]

    /// Takes out every segment of `segments`, and every two segments beside a valve.
    ///
    /// - Parameters:
    ///   - segments: the segments.
    ///   - network: the network that was cut.
    ///   - withValves: whether valves are weighed too, which takes longer than the segments.
    public init(_ segments: ValveSegments, in network: Network, withValves: Bool = true) {
        let contents = Self.contents(segments, network)
        let weights = contents.map(\.connections)
        let bursts = Self.inChunks(segments.count, of: segments) { search, segment in
            Self.burst(search.isolate([Int32(segment)]), weights)
        }
        self.contents = contents
        self.bursts = bursts
        let open = segments.separatingValves.filter { !segments.valves.isShut[$0] }
        idleValves = (0..<segments.valves.count).filter { row in
            let sides = segments.sides(ofValve: row)
            return sides.nodeSide == sides.linkSide
        }
        guard withValves else {
            valves = []
            return
        }
        let weighed = Self.inChunks(open.count, of: segments) { search, place in
            let row = open[place]
            let (a, b) = segments.sides(ofValve: row)
            let both = Self.burst(search.isolate([Int32(a), Int32(b)]), weights).connections
            let more = (a: max(0, both - bursts[a].connections), b: max(0, both - bursts[b].connections))
            let lengths = (a: contents[a].length, b: contents[b].length)
            let length = lengths.a + lengths.b
            return Valve(
                row: row,
                furtherConnections: length > 0
                    ? (lengths.a * more.a + lengths.b * more.b) / length : max(more.a, more.b),
                most: max(more.a, more.b))
        }
        valves = weighed.sorted { ($1.furtherConnections, $0.row) < ($0.furtherConnections, $1.row) }
    }

    private static func contents(_ segments: ValveSegments, _ network: Network) -> [Content] {
        let connections = network.connectionsOfNodes
        var contents = [Content](repeating: Content(), count: segments.count)
        for (node, segment) in segments.segmentOfNode.enumerated() {
            contents[Int(segment)].connections += connections[node]
        }
        for (link, segment) in segments.segmentOfLink.enumerated() {
            contents[Int(segment)].links += 1
            let length = network.links.length[link]
            if network.links.kinds[link] == .pipe, length > 0 { contents[Int(segment)].length += length }
        }
        for asset in 0..<network.assets.count
        where network.assets.kinds[asset] == .hydrant && network.assets.node[asset] >= 0 {
            contents[Int(segments.segmentOfNode[Int(network.assets.node[asset])])].hydrants += 1
        }
        return contents
    }

    private static func burst(_ isolation: Isolation, _ weights: [Double]) -> Burst {
        var connections = 0.0
        for segment in isolation.segments { connections += weights[Int(segment)] }
        for segment in isolation.cutOff { connections += weights[Int(segment)] }
        return Burst(
            valves: Int32(isolation.valvesToClose.count), connections: connections,
            cutOffSegments: Int32(isolation.cutOff.count), isPossible: isolation.isPossible)
    }

    /// Calls `body` for 0 to `count` - 1 on all cores, each core with a working memory of its own.
    private static func inChunks<Result: Sendable>(
        _ count: Int, of segments: ValveSegments,
        _ body: @Sendable (inout IsolationSearch, Int) -> Result
    ) -> [Result] {
        let chunks = max(1, min(8, count / 1024))
        let results = Chunks<Result>(count: chunks)
        DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
            var search = IsolationSearch(segments)
            let range = count * chunk / chunks..<count * (chunk + 1) / chunks
            results.set(chunk, range.map { body(&search, $0) })
        }
        return results.joined
    }

    /// Where the cores put what they found.
    private final class Chunks<Result: Sendable>: @unchecked Sendable {
        private let lock = DispatchQueue(label: "segment review")
        private var chunks: [[Result]]

        init(count: Int) { chunks = Array(repeating: [], count: count) }

        func set(_ chunk: Int, _ results: [Result]) { lock.sync { chunks[chunk] = results } }

        var joined: [Result] { lock.sync { chunks.flatMap { $0 } } }
    }

    // MARK: Where valves are missing

    /// What a segment should not exceed.
    public struct Limits: Sendable, Hashable {
        /// Most valves that one burst should need.
        public var valves = 4
        /// Most hydrants between valves: GB 50974-2014, 8.1.4, has five at most in each segment of a ring.
        public var hydrants = 5
        /// Most connections that one burst should leave without water.
        public var connections = 500.0
        /// Most pipe between valves, m.
        public var length = 1500.0

        /// The defaults.
        public init() {}
    }

    /// Why a segment needs more valves.
    public enum Lack: String, Sendable, Hashable, CaseIterable {
        /// A source stands in it, so that no valve takes its water away.
        case sourceInside = "source_inside"
        /// Too many valves are to be closed.
        case manyValves = "many_valves"
        /// Too many hydrants lie in it.
        case manyHydrants = "many_hydrants"
        /// A burst leaves too many connections without water.
        case manyConnections = "many_connections"
        /// It has too much pipe.
        case longPipes = "long_pipes"
    }

    /// The segments that exceed a limit and by what, those with most connections to lose first.
    public func lacking(_ limits: Limits = .init()) -> [(segment: Int, lacks: [Lack])] {
        var found: [(segment: Int, lacks: [Lack])] = []
        for segment in contents.indices where contents[segment].links > 0 {
            var lacks: [Lack] = []
            if !bursts[segment].isPossible, contents[segment].length > 0 { lacks.append(.sourceInside) }
            if Int(bursts[segment].valves) > limits.valves { lacks.append(.manyValves) }
            if Int(contents[segment].hydrants) > limits.hydrants { lacks.append(.manyHydrants) }
            if bursts[segment].connections > limits.connections { lacks.append(.manyConnections) }
            if contents[segment].length > limits.length { lacks.append(.longPipes) }
            if !lacks.isEmpty { found.append((segment, lacks)) }
        }
        return found.sorted {
            (bursts[$1.segment].connections, $0.segment) < (bursts[$0.segment].connections, $1.segment)
        }
    }
}
