/// One figure of an evaluation, with what it takes to defend it.
public struct Indicator: Sendable, Hashable {
    /// What the figure is.
    public enum Value: Sendable, Hashable {
        /// A number in the indicator's unit.
        case number(Double)
        /// A word: a grade, a band.
        case word(String)
    }

    /// Which figure it is.
    public var key: IndicatorKey
    /// The figure; `nil` where it cannot be said, for which the flags give the reason.
    public var value: Value?
    /// The unit of a number; empty for words and for pure ratios.
    public var unit: String
    /// 95 % half-width; `nil` where no limits are known.
    public var halfWidth: Double?
    /// The formula, with what it was computed with.
    public var method: String
    /// Where it was published.
    public var source: String
    /// What to know before using it.
    public var flags: [EvaluationFlag]

    /// A figure.
    ///
    /// - Parameters:
    ///   - key: which; its unit, formula and source stand where no other is given.
    ///   - value: the number or word; `nil` where it cannot be said.
    ///   - unit: another unit than the key's, such as a currency.
    ///   - halfWidth: 95 % half-width; `nil` where no limits are known.
    ///   - method: the formula, where it depends on what the figure was computed with.
    ///   - source: another source than the key's.
    ///   - flags: what to know before using it.
    public init(
        _ key: IndicatorKey, _ value: Value?, unit: String? = nil, halfWidth: Double? = nil,
        method: String? = nil, source: String? = nil, flags: [EvaluationFlag] = []
    ) {
        self.key = key
        self.value = value
        self.unit = unit ?? key.unit
        self.halfWidth = halfWidth
        self.method = method ?? key.method
        self.source = source ?? key.source
        self.flags = flags.sorted()
    }

    /// A number with its limits, and a flag for each source of error for which no limits were stated.
    public init(
        _ key: IndicatorKey, _ value: Uncertain?, unit: String? = nil, method: String? = nil,
        source: String? = nil, flags: [EvaluationFlag] = []
    ) {
        var flags = flags
        for name in value?.unstated.sorted() ?? [] { flags.append(.init(.limitsIncomplete, name)) }
        self.init(
            key, value.map { .number($0.value) }, unit: unit, halfWidth: value?.halfWidth, method: method,
            source: source, flags: flags)
    }

    /// The figures of two standards, each key once: where both have it, the one that has a value, else the first.
    public static func merged(_ first: [Indicator], _ second: [Indicator]) -> [Indicator] {
        let others = Dictionary(second.map { ($0.key, $0) }) { a, b in a.value == nil ? b : a }
        let keys = Set(first.map(\.key))
        return first.map { figure in
            guard figure.value == nil, let other = others[figure.key], other.value != nil else {
                return figure
            }
            return other
        } + second.filter { !keys.contains($0.key) }
    }

    /// The number; `nil` for words and for what cannot be said.
    public var number: Double? {
        if case .number(let number) = value { return number }
        return nil
    }
}
