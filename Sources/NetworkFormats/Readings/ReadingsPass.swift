import InputOutput
import Telemetry

/// One way through the rows of a file of readings: what both layouts do with a row, and what there is to say
/// in the end.
struct ReadingsPass {
    let path: String
    let headings: [String]
    let kind: ReadingKind
    private(set) var header: ReadingsHeader
    private let marks: ReadingMarks
    private var clock: TimestampReader
    private let form: TimeForm?
    private let plausible: ClosedRange<Int64>
    private var search: TimeFormSearch?
    private var hasTime = false
    /// The first time of the file, where it was read by its form.
    private var shown: (text: String, form: TimeForm)?
    private let limit: Int
    var numbers: NumberReader
    private var broken: [ReadingsFileError.BrokenRow] = []
    private var isFirstRow = true
    private var firstFault: Wording?
    private var joined: [UInt8] = []
    private var notes: [(text: Wording, count: Int, line: Int)] = []

    init(
        _ headings: [String], _ header: ReadingsHeader, path: String, kind: ReadingKind, marks: ReadingMarks,
        clock: TimestampReader, form: TimeForm?, plausible: ClosedRange<Int64>, limit: Int,
        numbers: NumberReader
    ) {
        self.headings = headings
        self.header = header
        self.path = path
        self.kind = kind
        self.marks = marks
        self.clock = clock
        self.form = form
        self.plausible = plausible
        self.limit = limit
        self.numbers = numbers
    }

    // MARK: Rows

    /// Notes a cell or a row that does not say what it should; beyond the limit throws them all.
    mutating func refuse(
        _ line: Int, _ column: String, found: Wording, expected: Wording
    ) throws(ReadingsFileError) {
        if broken.count == limit { throw .brokenRows(path: path, rows: broken, hasMore: true) }
        broken.append(.init(line: line, column: column, found: found, expected: expected))
    }

    /// Throws what was refused, if there is anything.
    func finish() throws(ReadingsFileError) {
        if !broken.isEmpty { throw .brokenRows(path: path, rows: broken, hasMore: false) }
    }

    /// Counts something that is not wrong but has to be known.
    ///
    /// - Parameters:
    ///   - text: what; the same text is one remark.
    ///   - line: where.
    mutating func remark(_ text: Wording, line: Int) {
        if let at = notes.firstIndex(where: { $0.text == text }) {
            notes[at].count += 1
        } else {
            notes.append((text, 1, line))
        }
    }

    /// The next row that holds readings; `nil` at the end.
    ///
    /// Units below the headings are taken over; repeated headings and rows of totals are left out and
    /// counted; rows with
    /// another number of cells are refused.
    mutating func next(_ rows: inout CSVRows) throws(ReadingsFileError) -> Bool {
        // Once the form of the times is found, the file is read again with it.
        if search?.isDecided == true { return false }
        while try rows.next() {
            defer { isFirstRow = false }
            guard rows.fits(headings.count) else {
                try refuse(
                    rows.line, "", found: Wording("\(rows.count) cells", "\(rows.count) 个单元格"),
                    expected: Wording(
                        "\(headings.count), as many as headings", "\(headings.count) 个，与表头相同"))
                continue
            }
            if isFirstRow {
                settleTimes(rows)
                if takeUnits(rows) { continue }
            }
            if isNoReading(rows) { continue }
            return true
        }
        return false
    }

    private mutating func isNoReading(_ rows: borrowing CSVRows) -> Bool {
        let cell = header.timeCell
        let range = rows.trimmed(cell)
        // A time begins with a digit.
        guard let first = range.first, !(0x30...0x39).contains(rows.buffer[first]) else { return false }
        let word = rows.string(cell).lowercased()
        if word == headings[cell].lowercased() {
            if headings.indices.allSatisfy({ rows.string($0) == headings[$0] }) {
                remark(Wording("the headings are repeated", "表头重复出现"), line: rows.line)
                return true
            }
            return false
        }
        if ColumnWords.totals.contains(word) {
            remark(
                Wording(
                    "a row of totals ('\(word)') is no reading and was left out", "合计行（“\(word)”）不是读数，未读取"),
                line: rows.line)
            return true
        }
        return false
    }

