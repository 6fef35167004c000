/// How the rows of a table follow from those of another: runs that were there, and runs that are new between them.
///
/// A table that only grows at its end, or lost a few rows, has a handful of runs, however long it is.
public struct RowOrder: Hashable, Sendable {
    /// Rows in succession.
    public enum Run: Hashable, Sendable {
        /// Rows of the other table, from `first` on.
        case kept(first: Int, count: Int)
        /// So many rows that the other table lacks, the next ones of a list kept elsewhere.
        case new(count: Int)
    }

    /// The runs, in the order of the rows.
    public private(set) var runs: [Run] = []

    /// An order of nothing.
    package init() {}

    /// For each row, the row it was in the other table; -1 for one that is new.
    init(_ rows: some Sequence<Int32>) {
        for row in rows { append(Int(row)) }
    }

    private mutating func append(_ row: Int) {
        switch runs.last {
        case .kept(let first, let count)? where row >= 0 && first + count == row:
            runs[runs.count - 1] = .kept(first: first, count: count + 1)
        case .new(let count)? where row < 0:
            runs[runs.count - 1] = .new(count: count + 1)
        default: runs.append(row < 0 ? .new(count: 1) : .kept(first: row, count: 1))
        }
    }

    /// Whether the rows are the first `count` of the other table, all of them and in their order.
    public func isUnchanged(_ count: Int) -> Bool {
        count == 0 ? runs.isEmpty : runs == [.kept(first: 0, count: count)]
    }

    /// Puts things in this order.
    ///
    /// - Parameters:
    ///   - things: one for each row of the other table.
    ///   - new: one for each row that is new, in their order.
    /// - Returns: `nil` when there are other numbers of things than the order was made for.
    public func applied<Thing>(to things: [Thing], new: [Thing]) -> [Thing]? {
        var result: [Thing] = []
        var taken = 0
        for run in runs {
            switch run {
            case .kept(let first, let count):
                guard first >= 0, count >= 0, count <= things.count, first <= things.count - count else {
                    return nil
                }
                result += things[first..<first + count]
            case .new(let count):
                guard count >= 0, count <= new.count - taken else { return nil }
                result += new[taken..<taken + count]
                taken += count
            }
        }
        return taken == new.count ? result : nil
    }
}

extension RowOrder: Codable {
    /// Reads what ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let numbers = try decoder.singleValueContainer().decode([Int].self)
        guard numbers.count.isMultiple(of: 2) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "expected pairs of numbers"))
        }
        runs = stride(from: 0, to: numbers.count, by: 2).map { place in
            let (first, count) = (numbers[place], numbers[place + 1])
            return first < 0 ? .new(count: count) : .kept(first: first, count: count)
        }
    }

    /// Writes one list of numbers, two a run: the first row and how many, or -1 and how many are new.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            runs.flatMap { run in
                switch run {
                case .kept(let first, let count): [first, count]
                case .new(let count): [-1, count]
                }
            })
    }
}
