/// What bytes that are no UTF-8 may be: Chinese in GB 18030, or a western language in code page 1252.
///
/// Common Chinese characters are pairs of bytes from 0xA1 on, most of them in the first level of GB 2312; letters with
/// accents are single bytes between plain letters. What is neither is not guessed.
struct LegacyText: Sendable {
    /// What the bytes look like.
    enum Kind: Sendable {
        case chinese, western, unclear
    }

    /// What they look like.
    private(set) var kind = Kind.unclear
    /// The line of the first byte that is not ASCII, from 1.
    private(set) var firstLine = 1

    /// Looks at `bytes`.
    init(_ bytes: [UInt8]) {
        guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return }
        firstLine = 1 + bytes[..<first].count { $0 == 0x0A }
        // Characters of GB 18030 in all, those that are common, bytes that fit no character.
        var (characters, common, misfits) = (0, 0, 0)
        // Bytes from 0x80 on that have another beside them.
        var adjacent = 0
        var index = first
        while index < bytes.count {
            let byte = bytes[index]
            guard byte >= 0x80 else {
                index += 1
                continue
            }
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if next >= 0x80 { adjacent += 1 }
            if byte >= 0x81, byte <= 0xFE, next >= 0x40, next != 0x7F, next != 0xFF {
                characters += 1
                let isLevelOne = byte >= 0xB0 && byte <= 0xD7
                let isSymbol = byte >= 0xA1 && byte <= 0xA9
                if next >= 0xA1, isLevelOne || isSymbol { common += 1 }
                index += 2
            } else if byte >= 0x81, byte <= 0xFE, next >= 0x30, next <= 0x39, index + 3 < bytes.count,
                bytes[index + 2] >= 0x81, bytes[index + 2] <= 0xFE, bytes[index + 3] >= 0x30,
                bytes[index + 3] <= 0x39
            {
                characters += 1
                index += 4
            } else {
                misfits += 1
                index += 1
            }
        }
        // Three of five characters of any Chinese text that names things are in the first level.
        let isCommon = common * 5 >= characters * 3 && common > 0
        if misfits == 0, isCommon {
            kind = .chinese
        } else if adjacent == 0 || (misfits > 0 && common * 5 < characters && adjacent < misfits) {
            kind = .western
        }
    }

    /// `bytes` of code page 1252 as UTF-8. The five bytes that it does not use stay what they are in ISO 8859-1.
    static func western(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            switch byte {
            case 0..<0x80: text.append(byte)
            case 0x80..<0xA0: text += Array(String(highPart[Int(byte) - 0x80]).utf8)
            default:
                text.append(0xC0 | byte >> 6)
                text.append(0x80 | byte & 0x3F)
            }
        }
        return text
    }

    /// The characters of 0x80 to 0x9F.
    private static let highPart: [Character] = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ")
}
