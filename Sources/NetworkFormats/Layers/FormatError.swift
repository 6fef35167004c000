import InputOutput

/// Why a file could not be read or written: where, what was found, what was expected, what to do.
///
/// One enumeration serves every format of this room, so that a caller catches one type and prints its message, a single
/// sentence.
public enum FormatError: ExplainedError, Hashable, Sendable {
    /// A place in a file, as precisely as the format lets us name it.
    public struct Place: Hashable, Sendable, CustomStringConvertible {
        /// The file.
        public var path: String
        /// The layer, table or section in it.
        public var layer: String?
        /// The feature: the record number of a Shapefile, the position in a GeoJSON file, a row id.
        public var feature: Int64?
        /// The line, from 1.
        public var line: Int?
        /// The column in bytes, from 1.
        public var column: Int?
        /// The field.
        public var field: String?

        /// A place; give what is known.
        public init(
            _ path: String, layer: String? = nil, feature: Int64? = nil, line: Int? = nil,
            column: Int? = nil, field: String? = nil
        ) {
            self.path = path
            self.layer = layer
            self.feature = feature
            self.line = line
            self.column = column
            self.field = field
        }

        /// The parts that are known, from the file inwards.
        public var wording: Wording {
            var parts = [Wording(verbatim: path)]
            if let layer { parts.append(Wording("layer \(layer.quotable)", "图层 \(layer.quotable)")) }
            if let feature { parts.append(Wording("feature \(feature)", "要素 \(feature)")) }
            if let line { parts.append(Wording("line \(line)", "第 \(line) 行")) }
            if let column { parts.append(Wording("column \(column)", "第 \(column) 列")) }
            if let field { parts.append(Wording("field \(field.quotable)", "字段 \(field.quotable)")) }
            return .joined(parts, separator: Wording(", ", "，"))
        }

        /// The same in English.
        public var description: String { wording.english }
    }

    /// There is no such file.
    case missingFile(path: String)
    /// A file that must stand beside another is missing: the `.dbf` of a `.shp`.
    case missingCompanion(path: String, companion: String)
    /// The system refused to read the file.
    case unreadable(path: String, reason: Wording)
    /// Neither the ending nor the content says a format we know.
    case unknownFormat(path: String, expected: Wording)
    /// The file has no such layer.
    case unknownLayer(path: String, layer: String, known: [String])
    /// The file has several layers, or none, and none was named.
    case layerNotNamed(path: String, known: [String])
    /// The content is not what the format asks for: truncated, damaged, or of another kind.
    case malformed(Place, found: Wording, expected: Wording, remedy: Remedy? = nil)
    /// A value does not suit its field.
    case unsuitableValue(Place, found: Wording, expected: Wording)
    /// A reference system is needed and none is known.
    case missingReferenceSystem(Place, hint: Wording)
    /// No encoding goes by this name.
    case unknownEncoding(name: String, known: [String])
    /// The text is neither ASCII nor UTF-8 and nothing says in which encoding it is.
    case undeclaredEncoding(Place, bytes: [UInt8])
    /// Bytes that the encoding does not know.
    case undecodable(Place, bytes: [UInt8], encoding: String)
    /// Text with a character that the encoding does not know.
    case unencodable(Place, text: String, encoding: String)
    /// Two fields whose names become the same in a format with short names.
    case fieldNameCollision(path: String, first: String, second: String, written: String)
    /// The format, or this library, cannot hold what was asked for.
    case unsupported(Place, what: Wording)
}

extension FormatError {
    /// One sentence for the person who gave the file.
    public var explanation: Wording {
        switch self {
        case .missingFile(let path):
            return Wording("\(path): there is no such file.", "\(path)：没有此文件。")
        case .missingCompanion(let path, let companion):
            return Wording(
                "\(path): \(companion) must stand beside it and is missing.",
                "\(path)：缺少同一目录下的 \(companion)。")
        case .unreadable(let path, let reason):
            return Wording(
                "\(path): cannot be read: \(reason.english).", "\(path)：无法读取：\(reason.chinese)。")
        case .unknownFormat(let path, let expected):
            return Wording(
                "\(path): not a format known here; expected \(expected.english).",
                "\(path)：无法识别的格式；应为：\(expected.chinese)。")
        case .unknownLayer(let path, let layer, let known):
            let has = Self.list(known)
            return Wording(
                "\(path): there is no layer \(layer.quotable); \(has.english).",
                "\(path)：没有图层 \(layer.quotable)；\(has.chinese)。")
        case .layerNotNamed(let path, let known):
            let has = Self.list(known)
            return Wording(
                "\(path): name the layer to read; \(has.english).", "\(path)：请指明要读取的图层；\(has.chinese)。")
        case .malformed(let place, let found, let expected, _),
            .unsuitableValue(let place, let found, let expected):
            let (place, found) = (place.wording, found.quotable)
            return Wording(
                "\(place.english): found \(found.english), expected \(expected.english).",
                "\(place.chinese)：实际为：\(found.chinese)；应为：\(expected.chinese)。")
        case .missingReferenceSystem(let place, let hint):
            return Wording(
                "\(place): the coordinate reference system is not known: \(hint.english).",
                "\(place.wording.chinese)：坐标参考系未知：\(hint.chinese)。")
        case .unknownEncoding(let name, let known):
            return Wording(
                "There is no text encoding called \(name); known are \(known.joined(separator: ", ")).",
                "没有名为 \(name) 的字符编码；可用 \(known.joined(separator: "、"))。")
        case .undeclaredEncoding(let place, let bytes):
            return Wording(
                "\(place): the bytes \(Self.hex(bytes)) are neither ASCII nor UTF-8 and the file does not declare "
                    + "its encoding.",
                "\(place.wording.chinese)：字节 \(Self.hex(bytes)) 既非 ASCII 也非 UTF-8，文件也未声明字符编码。")
        case .undecodable(let place, let bytes, let encoding):
            return Wording(
                "\(place): the bytes \(Self.hex(bytes)) are not \(encoding) text.",
                "\(place.wording.chinese)：字节 \(Self.hex(bytes)) 不是 \(encoding) 文本。")
        case .unencodable(let place, let text, let encoding):
            return Wording(
                "\(place): “\(text.quotable)” cannot be written in \(encoding); choose another encoding, such as utf-8.",
                "\(place.wording.chinese)：“\(text.quotable)”无法用 \(encoding) 编码写出；请改用其他编码，如 utf-8。")
        case .fieldNameCollision(let path, let first, let second, let written):
            return Wording(
                "\(path): the fields \(first) and \(second) would both be written as \(written) because the "
                    + "format cuts names to 10 bytes; rename one.",
                "\(path)：该格式的字段名至多 10 字节，字段 \(first) 与 \(second) 都会写成 \(written)；请给其中一个改名。")
        case .unsupported(let place, let what):
            return place.wording + Wording(": \(what.english).", "：\(what.chinese)。")
        }
    }

    /// The reference system or the encoding to state.
    public var remedy: Remedy? {
        switch self {
        case .malformed(_, _, _, let remedy): remedy
        case .missingReferenceSystem: .stateReferenceSystem
        case .undeclaredEncoding: .stateEncoding
        case .undecodable: .correctEncoding
        default: nil
        }
    }

    private static func list(_ names: [String]) -> Wording {
        let list = Wording(quoting: names)
        return names.isEmpty
            ? Wording("the file has none", "文件中没有图层")
            : Wording("it has \(list.english)", "现有图层：\(list.chinese)")
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let shown = bytes.prefix(12).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }
        return shown.joined(separator: " ") + (bytes.count > 12 ? " …" : "")
    }
}
