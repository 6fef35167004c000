import TestSupport
import Testing

@testable import PipeNetwork

/// Dominators by their definition: a node depends on another when no source reaches it with the other taken out.
@Suite("Dominator tree")
struct DominatorTreeTests {
    /// Nodes that sources reach while one node is taken out, by rounds over all links.
    private func reached(
        _ graph: NetworkGraph, _ sources: [Int32], _ passages: [TraversalDirection], without gone: Int? = nil
    ) -> Set<Int> {
        var found = Set(sources.map(Int.init)).subtracting(gone.map { [$0] } ?? [])
        for _ in 0..<graph.nodeCount {
            for link in 0..<graph.linkCount {
                let (a, b) = (Int(graph.start[link]), Int(graph.end[link]))
                if a == gone || b == gone { continue }
                if found.contains(a), passages[link].contains(.forward) { found.insert(b) }
                if found.contains(b), passages[link].contains(.backward) { found.insert(a) }
            }
        }
        return found
    }

    @Test("A node depends on whatever parts it from all sources, and on nothing else", arguments: 0..<40)
    func definition(block: Int) {
        for seed in block * 50..<block * 50 + 50 {
            let graph = randomGraph(seed, nodes: 1...14)
            var random = SplitMix(UInt64(seed) &+ 77)
            let passages = (0..<graph.linkCount).map { _ in
                TraversalDirection(rawValue: UInt8.random(in: 0...3, using: &random))
            }
            // Sources may be none, or named twice.
            let sources = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                Int32.random(in: 0..<Int32(graph.nodeCount), using: &random)
            }
            let tree = DominatorTree(graph, sources: sources, passages: passages)
            let before = reached(graph, sources, passages)
            #expect(Set(tree.order.map(Int.init)) == before && tree.order.count == before.count)
            for (at, node) in tree.order.enumerated() { #expect(tree.position[Int(node)] == Int32(at)) }
            #expect((0..<graph.nodeCount).allSatisfy { (tree.position[$0] < 0) != before.contains($0) })
            var dependsOn: [Int: Set<Int>] = [:]
            for gone in before {
                let lost = before.subtracting(reached(graph, sources, passages, without: gone))
                for node in lost { dependsOn[node, default: []].insert(gone) }
                #expect(tree.dependents(at: Int(tree.position[gone])) == lost.count, "seed \(seed)")
            }
            for (at, node) in tree.order.enumerated() {
                let known = Set(
                    tree.order.indices.filter { tree.depends(at, on: $0) }.map { Int(tree.order[$0]) })
                #expect(known == dependsOn[Int(node)], "seed \(seed) node \(node)")
                // The immediate one is what the node depends on last: all others depend the less.
                let above = dependsOn[Int(node)]?.subtracting([Int(node)]) ?? []
                let last = above.max { (dependsOn[$0]?.count ?? 0) < (dependsOn[$1]?.count ?? 0) }
                let found = Int(tree.dominator[at])
                #expect((found < 0 ? nil : Int(tree.order[found])) == last, "seed \(seed) node \(node)")
            }
        }
    }

    @Test("The flowgraph of Lengauer and Tarjan's paper has the dominators that its figure 2 shows")
    func published() {
        // Nodes R, A…L; the arcs of figure 1 of the paper (1979), each a one-way link.
        let names = Array("RABCDEFGHIJKL")
        let arcs = [
            "RA", "RB", "RC", "AD", "BA", "BD", "BE", "CF", "CG", "DL", "EH", "FI", "GI", "GJ", "HE", "HK",
            "IK", "JI", "KI", "KR", "LH",
        ].map(Array.init)
        func row(_ name: Character) -> Int32 { Int32(names.firstIndex(of: name) ?? -1) }
        let graph = NetworkGraph(
            nodeCount: names.count, start: arcs.map { row($0[0]) }, end: arcs.map { row($0[1]) })
        let tree = DominatorTree(
            graph, sources: [0], passages: Array(repeating: .forward, count: arcs.count))
        var above: [Character: Character] = [:]
        for (at, node) in tree.order.enumerated() where tree.dominator[at] >= 0 {
            above[names[Int(node)]] = names[Int(tree.order[Int(tree.dominator[at])])]
        }
        #expect(
            above == [
                "A": "R", "B": "R", "C": "R", "D": "R", "E": "R", "F": "C", "G": "C", "H": "R", "I": "R",
                "J": "G", "K": "R", "L": "D",
            ])
    }

    @Test("A street of a hundred thousand pipes is walked without the call stack")
    func longStreet() {
        let count: Int32 = 100_000
        let graph = NetworkGraph(
            nodeCount: Int(count), start: Array(0..<count - 1), end: Array(1..<count))
        let tree = DominatorTree(
            graph, sources: [0], passages: Array(repeating: .both, count: Int(count) - 1))
        #expect(tree.order == Array(0..<count))
        #expect(tree.dependents(at: 0) == Int(count) && tree.dependents(at: Int(count) - 1) == 1)
        #expect(tree.depends(Int(count) - 1, on: 50_000) && !tree.depends(49_999, on: 50_000))
    }
}
