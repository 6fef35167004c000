import Testing

@testable import PipeNetwork

@Suite("Sets that merge")
struct DisjointSetsTests {
    @Test("the sets of a graph's links are what rounds over all links find", arguments: 0..<100)
    func components(seed: Int) {
        let graph = randomGraph(seed, nodes: 1...25)
        var sets = DisjointSets(count: graph.nodeCount)
        var merged = 0
        for link in 0..<graph.linkCount where sets.union(Int(graph.start[link]), Int(graph.end[link])) {
            merged += 1
        }
        let least = leastNodes(graph)
        // The least member stands for a set, so the two agree in more than the partition.
        #expect((0..<graph.nodeCount).map { sets.find($0) } == least)
        #expect(graph.nodeCount - merged == Set(least).count)
        let found = graph.connectedComponents()
        #expect(found.count == Set(least).count)
        for node in least.indices { #expect(found.label[node] == found.label[least[node]]) }
        for (number, size) in found.sizes.enumerated() {
            #expect(size == found.label.count { Int($0) == number })
        }
    }

    @Test("a set that is attached is stood for by the other, whichever is less")
    func attached() {
        var sets = DisjointSets(count: 4)
        sets.attach(root: 0, to: 3)
        #expect((0..<4).map { sets.find($0) } == [3, 1, 2, 3])
        let joined = [sets.union(0, 1), sets.union(1, 3)]
        #expect(joined == [true, false])
        #expect(sets.find(3) == 1)
    }
}
