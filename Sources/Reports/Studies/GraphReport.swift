import InputOutput

/// The answer to a question to the network: a few facts, and lists.
public struct GraphReport: Sendable, Hashable {
    /// The facts.
    public var facts: FactSheet
    /// The lists, the main one first.
    public var lists: [List]
    /// What the reader should know of how the answer came about.
    public var remarks: [Wording]

    /// A list.
    public struct List: Sendable, Hashable {
        /// Its name for programs.
        public var key: String
        /// Its name for people.
        public var title: Wording
        /// Its rows.
        public var table: Table

        /// A list.
        public init(_ key: String, _ title: Wording, _ table: Table) {
            (self.key, self.title, self.table) = (key, title, table)
        }
    }

    /// A report.
    public init(_ facts: FactSheet = FactSheet(), lists: [List] = [], remarks: [Wording] = []) {
        (self.facts, self.lists, self.remarks) = (facts, lists, remarks)
    }

    /// Adds a fact.
    public mutating func add(_ key: String, _ title: Wording, _ value: Table.Cell, unit: String? = nil) {
        facts.facts.append(.init(key, title, value, unit: unit))
    }

    /// The report in a form. At a terminal the facts come first and no more than `limit` rows of each list follow, with the
    /// words that get all of them; JSON has the facts and a key for each list; CSV has one list, the main one unless another
    /// is asked for.
    ///
    /// - Parameter list: the key of the list of which a CSV consists; a list that is not there is an empty CSV.
    public func text(
        as format: OutputFormat, language: ReportLanguage = .english, limit: Int = 30, list: String? = nil
    ) -> String {
        switch format {
        case .csv:
            if let list { return lists.first { $0.key == list }?.table.csv() ?? "" }
            return lists.first?.table.csv() ?? facts.text(as: .csv, language: language)
        case .json:
            var members = facts.facts.map { JSONValue.Member($0.key, $0.value.json) }
            members += lists.map { .init($0.key, $0.table.json) }
            if !remarks.isEmpty {
                members.append(.init("remarks", .array(remarks.map { .string($0[language]) })))
            }
            return JSONValue.object(members).text(expandedTo: 2) + "\n"
        case .table:
            var text = facts.text(as: .table, language: language)
            for (place, list) in lists.enumerated() where !list.table.rows.isEmpty {
                text += "\n\(list.title[language])\n"
                text += list.table.first(limit).aligned(language: language)
                if list.table.rows.count > limit {
                    // A CSV has one list.
                    let more = place == 0 ? Phrase.moreDefects.wording : Self.moreOfList
                    let count = String(list.table.rows.count - limit)
                    text += more.text(in: language, [count, list.key]) + "\n"
                }
            }
            for remark in remarks { text += "\n" + remark[language] + "\n" }
            return text
        }
    }
}

extension GraphReport {
    /// Where the rest of a list is that no CSV has unless it is asked for.
    private static let moreOfList = Wording(
        "… and {0} more; the CSV form of the list '{1}' has all.", "……另有 {0} 条，清单“{1}”的 CSV 格式可全部列出。")
}

extension Table {
    /// The table with its first `count` rows.
    func first(_ count: Int) -> Table {
        var table = Table(columns: columns)
        for row in rows.prefix(count) { table.append(row) }
        return table
    }
}
