/// What bytes that are no UTF-8 may be: Chinese in GB 18030, or a western language in code page 1252.
///
/// Chinese stands in runs of pairs of bytes from 0xA1 on, most of them in the first level of GB 2312. Letters with accents
/// stand alone or in twos within a word of plain letters (`Größe`, `ESTAÇÃO`). What is neither is not guessed.
struct LegacyText: Sendable {
    /// What the bytes look like.
    enum Kind: Sendable {
        case chinese, western, unclear
    }

    /// What they look like.
    private(set) var kind = Kind.unclear
    /// The line of the first byte that is not ASCII, from 1.
    private(set) var firstLine = 1

    /// Characters of GB 18030.
    private var characters = 0
    /// Those that are common, and those of them that are two capitals in Cyrillic too.
    private var (common, capitals) = (0, 0)
    /// Bytes that begin no character.
    private var misfits = 0
    /// Runs of bytes from 0x80 on that may be letters within a word, and others.
    private var (inWords, others) = (0, 0)

    /// Looks at `bytes`.
    init(_ bytes: [UInt8]) {
        guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return }
        firstLine = 1 + bytes[..<first].count { $0 == 0x0A }
        countCharacters(bytes, from: first)
        countRuns(bytes, from: first)
        // Three of five characters of any Chinese text that names things are in the first level.
        if misfits == 0, common * 5 >= characters * 3, common > capitals, others > inWords {
            kind = .chinese
        } else if others == 0 || inWords > 3 * others {
            kind = .western
        }
    }

    private mutating func countCharacters(_ bytes: [UInt8], from first: Int) {
        func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
        var index = first
        while index < bytes.count {
            let (lead, next) = (bytes[index], byte(index + 1))
            if lead < 0x80 {
                index += 1
            } else if (0x81...0xFE).contains(lead), next >= 0x40, next != 0x7F, next != 0xFF {
                characters += 1
                if next >= 0xA1, (0xB0...0xD7).contains(lead) || (0xA1...0xA9).contains(lead) { common += 1 }
                if (0xC0...0xD7).contains(lead), (0xC0...0xDF).contains(next) { capitals += 1 }
                index += 2
            } else if (0x81...0xFE).contains(lead), (0x30...0x39).contains(next),
                (0x81...0xFE).contains(byte(index + 2)), (0x30...0x39).contains(byte(index + 3))
            {
                characters += 1
                index += 4
            } else {
                misfits += 1
                index += 1
            }
        }
    }

    private mutating func countRuns(_ bytes: [UInt8], from first: Int) {
        func isLetter(_ index: Int) -> Bool {
            bytes.indices.contains(index) && (0x41...0x5A).contains(bytes[index] & 0xDF)
        }
        var index = first
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
            let isEmbedded = isLetter(start - 1) && isLetter(index)
            switch index - start {
            case 0: index += 1
            // Letters begin at 0xC0. Signs (m³, 20 °C) stand in any text, but not before a small letter.
            case 1 where bytes[start] >= 0xC0: inWords += 1
            case 1 where !(isLetter(index) && bytes[index] >= 0x61): break
            case 2 where isEmbedded || (isLetter(start - 1) && bytes[start - 1] >= 0x61): inWords += 1
            default: others += 1
            }
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
