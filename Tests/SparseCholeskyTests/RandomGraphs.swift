import TestSupport
import SparseCholesky

/// Numbers that are the same in every run (splitmix64).
struct SeededNumbers: RandomNumberGenerator {
    private var numbers: SplitMix

    init(_ seed: Int) { numbers = SplitMix(UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15) }

    mutating func next() -> UInt64 { numbers.next() }

    mutating func number(_ range: Range<Double>) -> Double { Double.random(in: range, using: &self) }
    mutating func integer(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }
}

/// The kinds of graph that are tried.
enum GraphKind: CaseIterable {
    case sparse, dense, tree, path, grid, disconnected, empty, star, hubs
}

/// Links between rows, with -1 for a fixed node.
struct TestGraph {
    let size: Int
    var first: [Int32] = []
    var second: [Int32] = []

    init(size: Int) { self.size = size }

    mutating func link(_ i: Int, _ j: Int) {
        first.append(Int32(i))
        second.append(Int32(j))
    }

    static func make(_ kind: GraphKind, seed: Int) -> TestGraph {
        var numbers = SeededNumbers(seed)
        let size = kind == .hubs ? 120 : numbers.integer(1..<60)
        var graph = kind == .grid ? grid(side: numbers.integer(2..<9)) : TestGraph(size: size)
        switch kind {
        case .sparse:
            for _ in 0..<size * 3 / 2 { graph.link(numbers.integer(0..<size), numbers.integer(0..<size)) }
        case .dense:
            for i in 0..<size { for j in 0..<i where numbers.integer(0..<3) > 0 { graph.link(i, j) } }
        case .tree:
            for i in stride(from: 1, to: size, by: 1) { graph.link(numbers.integer(0..<i), i) }
        case .path:
            let order = (0..<size).shuffled(using: &numbers)
            for i in stride(from: 1, to: size, by: 1) { graph.link(order[i - 1], order[i]) }
        case .grid, .empty:
            break
        case .disconnected:
            for _ in 0..<size / 2 { graph.link(numbers.integer(0..<size), numbers.integer(0..<size)) }
        case .star:
            let centre = numbers.integer(0..<size)
            for i in 0..<size where i != centre { graph.link(i, centre) }
        case .hubs:
            // Two rows that nearly all others know, the first beyond the order's bound for dense rows.
            for i in 2..<size {
                graph.link(0, i)
                if numbers.integer(0..<10) > 0 { graph.link(i, 1) }
                if numbers.integer(0..<3) == 0 { graph.link(i, numbers.integer(2..<size)) }
            }
        }
        return graph
    }

    static func grid(side: Int) -> TestGraph {
        var graph = TestGraph(size: side * side)
        for y in 0..<side {
            for x in 0..<side {
                if x + 1 < side { graph.link(y * side + x, y * side + x + 1) }
                if y + 1 < side { graph.link(y * side + x, (y + 1) * side + x) }
            }
        }
        return graph
    }

    func pattern() throws -> SparsityPattern {
        try SparsityPattern(size: size, first: first, second: second)
    }
}

/// A conductance matrix: a number for every link, and one to a fixed node for every row.
struct TestSystem {
    let graph: TestGraph
    let conductances: [Double]
    let ties: [Double]

    init(_ graph: TestGraph, seed: Int) {
        var numbers = SeededNumbers(seed + 1_000_003)
        self.graph = graph
        conductances = graph.first.map { _ in numbers.number(0.1..<10) }
        ties = (0..<graph.size).map { _ in numbers.number(0.05..<1) }
    }

    init(_ graph: TestGraph, conductances: [Double], ties: [Double]) {
        self.graph = graph
        self.conductances = conductances
        self.ties = ties
    }

    func matrix(_ symbolic: SymbolicFactor) throws -> ConductanceMatrix<Double> {
        var matrix = ConductanceMatrix<Double>(symbolic)
        try matrix.add(conductances, at: symbolic.slots(first: graph.first, second: graph.second))
        try matrix.add(ties, at: symbolic.tieSlots)
        return matrix
    }

    /// The same matrix, assembled in the plainest way.
    func dense() -> DenseMatrix {
        var dense = DenseMatrix(size: graph.size)
        for (link, g) in conductances.enumerated() {
            let (i, j) = (Int(graph.first[link]), Int(graph.second[link]))
            guard i != j else { continue }
            if i >= 0 { dense[i, i] += g }
            if j >= 0 { dense[j, j] += g }
            if i >= 0, j >= 0 {
                dense[i, j] -= g
                dense[j, i] -= g
            }
        }
        for row in 0..<graph.size { dense[row, row] += ties[row] }
        return dense
    }
}
