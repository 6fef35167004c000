import InputOutput

/// The bytes of a model file as UTF-8, and how their encoding was known.
///
/// A model file states no encoding: a byte order mark, what a caller knows of the file, or the bytes themselves tell it.
/// What is not clear from them is refused by naming what it may be, since a name that is read wrongly looks like a name.
struct INPDecoding: Sendable {
    /// The text, UTF-8, without byte order mark.
    var bytes: [UInt8]
    /// The encoding that the bytes were taken for where that is not certain, and why: by what they look like, or as told
    /// though they are UTF-8 too.
    var doubt: (kind: INPRemark.Kind, encoding: String)?

    /// Takes the text out of `raw`.
    ///
    /// - Parameter encoding: the encoding of the file where it is known; a byte order mark is believed before it.
    init(_ raw: [UInt8], as encoding: TextEncoding? = nil) throws(INPError.Problem) {
        if let name = Self.archive(raw) { throw .notText(kind: name) }
        if let units = Self.utf16(raw, isTold: encoding?.name.uppercased()) {
            bytes = try Self.decode(units)
            return
        }
        if raw.starts(with: [0xFF, 0xFE, 0, 0]) || raw.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw .notText(kind: Wording("text in UTF-32", "UTF-32 文本"))
        }
        let isMarked = raw.starts(with: [0xEF, 0xBB, 0xBF])
        // Some programs fill the last block of a file with zeros.
        let filling = raw.reversed().prefix { $0 == 0 }.count
        let body = isMarked || filling > 0 ? Array(raw.dropFirst(isMarked ? 3 : 0).dropLast(filling)) : raw
        if body.contains(0) { throw .notText(kind: Wording("not text: it holds bytes of 0", "含零字节的非文本")) }
        guard body.contains(where: { $0 >= 0x80 }) else {
            bytes = body
            return
        }
        if let encoding, !isMarked {
            bytes = try Self.decode(body, as: encoding)
            if encoding != .utf8, String(validating: body, as: UTF8.self) != nil {
                doubt = (.toldEncoding, encoding.name)
            }
        } else if String(validating: body, as: UTF8.self) != nil {
            bytes = body
        } else {
            let legacy = LegacyText(body)
            switch legacy.kind {
            case .chinese:
                bytes = try Self.decode(body, as: .gb18030)
                doubt = (.likelyEncoding, TextEncoding.gb18030.name)
            case .western:
                bytes = LegacyText.western(body)
                doubt = (.likelyEncoding, TextEncoding.windows1252.name)
            case .unclear:
                throw .unclearEncoding(line: legacy.firstLine, candidates: "UTF-8, GB18030, Big5, CP1252")
            }
        }
        Self.widenEdges(&bytes)
    }

    private static func decode(_ body: [UInt8], as encoding: TextEncoding) throws(INPError.Problem) -> [UInt8]
    {
        if encoding == .utf8 {
            guard String(validating: body, as: UTF8.self) != nil else {
                throw .notInEncoding(name: encoding.name, line: LegacyText(body).firstLine)
            }
            return body
        }
        guard let converter = try? TextConverter(encoding, .fromEncoding), let text = converter.decode(body)
        else {
            throw .notInEncoding(name: encoding.name, line: LegacyText(body).firstLine)
        }
        return Array(text.utf8)
    }

    private static func decode(_ units: [UInt16]) throws(INPError.Problem) -> [UInt8] {
        guard let text = String(validating: units, as: UTF16.self) else {
            throw .notInEncoding(name: "UTF-16", line: 1)
        }
        let bytes = Array(text.utf8)
        if bytes.contains(0) {
            throw .notText(kind: Wording("not text: it holds characters of 0", "含零字符的非文本"))
        }
        return bytes
    }

    /// The code units of UTF-16, without byte order mark: where the file has that mark, was said to be so, or has a 0 in
    /// every other byte of its headings.
    private static func utf16(_ raw: [UInt8], isTold told: String?) -> [UInt16]? {
        var isLittle: Bool?
        var start = 0
        if raw.starts(with: [0xFF, 0xFE]), !raw.starts(with: [0xFF, 0xFE, 0, 0]) {
            (isLittle, start) = (true, 2)
        } else if raw.starts(with: [0xFE, 0xFF]) {
            (isLittle, start) = (false, 2)
        } else if let told, told.hasPrefix("UTF-16") || told.hasPrefix("UTF16") || told.hasPrefix("UCS-2") {
            isLittle = !told.hasSuffix("BE")
        } else {
            let head = raw.prefix(512)
            let (even, odd) = head.indices.reduce(into: (0, 0)) { sums, index in
                if head[index] == 0 { if index % 2 == 0 { sums.0 += 1 } else { sums.1 += 1 } }
            }
            if max(even, odd) * 4 > head.count, min(even, odd) == 0 { isLittle = odd > 0 }
        }
        guard let isLittle else { return nil }
        var units: [UInt16] = []
        units.reserveCapacity(raw.count / 2)
        var index = start
        while index + 1 < raw.count {
            let (first, second) = (UInt16(raw[index]), UInt16(raw[index + 1]))
            units.append(isLittle ? second << 8 | first : first << 8 | second)
            index += 2
        }
        return units
    }

    /// What a file is that begins like no text.
    private static func archive(_ raw: [UInt8]) -> Wording? {
        if raw.starts(with: [0x50, 0x4B, 3, 4]) {
            return Wording("a ZIP archive or a workbook", "ZIP 压缩包或工作簿")
        }
        func packed(_ name: String) -> Wording { Wording("compressed with \(name)", "\(name) 压缩数据") }
        if raw.starts(with: [0x1F, 0x8B]) { return packed("gzip") }
        if raw.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return packed("zstd") }
        if raw.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return packed("xz") }
        return nil
    }

    /// Turns no-break and ideographic spaces at the edge of a word into spaces: spreadsheets and web pages leave them
    /// there, and nobody can see that an id ends with one. Within a word they stay.
    private static func widenEdges(_ bytes: inout [UInt8]) {
        func isEdge(_ index: Int) -> Bool {
            index < 0 || index >= bytes.count || bytes[index].isINPSpace || bytes[index] == UInt8(ascii: ";")
        }
        // The byte before is a space by now where it was a wide one at an edge.
        func widen(_ range: Range<Int>) {
            guard isEdge(range.lowerBound - 1) || isEdge(range.upperBound) else { return }
            for place in range { bytes[place] = 0x20 }
        }
        func isWide(_ index: Int) -> Int? {
            if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
            if bytes[index] == 0xE3, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0x80
            {
                return 3
            }
            return nil
        }
        // Backwards first, so that a row of them before a space goes whole; then forwards for one after a space.
        var index = bytes.count - 1
        while index >= 0 {
            if let length = isWide(index) { widen(index..<index + length) }
            index -= 1
        }
        index = 0
        while index < bytes.count {
            let length = isWide(index)
            if let length { widen(index..<index + length) }
            index += length ?? 1
        }
    }
}
