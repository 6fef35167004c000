import Foundation

/// An encoding of text in bytes, by the names that GIS files and people use for it.
public struct TextEncoding: Hashable, Sendable, CustomStringConvertible {
    /// The name we print and write into `.cpg` files.
    public let name: String

    /// The name that iconv knows it by.
    let iconvName: String

    private init(name: String, iconvName: String) {
        self.name = name
        self.iconvName = iconvName
    }

    /// UTF-8.
    public static let utf8 = TextEncoding(name: "UTF-8", iconvName: "UTF-8")
    /// GBK, code page 936: simplified Chinese. Holds all of GB 2312.
    public static let gbk = TextEncoding(name: "GBK", iconvName: "GBK")
    /// GB 18030, the Chinese standard that covers all of Unicode; a superset of GBK.
    public static let gb18030 = TextEncoding(name: "GB18030", iconvName: "GB18030")
    /// Big5, code page 950: traditional Chinese.
    public static let big5 = TextEncoding(name: "BIG5", iconvName: "CP950")
    /// Code page 1252, the western encoding of Windows.
    public static let windows1252 = TextEncoding(name: "CP1252", iconvName: "CP1252")
    /// ISO 8859-1.
    public static let latin1 = TextEncoding(name: "ISO-8859-1", iconvName: "ISO-8859-1")

    /// Names that errors suggest.
    static let suggestions = ["utf-8", "gbk", "gb18030", "gb2312", "big5", "cp1252", "latin1"]

    /// The encoding called `name`: the spellings of iconv, of `.cpg` files (`936`, `ANSI 1252`, `88591`) and
    /// of people (`utf8`, `latin1`, `cp936`), in any case.
    ///
    /// GB 2312 is read as GBK, its superset: files that declare the former routinely hold the latter.
    ///
    /// - Throws: ``FormatError/unknownEncoding(name:known:)``.
    public init(_ name: String) throws {
        let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch key {
        case "utf8", "65001", "cp65001": self = .utf8
        case "gbk", "936", "cp936", "ansi936", "oem936", "windows936", "ms936", "gb2312", "euccn":
            self = .gbk
        case "gb18030", "54936", "cp54936": self = .gb18030
        case "big5", "950", "cp950", "ansi950", "oem950", "ms950": self = .big5
        case "1252", "cp1252", "ansi1252", "windows1252": self = .windows1252
        case "latin1", "iso88591", "88591", "28591": self = .latin1
        default:
            let digits = key.drop { $0.isLetter }
            let candidates = [
                name, "CP\(digits)", key.hasPrefix("8859") ? "ISO-8859-\(key.dropFirst(4))" : name,
            ]
            guard !key.isEmpty, let found = candidates.first(where: Self.iconvKnows) else {
                throw FormatError.unknownEncoding(name: name, known: Self.suggestions)
            }
            self.init(name: found.uppercased(), iconvName: found)
        }
    }

    /// The name.
    public var description: String { name }

    private static func iconvKnows(_ name: String) -> Bool {
        // A slash would ask iconv for transliteration, which turns errors into guesses.
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
        else {
            return false
        }
        guard let handle = iconv_open("UTF-8", name), handle != iconv_t(bitPattern: -1) else { return false }
        iconv_close(handle)
        return true
    }
}
