import Foundation
import Springline

/// How long the searches of a network's graph take on this machine, and what they find, so that other programs can be
/// compared in both.
struct GraphTiming {
    private var members: [JSONValue.Member] = []

    /// Measures.
    ///
    /// - Parameters:
    ///   - path: a city's file, or an EPANET input file.
    ///   - repetitions: how many random questions of each kind are asked.
    ///   - seed: decides them.
    init(path: String, repetitions: Int, seed: UInt64 = 1) throws {
        let count = max(1, repetitions)
        let city = try Self.isCity(path) ? City(path: path, readOnly: true) : nil
        let (network, load) = try Self.timed {
            try city?.graphNetwork() ?? Network.read(path: path)
        }
        add("nodes", Double(network.nodes.count))
        add("links", Double(network.links.count))
        add("load_ms", load)
        let (graph, build) = Self.least { NetworkGraph(network) }
        add("graph_ms", build)
        add("bytes_per_link", Double(graph.byteCount) / Double(max(1, network.links.count)))
        add("loaded_peak_mb", Self.peakMemory())
        guard network.nodes.count > 0, network.links.count > 0 else { return }
        let (zones, zonesTime) = try Self.timed { try city?.zones(for: network) }
        let scheme = zones.flatMap { $0.zones.isEmpty ? nil : $0 }
        if scheme != nil { add("load_zones_ms", zonesTime) }

        var random = SplitMix(state: seed)
        let passages = network.passages(barriers: .closed)
        let (parts, components) = Self.least { graph.connectedComponents { !passages[$0].isEmpty } }
        add("components_ms", components)
        add("components", Double(parts.count))
        searches(network, graph, passages, count, &random)
        failures(network, graph, passages)
        isolation(network, graph, count, &random)
        if let scheme { verification(scheme, network, graph) }
        location(network, scheme, count, &random)
        add("peak_mb", Self.peakMemory())
    }

    /// The figures as a line of JSON.
    var text: String { JSONValue.object(members).text(expandedTo: 0) + "\n" }

    // MARK: What is measured

    private mutating func searches(
        _ network: Network, _ graph: NetworkGraph, _ passages: [TraversalDirection], _ count: Int,
        _ random: inout SplitMix
    ) {
        let lengths = network.links.length
        let origin = Int.random(in: 0..<network.nodes.count, using: &random)
        let (reach, reachTime) = Self.least { graph.reach(from: [origin], passages: passages) }
        add("reach_ms", reachTime)
        add("reached", Double(reach.nodes.count))
        let (near, all) = Self.least { graph.nearest(of: [origin], by: { lengths[$0] }, passages: passages) }
        add("distances_ms", all)
        add("origin", network.nodes.ids[origin])
        add("distance_sum", near.distance.reduce(0) { $1.isFinite ? $0 + $1 : $0 })
        // Two kilometres around: what a crew or a valve search asks.
        let around = (0..<count).map { _ -> Double in
            let from = Int.random(in: 0..<network.nodes.count, using: &random)
            return Self.timed {
                graph.nearest(of: [from], by: { lengths[$0] }, passages: passages, limit: 2000)
            }.1
        }
        add("around_ms", around)
        let (route, prepare) = Self.timed { ContractedGraph(graph, weights: lengths, passages: passages) }
        add("route_graph_ms", prepare)
        add("route_places", Double(route.coreCount))
        var paths: [Double] = []
        var found: [JSONValue] = []
        for _ in 0..<count {
            let from = Int.random(in: 0..<network.nodes.count, using: &random)
            let to = Int.random(in: 0..<network.nodes.count, using: &random)
            let (path, time) = Self.timed {
                route.shortestPath(from: from, to: to)
            }
            paths.append(time)
            found.append(
                .array([
                    .string(network.nodes.ids[from]), .string(network.nodes.ids[to]), .number(path?.weight),
                ]))
        }
        add("path_ms", paths)
        members.append(.init("paths", .array(found)))
    }

