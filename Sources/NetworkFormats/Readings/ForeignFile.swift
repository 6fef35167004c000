import InputOutput

/// A kind of file that is given for readings now and then and is no text of separated values.
public enum ForeignFile: String, Hashable, Sendable {
    /// A workbook of Excel 2007 and later.
    case workbook = "an Excel workbook"
    /// A workbook of Excel 97.
    case oldWorkbook = "an Excel 97 workbook"
    /// A workbook of LibreOffice.
    case openDocument = "an OpenDocument file"
    /// Any other archive.
    case archive = "an archive"
    /// A PDF document.
    case document = "a PDF document"
    /// A database or GeoPackage.
    case database = "an SQLite database"
    /// A web page, which some programs write as .xls.
    case page = "a web page"
    /// XML.
    case xml = "an XML file"
    /// JSON.
    case json = "a JSON file"
    /// Parquet.
    case parquet = "a Parquet file"
    /// A picture.
    case picture = "a picture"
    /// Bytes that are no text.
    case binary = "a binary file"

    /// What it is, with its article in English.
    var wording: Wording {
        let chinese =
            switch self {
            case .workbook: "Excel 工作簿"
            case .oldWorkbook: "Excel 97 工作簿"
            case .openDocument: "OpenDocument 文件"
            case .archive: "压缩包"
            case .document: "PDF 文档"
            case .database: "SQLite 数据库"
            case .page: "网页"
            case .xml: "XML 文件"
            case .json: "JSON 文件"
            case .parquet: "Parquet 文件"
            case .picture: "图片"
            case .binary: "二进制文件"
            }
        return Wording(rawValue, chinese)
    }

    /// What to do with it.
    var advice: Wording {
        switch self {
        case .workbook, .oldWorkbook, .openDocument:
            Wording(
                "save the sheet as 'CSV UTF-8', with one row of headings, and give that file",
                "请将工作表另存为“CSV UTF-8”（一行表头），并使用该文件")
        case .archive: Wording("unpack it and give the CSV file inside", "请解压并使用其中的 CSV 文件")
        case .page, .document:
            Wording(
                "open it, copy its table into a sheet and save that as CSV", "请打开后将表格复制到工作表，另存为 CSV")
        default: Wording("export the readings as CSV", "请将读数导出为 CSV")
        }
    }

    /// Recognises a file by its first bytes; `nil` for text and for what is unpacked on reading.
    init?(_ bytes: [UInt8], path: String) {
        func starts(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
        func holds(_ text: String) -> Bool {
            let word = Array(text.utf8)
            guard bytes.count >= word.count else { return false }
            return (0...(bytes.count - word.count)).contains {
                bytes[$0..<$0 + word.count].elementsEqual(word)
            }
        }
        let text = String(decoding: bytes.prefix(256), as: UTF8.self)
            .drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
        if starts("PK\u{3}\u{4}") || starts("PK\u{5}\u{6}") {
            let isWorkbook =
                holds("[Content_Types].xml") || holds("xl/") || holds("docProps/") || holds("_rels/")
                || path.lowercased().hasSuffix(".xlsx") || path.lowercased().hasSuffix(".xlsm")
            self = holds("opendocument") ? .openDocument : isWorkbook ? .workbook : .archive
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .oldWorkbook
        } else if starts("%PDF") {
            self = .document
        } else if starts("SQLite format 3\0") {
            self = .database
        } else if starts("PAR1") {
            self = .parquet
        } else if starts("7z\u{BC}") || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) || starts("Rar!")
            || (bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8))
        {
            self = .archive
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF])
            || starts("GIF8")
        {
            self = .picture
        } else if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<table")
            || text.hasPrefix("<style") || text.hasPrefix("<div") || text.hasPrefix("<meta")
        {
            self = .page
        } else if text.hasPrefix("<?xml") {
            self = text.contains("<html") ? .page : .xml
        } else if text.hasPrefix("{") || text.hasPrefix("[{") || text.hasPrefix("[[") {
            self = .json
        } else {
            return nil
        }
    }

    /// Whether unpacked bytes are no text: they hold characters that no program writes into a table. Blocks
    /// of zeros
    /// are not among them, which a logger leaves behind that lost its power while it wrote.
    static func isBinary(_ bytes: ArraySlice<UInt8>) -> Bool {
        let bytes = bytes.prefix(4096)
        let odd = bytes.count {
            (0x01...0x08).contains($0) || (0x0E...0x19).contains($0) || (0x1C...0x1F).contains($0)
        }
        return 25 * odd > bytes.count || bytes.allSatisfy { $0 == 0 }
    }
}