    /// Whether the row below the headings holds the columns' units.
    private mutating func takeUnits(_ rows: borrowing CSVRows) -> Bool {
        var probe = clock
        let range = rows.trimmed(header.timeCell)
        if !range.isEmpty {
            guard case .unreadable = probe.read(rows.buffer, range),
                TimeForm.possible(rows.string(header.timeCell), within: plausible).isEmpty
            else { return false }
        }
        func unit(_ cell: Int) -> ReadingUnit? {
            let text = rows.string(cell)
            let bare = ReadingsHeader.bracket(text)
            return ReadingUnit(parsing: bare.name.isEmpty ? bare.unit ?? text : text, for: kind)
        }
        switch header.shape {
        case .wide(let time, var columns):
            let filled = columns.filter { !rows.trimmed($0.cell).isEmpty }
            guard !filled.isEmpty, filled.allSatisfy({ unit($0.cell) != nil }) else { return false }
            for at in columns.indices { columns[at].unit = unit(columns[at].cell) ?? columns[at].unit }
            header.shape = .wide(time: time, columns: columns)
        case .long(var long):
            guard let found = unit(long.value) else { return false }
            long.valueUnit = found
            header.shape = .long(long)
        }
        remark(Wording("the row below the headings holds the units", "表头下一行为单位"), line: rows.line)
        return true
    }

    // MARK: Times

    /// Where a day and a time of day may stand in two columns, the first row shows whether one holds them
    /// both.
    private mutating func settleTimes(_ rows: borrowing CSVRows) {
        guard case .parts(let day, let time) = header.time else { return }
        var probe = clock
        for (cell, other) in [(time, day), (day, time)] {
            switch probe.read(rows.buffer, rows.trimmed(cell)) {
            case .time, .repeated, .skipped:
                // A day alone is a time too; then the other column has to be none.
                if cell == day, isTimeOfDay(rows.string(time)) { continue }
                header.takeWholeTimes(in: cell, leaving: other)
                return
            case .unreadable: continue
            }
        }
    }

    /// Whether a cell holds a time of day: on a clock, or a spreadsheet's share of the day.
    private func isTimeOfDay(_ text: String) -> Bool {
        if text.contains(":") { return true }
        guard form == .spreadsheetDays, let share = Double(text.replacing(",", with: ".")) else {
            return false
        }
        return (0..<1).contains(share)
    }

    /// Reads a row's time; refuses the row if there is none.
    ///
    /// - Returns: the instant, and the second one where the clocks showed the time twice.
    mutating func time(_ rows: borrowing CSVRows) throws(ReadingsFileError) -> (time: Int64, second: Int64?)?
    {
        let reading: TimestampReader.Reading
        if search != nil {
            try searchForm(rows)
            return nil
        }
        switch header.time {
        case .cell(let cell): reading = clock.read(rows.buffer, rows.trimmed(cell))
        case .parts(let day, let time):
            joined.removeAll(keepingCapacity: true)
            joined += rows.buffer[rows.trimmed(day)]
            joined.append(0x20)
            joined += rows.buffer[rows.trimmed(time)]
            reading = clock.read(joined, 0..<joined.count)
        }
        let cell = header.time.cell
        defer { hasTime = true }
        if !hasTime, form != nil { noteShown(rows) }
        switch reading {
        case .time(let time): return (time, nil)
        case .repeated(let first, let second): return (first, second)
        case .skipped:
            try refuse(
                rows.line, headings[cell],
                found: .named(rows.string(cell))
                    + Wording(", a time that the clocks of the zone skipped", "，该时区的时钟跳过了此时刻"),
                expected: Wording(
                    "a time that exists there, or a time with its offset", "该时区存在的时刻，或带时差的时刻"))
        case .unreadable:
            let text = rows.string(cell)
            // Of a file all of whose times may mean several days the form is looked for first.
            if !hasTime, form == nil,
                let search = TimeFormSearch(timeText(rows), line: rows.line, within: plausible)
            {
                self.search = search
                return nil
            }
            try refuse(
                rows.line, headings[cell], found: text.isEmpty ? .nothing : .named(text),
                expected: hasTime || form != nil
                    ? WrittenTime.expected(text) : WrittenTime.expected(timeText(rows), beyond: plausible))
        }
        return nil
    }

    /// The text of a row's time, of two columns with a blank between them.
    private func timeText(_ rows: borrowing CSVRows) -> String {
        switch header.time {
        case .cell(let cell): rows.string(cell)
        case .parts(let day, let time): rows.string(day) + " " + rows.string(time)
        }
    }

