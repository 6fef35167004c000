import InputOutput

/// Reads JSON (RFC 8259) front to back over bytes, without building a tree.
///
/// The bytes end with a zero of our own, which is no JSON, so that looking at the next byte is always safe.
struct JSONCursor {
    /// The file, for errors.
    let path: String
    /// The position of the feature being read, for errors.
    var feature: Int64?
    /// Where the next byte is.
    var offset = 0

    private let bytes: [UInt8]

    /// A number as JSON spells it: whole when it has neither point nor exponent and fits.
    enum Number {
        case integer(Int64)
        case real(Double)
    }

    /// The bytes between the quotes of a string.
    struct Text {
        var range: Range<Int>
        var hasEscapes: Bool
    }

    static let maximumDepth = 256

    init(_ content: [UInt8], path: String) throws {
        var content = content
        content.append(0)
        bytes = content
        self.path = path
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw FormatError.malformed(
                .init(path), found: Wording("UTF-16 text", "UTF-16 文本"), expected: .utf8JSON)
        }
    }

    // MARK: Errors

    /// An error at the next byte.
    func failure(expected: Wording) -> FormatError {
        let byte = bytes[offset]
        let found: Wording
        if offset >= bytes.count - 1 {
            found = Wording("the end of the file", "文件结尾")
        } else if byte > 0x20 && byte < 0x7F {
            // Enough of a word to recognise it, such as NaN.
            let word = bytes[offset...].prefix(12).prefix { $0 > 0x20 && $0 < 0x7F && $0 != 0x2C }
            found = .quoted(String(decoding: word.isEmpty ? [byte] : word, as: UTF8.self))
        } else {
            found = Wording("byte \(byte)", "字节 \(byte)")
        }
        return failure(found: found, expected: expected)
    }

    /// An error at the next byte, in words.
    func failure(found: Wording, expected: Wording, remedy: Remedy? = nil) -> FormatError {
        let before = bytes[..<offset]
        let line = before.count { $0 == 0x0A } + 1
        let column = offset - (before.lastIndex(of: 0x0A) ?? -1)
        return .malformed(
            .init(path, feature: feature, line: line, column: column), found: found, expected: expected,
            remedy: remedy)
    }

    private static let numberWord = Wording("a number", "数值")

    /// The place of the feature being read.
    var place: FormatError.Place { .init(path, feature: feature) }

    /// How many values a text of this size may be read as: four for each byte, and no fewer than 8 million.
    var maximumValues: Int { (8 << 20) + 4 * bytes.count }

    // MARK: Structure

    /// The next byte that is not white space.
    mutating func peek() -> UInt8 {
        while true {
            let byte = bytes[offset]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
                return byte
            }
            offset += 1
        }
    }

    /// Whether nothing but white space is left.
    mutating func isAtEnd() -> Bool {
        peek() == 0 && offset >= bytes.count - 1
    }

    /// Steps over `byte`.
    mutating func expect(_ byte: UInt8, _ what: Wording) throws {
        guard peek() == byte else { throw failure(expected: what) }
        offset += 1
    }

    /// Steps to the next key of an object and over its colon; `nil` after the closing brace.
    mutating func nextKey(_ isFirst: inout Bool) throws -> Text? {
        if peek() == UInt8(ascii: "}") {
            offset += 1
            return nil
        }
        if !isFirst { try expect(UInt8(ascii: ","), Wording("a comma or a closing brace", "逗号或右花括号")) }
        isFirst = false
        guard peek() == UInt8(ascii: "\"") else {
            throw failure(expected: Wording("a name in quotes", "带引号的名称"))
        }
        let key = try text()
        try expect(UInt8(ascii: ":"), Wording("a colon", "冒号"))
        return key
    }

    /// Steps to the next element of an array; false after the closing bracket.
    mutating func nextElement(_ isFirst: inout Bool) throws -> Bool {
        if peek() == UInt8(ascii: "]") {
            offset += 1
            return false
        }
        if !isFirst { try expect(UInt8(ascii: ","), Wording("a comma or a closing bracket", "逗号或右方括号")) }
        isFirst = false
        return true
    }

    /// Steps over `word` (`true`, `false`, `null`) when it is next.
    mutating func take(_ word: StaticString) -> Bool {
        guard matches(offset..<offset + word.utf8CodeUnitCount, word) else { return false }
        offset += word.utf8CodeUnitCount
        return true
    }

    /// Steps over any value.
    mutating func skipValue(depth: Int = 0) throws {
        guard depth < Self.maximumDepth else {
            throw failure(
                found: Wording(
                    "values nested more than \(Self.maximumDepth) deep", "嵌套超过 \(Self.maximumDepth) 层的值"),
                expected: Wording("fewer", "更少的层数"))
        }
        var isFirst = true
        switch peek() {
        case UInt8(ascii: "{"):
            offset += 1
            while try nextKey(&isFirst) != nil { try skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            offset += 1
            while try nextElement(&isFirst) { try skipValue(depth: depth + 1) }
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "t") where take("true"): break
        case UInt8(ascii: "f") where take("false"): break
        case UInt8(ascii: "n") where take("null"): break
        default: _ = try number()
        }
    }

    // MARK: Text

    /// Whether the bytes of `range` spell `word`.
    func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount, range.upperBound < bytes.count else { return false }
        return word.withUTF8Buffer { word in
            var index = 0
            while index < word.count {
                if bytes[range.lowerBound + index] != word[index] { return false }
                index += 1
            }
            return true
        }
    }

    /// Whether the bytes of `range` are `other`.
    func matches(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
        guard range.count == other.count else { return false }
        var index = 0
        while index < other.count {
            if bytes[range.lowerBound + index] != other[index] { return false }
            index += 1
        }
        return true
    }

    /// The bytes of `range`.
    func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

    /// Steps over a string.
    mutating func text() throws -> Text {
        try expect(UInt8(ascii: "\""), Wording("text in quotes", "带引号的文本"))
        let start = offset
        var hasEscapes = false
        while true {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") { break }
            if byte < 0x20 {
                throw failure(
                    expected: Wording(
                        "the closing quote, and control characters escaped", "右引号，且控制字符须转义"))
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                offset += 1
                if bytes[offset] < 0x20 {
                    throw failure(expected: Wording("an escape such as \\n", "转义序列，如 \\n"))
                }
            }
            offset += 1
        }
        offset += 1
        return Text(range: start..<offset - 1, hasEscapes: hasEscapes)
    }

    /// The characters of a string.
    func string(_ text: Text) throws -> String {
        let found =
            text.hasEscapes
            ? String(validating: try unescaped(text.range), as: UTF8.self)
            : String(validating: bytes[text.range], as: UTF8.self)
        guard let found else {
            var place = self
            place.offset = text.range.lowerBound
            throw place.failure(
                found: Wording("bytes that are not UTF-8", "不是 UTF-8 的字节"), expected: .utf8JSON)
        }
        return found
    }

    private func unescaped(_ range: Range<Int>) throws -> [UInt8] {
        var place = self
        place.offset = range.lowerBound
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        while place.offset < range.upperBound {
            let byte = bytes[place.offset]
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                place.offset += 1
                continue
            }
            switch bytes[place.offset + 1] {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "u"):
                result.append(contentsOf: String(try place.unicodeEscape(end: range.upperBound)).utf8)
                continue
            case let other where "\"\\/".utf8.contains(other): result.append(other)
            default:
                throw place.failure(
                    expected: Wording(
                        "an escape of JSON, such as \\n or \\u4e2d", "JSON 转义序列，如 \\n 或 \\u4e2d"))
            }
            place.offset += 2
        }
        return result
    }

    /// A `\u` escape, or the two of a surrogate pair.
    private mutating func unicodeEscape(end: Int) throws -> Unicode.Scalar {
        let start = offset
        func unit(at offset: Int) -> UInt32? {
            guard offset + 6 <= end, bytes[offset] == UInt8(ascii: "\\"),
                bytes[offset + 1] == UInt8(ascii: "u")
            else { return nil }
            var value: UInt32 = 0
            for byte in bytes[offset + 2..<offset + 6] {
                guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
                value = value << 4 | UInt32(digit)
            }
            return value
        }
        if let first = unit(at: start) {
            offset = start + 6
            if let scalar = Unicode.Scalar(first) { return scalar }
            if first < 0xDC00, let second = unit(at: offset), second >= 0xDC00, second <= 0xDFFF {
                offset += 6
                let value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
                if let scalar = Unicode.Scalar(value) { return scalar }
            }
            offset = start
        }
        throw failure(
            expected: Wording(
                "\\u with four hexadecimal digits that make a character", "\\u 加四位十六进制数，构成一个字符"))
    }

    // MARK: Numbers

    /// Steps over a number.
    mutating func number() throws -> Number {
        let first = peek()
        let start = offset
        var isNegative = false
        if first == UInt8(ascii: "-") {
            isNegative = true
            offset += 1
        }
        guard bytes[offset].isDigit else {
            offset = start
            throw failure(expected: Wording("a value", "值"))
        }
        var digits: UInt64 = 0
        var overflows = false
        let whole = offset
        while bytes[offset].isDigit { add(&digits, &overflows) }
        if bytes[whole] == UInt8(ascii: "0"), offset - whole > 1 {
            offset = start
            throw failure(expected: Wording("a number without leading zeros", "不以零开头的数值"))
        }
        var exponent = 0
        var isReal = false
        if bytes[offset] == UInt8(ascii: ".") {
            isReal = true
            offset += 1
            guard bytes[offset].isDigit else {
                throw failure(expected: Wording("a digit after the point", "小数点后的数字"))
            }
            let fraction = offset
            while bytes[offset].isDigit { add(&digits, &overflows) }
            exponent = fraction - offset
        }
        if bytes[offset] | 0x20 == UInt8(ascii: "e") {
            isReal = true
            exponent += try exponentPart()
        }
        if !isReal, !overflows, let value = Int64(exactly: digits) {
            return .integer(isNegative ? -value : value)
        }
        // Up to 2^53 and 10^22 both are exact as doubles, so one division rounds correctly (Clinger 1990).
        if !overflows, digits <= 1 << 53, exponent >= -22, exponent <= 22 {
            let value = Double(digits)
            let scaled =
                exponent < 0 ? value / Self.powersOfTen[-exponent] : value * Self.powersOfTen[exponent]
            return .real(isNegative ? -scaled : scaled)
        }
        guard let value = Double(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
            offset = start
            throw failure(expected: Self.numberWord)
        }
        guard value.isFinite else {
            offset = start
            throw failure(expected: Wording("a number that a double can hold", "双精度浮点数可表示的数值"))
        }
        return .real(value)
    }

    /// Steps over a number that must be one.
    mutating func double() throws -> Double {
        let byte = peek()
        guard byte == UInt8(ascii: "-") || byte.isDigit else { throw failure(expected: Self.numberWord) }
        switch try number() {
        case .integer(let value): return Double(value)
        case .real(let value): return value
        }
    }

    private mutating func add(_ digits: inout UInt64, _ overflows: inout Bool) {
        let (product, one) = digits.multipliedReportingOverflow(by: 10)
        let (sum, two) = product.addingReportingOverflow(UInt64(bytes[offset] - UInt8(ascii: "0")))
        digits = sum
        overflows = overflows || one || two
        offset += 1
    }

    private mutating func exponentPart() throws -> Int {
        offset += 1
        let sign = bytes[offset]
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { offset += 1 }
        guard bytes[offset].isDigit else {
            throw failure(expected: Wording("a digit of the exponent", "指数的数字"))
        }
        var value = 0
        while bytes[offset].isDigit {
            value = min(value * 10 + Int(bytes[offset] - UInt8(ascii: "0")), 100_000)
            offset += 1
        }
        return sign == UInt8(ascii: "-") ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}

extension UInt8 {
    /// Whether the byte is an ASCII digit.
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
