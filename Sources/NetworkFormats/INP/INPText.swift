/// The text of an EPANET input file as UTF-8 bytes, cut into sections.
struct INPText: Sendable {
    /// The bytes, UTF-8, without byte order mark.
    let bytes: [UInt8]
    /// The sections in file order, up to `[END]`.
    private(set) var spans: [Span] = []
    /// The first line of text before any section.
    private(set) var stray: (line: Int, text: String)?

    /// The lines of one section.
    struct Span: Sendable {
        /// The section; `nil` for one that EPANET does not know.
        var section: INPSection?
        /// The name without brackets, upper case; the full name for a section that EPANET knows.
        var name: String
        /// The bytes of the lines after the heading.
        var body: Range<Int>
        /// The line number of the first of them.
        var firstLine: Int
        /// The number of lines: at least as many as there are rows.
        var lineCount = 0
    }

    /// A line of the file.
    struct Line: Sendable {
        /// Its number, from 1.
        var number: Int
        /// Its bytes.
        var range: Range<Int>
        /// Its text without trailing spaces.
        var text: String

        /// Whether it is nothing but a comment.
        var isComment: Bool { text.first { !$0.isWhitespace } == ";" }
    }

    /// Takes UTF-8, with or without byte order mark, or else Latin-1; any line ends.
    init(_ raw: [UInt8]) {
        bytes = Self.normalised(raw)
        cut()
    }

    private static func normalised(_ raw: [UInt8]) -> [UInt8] {
        let body = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
        let isASCII = body.allSatisfy { $0 < 0x80 }
        var bytes = body
        if !isASCII, String(validating: body, as: UTF8.self) == nil {
            // Latin-1: each byte is the code point of its character.
            bytes = []
            bytes.reserveCapacity(body.count + body.count / 8)
            for byte in body {
                if byte < 0x80 {
                    bytes.append(byte)
                } else {
                    bytes.append(0xC0 | byte >> 6)
                    bytes.append(0x80 | byte & 0x3F)
                }
            }
        }
        if !bytes.contains(0x0A) {
            for index in bytes.indices where bytes[index] == 0x0D { bytes[index] = 0x0A }
        }
        return bytes
    }

    private mutating func cut() {
        var line = 1
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            var first = start
            while first < end, bytes[first].isINPSpace { first += 1 }
            // EPANET takes off a quote before it looks for the bracket.
            if first + 1 < end, bytes[first] == UInt8(ascii: "\""), bytes[first + 1] == UInt8(ascii: "[") {
                first += 1
            }
            if first < end, bytes[first] == UInt8(ascii: "[") {
                close(at: start, line: line)
                let name = heading(first + 1, end)
                let section = INPSection(name: name)
                if section == .end { return }
                spans.append(
                    Span(
                        section: section, name: section?.rawValue ?? name,
                        body: min(end + 1, bytes.count)..<bytes.count, firstLine: line + 1))
            } else if spans.isEmpty, stray == nil, first < end, bytes[first] != UInt8(ascii: ";") {
                stray = (line, string(first..<end).trimmed)
            }
            line += 1
            start = end + 1
        }
        close(at: bytes.count, line: line)
    }

    private mutating func close(at end: Int, line: Int) {
        guard let last = spans.indices.last else { return }
        spans[last].body = spans[last].body.lowerBound..<max(end, spans[last].body.lowerBound)
        spans[last].lineCount = max(0, line - spans[last].firstLine)
    }

    private func heading(_ start: Int, _ lineEnd: Int) -> String {
        var end = start
        while end < lineEnd, bytes[end] != UInt8(ascii: "]"), bytes[end] != UInt8(ascii: ";") { end += 1 }
        return string(start..<end).trimmed.uppercased()
    }

    /// The bytes of `range` as text.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The lines of `span` as they stand, without trailing spaces and trailing blank lines.
    func lines(_ span: Span) -> [Line] {
        var lines: [Line] = []
        var start = span.body.lowerBound
        var number = span.firstLine
        while start < span.body.upperBound {
            var end = start
            while end < span.body.upperBound, bytes[end] != 0x0A { end += 1 }
            var last = end
            while last > start, bytes[last - 1].isINPSpace { last -= 1 }
            lines.append(Line(number: number, range: start..<last, text: string(start..<last)))
            start = end + 1
            number += 1
        }
        while let last = lines.last, last.text.isEmpty { lines.removeLast() }
        return lines
    }
}

extension UInt8 {
    /// Whether EPANET separates words here.
    var isINPSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}

extension String {
    /// The text without spaces, tabs and line ends around it.
    var trimmed: String {
        var view = Substring(self)
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
