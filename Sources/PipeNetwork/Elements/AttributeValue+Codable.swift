extension AttributeValue: Codable {
    private enum CodingKeys: String, CodingKey { case text, integer, real, boolean }

    /// Reads what ``encode(to:)`` writes: null, or an object of one member whose name is the type.
    public init(from decoder: any Decoder) throws {
        if let single = try? decoder.singleValueContainer(), single.decodeNil() {
            self = .null
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            self = .text(text)
        } else if let number = try container.decodeIfPresent(Int64.self, forKey: .integer) {
            self = .integer(number)
        } else if let value = try container.decodeIfPresent(Bool.self, forKey: .boolean) {
            self = .boolean(value)
        } else if let number = try? container.decode(Double.self, forKey: .real) {
            self = .real(number)
        } else if let number = Double(try container.decode(String.self, forKey: .real)) {
            self = .real(number)
        } else {
            throw DecodingError.dataCorruptedError(
                forKey: .real, in: container, debugDescription: "expected a number, inf, -inf or nan")
        }
    }

    /// Writes the value under the name of its type, because JSON does not tell 12 from 12.0 and knows no infinity.
    public func encode(to encoder: any Encoder) throws {
        if self == .null {
            var single = encoder.singleValueContainer()
            return try single.encodeNil()
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .null: break
        case .text(let text): try container.encode(text, forKey: .text)
        case .integer(let number): try container.encode(number, forKey: .integer)
        case .boolean(let value): try container.encode(value, forKey: .boolean)
        case .real(let number) where number.isFinite: try container.encode(number, forKey: .real)
        case .real(let number): try container.encode(number.description, forKey: .real)
        }
    }
}
