/// Apparent loss: water that reached a user and was not registered.
public struct ApparentLoss: Hashable, Sendable {
    /// What working meters did not show, m³.
    public var meterInaccuracy: ConfidenceInterval
    /// What stuck meters did not show, m³.
    public var stuckMeters: ConfidenceInterval
    /// Unauthorised use, m³.
    public var unauthorisedUse: ConfidenceInterval
    /// Errors of data handling, m³.
    public var dataHandling: ConfidenceInterval

    /// Components of a period, m³; those left out are 0 and exact, which says that they were looked for.
    public init(
        meterInaccuracy: ConfidenceInterval, stuckMeters: ConfidenceInterval = .init(0, halfWidth: 0),
        unauthorisedUse: ConfidenceInterval = .init(0, halfWidth: 0),
        dataHandling: ConfidenceInterval = .init(0, halfWidth: 0)
    ) {
        self.meterInaccuracy = meterInaccuracy
        self.stuckMeters = stuckMeters
        self.unauthorisedUse = unauthorisedUse
        self.dataHandling = dataHandling
    }

    /// The sum, m³, with limits in quadrature.
    public var total: ConfidenceInterval { meterInaccuracy + stuckMeters + unauthorisedUse + dataHandling }

    /// What meters did not show, m³: V/(1 + ε) − V with V registered and ε the signed error of the true volume
    /// (AWWA M36; CJJ 92-2016 has it as V/(1 − C) − V with C = −ε).
    ///
    /// - Parameters:
    ///   - registered: m³ registered by working meters.
    ///   - error: ε, fraction, more than −1.
    public static func meterInaccuracy(registered: Double, error: Double) -> Double {
        registered / (1 + error) - registered
    }

    /// The same for an error with limits.
    ///
    /// - Parameters:
    ///   - registered: m³ registered by working meters.
    ///   - error: ε with limits, fraction.
    /// - Returns: `nil` when a limit is −1 or less. The limits are those of ε carried through, so they lie unevenly.
    public static func meterInaccuracy(registered: Double, error: ConfidenceInterval) -> ConfidenceInterval? {
        guard error.lower > -1 else { return nil }
        func loss(_ error: Double) -> Double { meterInaccuracy(registered: registered, error: error) }
        return ConfidenceInterval(loss(error.value), lower: loss(error.upper), upper: loss(error.lower))
    }

    /// Unauthorised use, m³: N·q·days, with the limits of number and use (independent).
    ///
    /// - Parameters:
    ///   - connections: illegal connections N.
    ///   - dailyUse: q, m³/d each.
    ///   - days: d.
    public static func unauthorisedUse(
        connections: ConfidenceInterval, dailyUse: ConfidenceInterval, days: Double
    ) -> ConfidenceInterval {
        (connections * dailyUse).scaled(by: days)
    }
}
