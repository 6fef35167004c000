import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Compressed rows")
struct CompressedRowsTests {
    @Test("rows by label are what a filter finds", arguments: 0..<50)
    func labels(seed: Int) {
        var random = SplitMix(UInt64(seed))
        let count = Int.random(in: 0...8, using: &random)
        let labels = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            Int32.random(in: -1..<Int32(count), using: &random)
        }
        let rows = CompressedRows(count: count, labels: labels)
        #expect(rows.count == count)
        for row in 0..<count {
            #expect(Array(rows[row]) == labels.indices.filter { Int(labels[$0]) == row }.map { Int32($0) })
        }
        #expect(rows.values.count == labels.count { $0 >= 0 })
    }

    @Test("the edges at a node are what a filter finds, loops twice", arguments: 0..<50)
    func edges(seed: Int) {
        let graph = randomGraph(seed)
        let rows = CompressedRows(count: graph.nodeCount, start: graph.start, end: graph.end)
        for node in 0..<graph.nodeCount {
            let expected = (0..<graph.linkCount).flatMap { link in
                [graph.start[link], graph.end[link]].filter { Int($0) == node }.map { _ in Int32(link) }
            }
            #expect(Array(rows[node]) == expected)
        }
    }

    @Test("entries keep the order in which they come; rows without any are empty")
    func order() {
        let entries: [(Int, Int32)] = [(2, 9), (0, 4), (2, 1), (2, 9)]
        let rows = CompressedRows(count: 4) { add in for (row, value) in entries { add(row, value) } }
        #expect((0..<4).map { Array(rows[$0]) } == [[4], [], [9, 1, 9], []])
        #expect(rows.range(of: 2) == 1..<4)
        #expect(CompressedRows(count: 0) { _ in }.offsets == [0])
    }

    @Test("a graph's incidences are its links, with the node at the other end", arguments: 0..<50)
    func graph(seed: Int) {
        let graph = randomGraph(seed)
        for node in 0..<graph.nodeCount {
            for place in graph.incidences(of: node) {
                let link = Int(graph.incidentLinks[place])
                #expect([graph.start[link], graph.end[link]].contains(Int32(node)))
                #expect(Int(graph.neighbors[place]) == graph.otherEnd(of: link, from: node))
            }
            #expect(
                graph.degree(of: node)
                    == graph.start.count { Int($0) == node } + graph.end.count { Int($0) == node })
        }
    }
}
