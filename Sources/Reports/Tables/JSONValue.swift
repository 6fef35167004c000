import InputOutput

/// A JSON document that keeps its keys in the order they were given, so that the same result is the same text.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// A truth value.
    case boolean(Bool)
    /// A number; one that is not finite is written as `null`.
    case number(Double)
    /// Text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Keys and values in order.
    case object([Member])

    /// A key and its value.
    public struct Member: Sendable, Hashable {
        /// The key.
        public var key: String
        /// The value.
        public var value: JSONValue

        /// A member.
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// An object of these members, in this order.
    public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { Member($0.key, $0.value) })
    }

    /// A number, or `null` for `nil`.
    public static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

    /// Text, or `null` for `nil`.
    public static func string(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

    /// The document as text.
    ///
    /// - Parameter depth: how many levels start each member on a line of its own; deeper levels stay on one line.
    public func text(expandedTo depth: Int = 2) -> String {
        var text = ""
        write(to: &text, depth: depth, indent: 0)
        return text
    }

    private func write(to text: inout String, depth: Int, indent: Int) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .number(let value): text += JSONValue.text(value) ?? "null"
        case .string(let value): JSONValue.write(value, to: &text)
        case .array(let values):
            JSONValue.list(values, "[", "]", to: &text, depth, indent) { value, text in
                value.write(to: &text, depth: depth - 1, indent: indent + 2)
            }
        case .object(let members):
            JSONValue.list(members, "{", "}", to: &text, depth, indent) { member, text in
                JSONValue.write(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, depth: depth - 1, indent: indent + 2)
            }
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: String, _ close: String, to text: inout String, _ depth: Int, _ indent: Int,
        _ write: (Item, inout String) -> Void
    ) {
        let isExpanded = depth > 0 && !items.isEmpty
        text += open
        for (place, item) in items.enumerated() {
            if place > 0 { text += isExpanded ? "," : ", " }
            if isExpanded { text += "\n" + String(repeating: " ", count: indent + 2) }
            write(item, &text)
        }
        if isExpanded { text += "\n" + String(repeating: " ", count: indent) }
        text += close
    }

    /// The shortest text that reads back as `value`; `nil` when it is no finite number.
    static func text(_ value: Double) -> String? {
        guard value.isFinite else { return nil }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.steersOutput:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
