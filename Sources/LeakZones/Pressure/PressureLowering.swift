import WaterLoss

/// What a lower pressure would bring, zone by zone and in all: leakage saved with its limits, its worth, and who would fall
/// below what is promised.
///
/// Leakage of the mean day goes with a power of the pressure hour by hour (``PressureReduction``). Its limits come from the
/// leakage itself, which each zone's nights know by themselves, and from N1, which is one guess for all zones: so in the sum
/// the first add in quadrature and the second linearly.
public struct PressureLowering: Sendable, Hashable {
    /// One zone.
    public struct ZoneSaving: Sendable, Hashable {
        /// The zone's id.
        public var zone: String
        /// Leakage saved, m³/d; `nil` where the pressure or the leakage is not known, or the pressure would be gone.
        public var saved: ConfidenceInterval?
        /// Leakage now, m³/d.
        public var leakage: Double?
        /// How many fewer bursts, percent, with the range of the factor.
        public var fewerBursts: ConfidenceInterval?
        /// Pressure points that would fall below what is promised, the lowest first.
        public var belowMinimum: [String]
        /// Pressure points that are below it already.
        public var alreadyBelow: [String]
        /// The half-width that stems from N1, m³/d.
        var exponentHalfWidth = 0.0
    }

    /// How much lower, m.
    public let metres: Double
    /// The leaf zones, in the order given.
    public let zones: [ZoneSaving]
    /// Leakage saved in all zones whose saving is known, m³/d; `nil` when none is.
    public let saved: ConfidenceInterval?
    /// Zones whose saving is not known.
    public let unknown: [String]

    /// What lowering by so many metres brings.
    ///
    /// - Parameters:
    ///   - metres: how much lower, m; above 0.
    ///   - reports: leaf zones only, for what a part saves its parent saves too.
    ///   - policy: N1 with its limits and the service minimum.
    public init(by metres: Double, _ reports: [ZoneReport], policy: EvaluationPolicy) {
        self.metres = metres
        zones = reports.map { Self.saving($0, metres, policy) }
        let known = zones.filter { $0.saved != nil }
        unknown = zones.filter { $0.saved == nil }.map(\.zone)
        guard !known.isEmpty else {
            saved = nil
            return
        }
        let sum = known.reduce(0) { $0 + ($1.saved?.value ?? 0) }
        let shared = known.reduce(0) { $0 + $1.exponentHalfWidth }
        let own = known.map { zone -> Double in
            let whole = zone.saved?.halfWidth ?? 0
            return max(0, whole * whole - zone.exponentHalfWidth * zone.exponentHalfWidth).squareRoot()
        }
        saved = ConfidenceInterval(
            sum, halfWidth: ConfidenceInterval.combinedHalfWidth(own + [shared]))
    }

    private static func saving(
        _ report: ZoneReport, _ metres: Double, _ policy: EvaluationPolicy
    ) -> ZoneSaving {
        var saving = ZoneSaving(
            zone: report.zone.id, saved: nil, leakage: nil, fewerBursts: nil, belowMinimum: [],
            alreadyBelow: [])
        guard let pressure = report.pressure else { return saving }
        let points = pressure.points.compactMap { point in point.lowest.map { (id: point.id, lowest: $0) } }
            .sorted { ($0.lowest, $0.id) < ($1.lowest, $1.id) }
        saving.alreadyBelow = points.filter { $0.lowest < policy.serviceMinimum }.map(\.id)
        saving.belowMinimum =
            points.filter { $0.lowest >= policy.serviceMinimum && $0.lowest - metres < policy.serviceMinimum }
            .map(\.id)
        guard let night = report.evaluation?.night,
            let reduction = PressureReduction(pressure, night, lowerBy: metres, policy: policy)
        else { return saving }
        func saved(exponent: Double) -> Double {
            var other = policy
            other.exponent = exponent
            return PressureReduction(pressure, night, lowerBy: metres, policy: other)?.management.leakageSaved
                ?? reduction.management.leakageSaved
        }
        let exponent = policy.exponent ?? EvaluationPolicy.defaultExponent
        let best = reduction.management.leakageSaved
        let low = saved(exponent: max(0.1, exponent - policy.exponentHalfWidth))
        let high = saved(exponent: exponent + policy.exponentHalfWidth)
        saving.exponentHalfWidth = abs(high - low) / 2
        // What is saved is a share of the net night flow, and is known no better than that is.
        let net = night.net.net
        let relative = net.value > 0 ? net.halfWidth / net.value : 0
        saving.saved = ConfidenceInterval(
            best,
            halfWidth: ConfidenceInterval.combinedHalfWidth([best * relative, saving.exponentHalfWidth]))
        saving.leakage = reduction.management.leakageBefore
        saving.fewerBursts = reduction.fewerBursts
        return saving
    }

    /// What the water saved in a year is worth, in the currency of the prices; `nil` without prices or a saving.
    public func worth(days: Double = 365, policy: EvaluationPolicy) -> ConfidenceInterval? {
        guard let saved, let cost = policy.prices?.variableCost else { return nil }
        return saved.scaled(by: cost * days)
    }
}
