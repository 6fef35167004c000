import Glibc

/// Text of cells: UTF-8, or GB18030 as Chinese programs write it.
///
/// Commas, semicolons, tabs, quotes, digits at the start of a character and line ends are the same bytes in
/// both, so
/// rows are split before anything is decoded, and only headings and ids are ever decoded.
struct CellText {
    /// Whether the beginning of the file is no UTF-8.
    let isGB18030: Bool

    /// Looks at the beginning of a file, which may stop within a character.
    init(beginning: ArraySlice<UInt8>) {
        var bytes = beginning
        // Up to three bytes of a cut character.
        var isValid = String(validating: bytes, as: UTF8.self) != nil
        var cut = 0
        while !isValid, cut < 3, !bytes.isEmpty {
            bytes = bytes.dropLast()
            cut += 1
            isValid = String(validating: bytes, as: UTF8.self) != nil
        }
        isGB18030 = !isValid
    }

    func decode(_ bytes: ArraySlice<UInt8>) -> String {
        if !isGB18030, let text = String(validating: bytes, as: UTF8.self) { return text }
        return CellText.fromGB18030(bytes) ?? String(decoding: bytes, as: UTF8.self)
    }

    /// A cell's text without what surrounds it: blanks of any kind, quotes, and the `="…"` that keeps a
    /// spreadsheet from
    /// reading an id as a number.
    static func bare(_ text: String) -> String {
        func trimmed(_ text: Substring) -> Substring {
            let isBlank = { (scalar: Unicode.Scalar) in
                scalar.properties.isWhitespace || scalar.value < 0x20 || scalar == "\u{FEFF}"
                    || scalar == "\u{200B}"
            }
            let scalars = text.unicodeScalars
            guard let first = scalars.firstIndex(where: { !isBlank($0) }),
                let last = scalars.lastIndex(where: { !isBlank($0) })
            else { return "" }
            return text[first...last]
        }
        var bare = trimmed(text[...])
        if bare.count > 1, bare.first == "\"", bare.last == "\"" {
            bare = trimmed(bare.dropFirst().dropLast())
        }
        if bare.hasPrefix("=\"\""), bare.hasSuffix("\"\""), bare.count > 5 {
            bare = trimmed(bare.dropFirst(3).dropLast(2))
        } else if bare.hasPrefix("=\""), bare.hasSuffix("\""), bare.count > 3 {
            bare = trimmed(bare.dropFirst(2).dropLast())
        }
        return String(bare)
    }

    private static func fromGB18030(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // A character of GB18030 has at least one byte, a character of UTF-8 no more than four.
        var output = [CChar](repeating: 0, count: 4 * bytes.count + 4)
        let written: Int? = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var from = input.baseAddress
                var left = input.count
                var to = output.baseAddress
                var room = output.count
                let size = output.count
                guard iconv(converter, &from, &left, &to, &room) != -1, left == 0 else {
                    return nil
                }
                return size - room
            }
        }
        guard let written else { return nil }
        return String(decoding: output[..<written].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
