import InputOutput
import PipeNetwork

/// A dBASE III table in memory: the attributes of a Shapefile.
///
/// Read here rather than through shapelib, because only the raw bytes tell in which encoding text can be.
struct DBFTable {
    /// A column as the header describes it.
    struct Column {
        /// The bytes of the name, without what follows them.
        var name: ArraySlice<UInt8>
        /// `C`, `N`, `F`, `L` or `D`.
        var type: UInt8
        /// First byte in the record.
        var offset: Int
        /// Bytes in the record.
        var width: Int
        /// Digits after the point.
        var decimals: Int

        /// What the column holds. Whole numbers of up to 18 digits fit 64 bits.
        var kind: FeatureField.Kind {
            switch type {
            case UInt8(ascii: "N"): decimals == 0 && width <= 18 ? .integer : .real
            case UInt8(ascii: "F"): .real
            case UInt8(ascii: "L"): .boolean
            default: .text
            }
        }

        /// Whether the bytes are text in the table's encoding.
        var isText: Bool { type == UInt8(ascii: "C") }
    }

    /// The file.
    let path: String
    /// The columns that can be read; memo, binary and time columns are left out.
    let columns: [Column]
    /// Records, deleted ones included.
    let recordCount: Int
    /// The language driver byte, by which dBASE named code pages.
    let languageDriver: UInt8

    private let bytes: [UInt8]
    private let headerLength: Int
    private let recordLength: Int

    /// Reads the header of a table and checks that all records are there.
    init(_ bytes: [UInt8], path: String) throws {
        func malformed(_ found: Wording, _ expected: Wording) -> FormatError {
            .malformed(.init(path), found: found, expected: expected)
        }
        guard bytes.count >= 33 else {
            throw malformed(
                Wording("\(bytes.count) bytes", "\(bytes.count) 个字节"),
                Wording("a dBASE table with a header of 33 bytes or more", "文件头至少 33 字节的 dBASE 表"))
        }
        self.path = path
        self.bytes = bytes
        recordCount = (0..<4).reduce(0) { $0 | Int(bytes[4 + $1]) << (8 * $1) }
        headerLength = Int(bytes[8]) | Int(bytes[9]) << 8
        recordLength = Int(bytes[10]) | Int(bytes[11]) << 8
        languageDriver = bytes[29]
        guard headerLength >= 33, headerLength <= bytes.count, recordLength >= 1 else {
            throw malformed(
                Wording(
                    "a header of \(headerLength) bytes and records of \(recordLength)",
                    "文件头 \(headerLength) 字节，每条记录 \(recordLength) 字节"),
                Wording(
                    "a dBASE table within its \(bytes.count) bytes", "不超出 \(bytes.count) 字节的 dBASE 表"))
        }
        guard recordCount * recordLength <= bytes.count - headerLength else {
            throw malformed(
                Wording(
                    "\(bytes.count) bytes, so the file is cut off", "\(bytes.count) 个字节，文件被截断"),
                Wording(
                    "\(recordCount) records of \(recordLength) bytes after the header of \(headerLength)",
                    "\(headerLength) 字节的文件头之后有 \(recordCount) 条各 \(recordLength) 字节的记录"))
        }
        var columns: [Column] = []
        var start = 32
        var offset = 1
        while start + 32 <= headerLength, bytes[start] != 0x0D {
            let type = bytes[start + 11]
            // Clipper's habit: wide text keeps the high byte of its width where decimals would be.
            let isText = type == UInt8(ascii: "C")
            let width = Int(bytes[start + 16]) | (isText ? Int(bytes[start + 17]) << 8 : 0)
            // A column of no width holds nothing, and a file of them would hold any number of nothings.
            if "CNFLD".utf8.contains(type), width > 0 {
                columns.append(
                    Column(
                        name: bytes[start..<start + 11].prefix { $0 != 0 }.trimmed, type: type,
                        offset: offset, width: width, decimals: isText ? 0 : Int(bytes[start + 17])))
            }
            offset += width
            start += 32
        }
        guard offset <= recordLength else {
            throw malformed(
                Wording("columns of \(offset) bytes together", "各列合计 \(offset) 字节"),
                Wording("no more than a record's \(recordLength)", "不超过一条记录的 \(recordLength) 字节"))
        }
        self.columns = columns
    }

