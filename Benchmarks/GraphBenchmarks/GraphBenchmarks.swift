import Benchmark
import Foundation
import Springline
import StreetCity

/// Wall time and memory of one question to a network's graph.
///
/// The limits are wide, as in the city's benchmarks: they catch a slip to a worse order of growth, not a few per cent.
var fewTimes: Benchmark.Configuration {
    .init(
        metrics: [.wallClock, .peakMemoryResident],
        warmupIterations: 1,
        maxDuration: .seconds(5),
        maxIterations: 50,
        thresholds: [
            .wallClock: .init(relative: [.p50: 60]),
            .peakMemoryResident: .init(relative: [.p50: 20]),
        ])
}

let benchmarks: @Sendable () -> Void = {
    var sizes = [("10k", 10_000), ("100k", 100_000)]
    if ProcessInfo.processInfo.environment["SPRINGLINE_BENCHMARK_MILLION"] != nil {
        sizes.append(("1M", 1_000_000))
    }
    for (name, junctions) in sizes {
        searches(name, junctions)
        isolation(name, junctions)
        zones(name, junctions)
        store(name, junctions)
    }
}

/// A street city with what its questions need.
struct PreparedCity: Sendable {
    var network: Network
    var graph: NetworkGraph
    var passages: [TraversalDirection]
    var segments: ValveSegments
    var contents: SegmentContents
    var assetsByNode: AssetsByNode
    var route: ContractedGraph
    var locator: PipeLocator

    init(_ junctions: Int) throws {
        network = try StreetCity(junctions: junctions).network()
        graph = NetworkGraph(network)
        passages = network.passages()
        segments = ValveSegments(network, valves: .placed(by: .allButWidest, in: network), graph: graph)
        contents = SegmentContents(segments, in: network)
        assetsByNode = AssetsByNode(network)
        route = ContractedGraph(graph, weights: network.links.length, passages: passages)
        locator = PipeLocator(network)
    }
}

/// Everything reached, a way across, single points of failure, the nearest pipe.
func searches(_ name: String, _ junctions: Int) {
    func measure(_ title: String, _ body: @escaping @Sendable (PreparedCity) -> Void) {
        Benchmark("graph_\(title)_\(name)", configuration: fewTimes) {
            (benchmark: Benchmark, city: PreparedCity) in
            for _ in benchmark.scaledIterations { body(city) }
        } setup: { () -> PreparedCity in
            try PreparedCity(junctions)
        }
    }
    measure("build") { blackHole(NetworkGraph($0.network)) }
    measure("reach") { blackHole($0.graph.reach(from: [0], passages: $0.passages)) }
    measure("way") { blackHole($0.route.shortestPath(from: 0, to: $0.network.nodes.count / 2)) }
    measure("failures") { city in
        let sources = city.network.nodes.kinds.indices.filter { city.network.nodes.kinds[$0] != .junction }
        blackHole(
            SinglePointsOfFailure(
                city.graph, sources: sources.map(Int32.init), weights: city.network.connectionsOfNodes,
                passages: city.passages))
    }
    measure("locate") { blackHole($0.locator.nearest(to: Coordinate(x: 1234, y: 987))) }
}

/// Cutting at valves, one burst, every part once.
func isolation(_ name: String, _ junctions: Int) {
    func measure(_ title: String, _ body: @escaping @Sendable (PreparedCity) -> Void) {
        Benchmark("isolation_\(title)_\(name)", configuration: fewTimes) {
            (benchmark: Benchmark, city: PreparedCity) in
            for _ in benchmark.scaledIterations { body(city) }
        } setup: { () -> PreparedCity in
            try PreparedCity(junctions)
        }
    }
    measure("segments") { city in
        blackHole(ValveSegments(city.network, valves: city.segments.valves, graph: city.graph))
    }
    measure("burst") { city in
        blackHole(
            city.segments.plan(
                in: city.network, links: [city.network.links.count / 3], contents: city.contents,
                assetsByNode: city.assetsByNode))
    }
    measure("all_parts") { blackHole(SegmentReview($0.segments, in: $0.network, withValves: false)) }
}

/// A thousand square zones verified.
func zones(_ name: String, _ junctions: Int) {
    Benchmark("zones_verify_\(name)", configuration: fewTimes) {
        (benchmark: Benchmark, prepared: (Network, NetworkGraph, ZoneScheme)) in
        for _ in benchmark.scaledIterations {
            blackHole(try ZoneVerification(prepared.2, in: prepared.0, graph: prepared.1))
        }
    } setup: { () -> (Network, NetworkGraph, ZoneScheme) in
        let network = try StreetCity(junctions: junctions).network()
        guard let extent = network.extent else { throw MissingPlaces() }
        let side = junctions >= 100_000 ? 32 : 8
        func square(_ value: Double, _ low: Double, _ high: Double) -> Int {
            max(0, min(side - 1, Int((value - low) / max(high - low, 1) * Double(side))))
        }
        let zoneOfNode = (0..<network.nodes.count).map { node in
            Int32(
                square(network.nodes.y[node], extent.minY, extent.maxY) * side
                    + square(network.nodes.x[node], extent.minX, extent.maxX))
        }
        let scheme = try ZoneScheme(
            zones: (0..<side * side).map { Zone(id: "Z\($0)") }, zoneOfNode: zoneOfNode)
        return (network, NetworkGraph(network), scheme)
    }
}

/// A city's file that goes with the value.
final class StoredCity: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).db").path

    init(_ network: Network) throws {
        try City.create(at: path).importing { _ = try $0.replaceNetwork(network) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// From the city's file into the graph.
func store(_ name: String, _ junctions: Int) {
    Benchmark("graph_load_\(name)", configuration: fewTimes) { (benchmark: Benchmark, city: StoredCity) in
        for _ in benchmark.scaledIterations {
            blackHole(NetworkGraph(try City(path: city.path, readOnly: true).graphNetwork()))
        }
    } setup: { () -> StoredCity in
        try StoredCity(StreetCity(junctions: junctions).network())
    }
}

struct MissingPlaces: Error {}
