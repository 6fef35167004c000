import SparseCholesky
import Testing

@Suite struct StagedSolutionTests {
    /// Looks and the end against dense solutions for b as it is then.
    @Test(arguments: GraphKind.allCases)
    func eachLookIsTheSolutionForWhatWasAddedSoFar(kind: GraphKind) throws {
        for seed in 0..<(kind == .hubs ? 3 : 30) {
            let graph = TestGraph.make(kind, seed: seed)
            let system = TestSystem(graph, seed: seed)
            let symbolic = try SymbolicFactor(graph.pattern())
            var factor = NumericFactor<Double>(symbolic)
            try factor.factor(system.matrix(symbolic))
            let dense = system.dense()
            var numbers = SeededNumbers(seed)
            let rows = (0..<3).map { _ in Int32(numbers.integer(0..<graph.size)) }
            var staged = try StagedSolution<Double>(symbolic, rows: rows)
            for _ in 0..<2 {
                var b = (0..<graph.size).map { _ in numbers.number(-1..<1) }
                try staged.begin(b, factor)
                var x = [Double](repeating: .nan, count: graph.size)
                for _ in 0..<3 {
                    try staged.look(into: &x, factor)
                    let expected = dense.solve(b)
                    let scale = expected.map(abs).max() ?? 1
                    for row in rows { #expect(abs(x[Int(row)] - expected[Int(row)]) <= 1e-11 * scale) }
                    let row = Int(rows[numbers.integer(0..<3)])
                    let change = numbers.number(-1..<1)
                    b[row] += change
                    staged.add(change, toRow: row)
                }
                try staged.finish(into: &x, factor)
                let expected = dense.solve(b)
                let scale = expected.map(abs).max() ?? 1
                for row in 0..<graph.size { #expect(abs(x[row] - expected[row]) <= 1e-11 * scale) }
                // What is added and not looked at does not stay for the next right-hand side.
                staged.add(100, toRow: Int(rows[0]))
            }
        }
    }

    @Test func refusesWhatDoesNotFit() throws {
        let symbolic = try SymbolicFactor(SparsityPattern(size: 3, edges: [(0, 1), (1, 2)]))
        #expect(throws: CholeskyError.rowOutOfRange(link: 1, row: 3, size: 3)) {
            try StagedSolution<Double>(symbolic, rows: [0, 3])
        }
        var staged = try StagedSolution<Double>(symbolic, rows: [0])
        let factor = NumericFactor<Double>(symbolic)
        #expect(throws: CholeskyError.wrongLength(of: "right-hand side", found: 2, expected: 3)) {
            try staged.begin([1, 2], factor)
        }
        var x = [1.0, 2, 3, 4]
        #expect(throws: CholeskyError.wrongLength(of: "right-hand side", found: 4, expected: 3)) {
            try staged.look(into: &x, factor)
        }
        let other = try SymbolicFactor(SparsityPattern(size: 3, edges: [(0, 1), (0, 2), (1, 2)]))
        #expect(throws: CholeskyError.otherPattern) {
            try staged.begin([1, 2, 3], NumericFactor<Double>(other))
        }
    }
}
