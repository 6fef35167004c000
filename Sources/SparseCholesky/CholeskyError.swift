/// What can go wrong between a list of links and a solved system.
public enum CholeskyError: Error, Equatable, Sendable {
    /// A matrix cannot have this number of rows: it is negative, or beyond what 32-bit indices reach.
    case impossibleSize(Int)
    /// The two ends of the links come in lists of different length.
    case unequalEnds(first: Int, second: Int)
    /// Link `link` (counted from 0) names `row`, which the matrix of `size` rows does not have.
    case rowOutOfRange(link: Int, row: Int, size: Int)
    /// Link `link` couples two rows that were not coupled in the analysed pattern.
    case uncoupledRows(link: Int, first: Int, second: Int)
    /// The list given as an order is not a permutation of `0..<size`; `position` is where that shows.
    case notAPermutation(position: Int, size: Int)
    /// The factor would hold `entries` numbers, more than 32-bit positions reach.
    case factorTooLarge(entries: Int)
    /// An array has another length than the analysed pattern needs.
    case wrongLength(of: String, found: Int, expected: Int)
    /// The matrix was made for another pattern or another order than the factor.
    case otherPattern
    /// Pivots were zero, of the wrong sign or not finite. The factor stays usable: it pins these rows to zero.
    case failedPivots([PivotFailure])
}

extension CholeskyError: CustomStringConvertible {
    /// One sentence: what was found, what was expected, what to do.
    public var description: String {
        switch self {
        case .impossibleSize(let size):
            "a matrix of \(size) rows was asked for; 0 to \(Int32.max - 1) are possible"
        case .unequalEnds(let first, let second):
            "\(first) first ends but \(second) second ends were given; every link needs both"
        case .rowOutOfRange(let link, let row, let size):
            "link \(link) ends at row \(row), but the matrix has rows 0 to \(size - 1)"
        case .uncoupledRows(let link, let first, let second):
            "link \(link) couples rows \(first) and \(second), which the analysed pattern does not couple; "
                + "analyse a pattern that holds every link"
        case .notAPermutation(let position, let size):
            "the given order is no permutation of the \(size) rows, as its entry \(position) shows"
        case .factorTooLarge(let entries):
            "the factor would hold \(entries) numbers, but at most \(Int32.max) are possible; "
                + "use a fill-reducing order or a smaller system"
        case .wrongLength(let name, let found, let expected):
            "the \(name) has \(found) entries, but the analysed pattern needs \(expected)"
        case .otherPattern:
            "the matrix was made for another pattern or order than the factor; make both from one analysis"
        case .failedPivots(let failures):
            Self.describe(failures)
        }
    }

    private static func describe(_ failures: [PivotFailure]) -> String {
        guard let first = failures.first else { return "no pivot failed" }
        let others = failures.count - 1
        return others == 0 ? "\(first)" : "\(first), and so do \(others) more"
    }
}
