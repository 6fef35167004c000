import SparseCholesky
import Testing

@Suite struct OrderingTests {
    @Test(arguments: GraphKind.allCases)
    func minimumDegreeIsAPermutation(kind: GraphKind) throws {
        for seed in 0..<60 {
            let pattern = try TestGraph.make(kind, seed: seed).pattern()
            for denseFactor in [0.1, 10, 1e9] {
                let order = CholeskyOrdering.approximateMinimumDegree(pattern, denseFactor: denseFactor)
                #expect(order.permutation.sorted() == Array(0..<Int32(pattern.size)))
            }
        }
    }

    @Test func treesAndPathsGetNoFill() throws {
        for kind in [GraphKind.tree, .path, .star] {
            for seed in 0..<100 {
                let pattern = try TestGraph.make(kind, seed: seed).pattern()
                #expect(try SymbolicFactor(pattern).entryCount == pattern.couplingCount)
            }
        }
    }

    /// A cycle of length c needs c - 3 entries of fill in any order, and minimum degree needs no more.
    @Test func cyclesGetTheLeastFill() throws {
        for length in 3..<40 {
            let pattern = try SparsityPattern(
                size: length, edges: (0..<length).map { ($0, ($0 + 1) % length) })
            #expect(try SymbolicFactor(pattern).entryCount == length + length - 3)
        }
    }

    /// Banded elimination of a w × w grid in natural order fills each column to w entries, as long as there are so many
    /// rows below.
    @Test func gridsAreFilledFarLessThanInNaturalOrder() throws {
        for side in [8, 16, 32, 64] {
            let pattern = try TestGraph.grid(side: side).pattern()
            let natural = try SymbolicFactor(pattern, ordering: .natural(pattern))
            let reduced = try SymbolicFactor(pattern)
            let band = (0..<side * side).reduce(0) { $0 + min(side, side * side - 1 - $1) }
            // Only the first row of the grid leaves its band partly empty.
            #expect(natural.entryCount <= band)
            #expect(natural.entryCount >= band - side * side)
            #expect(reduced.entryCount <= natural.entryCount)
            // George (1973): nested dissection needs at most 31/4 n log2 w entries; minimum degree does better here.
            #expect(reduced.entryCount < 31 * side * side * side.trailingZeroBitCount / 8)
        }
    }

    /// SuiteSparse's AMD (by CVXOPT 1.3.3) leaves this many entries on square grids. It breaks ties differently, so 15 %
    /// more is allowed; multiple minimum degree (SuperLU) leaves 4 to 11 % less, so 20 % less would be suspect.
    @Test(arguments: [(32, 10_876), (64, 63_104), (100, 196_332)])
    func gridsAreFilledAsByAnotherImplementation(side: Int, reference: Int) throws {
        let entries = Double(try SymbolicFactor(TestGraph.grid(side: side).pattern()).entryCount)
        #expect(entries < 1.15 * Double(reference))
        #expect(entries > 0.8 * Double(reference))
    }

    @Test func orderDependsOnThePatternOnly() throws {
        let graph = TestGraph.grid(side: 20)
        var shuffled = TestGraph(size: graph.size)
        var numbers = SeededNumbers(5)
        for link in graph.first.indices.shuffled(using: &numbers) {
            shuffled.link(Int(graph.second[link]), Int(graph.first[link]))
        }
        #expect(
            try CholeskyOrdering.approximateMinimumDegree(graph.pattern())
                == .approximateMinimumDegree(shuffled.pattern()))
    }

    @Test func aDenseRowComesLast() throws {
        let pattern = try TestGraph.make(.hubs, seed: 3).pattern()
        let order = CholeskyOrdering.approximateMinimumDegree(pattern, denseFactor: 5)
        #expect(Set(order.permutation.suffix(2)) == [0, 1])
    }

    @Test func aGivenOrderMustBeAPermutation() throws {
        #expect(throws: CholeskyError.notAPermutation(position: 2, size: 3)) {
            try CholeskyOrdering(permutation: [2, 0, 2])
        }
        #expect(throws: CholeskyError.notAPermutation(position: 1, size: 2)) {
            try CholeskyOrdering(permutation: [0, 2])
        }
        let pattern = try SparsityPattern(size: 3, edges: [(0, 1)])
        let two = try CholeskyOrdering(permutation: [1, 0])
        #expect(throws: CholeskyError.wrongLength(of: "order", found: 2, expected: 3)) {
            try SymbolicFactor(pattern, ordering: two)
        }
    }
}
