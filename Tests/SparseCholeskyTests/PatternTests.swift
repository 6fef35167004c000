import SparseCholesky
import Testing

@Suite struct PatternTests {
    @Test func parallelLinksLoopsAndFixedEndsAreOneCouplingOrNone() throws {
        let pattern = try SparsityPattern(size: 4, first: [0, 1, 2, 3, -1, 2], second: [1, 0, 2, -1, -1, 0])
        #expect(pattern.couplingCount == 2)
        #expect(Array(pattern.neighbours(of: 0)) == [1, 2])
        #expect(Array(pattern.neighbours(of: 1)) == [0])
        #expect(Array(pattern.neighbours(of: 2)) == [0])
        #expect(pattern.neighbours(of: 3).isEmpty)
        #expect(try pattern == SparsityPattern(size: 4, edges: [(2, 0), (1, 0)]))
    }

    @Test func impossibleLinksAreNamed() {
        #expect(throws: CholeskyError.rowOutOfRange(link: 1, row: 3, size: 3)) {
            try SparsityPattern(size: 3, first: [0, 1], second: [1, 3])
        }
        #expect(throws: CholeskyError.rowOutOfRange(link: 0, row: -2, size: 3)) {
            try SparsityPattern(size: 3, edges: [(-2, 1)])
        }
        #expect(throws: CholeskyError.unequalEnds(first: 1, second: 0)) {
            try SparsityPattern(size: 3, first: [0], second: [])
        }
        #expect(throws: CholeskyError.impossibleSize(-1)) { try SparsityPattern(size: -1, edges: []) }
        #expect(throws: CholeskyError.impossibleSize(Int.max)) { try SparsityPattern(size: .max, edges: []) }
    }

    @Test func linksOutsideThePatternAreNamed() throws {
        let symbolic = try SymbolicFactor(SparsityPattern(size: 3, edges: [(0, 1)]))
        #expect(throws: CholeskyError.uncoupledRows(link: 1, first: 2, second: 0)) {
            try symbolic.slots(first: [0, 2], second: [1, 0])
        }
        #expect(throws: CholeskyError.rowOutOfRange(link: 0, row: 7, size: 3)) {
            try symbolic.slots(first: [7], second: [-1])
        }
        #expect(throws: CholeskyError.unequalEnds(first: 1, second: 2)) {
            try symbolic.slots(first: [0], second: [1, 2])
        }
    }

    /// The columns of L against the elimination game played on a dense matrix.
    @Test(arguments: GraphKind.allCases)
    func entriesAreThoseOfElimination(kind: GraphKind) throws {
        for seed in 0..<(kind == .hubs ? 3 : 25) {
            let graph = TestGraph.make(kind, seed: seed)
            let pattern = try graph.pattern()
            var numbers = SeededNumbers(seed)
            let shuffled = try CholeskyOrdering(
                permutation: (0..<Int32(graph.size)).shuffled(using: &numbers))
            for ordering in [.natural(pattern), .approximateMinimumDegree(pattern), shuffled] {
                let symbolic = try SymbolicFactor(pattern, ordering: ordering)
                let dense = TestSystem(graph, seed: seed).dense()
                // The postorder changes the order, not the number of entries.
                #expect(symbolic.entryCount == dense.pivots(order: ordering.permutation).entries)
                #expect(symbolic.entryCount == dense.pivots(order: symbolic.permutation).entries)
                for (k, parent) in symbolic.parents.enumerated() {
                    let rows = symbolic.rowPositions[
                        Int(symbolic.columnStarts[k])..<Int(symbolic.columnStarts[k + 1])]
                    #expect(parent == rows.first ?? -1)
                    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 })
                }
                for row in 0..<graph.size {
                    #expect(symbolic.permutation[Int(symbolic.positions[row])] == row)
                }
            }
        }
    }

    /// Positions whose subtrees have only short columns come first, by their height in the tree.
    @Test(arguments: GraphKind.allCases)
    func lowPartsOfTheTreeAreOrderedByHeight(kind: GraphKind) throws {
        for seed in 0..<10 {
            let symbolic = try SymbolicFactor(TestGraph.make(kind, seed: seed).pattern())
            var heights = [Int](repeating: 0, count: symbolic.size)
            var isHigh = [Bool](repeating: false, count: symbolic.size)
            for k in 0..<symbolic.size {
                if symbolic.columnStarts[k + 1] - symbolic.columnStarts[k] > 24 { isHigh[k] = true }
                let parent = Int(symbolic.parents[k])
                guard parent >= 0 else { continue }
                heights[parent] = max(heights[parent], heights[k] + 1)
                if isHigh[k] { isHigh[parent] = true }
            }
            let low = heights.indices.filter { !isHigh[$0] }
            #expect(low == Array(0..<low.count))
            #expect(zip(low, low.dropFirst()).allSatisfy { heights[$0] <= heights[$1] })
        }
    }
}
