/// JSON written by hand: keys in the order given, numbers in their shortest exact form, the same bytes always.
struct JSONText: Sendable {
    private(set) var text = TextBuffer()
    private var needsComma = false

    mutating func begin(_ bracket: Character) {
        separate()
        text.append(String(bracket))
        needsComma = false
    }

    mutating func end(_ bracket: Character) {
        text.append(String(bracket))
        needsComma = true
    }

    mutating func key(_ name: String) {
        separate()
        quote(name)
        text.append(":")
        needsComma = false
    }

    mutating func value(_ number: Double) {
        separate()
        text.append(number.isFinite ? "\(number)" : "null")
        needsComma = true
    }

    mutating func value(_ number: Int) {
        separate()
        text.append(number)
        needsComma = true
    }

    mutating func value(_ string: String) {
        separate()
        quote(string)
        needsComma = true
    }

    mutating func value(_ flag: Bool) {
        separate()
        text.append(flag ? "true" : "false")
        needsComma = true
    }

    /// A line end, so that people can read and compare the file.
    mutating func breakLine() {
        text.append(needsComma ? ",\n" : "\n")
        needsComma = false
    }

    /// The text without the comma that a line break may have left.
    mutating func takeText() -> TextBuffer {
        defer { text.removeAll() }
        return text
    }

    private mutating func separate() {
        if needsComma { text.append(",") }
    }

    private mutating func quote(_ string: String) {
        text.append("\"")
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text.append("\\\"")
            case "\\": text.append("\\\\")
            case "\n": text.append("\\n")
            default: text.append(String(Character(scalar)))
            }
        }
        text.append("\"")
    }
}