    /// Whether the record is marked as deleted.
    func isDeleted(_ record: Int) -> Bool {
        bytes[headerLength + record * recordLength] == UInt8(ascii: "*")
    }

    /// The bytes of a value, without blanks and zeros after it (and before it, unless it is text).
    func raw(_ column: Column, _ record: Int) -> ArraySlice<UInt8> {
        let start = headerLength + record * recordLength + column.offset
        let field = bytes[start..<start + column.width]
        return column.isText ? field.trimmedEnd : field.trimmed
    }

    /// The place of a value, for errors.
    func place(_ column: Column, _ record: Int) -> FormatError.Place {
        .init(path, feature: Int64(record), field: String(decoding: column.name, as: UTF8.self))
    }

    /// The value of a column that is not text.
    func value(_ column: Column, _ record: Int) throws -> AttributeValue {
        let raw = raw(column, record)
        guard let first = raw.first else { return .null }
        func unsuitable(_ expected: Wording) -> FormatError {
            .unsuitableValue(
                place(column, record), found: .quoted(String(decoding: raw, as: UTF8.self)),
                expected: expected)
        }
        switch column.type {
        case UInt8(ascii: "L"):
            if "TtYy".utf8.contains(first) { return .boolean(true) }
            if "FfNn".utf8.contains(first) { return .boolean(false) }
            guard first == UInt8(ascii: "?") else { throw unsuitable(Wording("T, F or ?", "T、F 或 ?")) }
            return .null
        case UInt8(ascii: "D"):
            if raw.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .null }
            guard raw.count == 8, raw.allSatisfy(\.isDigit) else {
                throw unsuitable(Wording("a date YYYYMMDD", "日期 YYYYMMDD"))
            }
            let text = String(decoding: raw, as: UTF8.self)
            return .text("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
        default:
            // Asterisks fill a field whose number did not fit when it was written.
            if raw.contains(UInt8(ascii: "*")) { return .null }
            if column.kind == .integer, let whole = Self.integer(raw) { return .integer(whole) }
            if Self.isNoNumber(raw) { return .null }
            guard let value = DecimalText.parse(raw) else { throw unsuitable(Wording("a number", "数值")) }
            if column.kind == .integer, let whole = Int64(exactly: value) { return .integer(whole) }
            return .real(value)
        }
    }

    /// What programs print where a number is missing: C's `nan` and `inf`, and those of Visual C (`1.#QNAN`, `-1.#IND`).
    private static func isNoNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.contains(where: { !$0.isDigit && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") })
        else {
            return false
        }
        let word = String(decoding: bytes, as: UTF8.self).lowercased().drop { $0 == "-" || $0 == "+" }
        return ["nan", "inf", "infinity", "null", "none", "n/a", "na"].contains(word) || word.hasPrefix("1.#")
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard bytes.count <= 18 else { return nil }
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative ? bytes.dropFirst() : bytes
        guard !digits.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard byte.isDigit else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }
}

extension ArraySlice<UInt8> {
    /// Without the blanks and zeros at the end.
    var trimmedEnd: ArraySlice<UInt8> {
        var end = endIndex
        while end > startIndex, self[end - 1] == 0x20 || self[end - 1] == 0 { end -= 1 }
        return self[startIndex..<end]
    }

    /// Without the blanks and zeros at both ends.
    var trimmed: ArraySlice<UInt8> {
        trimmedEnd.drop { $0 == 0x20 || $0 == 0 }
    }
}
