import Telemetry

/// How a text of separated values is written, told by its beginning: what separates cells, and where the
/// headings stand.
///
/// Loggers and spreadsheets write lines before the headings: `sep=;`, comments, the device's name and
/// settings.
struct CSVDialect {
    /// The byte between cells.
    var separator: UInt8 = 0x2C
    /// Where the row of headings starts.
    var start: Int
    /// The line of it, from 1.
    var line = 1
    /// Lines before it that hold something.
    var preamble = 0

    /// Bytes that may separate cells; the comma first, for nothing at all says that it is another.
    private static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    /// How many lines are looked through for headings.
    private static let deepest = 60

    /// Looks at the beginning of a file.
    ///
    /// - Parameters:
    ///   - bytes: the beginning, without a byte order mark.
    ///   - text: how it is decoded.
    ///   - isHeading: whether a cell is a heading to go by, such as one of a time column; `nil` takes the
    ///     first line.
    ///   - isBelow: whether a cell can stand below such a heading.
    init(
        _ bytes: ArraySlice<UInt8>, _ text: CellText, isHeading: ((String) -> Bool)?,
        isBelow: (String) -> Bool = { _ in true }
    ) {
        start = bytes.startIndex
        var lines = CSVDialect.lines(bytes)
        var forced: UInt8?
        if let first = lines.first(where: { !$0.isBlank }),
            let found = CSVDialect.declared(bytes[first.range])
        {
            forced = found
            lines.removeFirst((lines.firstIndex { $0.number == first.number } ?? 0) + 1)
        }
        let filled = lines.filter { !$0.isBlank }
        guard let first = filled.first else { return }
        start = first.range.lowerBound
        line = first.number
        separator = forced ?? CSVDialect.mostFrequent(in: bytes[first.range])
        guard let isHeading else { return }
        let candidates = forced.map { [$0] } ?? CSVDialect.separators
        /// The separator by which a line holds the headings, and the cell of the one to go by.
        func headings(_ line: Line) -> (separator: UInt8, cell: Int)? {
            var best: (count: Int, separator: UInt8, cell: Int)?
            for separator in candidates {
                let cells = CSVDialect.cells(bytes[line.range], separator, text)
                guard let cell = cells.firstIndex(where: isHeading),
                    cells.count(where: { !$0.isEmpty }) > 1, cells.count > best?.count ?? 1
                else { continue }
                best = (cells.count, separator, cell)
            }
            return best.map { ($0.separator, $0.cell) }
        }
        var fallback: CSVDialect?
        for (place, line) in filled.enumerated() {
            guard let (separator, cell) = headings(line) else { continue }
            var found = self
            (found.separator, found.start) = (separator, line.range.lowerBound)
            (found.line, found.preamble) = (line.number, place)
            // Units or comments may stand between the headings and the first reading, but no other headings:
            // a logger
            // that says its own time above them has a line `Time,2024-03-04` too.
            for below in filled[(place + 1)...].prefix(3) {
                let cells = CSVDialect.cells(bytes[below.range], separator, text)
                if cell < cells.count, isBelow(cells[cell]) {
                    self = found
                    return
                }
                if headings(below) != nil { break }
            }
            if fallback == nil { fallback = found }
        }
        if let fallback { self = fallback }
    }

    private struct Line {
        var range: Range<Int>
        var number: Int
        var isBlank: Bool
    }

    private static func lines(_ bytes: ArraySlice<UInt8>) -> [Line] {
        var lines: [Line] = []
        var start = bytes.startIndex
        var at = start
        var isBlank = true
        var number = 1
        func close() { lines.append(Line(range: start..<at, number: number, isBlank: isBlank)) }
        while at < bytes.endIndex, lines.count < deepest {
            let byte = bytes[at]
            if byte == 0x0A || byte == 0x0D {
                close()
                if byte == 0x0D, at + 1 < bytes.endIndex, bytes[at + 1] == 0x0A { at += 1 }
                start = at + 1
                isBlank = true
                number += 1
            } else if byte > 0x20 {
                isBlank = false
            }
            at += 1
        }
        if at > start, lines.count < deepest { close() }
        return lines
    }

    /// The separator of a line `sep=;`.
    private static func declared(_ line: ArraySlice<UInt8>) -> UInt8? {
        let line = line.filter { $0 != 0x22 }
        guard line.count >= 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return separators.contains(line[4]) ? line[4] : nil
    }

    /// The most frequent separator in a line, quoted text left out; the comma for none.
    private static func mostFrequent(in line: ArraySlice<UInt8>) -> UInt8 {
        var best = (byte: separators[0], count: 0)
        for separator in separators {
            var count = 0
            var isQuoted = false
            for byte in line {
                if byte == 0x22 { isQuoted.toggle() }
                if byte == separator, !isQuoted { count += 1 }
            }
            if count > best.count { best = (separator, count) }
        }
        return best.byte
    }

    private static func cells(_ line: ArraySlice<UInt8>, _ separator: UInt8, _ text: CellText) -> [String] {
        var cells: [String] = []
        var start = line.startIndex
        var isQuoted = false
        func close(_ end: Int) { cells.append(CellText.bare(text.decode(line[start..<end]))) }
        for at in line.indices {
            if line[at] == 0x22 { isQuoted.toggle() }
            if line[at] == separator, !isQuoted {
                close(at)
                start = at + 1
            }
        }
        close(line.endIndex)
        return cells
    }
}
