import Telemetry

/// The headings of a file of readings and what they say.
struct ReadingsHeader {
    /// A column of readings in a wide file.
    struct Column {
        var cell: Int
        var id: String
        var unit: ReadingUnit
        /// The column that says what these readings are worth.
        var quality: Int?
    }

    /// Where the time of a row stands.
    enum Time: Equatable {
        /// In one cell.
        case cell(Int)
        /// The day in one cell, the time of day in another.
        case parts(day: Int, time: Int)

        /// The cell that the column is named by.
        var cell: Int {
            switch self {
            case .cell(let cell), .parts(let cell, _): cell
            }
        }
    }

    /// Positions of the columns of a long file.
    struct Long {
        var id: Int
        var time: Time
        var value: Int
        var unit: Int?
        var kind: Int?
        /// The unit of rows that name none.
        var valueUnit: ReadingUnit
    }

    enum Shape {
        case wide(time: Time, columns: [Column])
        case long(Long)
    }

    let headings: [String]
    var shape: Shape
    /// Columns that say what a row's readings are worth.
    private(set) var marks: [MarkColumn] = []
    /// Headings of columns that are not read.
    private(set) var unread: [String] = []

    /// Whether a cell is the heading of a column of times.
    static func isTimeHeading(_ text: String) -> Bool {
        ColumnWords.time.contains(ColumnWords.timeWord(text)) || timePattern(text) != nil
    }

    /// The form that a pattern in a heading's bracket says, as in `Date-time (DD/MM/YYYY HH:mm)`.
    static func timePattern(_ heading: String) -> TimeForm? {
        guard let pattern = bracket(heading).unit, pattern.count >= 5 else { return nil }
        return TimeForm(named: pattern)
    }

    /// How times are written, as far as the heading of their column says so.
    var timeForm: TimeForm? { Self.timePattern(headings[timeCell]) }

    /// Whether the heading of the column of times says that they are UTC.
    var statesUTC: Bool {
        headings[timeCell].lowercased().split { !$0.isLetter && !"+-0123456789".contains($0) }
            .contains { ["utc", "gmt", "utc+0", "utc+00"].contains($0) }
    }

    /// Reads the headings.
    ///
    /// Long when an id, a time and a value column are all there by name; else wide, with the first column
    /// named like a
    /// time (or the first column of all, if it has no name) as the time and every other named column as an
    /// element, but
    /// for columns that say something of the row or of the device.
    init(_ headings: [String], path: String, kind: ReadingKind, unit: ReadingUnit) throws(ReadingsFileError) {
        self.headings = headings
        let words = headings.map { heading in
            // A pattern, or a word with a zone behind it, is a time too.
            if Self.isTimeHeading(heading), !ColumnWords.time.contains(ColumnWords.word(heading)) {
                return "time"
            }
            return ColumnWords.word(heading)
        }
        func position(_ vocabulary: Set<String>) -> Int? { words.firstIndex { vocabulary.contains($0) } }
        let named = position(ColumnWords.time)
        let time = named.map { Self.time($0, words) }

        let values = headings.indices.filter {
            ColumnWords.value.contains(words[$0]) || ColumnWords.kinds[words[$0]] != nil
        }
        if let id = position(ColumnWords.id), let time, !values.isEmpty {
            let value = try Self.value(of: kind, among: values, headings, path)
            let own = Self.bracket(headings[value]).unit.flatMap { ReadingUnit(parsing: $0, for: kind) }
            let long = Long(
                id: id, time: time, value: value, unit: position(ColumnWords.unit),
                kind: position(ColumnWords.kind), valueUnit: own ?? unit)
            shape = .long(long)
            var used: Set<Int> = [id, value]
            used.formUnion([long.unit, long.kind].compactMap { $0 })
            leaveOut(Set(headings.indices).subtracting(used), time, words)
            return
        }

        guard let time = time ?? (words.first?.isEmpty == true ? .cell(0) : nil) else {
            if headings.contains(where: { $0.contains("，") }) { throw .fullWidthComma(path: path) }
            throw .noTimeColumn(path: path, headings: headings)
        }
        var columns: [Column] = []
        var others: Set<Int> = []
        var qualities: [(element: String, cell: Int)] = []
        let names = Set(headings.map { Self.split($0, kind).name })
        var seen: Set<String> = []
        for cell in headings.indices where !Self.cells(time).contains(cell) && !headings[cell].isEmpty {
            if MarkColumn.meaning(words[cell]) != nil || ColumnWords.device.contains(words[cell])
                || ColumnWords.time.contains(words[cell])
            {
                others.insert(cell)
                continue
            }
            if let element = ColumnWords.element(ofQuality: headings[cell]), names.contains(element) {
                qualities.append((element, cell))
                continue
            }
            let part = Self.split(headings[cell], kind)
            guard seen.insert(part.name).inserted else { throw .repeatedColumn(path: path, id: part.name) }
            let own = try Self.unit(part, headings[cell], path, kind) ?? unit
            columns.append(Column(cell: cell, id: part.name, unit: own))
        }
        if columns.isEmpty { throw .noValueColumn(path: path) }
        for (element, cell) in qualities {
            for at in columns.indices where columns[at].id == element { columns[at].quality = cell }
        }
        shape = .wide(time: time, columns: columns)
        leaveOut(others, time, words)
    }

