import InputOutput

/// Rows of a file of separated values, one after the other, as ranges of bytes in a buffer that is reused.
///
/// Memory does not grow with the file; a row and a cell have limits of length.
struct CSVRows {
    /// The longest row, in bytes: a quote that is never closed makes one row of all the rest.
    static let longestRow = 1 << 24
    /// The longest cell, in bytes: twice what a spreadsheet's cell holds.
    static let longestCell = 1 << 16

    private var file: TextBytes
    private let path: String
    /// The bytes that ``starts`` and ``ends`` point into; valid until the next row is asked for.
    private(set) var buffer: [UInt8]
    /// First byte of each cell of the row.
    private(set) var starts: [Int] = []
    /// Byte after each cell of the row.
    private(set) var ends: [Int] = []
    /// Cells in the row.
    private(set) var count = 0
    /// Line at which the row starts, from 1.
    private(set) var line = 0
    /// How the text is written.
    let dialect: CSVDialect
    /// How text is decoded.
    let text: CellText
    private var nextLine = 1
    private var position = 0
    private var filled = 0
    private var isAtEnd = false

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - isHeading: whether a cell is a heading to look for below lines that are none; `nil` takes the
    ///     first line.
    ///   - isBelow: whether a cell can stand below that heading.
    init(
        path: String, isHeading: ((String) -> Bool)? = nil, isBelow: (String) -> Bool = { _ in true }
    ) throws(ReadingsFileError) {
        self.path = path
        file = try TextBytes(path: path)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var filled = 0
        while filled < 1 << 16 {
            let came = try file.read(into: &buffer, from: filled)
            if came == 0 {
                isAtEnd = true
                break
            }
            filled += came
        }
        guard filled > 0 else { throw .empty(path: path) }
        if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { position = 3 }
        if ForeignFile.isBinary(buffer[position..<filled]) { throw .foreign(path: path, kind: .binary) }
        text = CellText(beginning: buffer[position..<filled])
        dialect = CSVDialect(buffer[position..<filled], text, isHeading: isHeading, isBelow: isBelow)
        position = dialect.start
        nextLine = dialect.line
        self.buffer = buffer
        self.filled = filled
    }

    /// The byte between cells.
    var separator: UInt8 { dialect.separator }

    /// Moves to the next row that is not blank; `false` at the end of the file.
    mutating func next() throws(ReadingsFileError) -> Bool {
        while true {
            while try !split() {
                if isAtEnd { return false }
                if filled - position > CSVRows.longestRow {
                    throw tooLong(Wording("row", "行"), CSVRows.longestRow)
                }
                try refill()
            }
            // Spreadsheets go on with rows of separators where there was something once.
            for cell in 0..<count where !trimmed(cell).isEmpty { return true }
        }
    }

    /// Splits the row at ``position``; `false` when the buffer ends before it does.
    private mutating func split() throws(ReadingsFileError) -> Bool {
        if position >= filled { return false }
        var at = position
        var start = at
        var lines = 0
        let separator = dialect.separator
        count = 0
        while true {
            if at >= filled {
                guard isAtEnd else { return false }
                close(start, at)
                break
            }
            let byte = buffer[at]
            if byte == separator {
                if at &- start > CSVRows.longestCell {
                    throw tooLong(Wording("cell", "单元格"), CSVRows.longestCell)
                }
                close(start, at)
                at &+= 1
                start = at
            } else if byte == 0x0A || byte == 0x0D {
                if at &- start > CSVRows.longestCell {
                    throw tooLong(Wording("cell", "单元格"), CSVRows.longestCell)
                }
                close(start, at)
                at &+= 1
                lines += 1
                if byte == 0x0D {
                    // CR LF is one line end; whether a LF follows must be known.
                    if at >= filled, !isAtEnd { return false }
                    if at < filled, buffer[at] == 0x0A { at &+= 1 }
                }
                break
            } else if byte == 0x22, at == start {
                // To the closing quote; two quotes in a row are one of the text.
                at &+= 1
                while at < filled {
                    if buffer[at] == 0x0A { lines += 1 }
                    if buffer[at] == 0x22 {
                        if at + 1 < filled, buffer[at + 1] == 0x22 { at &+= 1 } else { break }
                    }
                    at &+= 1
                }
                if at >= filled, !isAtEnd { return false }
                at = min(at &+ 1, filled)
            } else {
                at &+= 1
            }
        }
        position = at
        line = nextLine
        nextLine += lines
        return true
    }

    private func tooLong(_ what: Wording, _ limit: Int) -> ReadingsFileError {
        .tooLong(path: path, line: nextLine, what: what, limit: "\(limit >> 10) KiB")
    }

    @inline(__always)
    private mutating func close(_ start: Int, _ end: Int) {
        if count < starts.count {
            starts[count] = start
            ends[count] = end
        } else {
            starts.append(start)
            ends.append(end)
        }
        count &+= 1
    }

    private mutating func refill() throws(ReadingsFileError) {
        if position > 0 {
            for at in position..<filled { buffer[at - position] = buffer[at] }
            filled -= position
            position = 0
        }
        // A UTF-16 text needs room for what it becomes.
        if buffer.count - filled < 1 << 12 {
            buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count))
        }
        let came = try file.read(into: &buffer, from: filled)
        if came == 0 { isAtEnd = true }
        filled += came
    }

    /// A cell without blanks, line ends and quotes around it.
    @inline(__always)
    func trimmed(_ cell: Int) -> Range<Int> {
        var start = starts[cell]
        var end = ends[cell]
        while start < end, buffer[start] <= 0x20 { start &+= 1 }
        while end > start, buffer[end &- 1] <= 0x20 { end &-= 1 }
        if end &- start >= 2, buffer[start] == 0x22, buffer[end &- 1] == 0x22 {
            start &+= 1
            end &-= 1
            while start < end, buffer[start] <= 0x20 { start &+= 1 }
            while end > start, buffer[end &- 1] <= 0x20 { end &-= 1 }
        }
        return start..<end
    }

    /// A cell as text.
    func string(_ cell: Int) -> String {
        let text = CellText.bare(text.decode(buffer[trimmed(cell)]))
        guard text.contains("\"\"") else { return text }
        return text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
    }

    /// A cell as text, the empty one beyond the row's end.
    func cell(_ place: Int) -> String { place < count ? string(place) : "" }

    /// Whether the row has as many cells as there are headings, or more that are all empty.
    func fits(_ headings: Int) -> Bool {
        guard count != headings else { return true }
        guard count > headings else { return false }
        for cell in headings..<count where !trimmed(cell).isEmpty { return false }
        return true
    }
}
