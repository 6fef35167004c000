import Synchronization

/// How tables for people are laid out while something is printed: how wide the terminal is, and which columns are wanted.
///
/// ```swift
/// TableLayout.$current.withValue(TableLayout(width: 100)) { print(report.text(as: .table)) }
/// ```
public struct TableLayout: Sendable {
    /// Columns of the terminal; `nil` lays nothing into a width.
    public var width: Int?
    /// Keys of the columns that are wanted, in their order; `nil` wants all.
    public var columns: [String]?
    /// The keys that tables had while this was current, so that a wish that no table could fulfil can be told.
    let seen = SeenKeys()

    /// A layout.
    public init(width: Int? = nil, columns: [String]? = nil) {
        self.width = width
        self.columns = columns
    }

    /// The layout of what is printed now.
    @TaskLocal public static var current = TableLayout()

    /// The wanted columns that no table had, and those that there were.
    public var unknownColumns: (unknown: [String], known: [String]) {
        let keys = seen.keys
        return ((columns ?? []).filter { !keys.contains($0) }, keys)
    }

    /// Keys in the order of their first appearance.
    final class SeenKeys: Sendable {
        private let list = Mutex<[String]>([])

        var keys: [String] { list.withLock { $0 } }

        func note(_ keys: [String]) {
            list.withLock { list in
                for key in keys where !list.contains(key) { list.append(key) }
            }
        }
    }
}

extension Table {
    /// The table with the columns that the current layout wants; one that has none of them stays whole.
    func selected(by layout: TableLayout) -> Table {
        guard let wanted = layout.columns else { return self }
        layout.seen.note(columns.map(\.key))
        let places = wanted.compactMap { key in columns.firstIndex { $0.key == key } }
        guard !places.isEmpty else { return self }
        var table = Table(columns: places.map { columns[$0] })
        for row in rows { table.append(places.map { row[$0] }) }
        return table
    }
}

/// Columns of words and figures laid into a width: long words are folded, and what has no room is left out and named.
struct FittedColumns {
    /// The places of the columns that are shown.
    private(set) var shown: [Int]
    /// Their widths.
    private(set) var widths: [Int]

    /// The narrowest that a column of words is made.
    private static let narrowest = 12
    private static let gap = 2

    /// - Parameters:
    ///   - natural: the widths that the columns would have.
    ///   - isWords: whether a column may be folded.
    ///   - limit: the width that there is; `nil` for any.
    init(_ natural: [Int], isWords: [Bool], limit: Int?) {
        shown = Array(natural.indices)
        widths = natural
        guard let limit else { return }
        func total() -> Int { widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) }
        // The widest column of words gives way first, down to where all are narrow.
        while total() > limit {
            let widest = widths.indices.filter { isWords[shown[$0]] && widths[$0] > Self.narrowest }
                .max { widths[$0] < widths[$1] }
            guard let widest else { break }
            widths[widest] = max(Self.narrowest, widths[widest] - (total() - limit))
            // Two wide columns share what is missing.
            if let second = widths.indices.filter({ $0 != widest && isWords[shown[$0]] }).max(by: {
                widths[$0] < widths[$1]
            }),
                widths[second] > widths[widest]
            {
                let sum = widths[second] + widths[widest]
                widths[widest] = max(Self.narrowest, sum / 2)
                widths[second] = sum - widths[widest]
            }
        }
        // Then columns go from the right, but for the first, which names the row.
        while total() > limit, shown.count > 1 {
            shown.removeLast()
            widths.removeLast()
        }
    }
}

extension String {
    /// The text in lines of no more than `width` columns, broken at blanks and after separators where there are any.
    func folded(to width: Int) -> [String] {
        guard displayWidth > width, width > 0 else { return [self] }
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        var lastBreak: String.Index?
        for character in self {
            let step = String(character).displayWidth
            if lineWidth + step > width, !line.isEmpty {
                if let at = lastBreak, at > line.startIndex, at < line.endIndex {
                    lines.append(String(line[..<at]).trimmingBlanks)
                    line = String(line[at...]).trimmingBlanks
                } else {
                    lines.append(line.trimmingBlanks)
                    line = ""
                }
                lineWidth = line.displayWidth
                lastBreak = nil
                if line.isEmpty, character == " " { continue }
            }
            line.append(character)
            lineWidth += step
            if " ;,、；，".contains(character) { lastBreak = line.endIndex }
        }
        if !line.isEmpty { lines.append(line.trimmingBlanks) }
        return lines
    }

    private var trimmingBlanks: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        while text.first == " " { text.removeFirst() }
        return String(text)
    }
}
