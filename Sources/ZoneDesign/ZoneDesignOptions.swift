import InputOutput

/// What zones should be like.
public struct ZoneDesignOptions: Sendable, Hashable {
    /// What the size of a zone is counted in.
    public enum BalanceCriterion: String, Sendable, Hashable, CaseIterable {
        /// Service connections (`ZoneFacts.connections`); nodes with a demand where there are no customers.
        case connections
        /// Metres of pipe.
        case length
    }

    /// What the size of a zone is counted in.
    public var criterion = BalanceCriterion.connections
    /// Least size of a zone, connections or m. 500 connections is the practice's lower limit.
    public var minimum: Double
    /// Greatest size of a zone, connections or m. CJJ 92-2016, 4.4.6: at most 5,000 households.
    public var maximum: Double
    /// How many zones; `nil` leaves it to the sizes.
    public var zones: Int?
    /// Pressure promised to customers, m.
    public var serviceMinimum = 14.0
    /// Most inlets of a zone where the pressure allows. CJJ 92-2016, 4.4.6: at most 2.
    public var maximumInlets = 2
    /// What a node may lose below its due for the sake of arithmetic, m.
    public var tolerance = 0.05
    /// Whether large mains may stay outside all zones, which then hang on them.
    public var allowsTrunk = true
    /// Diameter from which a main is such a trunk, m; `nil` tries several.
    public var trunkDiameter: Double?
    /// The most of all customers that may hang on the trunk and so lie outside, as a share.
    public var trunkShare = 0.1
    /// How many times METIS starts afresh for each number of zones.
    public var starts = 8
    /// How many proposals are solved hydraulically.
    public var solved = 12
    /// Decides the starts: the same seed, the same design.
    public var seed: Int32 = 1
    /// What 1 m of mean pressure loss of the customers is worth, in new valves of DN100.
    public var lossWeight = 4.0

    /// Limits of the practice for a criterion: 500 to 5,000 connections, or 4 to 30 km.
    public init(criterion: BalanceCriterion = .connections, minimum: Double? = nil, maximum: Double? = nil) {
        self.criterion = criterion
        self.minimum = minimum ?? (criterion == .connections ? 500 : 4_000)
        self.maximum = maximum ?? (criterion == .connections ? 5_000 : 30_000)
    }

    /// Throws for what no design can meet.
    func check() throws(ZoneDesignError) {
        guard minimum > 0, maximum > minimum, maximum <= 1e12 else {
            throw .limits(minimum: minimum, maximum: maximum)
        }
        func check(_ name: Wording, _ isFine: Bool, _ found: String, _ expected: Wording)
            throws(ZoneDesignError)
        {
            if !isFine { throw .option(name, found: found, expected: expected) }
        }
        try check(Wording("the number of zones", "分区数"), (zones ?? 1) >= 1, "\(zones ?? 1)", .atLeast("1"))
        try check(
            Wording("the service minimum", "服务压力下限"), (0...200).contains(serviceMinimum), "\(serviceMinimum)",
            .range("0", "200 m"))
        try check(
            Wording("the number of inlets", "进水口数"), (1...50).contains(maximumInlets), "\(maximumInlets)",
            .range("1", "50"))
        try check(
            Wording("the number of starts", "起始次数"), (1...1000).contains(starts), "\(starts)",
            .range("1", "1000"))
        try check(
            Wording("the number of solved proposals", "求解的方案数"), (1...1000).contains(solved), "\(solved)",
            .range("1", "1000"))
        try check(
            Wording("the trunk diameter", "干管管径"), (trunkDiameter ?? 1) > 0, "\(trunkDiameter ?? 1)",
            Wording("metres above 0", "大于 0 的米数"))
    }
}
