import InputOutput

/// Which figure of an evaluation or an audit: its name for programs, its unit, its title, its formula and its source.
///
/// ``IndicatorCatalogue/all`` lists every one. Two keys are the same when their ``rawValue`` is.
public struct IndicatorKey: Sendable, CustomStringConvertible {
    /// The name for programs: the field's symbol in snake case with the unit, such as `uarl_m3_per_d`.
    public let rawValue: String
    /// The unit of the figure; empty for words, for counts and pure ratios, and for money, whose unit is a currency.
    public let unit: String
    /// What people call it.
    public let title: Wording
    /// The formula as a figure states it where nothing depends on its inputs.
    public let method: String
    /// Where the formula was published.
    public let source: String

    package init(_ rawValue: String, unit: String, _ title: Wording, method: String, source: String) {
        self.rawValue = rawValue
        self.unit = unit
        self.title = title
        self.method = method
        self.source = source
    }

    /// The name for programs.
    public var description: String { rawValue }
}

extension IndicatorKey: Hashable {
    /// Whether both name the same figure.
    public static func == (left: IndicatorKey, right: IndicatorKey) -> Bool {
        left.rawValue == right.rawValue
    }

    /// By the name for programs.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
