import InputOutput

/// How missing and standing readings are judged and filled; every threshold in one place.
///
/// The defaults are proposals to be agreed with the utility, not figures of a standard.
public struct GapPolicy: Hashable, Codable, Sendable {
    /// Two readings further apart than this many nominal steps leave a gap between them. Default 1.5.
    public var gapFactor: Double = 1.5
    /// Gaps up to this many seconds are filled by a straight line. Default 2 h.
    public var linearSeconds: Int64 = 7200
    /// Longer gaps up to this many seconds are filled with the profile of the same weekdays, scaled to the day before
    /// and the day after. Default 7 d. Longer gaps stay empty.
    public var profileSeconds: Int64 = 7 * 86_400
    /// How far before and after a gap its profile is learnt, in seconds. Default 28 d.
    public var profileWindow: Int64 = 28 * 86_400
    /// A value has to stand still this long to count as stuck, in seconds. Default 3 d.
    public var stuckSeconds: Int64 = 3 * 86_400
    /// The same for household meters, whose people travel, in seconds. Default 30 d.
    public var householdStuckSeconds: Int64 = 30 * 86_400
    /// ... and this many times as long as the longest stand before. Default 3.
    public var stuckFactor: Double = 3
    /// ... and only after this much history, in seconds. Default 1 d.
    public var stuckHistory: Int64 = 86_400
    /// One or two readings beyond this many times the 99th percentile of a flow series are spikes and count as
    /// missing. Default 5.
    public var spikeFactor: Double = 5
    /// The least share of a period that must be measured for its volume to be used. Default 0.9.
    public var minimumCoverage: Double = 0.9
    /// Half-width (95 %) of a filled volume in percent of it. Default 20.
    public var fillPercent: Double = 20
    /// How far from an instant a level reading may be to be interpolated, in seconds. Default 2 h.
    public var levelTolerance: Int64 = 7200
    /// A register has to be in this top share of its range to roll over. Default 0.1.
    public var rolloverShare: Double = 0.1
    /// The rate before a register's end, for estimates beyond it, is learnt from this many seconds. Default 7 d.
    public var extrapolationWindow: Int64 = 7 * 86_400

    /// The defaults.
    public init() {}

    /// The defaults.
    public static let standard = GapPolicy()

    /// Refuses thresholds that cannot be.
    ///
    /// - Throws: ``TelemetryError/impossibleThreshold(field:found:expected:)``.
    public func validate() throws(TelemetryError) {
        func check(_ field: Wording, _ value: Double, _ isGood: Bool, _ expected: Wording)
            throws(TelemetryError)
        {
            if !isGood { throw .impossibleThreshold(field: field, found: "\(value)", expected: expected) }
        }
        try check(Wording(verbatim: "gapFactor"), gapFactor, gapFactor > 1, .moreThan("1"))
        try check(
            Wording(verbatim: "linearSeconds"), Double(linearSeconds), linearSeconds >= 0, .atLeast("0"))
        try check(
            Wording(verbatim: "profileSeconds"), Double(profileSeconds), profileSeconds >= 0, .atLeast("0"))
        try check(
            Wording(verbatim: "profileWindow"), Double(profileWindow), profileWindow >= 0, .atLeast("0"))
        try check(Wording(verbatim: "stuckSeconds"), Double(stuckSeconds), stuckSeconds > 0, .moreThan("0"))
        try check(
            Wording(verbatim: "householdStuckSeconds"), Double(householdStuckSeconds),
            householdStuckSeconds > 0, .moreThan("0"))
        try check(Wording(verbatim: "stuckFactor"), stuckFactor, stuckFactor >= 1, .atLeast("1"))
        try check(Wording(verbatim: "stuckHistory"), Double(stuckHistory), stuckHistory >= 0, .atLeast("0"))
        try check(Wording(verbatim: "spikeFactor"), spikeFactor, spikeFactor > 1, .moreThan("1"))
        try check(
            Wording(verbatim: "minimumCoverage"), minimumCoverage, (0...1).contains(minimumCoverage),
            .between("0", "1"))
        try check(Wording(verbatim: "fillPercent"), fillPercent, fillPercent >= 0, .atLeast("0"))
        try check(
            Wording(verbatim: "levelTolerance"), Double(levelTolerance), levelTolerance >= 0, .atLeast("0"))
        try check(
            Wording(verbatim: "rolloverShare"), rolloverShare, rolloverShare > 0 && rolloverShare <= 0.5,
            .between("0", "0.5"))
        try check(
            Wording(verbatim: "extrapolationWindow"), Double(extrapolationWindow), extrapolationWindow > 0,
            .moreThan("0"))
    }
}

extension GapPolicy {
    /// Reads the thresholds given; those left out keep their defaults.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        gapFactor = try values.decodeIfPresent(Double.self, forKey: .gapFactor) ?? gapFactor
        linearSeconds = try values.decodeIfPresent(Int64.self, forKey: .linearSeconds) ?? linearSeconds
        profileSeconds = try values.decodeIfPresent(Int64.self, forKey: .profileSeconds) ?? profileSeconds
        profileWindow = try values.decodeIfPresent(Int64.self, forKey: .profileWindow) ?? profileWindow
        stuckSeconds = try values.decodeIfPresent(Int64.self, forKey: .stuckSeconds) ?? stuckSeconds
        householdStuckSeconds =
            try values.decodeIfPresent(Int64.self, forKey: .householdStuckSeconds) ?? householdStuckSeconds
        stuckFactor = try values.decodeIfPresent(Double.self, forKey: .stuckFactor) ?? stuckFactor
        stuckHistory = try values.decodeIfPresent(Int64.self, forKey: .stuckHistory) ?? stuckHistory
        spikeFactor = try values.decodeIfPresent(Double.self, forKey: .spikeFactor) ?? spikeFactor
        minimumCoverage = try values.decodeIfPresent(Double.self, forKey: .minimumCoverage) ?? minimumCoverage
        fillPercent = try values.decodeIfPresent(Double.self, forKey: .fillPercent) ?? fillPercent
        levelTolerance = try values.decodeIfPresent(Int64.self, forKey: .levelTolerance) ?? levelTolerance
        rolloverShare = try values.decodeIfPresent(Double.self, forKey: .rolloverShare) ?? rolloverShare
        extrapolationWindow =
            try values.decodeIfPresent(Int64.self, forKey: .extrapolationWindow) ?? extrapolationWindow
    }
}
