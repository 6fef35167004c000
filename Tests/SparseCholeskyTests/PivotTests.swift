import SparseCholesky
import Testing

@Suite struct PivotTests {
    /// A network without a fixed node has one pivot too few in each of its parts.
    @Test(arguments: [GraphKind.sparse, .tree, .grid, .disconnected, .empty, .dense])
    func everyLoosePartIsReportedOnce(kind: GraphKind) throws {
        for seed in 0..<40 {
            let graph = TestGraph.make(kind, seed: seed)
            let parts = parts(of: graph)
            var numbers = SeededNumbers(seed)
            // Some parts are tied to a fixed node at one row, the others are loose.
            let tiedParts = Set(parts).filter { _ in numbers.integer(0..<2) == 0 }
            let ties = (0..<graph.size).map { parts[$0] == $0 && tiedParts.contains($0) ? 0.5 : 0.0 }
            let system = TestSystem(
                graph, conductances: graph.first.map { _ in numbers.number(0.1..<10) }, ties: ties)
            let symbolic = try SymbolicFactor(graph.pattern())
            var factor = NumericFactor<Double>(symbolic)
            let loose = Set(parts).subtracting(tiedParts)
            if loose.isEmpty {
                try factor.factor(system.matrix(symbolic))
            } else {
                #expect(throws: CholeskyError.self) { try factor.factor(system.matrix(symbolic)) }
            }
            #expect(factor.failures.map { parts[$0.row] }.sorted() == loose.sorted())

            // What is pinned is zero, and the rest is solved as if fixed nodes stood there.
            var b = (0..<graph.size).map { _ in numbers.number(-1..<1) }
            let pinned = Set(factor.failures.map(\.row))
            var dense = system.dense()
            for row in pinned {
                for other in 0..<graph.size {
                    dense[row, other] = 0
                    dense[other, row] = 0
                }
                dense[row, row] = 1
            }
            var x = b
            try factor.solve(&x)
            for row in pinned { b[row] = 0 }
            let expected = dense.solve(b)
            for row in 0..<graph.size {
                #expect(abs(x[row] - expected[row]) <= 1e-9 * (expected.map(abs).max() ?? 1))
            }
        }
    }

    /// A single link of conductance g between rows, and d on both diagonals: pivots d + g and d + g - g² / (d + g).
    private func pair(_ diagonal: Double, _ g: Double) throws -> (SymbolicFactor, ConductanceMatrix<Double>) {
        var graph = TestGraph(size: 2)
        graph.link(0, 1)
        let symbolic = try SymbolicFactor(graph.pattern())
        let system = TestSystem(graph, conductances: [g], ties: [diagonal, diagonal])
        return (symbolic, try system.matrix(symbolic))
    }

    @Test func negativePivotsAreRefusedOrAccepted() throws {
        let (symbolic, matrix) = try pair(-3, 1)
        var strict = NumericFactor<Double>(symbolic)
        #expect(throws: CholeskyError.self) { try strict.factor(matrix) }
        #expect(strict.failures.count == 2)
        #expect(strict.failures.first?.pivot == -2)

        var lenient = NumericFactor<Double>(symbolic, rule: .indefinite)
        try lenient.factor(matrix)
        #expect(Set([lenient.pivot(ofRow: 0), lenient.pivot(ofRow: 1)]) == [-2, -1.5])
        // [-2 -1; -1 -2] x = [3; 0] has the solution [-2; 1].
        var x = [3.0, 0]
        try lenient.solve(&x)
        #expect(abs(x[0] + 2) < 1e-15 && abs(x[1] - 1) < 1e-15)
    }

