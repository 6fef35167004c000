import SparseCholesky
import Testing

@Suite struct FactorTests {
    /// The documentation's example: three equal links in a row, the last to a fixed node, and 1 into the first.
    @Test func threeLinksInARow() throws {
        let (first, second): ([Int32], [Int32]) = ([0, 1, 2], [1, 2, -1])
        let symbolic = try SymbolicFactor(SparsityPattern(size: 3, first: first, second: second))
        var matrix = ConductanceMatrix<Double>(symbolic)
        try matrix.add([2, 2, 2], at: symbolic.slots(first: first, second: second))
        var factor = NumericFactor<Double>(symbolic)
        try factor.factor(matrix)
        var x = [1.0, 0, 0]
        try factor.solve(&x)
        #expect(x == [1.5, 1, 0.5])
    }

    @Test func nothingIsASystemToo() throws {
        let symbolic = try SymbolicFactor(SparsityPattern(size: 0, edges: []))
        var factor = NumericFactor<Double>(symbolic)
        try factor.factor(ConductanceMatrix(symbolic))
        var x: [Double] = []
        try factor.solve(&x)
        try factor.solve(&x, count: 5)
        #expect(x.isEmpty && symbolic.entryCount == 0 && symbolic.operationCount == 0)
    }

    @Test(arguments: GraphKind.allCases)
    func pivotsAndSolutionsAgreeWithDenseElimination(kind: GraphKind) throws {
        for seed in 0..<(kind == .hubs ? 3 : 40) {
            let graph = TestGraph.make(kind, seed: seed)
            let system = TestSystem(graph, seed: seed)
            let pattern = try graph.pattern()
            let dense = system.dense()
            var numbers = SeededNumbers(seed)
            let b = (0..<graph.size).map { _ in numbers.number(-1..<1) }
            let expected = dense.solve(b)
            for ordering in [CholeskyOrdering.natural(pattern), .approximateMinimumDegree(pattern)] {
                let symbolic = try SymbolicFactor(pattern, ordering: ordering)
                let matrix = try system.matrix(symbolic)
                var factor = NumericFactor<Double>(symbolic)
                try factor.factor(matrix)
                let pivots = dense.pivots(order: symbolic.permutation).pivots
                for row in 0..<graph.size {
                    #expect(abs(factor.pivot(ofRow: row) - pivots[row]) <= 1e-12 * dense[row, row])
                }
                var x = b
                try factor.solve(&x)
                let scale = expected.map(abs).max() ?? 1
                for row in 0..<graph.size { #expect(abs(x[row] - expected[row]) <= 1e-11 * scale) }

                var product: [Double] = []
                try matrix.multiply(b, into: &product)
                for (found, wanted) in zip(product, dense.times(b)) {
                    #expect(abs(found - wanted) < 1e-12 * 500)
                }
            }
        }
    }

    /// Columns long enough to be pulled, in supernodes of every length: a band of full coupling.
    @Test func bandsOfEveryWidthAreSolved() throws {
        for width in 1..<40 {
            var graph = TestGraph(size: 90)
            for i in 0..<90 { for j in max(0, i - width)..<i { graph.link(i, j) } }
            let system = TestSystem(graph, seed: width)
            let pattern = try graph.pattern()
            let symbolic = try SymbolicFactor(pattern, ordering: .natural(pattern))
            var factor = NumericFactor<Double>(symbolic)
            try factor.factor(system.matrix(symbolic))
            let wanted = (0..<90).map { 1 + Double($0 % 7) }
            var x = system.dense().times(wanted)
            try factor.solve(&x)
            for row in 0..<90 { #expect(abs(x[row] - wanted[row]) < 1e-9) }
        }
    }

    @Test func residualsOfALargerNetworkAreRounding() throws {
        let graph = TestGraph.grid(side: 60)
        let symbolic = try SymbolicFactor(graph.pattern())
        let system = TestSystem(graph, seed: 8)
        let matrix = try system.matrix(symbolic)
        var factor = NumericFactor<Double>(symbolic)
        var numbers = SeededNumbers(4)
        let b = (0..<graph.size).map { _ in numbers.number(-1..<1) }
        // Twice, as what the first factorisation left behind must not matter.
        for _ in 0..<2 {
            try factor.factor(matrix)
            var x = b
            try factor.solve(&x)
            var product: [Double] = []
            try matrix.multiply(x, into: &product)
            let residual = zip(product, b).map { abs($0 - $1) }.max() ?? 1
            #expect(residual < 1e-12)
        }
    }

    @Test func reassemblyInOneMatrixEqualsAFreshOne() throws {
        let graph = TestGraph.make(.sparse, seed: 12)
        let symbolic = try SymbolicFactor(graph.pattern())
        let slots = try symbolic.slots(first: graph.first, second: graph.second)
        let system = TestSystem(graph, seed: 77)
        var reused = try TestSystem(graph, seed: 78).matrix(symbolic)
        reused.clear()
        try reused.add(system.conductances, at: slots)
        try reused.add(system.ties, at: symbolic.tieSlots)
        #expect(try reused.values == system.matrix(symbolic).values)
    }

    @Test func wrongLengthsAreRefused() throws {
        let symbolic = try SymbolicFactor(SparsityPattern(size: 3, edges: [(0, 1)]))
        let other = try SymbolicFactor(SparsityPattern(size: 3, edges: []))
        var factor = NumericFactor<Double>(symbolic)
        #expect(throws: CholeskyError.otherPattern) { try factor.factor(ConductanceMatrix(other)) }
        var cut = ConductanceMatrix<Double>(symbolic)
        cut.values.removeLast()
        #expect(throws: CholeskyError.wrongLength(of: "matrix", found: 4, expected: 5)) {
            try factor.factor(cut)
        }
        var x = [1.0]
        #expect(throws: CholeskyError.wrongLength(of: "right-hand side", found: 1, expected: 3)) {
            try factor.solve(&x)
        }
        #expect(throws: CholeskyError.wrongLength(of: "block of right-hand sides", found: 1, expected: 6)) {
            try factor.solve(&x, count: 2)
        }
        var matrix = ConductanceMatrix<Double>(symbolic)
        #expect(throws: CholeskyError.wrongLength(of: "list of conductances", found: 1, expected: 0)) {
            try matrix.add([1], at: [])
        }
    }
}
