/// The order in which rows are eliminated.
///
/// The factor of a sparse matrix has entries where the matrix has none, and the order decides how many.
/// ``SymbolicFactor`` refines any order by a postorder of its elimination tree, which changes no entry count but brings
/// rows that work together close in memory, and draws the lower part of the tree out by height, so that a processor can work
/// on several rows at a time.
public struct CholeskyOrdering: Sendable, Equatable {
    /// `permutation[k]` is the row that is eliminated as the `k`-th.
    public let permutation: [Int32]

    /// A given order.
    ///
    /// - Parameter permutation: each of `0..<permutation.count` once.
    /// - Throws: ``CholeskyError/notAPermutation(position:size:)``.
    public init(permutation: [Int32]) throws(CholeskyError) {
        var seen = [Bool](repeating: false, count: permutation.count)
        for (position, row) in permutation.enumerated() {
            guard row >= 0, row < permutation.count, !seen[Int(row)] else {
                throw .notAPermutation(position: position, size: permutation.count)
            }
            seen[Int(row)] = true
        }
        self.permutation = permutation
    }

    private init(trusted permutation: [Int32]) {
        self.permutation = permutation
    }

    /// The rows as they are numbered.
    public static func natural(_ pattern: SparsityPattern) -> CholeskyOrdering {
        CholeskyOrdering(trusted: (0..<pattern.size).map { Int32($0) })
    }

    /// Least fill by the approximate minimum degree algorithm of Amestoy, Davis and Duff (1996): always eliminate the
    /// row with the fewest neighbours, by a bound of their number that is cheap to keep up to date.
    ///
    /// The order depends on nothing but the pattern.
    ///
    /// - Parameters:
    ///   - pattern: the couplings.
    ///   - denseFactor: rows with more than `max(16, denseFactor · √size)` neighbours are ordered last without being
    ///     looked at, as they would slow down the search; 10 is the authors' value.
    public static func approximateMinimumDegree(
        _ pattern: SparsityPattern, denseFactor: Double = 10
    ) -> CholeskyOrdering {
        let bound = max(16, denseFactor * Double(pattern.size).squareRoot())
        let graph = QuotientGraph(pattern, denseDegree: bound < Double(Int32.max) ? Int32(bound) : Int32.max)
        return CholeskyOrdering(trusted: graph.order())
    }
}
