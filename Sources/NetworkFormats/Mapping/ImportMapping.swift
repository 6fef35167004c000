import Foundation
import InputOutput
import Yams

/// What a mapping file says: which layer and which field of which source is what (Docs/mapping.md).
public struct ImportMapping: Sendable, Hashable {
    /// The reference system of the city, when the file fixes it.
    public var crs: String?
    /// How near is near enough, m.
    public var snap: Double?
    /// The sources, in the order of the file.
    public var sources: [Source] = []

    /// One source.
    public struct Source: Sendable, Hashable {
        /// A file or folder, relative to the mapping file.
        public var path: String
        /// Put before every id of the source.
        public var prefix: String?
        /// The reference system of files that do not state one.
        public var crs: String?
        /// The encoding of DBF text.
        public var encoding: String?
        /// What single layers are, by name.
        public var layers: [String: Layer] = [:]

        /// A source.
        public init(path: String, prefix: String? = nil, crs: String? = nil, encoding: String? = nil) {
            self.path = path
            self.prefix = prefix
            self.crs = crs
            self.encoding = encoding
        }
    }

    /// What one layer is.
    public struct Layer: Sendable, Hashable {
        /// What its features are; `nil` to guess.
        public var role: ElementRole?
        /// Which fields are what; fields not named here are guessed.
        public var fields: [ElementField: Field] = [:]
        /// The line of the mapping file, for messages.
        public var line: Int
    }

    /// Where a field comes from.
    public struct Field: Sendable, Hashable {
        /// The name in the layer.
        public var name: String
        /// The unit of its numbers.
        public var unit: String?
        /// Replacements of its values.
        public var values: [String: String] = [:]
        /// The line of the mapping file, for messages.
        public var line: Int
    }

    /// An empty mapping: everything is guessed.
    public init() {}

    /// Reads a mapping file.
    ///
    /// - Throws: ``MappingError`` naming file, line, key, what was found and what was expected.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw MappingError(
                path: path, line: nil, what: Wording("the mapping file cannot be read", "无法读取映射文件"))
        }
        try self.init(yaml: String(decoding: data, as: UTF8.self), path: path)
    }

    /// Reads a mapping from its text; `path` is for messages.
    public init(yaml: String, path: String) throws {
        let node: Node?
        do {
            node = try PlainYAML.compose(yaml)
        } catch {
            throw MappingError(path: path, line: error.line, what: error.what)
        }
        guard let node else { return }
        try MappingReader(path: path).read(node, into: &self)
    }
}

/// What is wrong with a mapping file.
public struct MappingError: ExplainedError, Hashable, Sendable {
    /// The mapping file.
    public var path: String
    /// The line, from 1.
    public var line: Int?
    /// What is wrong, what was found, what was expected.
    public var what: Wording

    /// One sentence with the place in front.
    public var explanation: Wording {
        Wording(
            "\(path)\(line.map { ", line \($0)" } ?? ""): \(what.english)",
            "\(path)\(line.map { "，第 \($0) 行" } ?? "")：\(what.chinese)")
    }
}

/// Walks the YAML tree and refuses every key and word it does not know.
private struct MappingReader {
    let path: String

    func read(_ root: Node, into mapping: inout ImportMapping) throws {
        for (key, value) in try pairs(root, Wording("the mapping file", "映射文件")) {
            switch key {
            case "city": try readCity(value, into: &mapping)
            case "sources":
                guard let items = value.sequence else {
                    throw fail(
                        value,
                        Wording(
                            "'sources' must be a list, one entry a file or folder",
                            "“sources”应为列表，每个文件或文件夹一项"))
                }
                mapping.sources = try items.map(source)
            default: throw unknown(key, value, "city, sources")
            }
        }
    }

    private func readCity(_ node: Node, into mapping: inout ImportMapping) throws {
        for (key, value) in try pairs(node, Self.key("city")) {
            switch key {
            case "crs": mapping.crs = try text(value, key)
            case "snap":
                guard let number = value.float, number.isFinite, number >= 0 else {
                    throw fail(
                        value,
                        Wording("'snap' must be a number of metres, 0 or more", "“snap”应为不小于 0 的米数"))
                }
                mapping.snap = number
            default: throw unknown(key, value, "crs, snap")
            }
        }
    }