    private mutating func failures(
        _ network: Network, _ graph: NetworkGraph, _ passages: [TraversalDirection]
    ) {
        let sources = network.sourceNodes()
        let weights = network.connectionsOfNodes
        let (failures, time) = Self.least {
            SinglePointsOfFailure(
                graph, sources: sources, weights: weights, passages: passages)
        }
        add("failures_ms", time)
        add("bridges", Double(failures.bridges.count))
        add("articulations", Double(failures.articulations.count))
    }

    private mutating func isolation(
        _ network: Network, _ graph: NetworkGraph, _ count: Int, _ random: inout SplitMix
    ) {
        let own = IsolationValves(network)
        let valves = own.count > 0 ? own : IsolationValves.placed(by: .allButWidest, in: network)
        let (segments, cut) = Self.least { ValveSegments(network, valves: valves, graph: graph) }
        add("valves", Double(valves.count))
        add("segments", Double(segments.count))
        add("segments_ms", cut)
        let contents = SegmentContents(segments, in: network)
        let assetsByNode = AssetsByNode(network)
        let plans = (0..<count).map { _ -> Double in
            let link = Int.random(in: 0..<network.links.count, using: &random)
            return Self.timed {
                segments.plan(in: network, links: [link], contents: contents, assetsByNode: assetsByNode)
            }.1
        }
        add("isolate_ms", plans)
        let (_, review) = Self.timed { SegmentReview(segments, in: network, withValves: false) }
        add("review_ms", review)
        let (_, valveReview) = Self.timed { SegmentReview(segments, in: network) }
        add("review_with_valves_ms", valveReview)
    }

    private mutating func verification(_ scheme: ZoneScheme, _ network: Network, _ graph: NetworkGraph) {
        let (verification, time) = Self.timed { try? ZoneVerification(scheme, in: network, graph: graph) }
        add("zones", Double(verification?.zones.count ?? 0))
        add("leaks", Double(verification?.breachCount ?? 0))
        add("verify_ms", time)
    }

    private mutating func location(
        _ network: Network, _ scheme: ZoneScheme?, _ count: Int, _ random: inout SplitMix
    ) {
        guard let extent = network.extent else { return }
        let (locator, build) = Self.timed { NetworkLocator(network, scheme: scheme) }
        add("locator_ms", build)
        let times = (0..<count).map { _ -> Double in
            let place = Coordinate(
                x: Double.random(in: extent.minX...extent.maxX, using: &random),
                y: Double.random(in: extent.minY...extent.maxY, using: &random))
            return Self.timed { try? locator.locate(place, within: .infinity) }.1
        }
        add("locate_ms", times)
    }

    // MARK: Keeping time

    private mutating func add(_ key: String, _ value: Double) { members.append(.init(key, .number(value))) }
    private mutating func add(_ key: String, _ value: String) { members.append(.init(key, .string(value))) }
    private mutating func add(_ key: String, _ values: [Double]) {
        members.append(.init(key, .array(values.map { .number($0) })))
    }

    /// A result and the time it took, ms.
    private static func timed<Result>(_ body: () throws -> Result) rethrows -> (Result, Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        return (result, Double((clock.now - start) / .nanoseconds(1)) / 1e6)
    }

    /// The result and the least time of three, ms.
    private static func least<Result>(_ body: () -> Result) -> (Result, Double) {
        var (result, best) = timed(body)
        for _ in 0..<2 {
            let (again, time) = timed(body)
            result = again
            best = min(best, time)
        }
        return (result, best)
    }

    /// Whether the file at `path` begins as SQLite's do.
    private static func isCity(_ path: String) throws -> Bool {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        return try file.read(upToCount: 15) == Data("SQLite format 3".utf8)
    }

    /// The most memory that the process has held, MB; NaN where `/proc` does not say.
    private static func peakMemory() -> Double {
        let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").dropLast().last.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
    }
}

/// S. Vigna's SplitMix64: the same numbers on every machine, so that the same seed measures the same.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
