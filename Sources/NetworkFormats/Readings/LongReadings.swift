import InputOutput
import Telemetry

/// A long file on its way into flat arrays, two an element.
struct LongReadings {
    /// An element's readings so far.
    private struct Element {
        var id: String
        var unit: ReadingUnit
        var times: [Int64] = []
        var values: [Double] = []
        var missing = 0
        var repeats = RepeatedHours()
        /// Digits after the decimal mark, at most, by unit.
        var decimals: [(unit: ReadingUnit, most: Int)] = []
    }

    private var pass: ReadingsPass
    private var columns: ReadingsHeader.Long
    private var ids = IdTable()
    /// The element of each id in the table: blanks and quotes around it make no other id.
    private var elementOf: [Int] = []
    private var place: [String: Int] = [:]
    private var elements: [Element] = []
    private var unitCell: [UInt8] = []
    private var unit: ReadingUnit

    init(_ pass: ReadingsPass, _ columns: ReadingsHeader.Long) {
        self.pass = pass
        self.columns = columns
        unit = columns.valueUnit
    }

    /// Reads all rows.
    ///
    /// - Parameter last: the last reading of an element that is known already.
    /// - Returns: the readings, or what to read the file again with.
    mutating func read(
        _ rows: inout CSVRows, after last: (String) -> Int64?
    ) throws(ReadingsFileError) -> Result<RawReadings, ReadAgain> {
        var count = 0
        var otherRows = 0
        var markedRows = 0
        while try pass.next(&rows) {
            if count == 0, case .long(let settled) = pass.header.shape {
                columns = settled
                unit = settled.valueUnit
            }
            count += 1
            switch try use(rows) {
            case .taken: try take(rows)
            case .other: otherRows += 1
            case .marked: markedRows += 1
            case .refused: break
            }
        }
        try pass.finish()
        if let again = try pass.again() { return .failure(again) }
        var remarks = pass.remarks(rows.dialect)
        var series: [RawSeries] = []
        series.reserveCapacity(elements.count)
        for at in elements.indices {
            var element = elements[at]
            elements[at].times = []
            elements[at].values = []
            if RepeatedHours.isNewestFirst(element.times) {
                element.times.reverse()
                element.values.reverse()
                element.repeats.reverse(count: element.times.count)
                if !remarks.contains(RawReadings.newestFirst) { remarks.append(RawReadings.newestFirst) }
            }
            if !element.repeats.isEmpty { element.repeats.settle(&element.times, after: last(element.id)) }
            let resolution = element.decimals.reduce(0) {
                $0 + RawSeries.resolution($1.unit, decimals: $1.most)
            }
            series.append(
                RawSeries(
                    id: element.id, kind: pass.kind, unit: element.unit, times: element.times,
                    values: element.values, missing: element.missing, resolution: resolution,
                    hasSeveralUnits: element.decimals.count > 1))
        }
        let layout = RawReadings.Layout.long(
            id: pass.headings[columns.id], time: pass.headings[columns.time.cell],
            value: pass.headings[columns.value], unit: columns.unit.map { pass.headings[$0] },
            kind: columns.kind.map { pass.headings[$0] })
        return .success(
            RawReadings(
                path: pass.path, layout: layout, separator: rows.separatorText,
                isGB18030: rows.text.isGB18030,
                series: series, rows: count, missingCells: series.reduce(0) { $0 + $1.missing },
                otherRows: otherRows, markedRows: markedRows, remarks: remarks))
    }

    /// What to do with a row.
    private enum Use { case taken, other, marked, refused }

