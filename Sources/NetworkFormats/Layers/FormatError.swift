import InputOutput

/// Why a file could not be read or written: where, what was found, what was expected, what to do.
///
/// One enumeration serves every format of this room, so that a caller catches one type and prints
/// ``description``, a single English sentence.
public enum FormatError: Error, Hashable, Sendable {
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
        public var description: String {
            var parts = [path]
            if let layer { parts.append("layer \(layer.quotable)") }
            if let feature { parts.append("feature \(feature)") }
            if let line { parts.append("line \(line)") }
            if let column { parts.append("column \(column)") }
            if let field { parts.append("field \(field.quotable)") }
            return parts.joined(separator: ", ")
        }
    }

    /// There is no such file.
    case missingFile(path: String)
    /// A file that must stand beside another is missing: the `.dbf` of a `.shp`.
    case missingCompanion(path: String, companion: String)
    /// The system refused to read the file.
    case unreadable(path: String, reason: String)
    /// Neither the ending nor the content says a format we know.
    case unknownFormat(path: String, expected: String)
    /// The file has no such layer.
    case unknownLayer(path: String, layer: String, known: [String])
    /// The file has several layers, or none, and none was named.
    case layerNotNamed(path: String, known: [String])
    /// The content is not what the format asks for: truncated, damaged, or of another kind.
    case malformed(Place, found: String, expected: String)
    /// A value does not suit its field.
    case unsuitableValue(Place, found: String, expected: String)
    /// A reference system is needed and none is known.
    case missingReferenceSystem(Place, hint: String)
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
    case unsupported(Place, what: String)
}

extension FormatError: CustomStringConvertible {
    /// One sentence for the person who gave the file.
    public var description: String {
        switch self {
        case .missingFile(let path):
            "\(path): there is no such file."
        case .missingCompanion(let path, let companion):
            "\(path): \(companion) must stand beside it and is missing."
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason)."
        case .unknownFormat(let path, let expected):
            "\(path): not a format known here; expected \(expected)."
        case .unknownLayer(let path, let layer, let known):
            "\(path): there is no layer \(layer.quotable); \(Self.list(known))."
        case .layerNotNamed(let path, let known):
            "\(path): name the layer to read; \(Self.list(known))."
        case .malformed(let place, let found, let expected),
            .unsuitableValue(let place, let found, let expected):
            "\(place): found \(found.quotable), expected \(expected)."
        case .missingReferenceSystem(let place, let hint):
            "\(place): the coordinate reference system is not known: \(hint)."
        case .unknownEncoding(let name, let known):
            "There is no text encoding called \(name); known are \(known.joined(separator: ", "))."
        case .undeclaredEncoding(let place, let bytes):
            "\(place): the bytes \(Self.hex(bytes)) are neither ASCII nor UTF-8 and the file does not declare "
                + "its encoding; give --encoding (for Chinese data often gbk)."
        case .undecodable(let place, let bytes, let encoding):
            "\(place): the bytes \(Self.hex(bytes)) are not \(encoding) text; give the right --encoding."
        case .unencodable(let place, let text, let encoding):
            "\(place): “\(text.quotable)” cannot be written in \(encoding); choose another encoding, such as utf-8."
        case .fieldNameCollision(let path, let first, let second, let written):
            "\(path): the fields \(first) and \(second) would both be written as \(written) because the "
                + "format cuts names to 10 bytes; rename one."
        case .unsupported(let place, let what):
            "\(place): \(what)."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "the file has none" : "it has \(names.quotable)"
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let shown = bytes.prefix(12).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }
        return shown.joined(separator: " ") + (bytes.count > 12 ? " …" : "")
    }
}
