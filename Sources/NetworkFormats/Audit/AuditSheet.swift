import InputOutput
import Telemetry
import Yams

/// An audit as a sheet: a row for each input, by its key with the groups it stands in, and a column for each thing that is said
/// of it. It says what the same file in YAML does.
enum AuditSheet {
    /// The columns, by the words of ``AuditVocabulary``.
    static let columns = AuditVocabulary([
        "key": ["键"], "value": ["数值"], "unit": ["单位"], "percent": ["误差百分比"], "limits": ["误差"],
        "systematic_percent": ["系统误差百分比"], "under_registration_percent": ["少计率"],
        "under_registration_limits_percent": ["少计率误差百分点"], "grade": ["可信度"], "name": ["名称"],
        "note": ["说明"],
    ])

    /// A sheet of more rows is no audit that a person fills in.
    private static let mostRows = 10_000

    /// The tree of the first sheet that has the columns; rows are its lines.
    ///
    /// A key may stand in several rows: they are the lines of a volume.
    static func tree(of workbook: SheetRows) throws(SheetRows.Refusal) -> Node {
        for rows in workbook.sheets {
            guard let head = rows.first(where: { !$0.cells.isEmpty }) else { continue }
            var places: [String: Int] = [:]
            for (column, cell) in head.cells {
                if let name = columns.english(cell.text) { places[name] = column }
            }
            guard places["key"] != nil, places["value"] != nil else { continue }
            guard rows.count <= mostRows else {
                throw SheetRows.Refusal(
                    what: Wording(
                        "the sheet has \(rows.count) rows; an audit has at most \(mostRows)",
                        "工作表有 \(rows.count) 行；核算表至多 \(mostRows) 行"))
            }
            var tree = Branch()
            for row in rows where row.number > head.number { tree.add(row, places) }
            let last = rows.map(\.number).max() ?? 0
            return tree.node(line: head.number, LineMarks(upTo: last))
        }
        let words = ["key", "value", "unit"].map { columns.word($0, in: .chinese) }
        throw SheetRows.Refusal(
            what: Wording(
                "no sheet has the columns key, value and unit in its first row",
                "没有工作表的首行含有“\(words.joined(separator: "”“"))”各列"))
    }

    /// Places for nodes: YAML's reader makes them of its lines only, so it reads as many lines as the sheet has.
    private struct LineMarks {
        private var marks: [Mark?] = []

        init(upTo last: Int) {
            let text = String(repeating: "- x\n", count: max(0, min(last, AuditSheet.mostRows)))
            marks = (try? Yams.compose(yaml: text))?.sequence?.map(\.mark) ?? []
        }

        /// The place of a row; `nil` beyond the last that has one.
        subscript(_ line: Int) -> Mark? { marks.indices.contains(line - 1) ? marks[line - 1] : nil }
    }

    /// A group of keys, in their order.
    private struct Branch {
        /// What stands under a key.
        enum Part {
            case branch(Branch)
            case rows([(row: SheetRows.Row, places: [String: Int])])
        }

        var keys: [String] = []
        var parts: [String: Part] = [:]
        /// Rows whose key is a group's, or lies under a value.
        var strays: [(key: String, row: SheetRows.Row, places: [String: Int])] = []
        var line = 0

        /// Whether a row has at most a key and a note.
        private static func isBlank(_ row: SheetRows.Row, _ places: [String: Int]) -> Bool {
            !places.contains { !["key", "note"].contains($0.key) && row.cells[$0.value] != nil }
        }

        mutating func add(_ row: SheetRows.Row, _ places: [String: Int]) {
            let key = places["key"].flatMap { row.cells[$0]?.text } ?? ""
            // A row that says something must say of what.
            guard !key.isEmpty || !Self.isBlank(row, places) else { return }
            let plain = key.trimmingCharacters(in: .whitespaces)
            let parts = plain.split(separator: ".").map(String.init)
            let names = parts.isEmpty || parts.count > 8 ? [plain] : parts
            add(names[...], row, places)
        }