    private static func cells(_ time: Time) -> Set<Int> {
        switch time {
        case .cell(let cell): [cell]
        case .parts(let day, let time): [day, time]
        }
    }

    /// The column of times at `first`, or the two columns that it is one of.
    private static func time(_ first: Int, _ words: [String]) -> Time {
        guard
            let second = words.indices.first(where: {
                $0 != first && ColumnWords.time.contains(words[$0])
            })
        else { return .cell(first) }
        let isDay = { ColumnWords.day.contains(words[$0]) }
        let isTime = { ColumnWords.timeOfDay.contains(words[$0]) }
        if isDay(first), isTime(second) { return .parts(day: first, time: second) }
        if isDay(second), isTime(first) { return .parts(day: second, time: first) }
        return .cell(first)
    }

    /// Sorts the columns that hold no readings into marks and those that are not read.
    private mutating func leaveOut(_ cells: Set<Int>, _ time: Time, _ words: [String]) {
        for cell in cells.subtracting(Self.cells(time)).sorted() where !headings[cell].isEmpty {
            if let meaning = MarkColumn.meaning(words[cell]) {
                marks.append(MarkColumn(cell: cell, meaning: meaning))
            } else {
                unread.append(headings[cell])
            }
        }
    }

    /// The day's column turned out to hold whole times: the other column of times is not read.
    mutating func takeWholeTimes(in cell: Int, leaving other: Int) {
        switch shape {
        case .wide(_, let columns): shape = .wide(time: .cell(cell), columns: columns)
        case .long(var long):
            long.time = .cell(cell)
            shape = .long(long)
        }
        unread.append(headings[other])
    }

    // MARK: Values of long files

    /// The one column of values that fits a kind.
    ///
    /// A column of that kind's own goes before one of values as such. A name says what a value is, and so
    /// does a unit: a
    /// 流量 in m³ is no flow.
    private static func value(
        of kind: ReadingKind, among cells: [Int], _ headings: [String], _ path: String
    ) throws(ReadingsFileError) -> Int {
        var own: [Int] = []
        var plain: [Int] = []
        for cell in cells {
            var (name, unit) = bracket(headings[cell])
            if let text = unit,
                ReadingKind.allCases.allSatisfy({ ReadingUnit(parsing: text, for: $0) == nil })
            {
                // A round bracket may hold anything, a square one a unit.
                guard isRound(headings[cell]) else {
                    throw .unknownUnit(path: path, heading: headings[cell], unit: text, kind: kind)
                }
                unit = nil
            }
            let kinds = ColumnWords.kinds[ColumnWords.word(name)] ?? Set(ReadingKind.allCases)
            if let unit {
                guard ReadingUnit(parsing: unit, for: kind) != nil else { continue }
                let isNamedWrongly = kinds.allSatisfy { ReadingUnit(parsing: unit, for: $0) == nil }
                guard kinds.contains(kind) || isNamedWrongly else { continue }
            } else if !kinds.contains(kind) {
                // What the dial shows is a value as such to who has no other.
                guard kinds == [.register], name.lowercased() == "reading" else { continue }
            }
            let isOwn = ColumnWords.kinds[ColumnWords.word(name)]?.contains(kind) ?? false
            if isOwn { own.append(cell) } else { plain.append(cell) }
        }
        let found = own.isEmpty ? plain : own
        guard found.count < 2 else {
            throw .severalValueColumns(path: path, headings: found.map { headings[$0] }, kind: kind)
        }
        guard let cell = found.first else {
            throw .noColumnOfKind(path: path, headings: cells.map { headings[$0] }, kind: kind)
        }
        return cell
    }

    // MARK: Units

    /// Name and content of a bracket at the end of a heading, such as `M12 [m3/h]`.
    static func bracket(_ heading: String) -> (name: String, unit: String?) {
        for (open, close) in [("[", "]"), ("(", ")"), ("（", "）"), ("【", "】")] {
            guard heading.hasSuffix(close), let at = heading.lastIndex(of: Character(open)) else { continue }
            let unit = String(heading[heading.index(after: at)...].dropLast())
            let name = String(heading[..<at])
            let end = name.lastIndex { $0 != " " }.map { name.index(after: $0) } ?? name.startIndex
            return (String(name[..<end]), unit)
        }
        return (heading, nil)
    }

    /// Name and unit of a column of a wide file.
    ///
    /// Square brackets at the end always hold a unit; round ones only if it is one, for ids have round
    /// brackets too.
    private static func split(_ heading: String, _ kind: ReadingKind) -> (name: String, unit: String?) {
        let parts = bracket(heading)
        guard let unit = parts.unit else { return parts }
        return isRound(heading) && ReadingUnit(parsing: unit, for: kind) == nil ? (heading, nil) : parts
    }

    private static func isRound(_ heading: String) -> Bool {
        heading.hasSuffix(")") || heading.hasSuffix("）")
    }

    private static func unit(
        _ part: (name: String, unit: String?), _ heading: String, _ path: String, _ kind: ReadingKind
    ) throws(ReadingsFileError) -> ReadingUnit? {
        guard let text = part.unit else { return nil }
        guard let unit = ReadingUnit(parsing: text, for: kind) else {
            throw .unknownUnit(path: path, heading: heading, unit: text, kind: kind)
        }
        return unit
    }
}
