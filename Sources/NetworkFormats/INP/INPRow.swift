/// A cursor over the rows of a section: one row at a time, as words over the file's bytes.
struct INPRow: Sendable {
    /// The file's bytes.
    let bytes: [UInt8]
    /// The words of the row, quotes removed.
    private(set) var words: [Range<Int>] = []
    /// What stands after the row's `;`, the mark itself left out; empty when there is none.
    private(set) var commentRange = 0..<0
    /// The row's line in the file, from 1.
    private(set) var line = 0

    private var position = 0
    private var end = 0

    init(_ text: INPText) { bytes = text.bytes }

    /// Goes before the first row of the lines in `range`, the first of which has the number `firstLine`.
    mutating func enter(_ range: Range<Int>, firstLine: Int) {
        position = range.lowerBound
        end = range.upperBound
        line = firstLine - 1
    }

    /// Number of words.
    var count: Int { words.count }

    /// Goes to the next row that has a word; false at the section's end.
    mutating func next() -> Bool {
        while position < end {
            line += 1
            scanLine()
            if !words.isEmpty { return true }
        }
        return false
    }

    private mutating func scanLine() {
        words.removeAll(keepingCapacity: true)
        commentRange = 0..<0
        var index = position
        scan: while index < end {
            switch bytes[index] {
            case 0x0A:
                break scan
            case 0x20, 0x09, 0x0D:
                index += 1
            case UInt8(ascii: ";"):
                let start = index + 1
                while index < end, bytes[index] != 0x0A { index += 1 }
                commentRange = start..<max(start, index)
                break scan
            case UInt8(ascii: "\""):
                let start = index + 1
                index = start
                while index < end, !bytes[index].endsQuote { index += 1 }
                words.append(start..<index)
                if index < end, bytes[index] == UInt8(ascii: "\"") { index += 1 }
            default:
                let start = index
                while index < end, !bytes[index].isINPSpace, bytes[index] != UInt8(ascii: ";") { index += 1 }
                words.append(start..<index)
            }
        }
        position = index < end ? index + 1 : end
    }

    /// The word at `index` as text; empty past the row's end.
    func text(_ index: Int) -> String {
        guard index < words.count else { return "" }
        return String(decoding: bytes[words[index]], as: UTF8.self)
    }

    /// The words from `index` on, with single spaces between them.
    func text(from index: Int) -> String {
        guard index < words.count else { return "" }
        return (index..<words.count).map { text($0) }.joined(separator: " ")
    }

    /// The words from `index` on as they could stand in a file again: in quotes where they have spaces.
    func written(from index: Int) -> String {
        guard index < words.count else { return "" }
        return (index..<words.count).map { text($0).quotedIfSpaced }.joined(separator: " ")
    }

    /// The row's comment without spaces around it; `nil` for none.
    var comment: String? {
        guard !commentRange.isEmpty else { return nil }
        // A lone carriage return within the comment would begin a new line where it is written.
        let plain = bytes[commentRange].lazy.map { $0 == 0x0D ? 0x20 : $0 }
        let text = String(decoding: plain, as: UTF8.self).trimmed
        return text.isEmpty ? nil : text
    }

    /// Whether the word at `index` begins with `keyword` (upper case ASCII), whatever its own case: EPANET's
    /// way to know a keyword.
    func matches(_ index: Int, _ keyword: StaticString) -> Bool {
        guard index < words.count else { return false }
        let word = words[index]
        return keyword.withUTF8Buffer { key in
            guard word.count >= key.count else { return false }
            for offset in 0..<key.count {
                let byte = bytes[word.lowerBound + offset]
                let upper = byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte
                if upper != key[offset] { return false }
            }
            return true
        }
    }

    /// The word at `index` as a finite number; `nil` when it is none.
    func number(_ index: Int) -> Double? {
        index < words.count ? INPNumber.parse(bytes, words[index]) : nil
    }
}

extension String {
    /// The text in quotes where it is empty or has spaces, so that it is one word.
    var quotedIfSpaced: String {
        isEmpty || utf8.contains(0x20) || utf8.contains(0x09) ? "\"\(self)\"" : self
    }
}

extension UInt8 {
    fileprivate var endsQuote: Bool { self == UInt8(ascii: "\"") || self == 0x0A || self == 0x0D }
}
