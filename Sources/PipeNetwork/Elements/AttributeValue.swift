/// A value of an attribute that came with an element from its source, kept whether we know it or not.
public enum AttributeValue: Hashable, Sendable {
    /// No value.
    case null
    /// Text.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// A number.
    case real(Double)
    /// A truth value.
    case boolean(Bool)
}

extension AttributeValue {
    /// The value as a finite number: numbers themselves, text that reads as one, truth values as 0 or 1.
    public var number: Double? {
        switch self {
        case .null: return nil
        case .integer(let value): return Double(value)
        case .real(let value): return value.isFinite ? value : nil
        case .boolean(let value): return value ? 1 : 0
        case .text(let text):
            guard let value = Double(text.trimmingSpaces), value.isFinite else { return nil }
            return value
        }
    }

    /// The value as text; `nil` for null and for text of nothing but spaces. Whole reals print without `.0`.
    public var text: String? {
        switch self {
        case .null: return nil
        case .text(let text):
            let trimmed = text.trimmingSpaces
            return trimmed.isEmpty ? nil : trimmed
        case .integer(let value): return String(value)
        case .real(let value):
            if let whole = Int64(exactly: value) { return String(whole) }
            return String(value)
        case .boolean(let value): return value ? "true" : "false"
        }
    }
}

extension StringProtocol {
    /// The text without leading and trailing spaces, tabs and line ends.
    var trimmingSpaces: String {
        var view = Substring(self)
        // Text that starts and ends with visible ASCII has none, whatever lies between.
        if let first = view.utf8.first, let last = view.utf8.last, (0x21...0x7e).contains(first),
            (0x21...0x7e).contains(last)
        {
            return String(self)
        }
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