    /// Two rows with ties far below their coupling: with t for the tie, the second pivot is t (2 + t) / (1 + t). As a
    /// difference, 1 + t - 1 / (1 + t), it would have no digit left.
    @Test func smallTiesKeepAllTheirDigits() throws {
        for exponent in 0..<200 {
            let tie = Double(sign: .plus, exponent: -exponent, significand: 1.3)
            let (symbolic, matrix) = try pair(tie, 1)
            var factor = NumericFactor<Double>(symbolic)
            try factor.factor(matrix)
            let last = factor.pivot(ofRow: Int(symbolic.permutation[1]))
            #expect(abs(last / (tie * (2 + tie) / (1 + tie)) - 1) < 1e-15)
            var x = [tie, tie]
            try factor.solve(&x)
            #expect(x.allSatisfy { abs($0 - 1) < 1e-15 })
        }
    }

    /// A row of conductances from 1e-8 to 1e8 that is tied at one end only carries one flow; the head at each node is
    /// the flow through all resistances before it.
    @Test func conductancesFarApartAreSolvedToTheLastDigits() throws {
        for seed in 0..<20 {
            var numbers = SeededNumbers(seed)
            let size = 50
            var graph = TestGraph(size: size)
            let resistances = (0..<size).map { _ in
                Double(sign: .plus, exponent: numbers.integer(-26..<27), significand: numbers.number(1..<2))
            }
            let labels = (0..<size).shuffled(using: &numbers)
            for i in 0..<size { graph.link(i == 0 ? -1 : labels[i - 1], labels[i]) }
            let symbolic = try SymbolicFactor(graph.pattern())
            let system = TestSystem(
                graph, conductances: resistances.map { 1 / $0 }, ties: [Double](repeating: 0, count: size))
            var factor = NumericFactor<Double>(symbolic)
            try factor.factor(system.matrix(symbolic))
            var x = [Double](repeating: 0, count: size)
            x[labels[size - 1]] = 1
            try factor.solve(&x)
            var head = 0.0
            for i in 0..<size {
                head += resistances[i]
                #expect(abs(x[labels[i]] / head - 1) < 1e-13)
            }
        }
    }

    @Test func toleranceDecidesWhatIsRounding() throws {
        // The second pivot is about twice the tie, 2e-13 of the diagonal.
        let (symbolic, matrix) = try pair(1e-13, 1)
        var factor = NumericFactor<Double>(symbolic)
        try factor.factor(matrix)
        factor.rule.tolerance = 1e-12
        #expect(throws: CholeskyError.self) { try factor.factor(matrix) }
        #expect(factor.failures.count == 1)
        factor.rule.tolerance = 0
        try factor.factor(matrix)
        #expect(factor.failures.isEmpty)
    }

    @Test func numbersThatAreNoneAreReported() throws {
        for value in [Double.nan, .infinity, -.infinity] {
            let symbolic = try SymbolicFactor(SparsityPattern(size: 3, edges: []))
            var matrix = ConductanceMatrix<Double>(symbolic)
            try matrix.add([2, value, 2], at: symbolic.tieSlots)
            var factor = NumericFactor<Double>(symbolic, rule: .indefinite)
            #expect(throws: CholeskyError.self) { try factor.factor(matrix) }
            #expect(factor.failures.map(\.row) == [1])
            var x = [2.0, 2, 2]
            try factor.solve(&x)
            #expect(x == [1, 0, 1])
        }
    }

    @Test func errorsAreSentences() throws {
        let (symbolic, matrix) = try pair(0, 1)
        var factor = NumericFactor<Double>(symbolic)
        let error = #expect(throws: CholeskyError.self) { try factor.factor(matrix) }
        let text = try #require(error).description
        #expect(text.contains("row \(try #require(factor.failures.first).row)"))
        #expect(text.contains("singular"))
        #expect(CholeskyError.rowOutOfRange(link: 4, row: 9, size: 3).description.contains("rows 0 to 2"))
    }

    /// The least row of each row's connected part.
    private func parts(of graph: TestGraph) -> [Int] {
        var parts = Array(0..<graph.size)
        var changed = true
        while changed {
            changed = false
            for (i, j) in zip(graph.first, graph.second) {
                let least = min(parts[Int(i)], parts[Int(j)])
                for row in [Int(i), Int(j)] where parts[row] != least {
                    parts[row] = least
                    changed = true
                }
            }
        }
        return parts
    }
}
