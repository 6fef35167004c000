import PipeNetwork

extension DBFTable {
    /// The encoding that a language driver byte names; `nil` for none and for `0x57`, which only says
    /// “the code page of the machine that wrote this” and stands in files of every language.
    static func encoding(languageDriver: UInt8) throws -> TextEncoding? {
        let codePage: Int? =
            switch languageDriver {
            case 0x01, 0x09, 0x0B, 0x0D, 0x0F, 0x11, 0x15, 0x18, 0x19, 0x1B: 437
            case 0x02, 0x0A, 0x0E, 0x10, 0x12, 0x14, 0x16, 0x1A, 0x1D, 0x25, 0x37: 850
            case 0x03, 0x58, 0x59: 1252
            case 0x13, 0x7B: 932
            case 0x1F, 0x22, 0x23, 0x40, 0x64, 0x87: 852
            case 0x26, 0x65: 866
            case 0x4D, 0x7A: 936
            case 0x4E, 0x79: 949
            case 0x4F, 0x78: 950
            case 0x50, 0x7C: 874
            case 0xC8: 1250
            case 0xC9: 1251
            case 0xCA: 1254
            case 0xCB: 1253
            case 0xCC: 1257
            default: nil
            }
        return try codePage.map { try TextEncoding("CP\($0)") }
    }

    /// The byte by which other programs find the encoding of a table; 0 where there is none.
    static func languageDriver(_ encoding: TextEncoding) -> UInt8 {
        switch encoding {
        case .gbk: 0x4D
        case .big5: 0x4F
        case .windows1252: 0x03
        default: 0
        }
    }

    /// UTF-8 (which holds ASCII) when all text of the table is that; an error otherwise, because guessing
    /// between the encodings of Asia and the West would give wrong characters without a word.
    func undeclaredEncoding() throws -> TextEncoding {
        let converter = try TextConverter(.utf8, .fromEncoding)
        for column in columns where Self.decode(column.name, width: 10, converter) == nil {
            throw FormatError.undeclaredEncoding(.init(path), bytes: Array(column.name))
        }
        for column in columns where column.isText {
            for record in 0..<recordCount where !isDeleted(record) {
                let raw = raw(column, record)
                guard Self.decode(raw, width: column.width, converter) != nil else {
                    throw FormatError.undeclaredEncoding(place(column, record), bytes: Array(raw))
                }
            }
        }
        return .utf8
    }

    /// The text in `bytes`. Programs that know nothing of characters cut text at the width of the field, so
    /// that an incomplete last character of a full field is left out.
    static func decode(_ bytes: ArraySlice<UInt8>, width: Int, _ converter: TextConverter) -> String? {
        if let text = converter.decode(bytes) { return text }
        guard bytes.count >= width else { return nil }
        for cut in 1...3 where bytes.count > cut && bytes[bytes.endIndex - cut] >= 0x80 {
            if let text = converter.decode(bytes.dropLast(cut)) { return text }
        }
        return nil
    }

    /// The fields, their names decoded.
    func fields(_ converter: TextConverter) throws -> [FeatureField] {
        try columns.map { column in
            guard let name = Self.decode(column.name, width: 10, converter) else {
                throw FormatError.undecodable(
                    .init(path), bytes: Array(column.name), encoding: converter.encoding.name)
            }
            return FeatureField(name, column.kind, width: column.isText ? column.width : nil)
        }
    }
}

/// Reads the records of a table one after the other.
struct DBFRecordReader {
    private let table: DBFTable
    private let converter: TextConverter
    /// The last text of each column: neighbours often share it, and decoding costs more than comparing.
    private var last: [(bytes: ArraySlice<UInt8>, text: AttributeValue)]

    init(_ table: DBFTable, _ converter: TextConverter) {
        self.table = table
        self.converter = converter
        last = table.columns.map { _ in ([], .null) }
    }

    /// The values of a record.
    mutating func values(_ record: Int) throws -> [AttributeValue] {
        var values: [AttributeValue] = []
        values.reserveCapacity(table.columns.count)
        for (index, column) in table.columns.enumerated() {
            guard column.isText else {
                values.append(try table.value(column, record))
                continue
            }
            let raw = table.raw(column, record)
            if raw != last[index].bytes {
                guard let text = DBFTable.decode(raw, width: column.width, converter) else {
                    throw FormatError.undecodable(
                        table.place(column, record), bytes: Array(raw), encoding: converter.encoding.name)
                }
                last[index] = (raw, .text(text))
            }
            values.append(raw.isEmpty ? .null : last[index].text)
        }
        return values
    }
}
