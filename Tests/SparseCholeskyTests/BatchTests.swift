import SparseCholesky
import Testing

/// Side by side must be what one by one is, to the last bit.
@Suite struct BatchTests {
    private func solvedAlone(
        _ system: TestSystem, _ symbolic: SymbolicFactor, _ b: [Double]
    ) throws -> (x: [Double], pivots: [Double]) {
        var factor = NumericFactor<Double>(symbolic)
        try factor.factor(system.matrix(symbolic))
        var x = b
        try factor.solve(&x)
        return (x, (0..<symbolic.size).map { factor.pivot(ofRow: $0) })
    }

    private func expectLanesAlike<Lane: FactorLane>(_: Lane.Type, _ graph: TestGraph, seed: Int) throws {
        let symbolic = try SymbolicFactor(graph.pattern())
        let zero = Lane(repeating: 0)
        var matrix = ConductanceMatrix<Lane>(symbolic)
        var b = [Lane](repeating: zero, count: graph.size)
        var alone: [(x: [Double], pivots: [Double])] = []
        for lane in 0..<Lane.laneCount {
            let system = TestSystem(graph, seed: seed * 10 + lane)
            var numbers = SeededNumbers(seed * 100 + lane)
            let rightHandSide = (0..<graph.size).map { _ in numbers.number(-1..<1) }
            let values = try system.matrix(symbolic).values
            for slot in values.indices { matrix.values[slot].replace(lane: lane, by: values[slot]) }
            for row in b.indices { b[row].replace(lane: lane, by: rightHandSide[row]) }
            alone.append(try solvedAlone(system, symbolic, rightHandSide))
        }
        var factor = NumericFactor<Lane>(symbolic)
        try factor.factor(matrix)
        try factor.solve(&b)
        for (lane, single) in alone.enumerated() {
            #expect(b.map { $0.value(inLane: lane).bitPattern } == single.x.map(\.bitPattern))
            for row in 0..<graph.size {
                #expect(factor.pivot(ofRow: row).value(inLane: lane) == single.pivots[row])
            }
        }
    }

    @Test(arguments: GraphKind.allCases)
    func lanesEqualSingleMatrices(kind: GraphKind) throws {
        for seed in 0..<(kind == .hubs ? 2 : 12) {
            let graph = TestGraph.make(kind, seed: seed)
            try expectLanesAlike(SIMD4<Double>.self, graph, seed: seed)
            try expectLanesAlike(SIMD8<Double>.self, graph, seed: seed)
        }
    }

    @Test func lanesEqualSingleMatricesWhereColumnsArePulled() throws {
        try expectLanesAlike(SIMD4<Double>.self, .grid(side: 30), seed: 1)
        try expectLanesAlike(SIMD8<Double>.self, .grid(side: 25), seed: 2)
    }

    @Test func manyRightHandSidesEqualOneByOne() throws {
        for (graph, count) in [
            (TestGraph.grid(side: 17), 19), (.make(.sparse, seed: 4), 8), (.make(.tree, seed: 1), 1),
        ] {
            let symbolic = try SymbolicFactor(graph.pattern())
            var factor = NumericFactor<Double>(symbolic)
            try factor.factor(TestSystem(graph, seed: 2).matrix(symbolic))
            var numbers = SeededNumbers(6)
            let b = (0..<graph.size * count).map { _ in numbers.number(-1..<1) }
            var together = b
            try factor.solve(&together, count: count)
            var (alone, workspace): ([Double], [Double]) = ([], [])
            for column in 0..<count {
                var x = Array(b[column * graph.size..<(column + 1) * graph.size])
                try factor.solve(&x, workspace: &workspace)
                alone += x
            }
            #expect(together.map(\.bitPattern) == alone.map(\.bitPattern))
        }
    }

    @Test func aFailingLaneLeavesTheOthersAlone() throws {
        var graph = TestGraph(size: 5)
        for i in 0..<4 { graph.link(i, i + 1) }
        let symbolic = try SymbolicFactor(graph.pattern())
        let sound = TestSystem(graph, conductances: [1, 2, 3, 4], ties: [1, 1, 1, 1, 1])
        let loose = TestSystem(graph, conductances: [1, 2, 3, 4], ties: [0, 0, 0, 0, 0])
        let (good, bad) = (try sound.matrix(symbolic).values, try loose.matrix(symbolic).values)
        var matrix = ConductanceMatrix<SIMD4<Double>>(symbolic)
        for slot in good.indices { matrix.values[slot] = [good[slot], bad[slot], good[slot], good[slot]] }
        var factor = NumericFactor<SIMD4<Double>>(symbolic)
        #expect(throws: CholeskyError.self) { try factor.factor(matrix) }
        #expect(factor.failures.map(\.lane) == [1])
        var x = [SIMD4<Double>](repeating: [1, 0, 1, 2], count: 5)
        try factor.solve(&x)
        let alone = try solvedAlone(sound, symbolic, [1, 1, 1, 1, 1]).x
        #expect(x.map { $0[0] } == alone)
        #expect(x.map { $0[2] } == alone)
        #expect(x.map { $0[1] } == [0, 0, 0, 0, 0])
    }
}
