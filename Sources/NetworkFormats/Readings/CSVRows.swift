/// Rows of a file of separated values, one after the other, as ranges of bytes in a buffer that is reused.
struct CSVRows {
    private let file: CompressedFile
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
    /// The byte between cells.
    private(set) var separator: UInt8 = 0x2C
    /// How text is decoded.
    let text: CellText
    private var nextLine = 1
    private var position = 0
    private var filled = 0
    private var isAtEnd = false

    init(path: String) throws(ReadingsFileError) {
        file = try CompressedFile(path: path)
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
        if filled >= 2, buffer[0] ^ buffer[1] == 1, buffer[0] >= 0xFE { throw .utf16(path: path) }
        if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { position = 3 }
        text = CellText(beginning: buffer[position..<filled])
        separator = CSVRows.separator(of: buffer[position..<filled])
        self.buffer = buffer
        self.filled = filled
    }

    /// Whether numbers may have a decimal comma: where the comma does not separate cells.
    var hasDecimalComma: Bool { separator != 0x2C }

    /// The most frequent of comma, semicolon and tab in the first line, quoted text left out; the comma for none.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [(byte: UInt8, count: Int)] = [(0x2C, 0), (0x3B, 0), (0x09, 0)]
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A { break }
            if let at = counts.firstIndex(where: { $0.byte == byte }) { counts[at].count += 1 }
        }
        return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.byte
    }

    /// Moves to the next row that is not blank; `false` at the end of the file.
    mutating func next() throws(ReadingsFileError) -> Bool {
        while true {
            while !split() {
                if isAtEnd { return false }
                try refill()
            }
            if count > 1 || !trimmed(0).isEmpty { return true }
        }
    }

    /// Splits the row at ``position``; `false` when the buffer ends before it does.
    private mutating func split() -> Bool {
        if position >= filled { return false }
        var at = position
        var start = at
        var lines = 0
        count = 0
        while true {
            if at >= filled {
                guard isAtEnd else { return false }
                close(start, at)
                break
            }
            let byte = buffer[at]
            if byte == separator {
                close(start, at)
                at &+= 1
                start = at
            } else if byte == 0x0A {
                close(start, at)
                at &+= 1
                lines += 1
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
        if filled == buffer.count { buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count)) }
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
        let text = text.decode(buffer[trimmed(cell)])
        guard text.contains("\"\"") else { return text }
        return text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
    }
}
