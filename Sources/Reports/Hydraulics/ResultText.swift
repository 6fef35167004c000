/// Numbers and words as the bytes of JSON and CSV, without a string for each.
struct ResultText {
    private(set) var bytes: [UInt8] = []

    /// Adds text as it is.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Adds bytes as they are.
    mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    /// Adds the shortest text that reads back as `value`; `missing` when it is no finite number.
    mutating func append(_ value: Double, missing: StaticString) {
        guard value.isFinite else { return append(missing) }
        if value == 0 {
            bytes.append(UInt8(ascii: "0"))
        } else if value == value.rounded(), abs(value) < 1e15 {
            bytes.append(contentsOf: Int64(value).description.utf8)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    /// Adds `["name":` … `]` of numbers; what is not finite is null.
    mutating func append(_ key: StaticString, _ values: [Double]) {
        append(key)
        bytes.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(value, missing: "null")
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds a JSON value on one line.
    mutating func append(_ value: JSONValue) { bytes.append(contentsOf: value.text(expandedTo: 0).utf8) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
