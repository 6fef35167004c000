import InputOutput

/// The hours of the night in which a zone's minimum is looked for.
public struct NightPolicy: Hashable, Codable, Sendable {
    /// Start of the fixed window, seconds past local midnight. Default 02:00.
    public var fixedFrom: Int = 7200
    /// End of the fixed window, seconds past local midnight. Default 04:00.
    public var fixedTo: Int = 14_400
    /// Start of the search for the rolling minimum, seconds past local midnight. Default 00:00.
    public var searchFrom: Int = 0
    /// End of the search, seconds past local midnight. Default 05:00.
    public var searchTo: Int = 18_000
    /// Length of the rolling mean in seconds. Default 60 min.
    public var rollingSeconds: Int = 3600
    /// The least share of a window that must be measured. Default 0.9.
    public var minimumCoverage: Double = 0.9
    /// How many days the rolling statistic looks back over, its own included. Default 7.
    public var statisticDays: Int = 7
    /// The percentile of those nights, 0…1. Default 0.2 (UKWIR 99/WM/08/21).
    public var statisticShare: Double = 0.2
    /// How many of those nights must be known at least. Default 4.
    public var statisticMinimumNights: Int = 4

    /// The defaults.
    public init() {}

    /// The defaults.
    public static let standard = NightPolicy()

    /// Refuses windows that cannot be.
    ///
    /// - Throws: ``TelemetryError/impossibleThreshold(field:found:expected:)``.
    public func validate() throws(TelemetryError) {
        func check(_ field: Wording, _ found: String, _ isGood: Bool, _ expected: Wording)
            throws(TelemetryError)
        {
            if !isGood { throw .impossibleThreshold(field: field, found: found, expected: expected) }
        }
        let day = 0...86_400
        try check(
            Wording("fixed window", "固定时段"), "\(fixedFrom)…\(fixedTo) s",
            day.contains(fixedFrom) && day.contains(fixedTo) && fixedFrom < fixedTo,
            Wording("a span inside 0…86400 s", "0…86400 s 之内的时段")
        )
        try check(
            Wording("search window", "搜索时段"), "\(searchFrom)…\(searchTo) s",
            day.contains(searchFrom) && day.contains(searchTo) && searchFrom < searchTo,
            Wording("a span inside 0…86400 s", "0…86400 s 之内的时段"))
        try check(
            Wording(verbatim: "rollingSeconds"), "\(rollingSeconds)", rollingSeconds > 0, .moreThan("0"))
        try check(
            Wording(verbatim: "minimumCoverage"), "\(minimumCoverage)", (0...1).contains(minimumCoverage),
            .between("0", "1"))
        try check(Wording(verbatim: "statisticDays"), "\(statisticDays)", statisticDays >= 1, .atLeast("1"))
        try check(
            Wording(verbatim: "statisticShare"), "\(statisticShare)", (0...1).contains(statisticShare),
            .between("0", "1"))
        try check(
            Wording(verbatim: "statisticMinimumNights"), "\(statisticMinimumNights)",
            statisticMinimumNights >= 1, .atLeast("1"))
    }
}

extension NightPolicy {
    /// Reads the thresholds given; those left out keep their defaults.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        fixedFrom = try values.decodeIfPresent(Int.self, forKey: .fixedFrom) ?? fixedFrom
        fixedTo = try values.decodeIfPresent(Int.self, forKey: .fixedTo) ?? fixedTo
        searchFrom = try values.decodeIfPresent(Int.self, forKey: .searchFrom) ?? searchFrom
        searchTo = try values.decodeIfPresent(Int.self, forKey: .searchTo) ?? searchTo
        rollingSeconds = try values.decodeIfPresent(Int.self, forKey: .rollingSeconds) ?? rollingSeconds
        minimumCoverage = try values.decodeIfPresent(Double.self, forKey: .minimumCoverage) ?? minimumCoverage
        statisticDays = try values.decodeIfPresent(Int.self, forKey: .statisticDays) ?? statisticDays
        statisticShare = try values.decodeIfPresent(Double.self, forKey: .statisticShare) ?? statisticShare
        statisticMinimumNights =
            try values.decodeIfPresent(Int.self, forKey: .statisticMinimumNights) ?? statisticMinimumNights
    }
}
