/// A value with its 95 % limits, which knows where its doubt comes from.
///
/// Each independent source of error (a meter, an estimate) carries a signed half-width under its own name, so that
/// a source that enters a result twice is counted for what it is: a transfer meter that leaves one zone and enters
/// the next vanishes from their sum, and the volume supplied that stands above and below a fraction line is not
/// doubted twice. Random errors of different sources add in quadrature, whether the terms are added or subtracted.
/// Systematic errors, which all meters of one kind share, do not shrink with the number of meters: they are kept
/// apart by kind and added linearly.
///
/// Source of the rules: Thornton, Sturm and Kunkel, *Water Loss Control*, 2nd ed., pp. 111–112: σ² = (V·CL/1.96)²,
/// variances add for sums and differences alike, CL = 1.96·σ.
public struct Uncertain: Sendable, Hashable {
    /// Standard deviations in a half-width of 95 % limits of a normal error; the method has 1.96, not 2.
    public static let factor95 = 1.96

    /// The best estimate.
    public internal(set) var value: Double
    /// Names of sources without stated limits: they count as exact, so the limits are too narrow.
    public internal(set) var unstated: Set<String>

    /// Signed random half-widths by source.
    var random: [String: Double]
    /// Signed systematic half-widths by kind.
    var systematic: [String: Double]

    init(
        value: Double, random: [String: Double], systematic: [String: Double], unstated: Set<String>
    ) {
        self.value = value
        self.random = random
        self.systematic = systematic
        self.unstated = unstated
    }

    /// A value that is exact, as a count or a constant is.
    public init(_ value: Double) {
        self.init(value: value, random: [:], systematic: [:], unstated: [])
    }

    /// A value with absolute limits; the way to give an estimate of zero its doubt, of which no percentage exists.
    ///
    /// - Parameters:
    ///   - value: the best estimate.
    ///   - source: what the random error belongs to; sources of different names are independent.
    ///   - halfWidth: random 95 % half-width, in the unit of the value.
    ///   - systematic: 95 % half-width of the error shared with others of its kind, in the unit of the value.
    ///   - kind: those that share the systematic error; the source alone when `nil`.
    public init(
        _ value: Double, source: String, halfWidth: Double, systematic: Double = 0, kind: String? = nil
    ) {
        self.init(
            value: value, random: [source: halfWidth],
            systematic: systematic == 0 ? [:] : [kind ?? source: systematic], unstated: [])
    }

    /// A value with limits in percent of itself.
    ///
    /// - Parameters:
    ///   - value: the best estimate.
    ///   - source: what the random error belongs to.
    ///   - percent: random 95 % half-width, percent of the value.
    ///   - systematicPercent: 95 % half-width of the shared error, percent of the value.
    ///   - kind: those that share the systematic error; the source alone when `nil`.
    public init(
        _ value: Double, source: String, percent: Double, systematicPercent: Double = 0, kind: String? = nil
    ) {
        self.init(
            value, source: source, halfWidth: abs(value) * percent / 100,
            systematic: value * systematicPercent / 100, kind: kind)
    }

    /// The doubt of an estimate about another value, such as that of a whole about the one part of it that is in doubt.
    ///
    /// - Parameters:
    ///   - value: the best estimate.
    ///   - estimate: whose errors it has, source by source.
    public init(_ value: Double, inDoubtAs estimate: Uncertain) {
        self.init(
            value: value, random: estimate.random, systematic: estimate.systematic,
            unstated: estimate.unstated)
    }

    /// A value without stated limits.
    public static func unstated(_ value: Double, source: String) -> Uncertain {
        Uncertain(value: value, random: [:], systematic: [:], unstated: [source])
    }

    /// Random 95 % half-width: the root of the sum of squares over the sources.
    public var randomHalfWidth: Double {
        // In the order of names: a sum must not depend on how a dictionary was seeded.
        random.keys.sorted().reduce(0) { sum, source in
            let width = random[source] ?? 0
            return sum + width * width
        }.squareRoot()
    }

    /// Systematic 95 % half-width: the sum over the kinds of the size of what they contribute.
    public var systematicHalfWidth: Double {
        systematic.keys.sorted().reduce(0) { $0 + abs(systematic[$1] ?? 0) }
    }

    /// 95 % half-width, random and systematic together; `nil` for what is exact or has no limits stated at all.
    public var halfWidth: Double? {
        random.isEmpty && systematic.isEmpty ? nil : randomHalfWidth + systematicHalfWidth
    }

    /// The half-width in percent of the value; `nil` without limits, and for a value of zero.
    public var percent: Double? {
        guard value != 0, let halfWidth else { return nil }
        return halfWidth / abs(value) * 100
    }

    /// The same value and limits with its random errors under one name: they count as one error wherever it enters.
    ///
    /// - Parameter source: the name.
    public func withOneSource(_ source: String) -> Uncertain {
        Uncertain(
            value: value, random: random.isEmpty ? [:] : [source: randomHalfWidth], systematic: systematic,
            unstated: unstated)
    }

    /// Variance of the random error: (half-width / 1.96)².
    public var variance: Double {
        let deviation = randomHalfWidth / Uncertain.factor95
        return deviation * deviation
    }
}