    private mutating func searchForm(_ rows: borrowing CSVRows) throws(ReadingsFileError) {
        let text = timeText(rows)
        guard search?.note(text, line: rows.line) == false else { return }
        let cell = header.time.cell
        let bytes = Array(text.utf8)
        // What can mean one thing only stands in files of any form.
        if case .unreadable = clock.read(bytes, 0..<bytes.count) {} else { return }
        guard let search, TimeForm.possible(text, within: plausible).isEmpty else {
            if let search {
                throw .contradictoryTimes(
                    path: path, lines: [search.first.line, rows.line], found: [search.first.text, text])
            }
            return
        }
        try refuse(
            rows.line, headings[cell], found: text.isEmpty ? .nothing : .named(text),
            expected: WrittenTime.expected(text, like: search.first.text))
    }

    private mutating func noteShown(_ rows: borrowing CSVRows) {
        let text = timeText(rows)
        let bytes = Array(text.utf8)
        guard let form, form.reading(of: text) != nil else { return }
        var plain = TimestampReader(.utc)
        if case .unreadable = plain.read(bytes, 0..<bytes.count) { shown = (text, form) }
    }

    // MARK: Marks

    /// What the row's own columns say of its readings; `nil` for a row that was refused.
    mutating func mark(_ rows: borrowing CSVRows) throws(ReadingsFileError) -> ReadingMark? {
        var worst = ReadingMark.good
        for column in header.marks {
            let text = rows.string(column.cell)
            guard let mark = marks.mark(text, below: column.meaning) else {
                if column.meaning == .remark {
                    remark(.saysNothing(headings[column.cell]), line: rows.line)
                    continue
                }
                try refuse(
                    rows.line, headings[column.cell], found: .named(text),
                    expected: Wording(
                        "a word such as good, bad or estimated; say which of them this one means",
                        "good、bad、estimated 之类的词；请说明该词属于哪一种"))
                return nil
            }
            if mark == .bad || worst == .good { worst = mark }
            note(mark, column: headings[column.cell], line: rows.line)
        }
        return worst
    }

    /// What a column beside a reading says of it; a word that is not known says nothing, and is counted.
    mutating func mark(_ rows: borrowing CSVRows, beside cell: Int) -> ReadingMark {
        guard let mark = marks.mark(rows.string(cell), below: .quality) else {
            remark(.saysNothing(headings[cell]), line: rows.line)
            return .good
        }
        note(mark, column: headings[cell], line: rows.line)
        return mark
    }

    /// What a word means in the column of kinds.
    func mark(ofKind word: String) -> ReadingMark? { marks.mark(word, below: .remark) }

    mutating func note(_ mark: ReadingMark, column: String, line: Int) {
        switch mark {
        case .good: break
        case .bad:
            remark(
                Wording("marked in '\(column)' as no reading, and left out", "“\(column)”列标明不是读数，未读取"),
                line: line)
        case .estimated:
            remark(
                Wording(
                    "marked in '\(column)' as estimated, and left out: the meter was not read then",
                    "“\(column)”列标明为估抄，当时未抄表，未读取"), line: line)
        }
    }

    // MARK: Values

    /// Reads a number; `nil` where there is none, after saying so where it has to be said.
    mutating func number(_ rows: borrowing CSVRows, _ cell: Int) throws(ReadingsFileError) -> Double? {
        switch numbers.read(rows, cell) {
        case .number(let value): return value
        case .missing: return nil
        case .fault:
            let fault = firstFault ?? .named(rows.string(cell))
            firstFault = fault
            remark(
                Wording(
                    "no reading, but a program's word for an error, such as \(fault.english)",
                    "不是读数，而是程序的错误标记，如\(fault.chinese)"), line: rows.line)
            return nil
        case .broken:
            try refuse(
                rows.line, headings[cell], found: .named(rows.string(cell)),
                expected: expected(rows.string(cell), headings[cell]))
            return nil
        }
    }