    private func source(_ node: Node) throws -> ImportMapping.Source {
        var source = ImportMapping.Source(path: "")
        for (key, value) in try pairs(node, Wording("a source", "数据源")) {
            switch key {
            case "path": source.path = try text(value, key)
            case "prefix": source.prefix = try text(value, key)
            case "crs": source.crs = try text(value, key)
            case "encoding": source.encoding = try text(value, key)
            case "layers":
                for (name, layer) in try pairs(value, Self.key("layers")) {
                    source.layers[name] = try self.layer(layer)
                }
            default: throw unknown(key, value, "path, prefix, crs, encoding, layers")
            }
        }
        if source.path.isEmpty {
            throw fail(node, Wording("a source needs a 'path'", "数据源须有“path”"))
        }
        return source
    }

    private func layer(_ node: Node) throws -> ImportMapping.Layer {
        var layer = ImportMapping.Layer(role: nil, line: line(node) ?? 0)
        for (key, value) in try pairs(node, Wording("a layer", "图层")) {
            switch key {
            case "element":
                let word = try text(value, key)
                guard let role = ElementRole.words[word] else {
                    let known = ElementRole.words.keys.sorted().joined(separator: ", ")
                    throw fail(
                        value,
                        Wording(
                            "'\(word.quotable)' is no element; known are \(known)",
                            "没有名为“\(word.quotable)”的元素类型；可用 \(known)"))
                }
                layer.role = role
            case "fields":
                for (name, field) in try pairs(value, Self.key("fields")) {
                    guard let known = ElementField(rawValue: name) else {
                        let words = ElementField.allCases.map(\.rawValue).joined(separator: ", ")
                        throw fail(
                            field,
                            Wording(
                                "'\(name.quotable)' is no field of ours; known are \(words)",
                                "没有名为“\(name.quotable)”的目标字段；可用 \(words)"))
                    }
                    layer.fields[known] = try self.field(field, known)
                }
            default: throw unknown(key, value, "element, fields")
            }
        }
        return layer
    }

    private func field(_ node: Node, _ field: ElementField) throws -> ImportMapping.Field {
        if let name = node.string, node.mapping == nil {
            return ImportMapping.Field(name: name, line: line(node) ?? 0)
        }
        var result = ImportMapping.Field(name: "", line: line(node) ?? 0)
        let what = Wording("field '\(field.rawValue)'", "字段“\(field.rawValue)”")
        for (key, value) in try pairs(node, what) {
            switch key {
            case "field": result.name = try text(value, key)
            case "unit":
                let unit = try text(value, key)
                guard field.factor(fromUnit: unit) != nil else {
                    throw fail(
                        value,
                        Wording(
                            "'\(unit)' is no unit that '\(field.rawValue)' can have",
                            "“\(unit)”不是“\(field.rawValue)”可用的单位"))
                }
                result.unit = unit
            case "values":
                for (from, to) in try pairs(value, Self.key("values")) {
                    result.values[from] = try text(to, from)
                }
            default: throw unknown(key, value, "field, unit, values")
            }
        }
        if result.name.isEmpty {
            throw fail(
                node,
                Wording(
                    "field '\(field.rawValue)' needs a 'field', its name in the layer",
                    "字段“\(field.rawValue)”须有“field”，即其在图层中的名称"))
        }
        return result
    }

    /// A key of the file as messages quote it.
    private static func key(_ name: String) -> Wording { Wording("'\(name)'", "“\(name)”") }

    private func pairs(_ node: Node, _ what: Wording) throws -> [(String, Node)] {
        guard let mapping = node.mapping else {
            throw fail(node, what + Wording(" must be a list of 'key: value'", "应为“键: 值”列表"))
        }
        return try mapping.map { key, value in
            guard let name = key.scalar?.string else {
                throw fail(key, Wording("a key must be text", "键应为文本"))
            }
            return (name, value)
        }
    }

    private func text(_ node: Node, _ key: String) throws -> String {
        guard let text = node.scalar?.string else {
            throw fail(node, Wording("'\(key.quotable)' must be text", "“\(key.quotable)”应为文本"))
        }
        return text
    }

    private func unknown(_ key: String, _ node: Node, _ expected: String) -> MappingError {
        fail(
            node,
            Wording(
                "'\(key.quotable)' is not known here; expected \(expected)",
                "此处不能使用“\(key.quotable)”；应为：\(expected)"))
    }

    private func fail(_ node: Node, _ what: Wording) -> MappingError {
        MappingError(path: path, line: line(node), what: what)
    }

    private func line(_ node: Node) -> Int? { node.mark?.line }
}
