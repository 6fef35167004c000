import PipeNetwork

/// Reads what ``AttributeText`` writes, and what a person may have typed in its place: one flat JSON object.
struct AttributeTextReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The object that is the whole text; `nil` when it is no flat JSON object.
    mutating func object() -> [String: AttributeValue]? {
        guard take("{") else { return nil }
        var values: [String: AttributeValue] = [:]
        if take("}") { return isAtEnd() ? values : nil }
        repeat {
            guard let name = string(), take(":"), let value = value() else { return nil }
            if value != .null { values[name] = value }
        } while take(",")
        return take("}") && isAtEnd() ? values : nil
    }

    /// Hands out the values of the names that are wanted, and passes over the others; `false` when the whole text is no flat
    /// JSON object.
    ///
    /// - Parameters:
    ///   - names: the wanted names, in UTF-8.
    ///   - body: called with the position of a name and its value, unless that is null.
    mutating func forEach(of names: [[UInt8]], _ body: (Int, AttributeValue) -> Void) -> Bool {
        guard take("{") else { return false }
        if take("}") { return isAtEnd() }
        repeat {
            guard let name = key(of: names), take(":") else { return false }
            guard name >= 0 else {
                guard skipValue() else { return false }
                continue
            }
            guard let value = value() else { return false }
            if value != .null { body(name, value) }
        } while take(",")
        return take("}") && isAtEnd()
    }

    /// The position of the next string among names, -1 when it is none of them; `nil` when there is no string.
    private mutating func key(of names: [[UInt8]]) -> Int? {
        guard take("\"") else { return nil }
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
            offset += 1
        }
        guard offset < bytes.count else { return nil }
        guard bytes[offset] == UInt8(ascii: "\"") else {
            // An escape: the name is read in full.
            offset = start - 1
            guard let name = string() else { return nil }
            return names.firstIndex(of: Array(name.utf8)) ?? -1
        }
        let key = bytes[start..<offset]
        offset += 1
        return names.firstIndex { $0.count == key.count && $0.elementsEqual(key) } ?? -1
    }

    private mutating func skipValue() -> Bool {
        skipSpaces()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { return value() != nil }
        return key(of: []) != nil
    }

    private mutating func isAtEnd() -> Bool {
        skipSpaces()
        return offset == bytes.count
    }

    private mutating func value() -> AttributeValue? {
        skipSpaces()
        guard offset < bytes.count else { return nil }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return string().map(AttributeValue.text)
        case UInt8(ascii: "t"): return takeWord("true") ? .boolean(true) : nil
        case UInt8(ascii: "f"): return takeWord("false") ? .boolean(false) : nil
        case UInt8(ascii: "n"): return takeWord("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func number() -> AttributeValue? {
        let start = offset
        var isReal = false
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
                isReal = true
            } else if !(byte &- 48 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")) {
                break
            }
            offset += 1
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if !isReal, let whole = Int64(text) { return .integer(whole) }
        return Double(text).map(AttributeValue.real)
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        let plain = plainPart()
        guard offset < bytes.count else { return nil }
        if bytes[offset] == UInt8(ascii: "\"") {
            offset += 1
            return plain
        }
        return escaped(after: plain)
    }

    /// Text up to the next quote or escape.
    private mutating func plainPart() -> String {
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
            offset += 1
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// The whole of a string that holds escapes; UTF-16, as JSON escapes halves of surrogate pairs.
    private mutating func escaped(after plain: String) -> String? {
        var units = Array(plain.utf16)
        while offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\") {
            offset += 2
            switch bytes[offset - 1] {
            case UInt8(ascii: "n"): units.append(10)
            case UInt8(ascii: "r"): units.append(13)
            case UInt8(ascii: "t"): units.append(9)
            case UInt8(ascii: "b"): units.append(8)
            case UInt8(ascii: "f"): units.append(12)
            case UInt8(ascii: "u"):
                guard offset + 4 <= bytes.count,
                    let unit = UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
                else { return nil }
                units.append(unit)
                offset += 4
            case let other: units.append(UInt16(other))
            }
            units += Array(plainPart().utf16)
        }
        guard take("\"") else { return nil }
        return String(decoding: units, as: UTF16.self)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: scalar) else { return false }
        offset += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard offset + word.utf8.count <= bytes.count,
            bytes[offset..<offset + word.utf8.count].elementsEqual(word.utf8)
        else { return false }
        offset += word.utf8.count
        return true
    }

    private mutating func skipSpaces() {
        while offset < bytes.count, bytes[offset] == 32 || (9...13).contains(bytes[offset]) { offset += 1 }
    }
}