    private func expected(_ text: String, _ heading: String) -> Wording {
        let digits = text.prefix { $0.isNumber || ",.+-'’ \u{A0}".contains($0) }
        let rest = CellText.bare(String(text[digits.endIndex...]))
        if !digits.isEmpty, !rest.isEmpty, ReadingUnit(parsing: rest, for: kind) != nil {
            return Wording(
                "a number alone; the unit belongs in the heading, as in '\(heading) [\(rest)]'",
                "单独的数值；单位应写在表头中，如“\(heading) [\(rest)]”")
        }
        if text.hasPrefix("("), text.hasSuffix(")") {
            return Wording("a number, with a minus where it is negative", "数值，负数用负号表示")
        }
        if ["inf", "-inf", "+inf", "infinity", "-infinity", "∞"].contains(text.lowercased()) {
            return Wording("a number, or nothing where there is no reading", "数值，没有读数时留空")
        }
        return Wording("a number", "数值")
    }

    // MARK: The end

    /// Whether the file has to be read again, with what its times or its numbers showed.
    func again() throws(ReadingsFileError) -> ReadAgain? {
        if let search {
            guard search.isDecided, let form = search.possible.first else {
                throw .ambiguousTimes(
                    path: path, line: search.first.line, found: search.first.text,
                    readings: search.readings)
            }
            return ReadAgain(form: form)
        }
        switch numbers.verdict() {
        case .stands: return nil
        case .again(let mark): return ReadAgain(decimal: mark)
        case .mixed(let a, let b):
            throw .mixedDecimalMarks(path: path, lines: [a.line, b.line], found: [a.text, b.text])
        case .unknown(let place): throw .unknownDecimalMark(path: path, line: place.line, found: place.text)
        }
    }

    /// What there is to say, a sentence each.
    func remarks(_ dialect: CSVDialect) -> [Wording] {
        var remarks: [Wording] = []
        if dialect.preamble > 0 {
            remarks.append(
                Wording(
                    "what stands above the headings in line \(dialect.line) is not read (\(dialect.preamble) "
                        + "line\(dialect.preamble == 1 ? "" : "s"))",
                    "第 \(dialect.line) 行表头之上的内容未读取（\(dialect.preamble) 行）"))
        }
        if let shown, let reading = shown.form.reading(of: shown.text) {
            let (form, text) = (shown.form.wording, Wording.named(shown.text))
            remarks.append(
                Wording(
                    "the times are of the form '\(form.english)': \(text.english) is \(reading)",
                    "时间写法为“\(form.chinese)”：\(text.chinese)即 \(reading)"))
        }
        if header.statesUTC {
            let name = Wording.named(headings[header.timeCell])
            remarks.append(
                Wording(
                    "times without an offset are UTC, as the heading \(name.english) says",
                    "表头\(name.chinese)注明 UTC，不带时差的时间按 UTC 读取"))
        }
        if !header.unread.isEmpty {
            remarks.append(
                Wording("columns not read: ", "未读取的列：") + .list(header.unread, limit: 10))
        }
        if let mark = numbers.decimal, numbers.hasGrouped {
            remarks.append(
                mark == .point
                    ? Wording(
                        "the point is the decimal mark, and commas group digits", "以点作小数点，逗号作分位符")
                    : Wording(
                        "the comma is the decimal mark, and points group digits", "以逗号作小数点，点作分位符"))
        }
        for note in notes {
            remarks.append(
                (note.count == 1
                    ? Wording("line \(note.line): ", "第 \(note.line) 行：")
                    : Wording(
                        "\(note.count) times, the first in line \(note.line): ",
                        "共 \(note.count) 处，首处在第 \(note.line) 行：")) + note.text)
        }
        return remarks
    }
}

extension ReadingsHeader {
    /// Where a row's time stands.
    var time: Time {
        switch shape {
        case .wide(let time, _): time
        case .long(let long): long.time
        }
    }

    /// The cell that times are looked for in first.
    var timeCell: Int {
        switch time {
        case .cell(let cell), .parts(let cell, _): cell
        }
    }
}

extension Wording {
    /// That a column tells nothing of readings.
    fileprivate static func saysNothing(_ heading: String) -> Wording {
        Wording("'\(heading)' holds words that say nothing of a reading", "“\(heading)”列中的词与读数无关")
    }

    /// The first names in quotes, and how many more there are.
    static func list(_ names: [String], limit: Int) -> Wording {
        let first = joined(names.prefix(limit).map { named($0) }, separator: Wording(", ", "、"))
        let more = names.count - limit
        return more > 0 ? first + Wording(" and \(more) more", " 等共 \(names.count) 列") : first
    }
}
