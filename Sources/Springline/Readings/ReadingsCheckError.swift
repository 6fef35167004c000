import InputOutput

/// What can be wrong with a request to look through readings.
public enum ReadingsCheckError: Error, Hashable, Sendable {
    /// Nothing was read of these.
    case unknownElements([String], nearest: [String])
}

extension ReadingsCheckError: ExplainedError {
    /// One sentence: which ids, and what may be meant.
    public var explanation: Wording {
        switch self {
        case .unknownElements(let ids, let nearest):
            let (names, meant) = (Wording(quoting: Array(ids.prefix(5))), Wording(quoting: nearest))
            return Wording(
                "the city has no readings of \(names.english)"
                    + (nearest.isEmpty ? "" : "; did you mean \(meant.english)?"),
                "城市中没有\(names.chinese)的读数" + (nearest.isEmpty ? "" : "；是否为\(meant.chinese)？"))
        }
    }
}
