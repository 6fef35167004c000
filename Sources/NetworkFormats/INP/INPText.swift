/// The text of an EPANET input file as UTF-8 bytes, cut into sections.
struct INPText: Sendable {
    /// The bytes, UTF-8, without byte order mark.
    let bytes: [UInt8]
    /// The sections in file order, up to `[END]`.
    private(set) var spans: [Span] = []
    /// The first line of text before any section, and how many there are.
    private(set) var stray: (line: Int, text: String, count: Int)?
    /// The first line that is longer than ``longestLine``, and how long it is.
    private(set) var overlong: (line: Int, bytes: Int)?

    /// The longest line that is read, bytes: a year of hourly factors in one row takes a tenth.
    static let longestLine = 1 << 20

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

    /// Takes decoded text with any line ends.
    init(_ decoded: [UInt8]) {
        bytes = Self.normalised(decoded)
        cut()
    }

    private static func normalised(_ decoded: [UInt8]) -> [UInt8] {
        var bytes = decoded
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
            if end - start > Self.longestLine, overlong == nil { overlong = (line, end - start) }
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
            } else if spans.isEmpty, first < end, bytes[first] != UInt8(ascii: ";") {
                let count = stray?.count ?? 0
                if count == 0 {
                    stray = (line, string(first..<end).trimmed, 1)
                } else {
                    stray?.count = count + 1
                }
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