        private mutating func add(
            _ names: ArraySlice<String>, _ row: SheetRows.Row, _ places: [String: Int]
        ) {
            guard let first = names.first else { return }
            if line == 0 { line = row.number }
            if parts[first] == nil { keys.append(first) }
            switch (parts[first], names.count == 1) {
            case (.branch, true), (.rows, false):
                if names.count == 1, Self.isBlank(row, places) { return }
                if case .rows(let known) = parts[first], known.allSatisfy({ Self.isBlank($0.row, $0.places) })
                {
                    // The name of the group stood above it, as a title.
                    parts[first] = nil
                    break
                }
                // A group and a value of one name: it stands twice.
                strays.append((first, row, places))
                return
            default: break
            }
            if names.count == 1 {
                var rows: [(row: SheetRows.Row, places: [String: Int])] = []
                if case .rows(let known) = parts[first] { rows = known }
                parts[first] = .rows(rows + [(row, places)])
            } else {
                var branch = Branch()
                if case .branch(let known) = parts[first] { branch = known }
                branch.add(names.dropFirst(), row, places)
                parts[first] = .branch(branch)
            }
        }

        func node(line: Int, _ marks: LineMarks) -> Node {
            var lists: [String: [(key: String, node: Node)]] = [:]
            var pairs: [(Node, Node)] = []
            for key in keys {
                guard let part = parts[key] else { continue }
                let node: Node
                var start = line
                switch part {
                case .branch(let branch):
                    node = branch.node(line: branch.line, marks)
                    start = branch.line
                case .rows(let rows):
                    start = rows.first?.row.number ?? line
                    let nodes = rows.map { AuditSheet.node(of: $0.row, $0.places, key: key, marks) }
                    let filled = nodes.filter { !AuditReader.isUnfilled($0) }
                    node =
                        filled.count > 1
                        ? .sequence(.init(filled, .implicit, .block, marks[start]))
                        : filled.first ?? nodes[0]
                }
                // plants[2] is the second of the list plants.
                if let bracket = key.firstIndex(of: "["), key.hasSuffix("]") {
                    let name = String(key[..<bracket])
                    if lists[name] == nil { pairs.append((AuditSheet.scalar(name, marks[start]), node)) }
                    lists[name, default: []].append((key, node))
                } else {
                    pairs.append((AuditSheet.scalar(key, marks[start]), node))
                }
            }
            for stray in strays {
                let node = AuditSheet.node(of: stray.row, stray.places, key: stray.key, marks)
                pairs.append((AuditSheet.scalar(stray.key, marks[stray.row.number]), node))
            }
            let finished = pairs.map { key, node -> (Node, Node) in
                guard let list = key.scalar.flatMap({ lists[$0.string] }) else { return (key, node) }
                return (key, .sequence(.init(list.map(\.node), .implicit, .block, key.mark)))
            }
            return .mapping(.init(finished, .implicit, .block, marks[line]))
        }
    }

    private static func scalar(_ text: String, _ mark: Mark?) -> Node {
        .scalar(.init(text, .implicit, .plain, mark))
    }

    /// What a row says: its value alone, or with all that stands beside it.
    private static func node(of row: SheetRows.Row, _ places: [String: Int], key: String, _ marks: LineMarks)
        -> Node
    {
        let isDay = AuditVocabulary.period.english(key) != nil
        var pairs: [(Node, Node)] = []
        for entry in columns.entries where entry.english != "key" && entry.english != "note" {
            guard let cell = places[entry.english].flatMap({ row.cells[$0] }) else { continue }
            let text = isDay ? day(cell) : cell.text.trimmingCharacters(in: .whitespacesAndNewlines)
            pairs.append((scalar(entry.english, marks[row.number]), scalar(text, marks[row.number])))
        }
        let isAlone = pairs.count == 1 && pairs[0].0.scalar?.string == "value"
        if isAlone { return pairs[0].1 }
        if pairs.isEmpty { return scalar("", marks[row.number]) }
        if !pairs.contains(where: { $0.0.scalar?.string == "value" }) {
            pairs.append((scalar("value", marks[row.number]), scalar("", marks[row.number])))
        }
        return .mapping(.init(pairs, .implicit, .block, marks[row.number]))
    }

    /// A date that a spreadsheet turned into its number of days since the end of 1899.
    private static func day(_ cell: SheetRows.Cell) -> String {
        guard cell.isNumber, let serial = Double(cell.text), serial > 61, serial < 2_958_466 else {
            return cell.text
        }
        return LocalDate(daysSince1970: Int(serial) - 25_569).description
    }
}
