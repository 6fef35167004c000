import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Traces")
struct TraceTests {
    @Test("A path leads from a seed to its node link by link, and is as short as any", arguments: 0..<40)
    func paths(seed: Int) {
        let graph = randomGraph(seed)
        var random = SplitMix(UInt64(seed) &+ 3)
        let isOpen = (0..<graph.linkCount).map { _ in Int.random(in: 0..<4, using: &random) > 0 }
        let trace = graph.trace(from: [0], through: { link, _ in isOpen[link] })
        // Bellman and Ford's rounds, each link of length 1.
        var least = [Int](repeating: 1_000_000, count: graph.nodeCount)
        least[0] = 0
        for _ in 0..<graph.nodeCount {
            for link in 0..<graph.linkCount where isOpen[link] {
                let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
                (least[a], least[b]) = (min(least[a], least[b] + 1), min(least[b], least[a] + 1))
            }
        }
        #expect(Set(trace.nodes.map(Int.init)) == Set(least.indices.filter { least[$0] < 1_000_000 }))
        for (place, node) in trace.nodes.enumerated() {
            let path = trace.path(to: place)
            #expect(path.count == least[Int(node)])
            var at = 0
            for link in path {
                #expect(isOpen[Int(link)])
                #expect([graph.start[Int(link)], graph.end[Int(link)]].contains(Int32(at)))
                at = graph.otherEnd(of: Int(link), from: at)
            }
            #expect(at == Int(node))
        }
        // What holds it back is shut, and touches what was reached.
        let stops = (0..<Int32(graph.linkCount)).filter { link in
            !isOpen[Int(link)]
                && (trace.nodes.contains(graph.start[Int(link)])
                    || trace.nodes.contains(graph.end[Int(link)]))
        }
        #expect(trace.stops == stops)
    }

    @Test("A seed at which traces stop is left all the same; seeds beyond the graph are none")
    func seeds() {
        let street = NetworkGraph(nodeCount: 4, start: [0, 1, 2], end: [1, 2, 3])
        let trace = street.trace(from: [9, 1, -2, 1], stopsAt: { _ in true })
        #expect(trace.nodes == [1, 0, 2])
        #expect(trace.arrivals == [-1, 0, 1])
        #expect(trace.path(to: 0).isEmpty)
        #expect(street.trace(from: []).nodes.isEmpty)
    }
}
