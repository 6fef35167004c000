import InputOutput
import PipeNetwork

/// Writes a dBASE III table record by record.
struct DBFWriter {
    private let file: OutputFile
    private let columns: [Column]
    private let converter: TextConverter
    private let place: FormatError.Place
    private var count: UInt32 = 0
    private var record: [UInt8] = []

    /// The widest text dBASE III holds, in bytes.
    static let maximumTextWidth = 254

    private struct Column {
        var field: FeatureField
        var name: [UInt8]
        var type: UInt8
        var width: Int
        var decimals: Int
    }

    /// Opens a table for `path` and writes its header.
    ///
    /// Text is as wide as its field says, or as wide as can be; whole numbers have 18 digits; other numbers 24,
    /// which is enough to read back every double.
    init(_ path: String, fields: [FeatureField], encoding: TextEncoding) throws {
        let converter = try TextConverter(encoding, .toEncoding)
        let place = FormatError.Place(path)
        var columns: [Column] = []
        for field in fields {
            let name = try Self.shortName(field, converter, place)
            if let other = columns.first(where: { Self.folded($0.name) == Self.folded(name) }) {
                throw FormatError.fieldNameCollision(
                    path: path, first: other.field.name, second: field.name,
                    written: try TextConverter(encoding, .fromEncoding).decode(name) ?? field.name)
            }
            let (type, width, decimals): (Character, Int, Int) =
                switch field.kind {
                case .text: ("C", min(max(field.width ?? Self.maximumTextWidth, 1), Self.maximumTextWidth), 0)
                case .integer: ("N", 18, 0)
                case .real: ("N", 24, 15)
                case .boolean: ("L", 1, 0)
                }
            columns.append(
                Column(
                    field: field, name: name, type: type.asciiValue ?? 0, width: width, decimals: decimals))
        }
        let recordLength = columns.reduce(1) { $0 + $1.width }
        let headerLength = 33 + 32 * columns.count
        guard recordLength <= 65_535, columns.count <= 255 else {
            throw FormatError.unsupported(
                place,
                what: Wording(
                    "\(columns.count) fields of \(recordLength) bytes together are too many for a "
                        + "Shapefile; use a GeoPackage",
                    "\(columns.count) 个字段合计 \(recordLength) 字节，超出 Shapefile 的限制；请改用 GeoPackage"))
        }
        self.columns = columns
        self.converter = converter
        self.place = place
        file = try OutputFile(path)
        var header: [UInt8] = [3, 126, 1, 1, 0, 0, 0, 0]
        header.append(
            contentsOf: [headerLength, recordLength].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        header.append(contentsOf: [UInt8](repeating: 0, count: 17))
        header.append(contentsOf: [DBFTable.languageDriver(encoding), 0, 0])
        for column in columns {
            header.append(contentsOf: column.name + [UInt8](repeating: 0, count: 11 - column.name.count))
            header.append(contentsOf: [column.type, 0, 0, 0, 0, UInt8(column.width), UInt8(column.decimals)])
            header.append(contentsOf: [UInt8](repeating: 0, count: 14))
        }
        header.append(0x0D)
        try file.write(header)
    }

    /// Writes one record.
    mutating func append(_ values: [AttributeValue], feature: Int64) throws {
        record.removeAll(keepingCapacity: true)
        record.append(0x20)
        for (column, value) in zip(columns, values) {
            var place = place
            place.feature = feature
            place.field = column.field.name
            let bytes = try bytes(try value.coerced(to: column.field.kind, at: place), column, place)
            let padding = [UInt8](repeating: 0x20, count: column.width - bytes.count)
            let isNumber = column.type == UInt8(ascii: "N")
            record.append(contentsOf: isNumber ? padding + bytes : bytes + padding)
        }
        try file.write(record)
        count += 1
    }

    private func bytes(
        _ value: AttributeValue, _ column: Column, _ place: FormatError.Place
    ) throws -> [UInt8] {
        switch value {
        case .null: return column.type == UInt8(ascii: "L") ? [UInt8(ascii: "?")] : []
        case .boolean(let truth): return [UInt8(ascii: truth ? "T" : "F")]
        case .integer(let number):
            let bytes = Array(number.description.utf8)
            guard bytes.count <= column.width else {
                throw FormatError.unsuitableValue(
                    place, found: Wording(verbatim: "\(number)"),
                    expected: Wording(
                        "a whole number of \(column.width) characters at most",
                        "至多 \(column.width) 个字符的整数"))
            }
            return bytes
        case .real(let number): return Array(number.description.utf8)
        case .text(let text):
            guard let bytes = converter.encode(text) else {
                throw FormatError.unencodable(place, text: text, encoding: converter.encoding.name)
            }
            guard bytes.count <= column.width else {
                throw FormatError.unsuitableValue(
                    place,
                    found: Wording(
                        "text of \(bytes.count) bytes in \(converter.encoding.name)",
                        "\(converter.encoding.name) 编码下 \(bytes.count) 字节的文本"),
                    expected: Wording("\(column.width) bytes at most", "至多 \(column.width) 字节"))
            }
            return bytes
        }
    }

    /// Writes the end mark and the number of records, and closes.
    func close() throws {
        try file.write([0x1A])
        try file.overwrite((0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }, at: 4)
        try file.close()
    }

    /// Gives the closed file its name.
    func publish() throws { try file.publish() }

    /// The first characters of a name that fit 10 bytes.
    private static func shortName(
        _ field: FeatureField, _ converter: TextConverter, _ place: FormatError.Place
    ) throws -> [UInt8] {
        var result: [UInt8] = []
        for character in field.name {
            guard let bytes = converter.encode(String(character)) else {
                throw FormatError.unencodable(place, text: field.name, encoding: converter.encoding.name)
            }
            guard result.count + bytes.count <= 10 else { break }
            result.append(contentsOf: bytes)
        }
        guard !result.isEmpty else {
            throw FormatError.unsupported(
                place, what: Wording("a field without a name cannot be written", "没有名称的字段无法写出"))
        }
        return result
    }

    /// dBASE does not tell names apart by case.
    private static func folded(_ name: [UInt8]) -> [UInt8] {
        name.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
    }
}
