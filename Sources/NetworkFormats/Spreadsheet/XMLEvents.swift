import Foundation

/// The tags and texts of an XML document, one after another: as much of XML as spreadsheets write.
///
/// Nothing outside the document is looked at, and no entity is known but the five of XML and numbered characters; a document
/// that declares its own is refused. Names lose their namespace.
struct XMLEvents {
    /// What stands in a document.
    enum Event: Hashable {
        case start(name: String, attributes: [String: String], isEmpty: Bool)
        case end(name: String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var place = 0
    /// Whether it was well-formed so far.
    private(set) var isDamaged = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next event; `nil` at the end, and where the document is damaged.
    mutating func next() -> Event? {
        while place < bytes.count, !isDamaged {
            if bytes[place] != UInt8(ascii: "<") {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                defer { place = end }
                return .text(decoded(bytes[place..<end]))
            }
            if starts(with: "<?") {
                skip(past: "?>")
            } else if starts(with: "<!--") {
                skip(past: "-->")
            } else if starts(with: "<![CDATA[") {
                let start = place + 9
                skip(past: "]]>")
                if !isDamaged { return .text(String(decoding: bytes[start..<place - 3], as: UTF8.self)) }
            } else if starts(with: "<!") {
                // A document type may declare entities that are large when they are written out.
                isDamaged = true
            } else {
                return tag()
            }
        }
        return nil
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        return text.withUTF8Buffer { bytes[place..<place + count].elementsEqual($0) }
    }

    private mutating func skip(past end: StaticString) {
        while place < bytes.count {
            if starts(with: end) {
                place += end.utf8CodeUnitCount
                return
            }
            place += 1
        }
        isDamaged = true
    }

    private mutating func tag() -> Event? {
        place += 1
        let isEnd = place < bytes.count && bytes[place] == UInt8(ascii: "/")
        if isEnd { place += 1 }
        let name = word()
        guard !name.isEmpty else {
            isDamaged = true
            return nil
        }
        var attributes: [String: String] = [:]
        while true {
            skipBlanks()
            guard place < bytes.count else {
                isDamaged = true
                return nil
            }
            if bytes[place] == UInt8(ascii: ">") {
                place += 1
                return isEnd ? .end(name: name) : .start(name: name, attributes: attributes, isEmpty: false)
            }
            if starts(with: "/>") {
                place += 2
                return .start(name: name, attributes: attributes, isEmpty: true)
            }
            guard let (key, value) = attribute() else {
                isDamaged = true
                return nil
            }
            attributes[key] = value
        }
    }

    private mutating func attribute() -> (String, String)? {
        let key = word()
        skipBlanks()
        guard !key.isEmpty, starts(with: "=") else { return nil }
        place += 1
        skipBlanks()
        guard place < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[place]) else {
            return nil
        }
        let quote = bytes[place]
        guard let end = bytes[(place + 1)...].firstIndex(of: quote) else { return nil }
        defer { place = end + 1 }
        return (key, decoded(bytes[(place + 1)..<end]))
    }

    /// A name without its namespace.
    private mutating func word() -> String {
        let start = place
        let stops = Array(" \t\r\n=/><\"'".utf8)
        while place < bytes.count, !stops.contains(bytes[place]) { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        return name.split(separator: ":").last.map(String.init) ?? ""
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("&") else { return text }
        return text.replacing(/&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);/) { match -> String in
            switch match.1 {
            case "amp": return "&"
            case "lt": return "<"
            case "gt": return ">"
            case "quot": return "\""
            case "apos": return "'"
            default:
                let isHex = match.1.hasPrefix("#x")
                let code = UInt32(match.1.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
                return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? "\u{FFFD}"
            }
        }
    }
}
