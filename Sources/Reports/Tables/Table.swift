import InputOutput

/// Rows under named columns: what every command prints, in each of the forms of ``OutputFormat``.
public struct Table: Sendable, Hashable {
    /// The columns.
    public var columns: [Column]
    /// The rows; a row has a cell for each column.
    public private(set) var rows: [[Cell]] = []

    /// Where the text of a column stands.
    public enum Alignment: Sendable, Hashable {
        /// At the left: words.
        case leading
        /// At the right: numbers.
        case trailing
    }

    /// A column.
    public struct Column: Sendable, Hashable {
        /// Its name for programs: a key in JSON, the header in CSV; snake case with the unit.
        public var key: String
        /// Its name for people.
        public var title: Wording
        /// The unit of its numbers, such as `m³`; shown after the title.
        public var unit: String?
        /// Where its text stands.
        public var alignment: Alignment

        /// A column.
        public init(_ key: String, _ title: Wording, unit: String? = nil, alignment: Alignment = .leading) {
            self.key = key
            self.title = title
            self.unit = unit
            self.alignment = alignment
        }

        /// A column of numbers.
        public static func number(_ key: String, _ title: Wording, unit: String? = nil) -> Column {
            Column(key, title, unit: unit, alignment: .trailing)
        }
    }

    /// What stands in one place.
    public enum Cell: Sendable, Hashable {
        /// Words.
        case text(String)
        /// A word of the program, which people see in their language and programs in English.
        case word(Wording)
        /// Several of them: an array in JSON, separated by semicolons elsewhere.
        case words([Wording])
        /// A number; people see it with so many decimals, programs see it in full.
        case number(Double, decimals: Int)
        /// Several words: an array in JSON, separated by semicolons elsewhere.
        case list([String])
        /// Not known; never the same as 0 or as an empty text.
        case missing

        /// A number, or ``missing`` for `nil` and for what is no finite number.
        public static func number(_ value: Double?, decimals: Int) -> Cell {
            guard let value, value.isFinite else { return .missing }
            return .number(value, decimals: decimals)
        }

        /// A count.
        public static func count(_ value: Int) -> Cell { .number(Double(value), decimals: 0) }

        /// Words, or ``missing`` for `nil`.
        public static func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .missing }
    }

    /// A table of these columns without rows.
    public init(columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; cells that it lacks are ``Cell/missing``, cells beyond the columns are dropped.
    public mutating func append(_ row: [Cell]) {
        let lacking = max(0, columns.count - row.count)
        rows.append(Array(row.prefix(columns.count)) + Array(repeating: .missing, count: lacking))
    }

    /// The table in a form; every form ends with a line break.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        switch format {
        case .table: aligned(language: language)
        case .json: json.text(expandedTo: 1) + "\n"
        case .csv: csv()
        }
    }

    /// An array with an object for each row, keyed by the columns in their order.
    public var json: JSONValue {
        let table = selected(by: .current)
        return .array(
            table.rows.map { row in
                .object(zip(table.columns, row).map { JSONValue.Member($0.key, $1.json) })
            })
    }
}

extension Table.Cell {
    /// The cell for programs.
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .word(let word): .string(word.english)
        case .number(let value, _): .number(value)
        case .list(let words): .array(words.map { .string($0) })
        case .words(let words): .array(words.map { .string($0.english) })
        case .missing: .null
        }
    }

    /// The cell for people.
    func shown(in language: ReportLanguage) -> String {
        switch self {
        case .text(let text): text
        case .word(let word): word[language]
        case .words(let words): Wording.joined(words)[language]
        case .number(let value, let decimals): Figure.plain(value, decimals: decimals)
        case .list(let words): words.joined(separator: "; ")
        case .missing: "-"
        }
    }
}
