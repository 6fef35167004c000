import PipeNetwork

/// Attributes as JSON text: an object whose values are text, numbers and truth values.
///
/// A number with a point or an exponent is real, another is whole, so that both come back as they were. JSON knows no
/// infinity; `1e999` stands for it, as numbers beyond the largest do in most readers. NaN is no value and left out.
enum AttributeText {
    /// A value as it stands in the text; `nil` for one that is left out.
    static func literal(_ value: AttributeValue) -> String? {
        switch value {
        case .null: nil
        case .text(let text): quoted(text)
        case .integer(let number): String(number)
        case .boolean(let value): value ? "true" : "false"
        case .real(let number): literal(number)
        }
    }

    /// A number that reads back as the same real; `nil` for NaN.
    static func literal(_ number: Double) -> String? {
        if number.isNaN { return nil }
        if number.isInfinite { return number < 0 ? "-1e999" : "1e999" }
        return number.description
    }

    /// Text between quotes, with what JSON does not allow in it escaped.
    static func quoted(_ text: String) -> String {
        // Almost no text has anything to escape.
        if !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5c }) { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..<" ":
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Hands out the values of some names; `false` when the text is no flat JSON object.
    static func forEach(
        of names: [[UInt8]], in bytes: UnsafeRawBufferPointer, _ body: (Int, AttributeValue) -> Void
    ) -> Bool {
        var reader = AttributeTextReader(bytes)
        return reader.forEach(of: names, body)
    }

    /// Reads attributes; `nil` when the text is no flat JSON object.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> [String: AttributeValue]? {
        var reader = AttributeTextReader(bytes)
        return reader.object()
    }
}