    /// A row that names no kind is of the kind asked for; a column of kinds may say that a reading is
    /// estimated.
    private mutating func use(_ rows: borrowing CSVRows) throws(ReadingsFileError) -> Use {
        if let cell = columns.kind, !rows.trimmed(cell).isEmpty {
            let text = rows.string(cell)
            if text.lowercased() != pass.kind.rawValue {
                if ReadingKind(rawValue: text.lowercased()) != nil { return .other }
                let kinds = ColumnWords.kinds[text.lowercased()]
                if let kinds, !kinds.contains(pass.kind) { return .other }
                if kinds == nil {
                    guard let mark = pass.mark(ofKind: text) else {
                        try pass.refuse(
                            rows.line, pass.headings[cell], found: .named(text),
                            expected: .joined(
                                ReadingKind.allCases.map { Wording(verbatim: $0.rawValue) },
                                separator: Wording(", ", "、")))
                        return .refused
                    }
                    pass.note(mark, column: pass.headings[cell], line: rows.line)
                    if mark != .good { return .marked }
                }
            }
        }
        switch try pass.mark(rows) {
        case .good: return .taken
        case .bad, .estimated: return .marked
        case nil: return .refused
        }
    }

    private mutating func take(_ rows: borrowing CSVRows) throws(ReadingsFileError) {
        let idCell = rows.trimmed(columns.id)
        if idCell.isEmpty {
            try pass.refuse(
                rows.line, pass.headings[columns.id], found: .nothing, expected: Wording("an id", "编号"))
            return
        }
        guard let unit = try rowUnit(rows) else { return }
        let at = element(rows, idCell, unit)
        if unit.consumptionForm != elements[at].unit.consumptionForm, pass.kind == .consumption {
            let (form, id) = (elements[at].unit.consumptionForm, Wording.named(elements[at].id))
            try pass.refuse(
                rows.line, columns.unit.map { pass.headings[$0] } ?? pass.headings[columns.value],
                found: .named(unit.label),
                expected: Wording(
                    "a \(form.rawValue) like the rows of \(id.english) before",
                    "与此前\(id.chinese)各行相同的\(form == .rate ? "流量" : "水量")"))
            return
        }
        guard let (time, second) = try pass.time(rows) else { return }
        guard let value = try pass.number(rows, columns.value) else {
            elements[at].missing += 1
            return
        }
        if let second { elements[at].repeats.note(elements[at].times.count, second: second) }
        elements[at].times.append(time)
        elements[at].values.append(value * unit.siFactor)
        let decimals = pass.numbers.decimals
        if elements[at].decimals.last?.unit == unit {
            let last = elements[at].decimals.count - 1
            if decimals > elements[at].decimals[last].most { elements[at].decimals[last].most = decimals }
        } else if let known = elements[at].decimals.firstIndex(where: { $0.unit == unit }) {
            elements[at].decimals[known].most = max(elements[at].decimals[known].most, decimals)
        } else {
            elements[at].decimals.append((unit, decimals))
        }
    }

    private mutating func element(_ rows: borrowing CSVRows, _ cell: Range<Int>, _ unit: ReadingUnit) -> Int {
        let (at, isNew) = ids.index(rows.buffer, cell)
        if !isNew { return elementOf[at] }
        let id = rows.string(columns.id)
        if let known = place[id] {
            elementOf.append(known)
            return known
        }
        place[id] = elements.count
        elementOf.append(elements.count)
        elements.append(Element(id: id, unit: unit))
        return elements.count - 1
    }

    /// The row's unit, remembered as long as rows name the same; `nil` for a row that was refused.
    private mutating func rowUnit(_ rows: borrowing CSVRows) throws(ReadingsFileError) -> ReadingUnit? {
        guard let cell = columns.unit else { return unit }
        let range = rows.trimmed(cell)
        if range.isEmpty { return columns.valueUnit }
        if range.count == unitCell.count, rows.buffer[range].elementsEqual(unitCell) { return unit }
        let text = rows.string(cell)
        guard let read = ReadingUnit(parsing: text, for: pass.kind) else {
            let usual = ReadingUnit.standard(for: pass.kind).label
            try pass.refuse(
                rows.line, pass.headings[cell], found: .named(text),
                expected: Wording(
                    "a unit of \(pass.kind.rawValue) readings such as \(usual)",
                    "\(pass.kind.wording.chinese)读数的单位，如 \(usual)"))
            return nil
        }
        unitCell = Array(rows.buffer[range])
        unit = read
        return read
    }
}
