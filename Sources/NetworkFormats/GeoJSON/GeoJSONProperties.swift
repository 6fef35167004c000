import InputOutput
import PipeNetwork

/// The fields of a GeoJSON layer as they turn up, and the row of the feature being read.
struct GeoJSONProperties {
    /// The values of the feature being read, one for each field seen so far.
    private(set) var row: [AttributeValue] = []

    /// Fields of a layer: twice what a GeoPackage can have.
    static let maximumFields = 4_096

    private var names: [String] = []
    private var keys: [[UInt8]] = []
    private var kinds: [Kinds] = []
    private var positions: [String: Int] = [:]
    /// Where the next key is expected: features mostly list theirs in one order.
    private var expected = 0

    /// Which kinds of value a field has held.
    private struct Kinds: OptionSet {
        var rawValue: UInt8
        static let integer = Kinds(rawValue: 1)
        static let real = Kinds(rawValue: 2)
        static let boolean = Kinds(rawValue: 4)
        static let text = Kinds(rawValue: 8)
    }

    /// The fields seen so far.
    var count: Int { names.count }

    /// Starts a new row.
    mutating func begin() {
        row = [AttributeValue](repeating: .null, count: names.count)
        expected = 0
    }

    /// Reads a `properties` member.
    mutating func read(_ cursor: inout JSONCursor) throws {
        if cursor.peek() == UInt8(ascii: "n"), cursor.take("null") { return }
        try cursor.expect(UInt8(ascii: "{"), Wording("an object of properties or null", "属性对象或 null"))
        var isFirst = true
        while let key = try cursor.nextKey(&isFirst) {
            let index = try index(of: key, cursor)
            guard index < Self.maximumFields else {
                throw cursor.failure(
                    found: Wording(
                        "more than \(Self.maximumFields) different names of properties",
                        "超过 \(Self.maximumFields) 个不同的属性名"),
                    expected: Wording(
                        "one set of fields; values that name things belong into the values",
                        "统一的一组字段；事物的名称应写在属性值中"))
            }
            set(try Self.value(&cursor), at: index)
        }
    }

    /// Takes the `id` member of the feature where the properties have none.
    mutating func setIdentifier(_ identifier: AttributeValue) {
        guard identifier != .null else { return }
        let index = index(named: "id")
        if row[index] == .null { set(identifier, at: index) }
    }

    private mutating func set(_ value: AttributeValue, at index: Int) {
        row[index] = value
        switch value {
        case .null: break
        case .integer: kinds[index].insert(.integer)
        case .real: kinds[index].insert(.real)
        case .boolean: kinds[index].insert(.boolean)
        case .text: kinds[index].insert(.text)
        }
    }

    private mutating func index(of key: JSONCursor.Text, _ cursor: JSONCursor) throws -> Int {
        if !key.hasEscapes, expected < keys.count, cursor.matches(key.range, keys[expected]) {
            expected += 1
            return expected - 1
        }
        let index = index(named: try cursor.string(key))
        expected = index + 1
        return index
    }

    private mutating func index(named name: String) -> Int {
        if let index = positions[name] { return index }
        positions[name] = names.count
        names.append(name)
        keys.append(Array(name.utf8))
        kinds.append([])
        row.append(.null)
        return names.count - 1
    }

    /// Reads one value; arrays and objects become their JSON text.
    static func value(_ cursor: inout JSONCursor) throws -> AttributeValue {
        switch cursor.peek() {
        case UInt8(ascii: "\""): return .text(try cursor.string(try cursor.text()))
        case UInt8(ascii: "n") where cursor.take("null"): return .null
        case UInt8(ascii: "t") where cursor.take("true"): return .boolean(true)
        case UInt8(ascii: "f") where cursor.take("false"): return .boolean(false)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let start = cursor.offset
            try cursor.skipValue()
            let range = start..<cursor.offset
            return .text(try cursor.string(JSONCursor.Text(range: range, hasEscapes: false)))
        default:
            switch try cursor.number() {
            case .integer(let value): return .integer(value)
            case .real(let value): return .real(value)
            }
        }
    }

    /// The fields, each of the narrowest kind that holds all its values; `features` are brought to them.
    func settle(_ features: inout [Feature]) -> [FeatureField] {
        let fields = zip(names, kinds).map { FeatureField($0, Self.kind($1)) }
        // Only fields that mix kinds need a second look.
        let mixed = kinds.indices.filter { ![[], .integer, .real, .boolean, .text].contains(kinds[$0]) }
        for index in features.indices {
            let missing = fields.count - features[index].values.count
            if missing > 0 { features[index].values += [AttributeValue](repeating: .null, count: missing) }
            for field in mixed {
                let value = features[index].values[field]
                guard value != .null else { continue }
                if fields[field].kind == .real {
                    features[index].values[field] = value.number.map { .real($0) } ?? .null
                } else if case .text = value {
                    continue
                } else {
                    features[index].values[field] = value.text.map { .text($0) } ?? .null
                }
            }
        }
        return fields
    }

    private static func kind(_ kinds: Kinds) -> FeatureField.Kind {
        switch kinds {
        case .integer: .integer
        case .real, [.real, .integer]: .real
        case .boolean: .boolean
        default: .text
        }
    }
}
