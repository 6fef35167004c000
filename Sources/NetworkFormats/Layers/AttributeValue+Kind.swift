import InputOutput
import PipeNetwork

extension FeatureField.Kind {
    /// What an error says is expected in a field of this kind.
    fileprivate var expectation: Wording {
        let name =
            switch self {
            case .text: "文本"
            case .integer: "整数"
            case .real: "数值"
            case .boolean: "布尔值"
            }
        return Wording("a value of kind \(rawValue)", name)
    }
}

extension AttributeValue {
    /// The value as a field of `kind` holds it; nothing is lost, or it throws. A real that is not finite is null.
    func coerced(to kind: FeatureField.Kind, at place: FormatError.Place) throws -> AttributeValue {
        switch (self, kind) {
        case (.null, _), (.integer, .integer), (.boolean, .boolean), (.text, .text): return self
        case (.real(let value), _) where !value.isFinite: return .null
        case (.real, .real): return self
        case (.integer(let value), .real):
            if let real = Double(exactly: value) { return .real(real) }
        case (.real(let value), .integer):
            if let whole = Int64(exactly: value) { return .integer(whole) }
        case (_, .text): return .text(text ?? "")
        default: break
        }
        throw FormatError.unsuitableValue(
            place, found: .quoted(text ?? ""), expected: kind.expectation)
    }
}
