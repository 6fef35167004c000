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
    }

    private let headings: [String]
    private let columns: ReadingsHeader.Long
    private let kind: ReadingKind
    private var clock: TimestampReader
    private var broken: BrokenRows
    private var ids = IdTable()
    private var elements: [Element] = []
    private var unitCell: [UInt8] = []
    private var unit: ReadingUnit

    init(
        _ headings: [String], _ columns: ReadingsHeader.Long, kind: ReadingKind, clock: TimestampReader,
        broken: BrokenRows
    ) {
        self.headings = headings
        self.columns = columns
        self.kind = kind
        self.clock = clock
        self.broken = broken
        unit = columns.valueUnit
    }

    mutating func read(_ rows: inout CSVRows, path: String) throws(ReadingsFileError) -> RawReadings {
        var count = 0
        var otherRows = 0
        while try rows.next() {
            count += 1
            guard rows.count == headings.count else {
                try broken.note(
                    rows.line, "", found: "\(rows.count) cells",
                    expected: "\(headings.count), as many as headings")
                continue
            }
            guard let isOurs = try isOurKind(rows) else { continue }
            if !isOurs {
                otherRows += 1
                continue
            }
            try take(rows)
        }
        try broken.finish()
        let series = elements.map { element in
            RawSeries(
                id: element.id, kind: kind, unit: element.unit, times: element.times, values: element.values,
                missing: element.missing)
        }
        let layout = RawReadings.Layout.long(
            id: headings[columns.id], time: headings[columns.time], value: headings[columns.value],
            unit: columns.unit.map { headings[$0] }, kind: columns.kind.map { headings[$0] })
        return RawReadings(
            path: path, layout: layout, separator: rows.separatorText, isGB18030: rows.text.isGB18030,
            series: series, rows: count, missingCells: series.reduce(0) { $0 + $1.missing },
            otherRows: otherRows)
    }

    private mutating func take(_ rows: borrowing CSVRows) throws(ReadingsFileError) {
        let idCell = rows.trimmed(columns.id)
        if idCell.isEmpty {
            try broken.note(rows.line, headings[columns.id], found: "nothing", expected: "an id")
            return
        }
        guard let unit = try rowUnit(rows) else { return }
        let (at, isNew) = ids.index(rows.buffer, idCell)
        if isNew { elements.append(Element(id: rows.string(columns.id), unit: unit)) }
        if unit.consumptionForm != elements[at].unit.consumptionForm, kind == .consumption {
            try broken.note(
                rows.line, columns.unit.map { headings[$0] } ?? headings[columns.value],
                found: "'\(unit.label)'",
                expected:
                    "a \(elements[at].unit.consumptionForm.rawValue) like the rows of '\(elements[at].id)' before"
            )
            return
        }
        guard
            let time = try broken.time(
                rows, columns.time, headings[columns.time], &clock, after: elements[at].times.last)
        else { return }
        switch rows.number(columns.value) {
        case .number(let value):
            elements[at].times.append(time)
            elements[at].values.append(value * unit.siFactor)
        case .missing:
            elements[at].missing += 1
        case .broken:
            try broken.note(
                rows.line, headings[columns.value], found: "'\(rows.string(columns.value))'",
                expected: "a number")
        }
    }

    /// Whether the row is of the kind asked for; a row that names none is. `nil` for a broken row.
    private mutating func isOurKind(_ rows: borrowing CSVRows) throws(ReadingsFileError) -> Bool? {
        guard let cell = columns.kind, !rows.trimmed(cell).isEmpty else { return true }
        let word = rows.string(cell).lowercased()
        if word == kind.rawValue { return true }
        if ReadingKind(rawValue: word) != nil { return false }
        try broken.note(
            rows.line, headings[cell], found: "'\(rows.string(cell))'",
            expected: ReadingKind.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    /// The row's unit, remembered as long as rows name the same; `nil` for a broken row.
    private mutating func rowUnit(_ rows: borrowing CSVRows) throws(ReadingsFileError) -> ReadingUnit? {
        guard let cell = columns.unit else { return unit }
        let range = rows.trimmed(cell)
        if range.isEmpty { return columns.valueUnit }
        if range.count == unitCell.count, rows.buffer[range].elementsEqual(unitCell) { return unit }
        let text = rows.string(cell)
        guard let read = ReadingUnit(parsing: text, for: kind) else {
            try broken.note(
                rows.line, headings[cell], found: "'\(text)'",
                expected:
                    "a unit of \(kind.rawValue) readings such as \(ReadingUnit.standard(for: kind).label)")
            return nil
        }
        unitCell = Array(rows.buffer[range])
        unit = read
        return read
    }
}

/// Ids of a file as bytes, numbered in the order of their first appearance, with no string made for a row.
struct IdTable {
    /// Bytes of all ids in a row; id `i` is `offsets[i] ..< offsets[i + 1]`.
    private var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    /// Numbers plus one, by hash; 0 is free. The size is a power of two, at most half full.
    private var slots = [Int32](repeating: 0, count: 64)
    private var last = 0

    /// How many ids there are.
    var count: Int { offsets.count - 1 }

    /// The number of an id.
    mutating func index(_ buffer: [UInt8], _ range: Range<Int>) -> (index: Int, isNew: Bool) {
        // Files go meter by meter, or time by time through the meters in one order.
        for guess in [last, last + 1 < count ? last + 1 : 0]
        where guess < count && equals(guess, buffer, range) {
            last = guess
            return (guess, false)
        }
        var slot = IdTable.hash(buffer, range) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if equals(index, buffer, range) {
                last = index
                return (index, false)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let index = count
        bytes.append(contentsOf: buffer[range])
        offsets.append(bytes.count)
        slots[slot] = Int32(index + 1)
        if 2 * count > slots.count { grow() }
        last = index
        return (index, true)
    }

    private func equals(_ index: Int, _ buffer: [UInt8], _ range: Range<Int>) -> Bool {
        let start = offsets[index]
        guard offsets[index + 1] - start == range.count else { return false }
        var at = 0
        while at < range.count {
            if bytes[start + at] != buffer[range.lowerBound + at] { return false }
            at &+= 1
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: 4 * slots.count)
        for index in 0..<count {
            var slot = IdTable.hash(bytes, offsets[index]..<offsets[index + 1]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index + 1)
        }
    }

    /// FNV-1a, folded, for the low bits choose the slot.
    private static func hash(_ buffer: [UInt8], _ range: Range<Int>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for at in range { hash = (hash ^ UInt64(buffer[at])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
    }
}
