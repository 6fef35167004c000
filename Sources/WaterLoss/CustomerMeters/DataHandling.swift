import Telemetry

/// Errors on the way from the meter to the bill.
public enum DataHandling {
    /// A volume as it was billed: for the period between two reads.
    public struct BilledVolume: Hashable, Sendable {
        /// From read to read.
        public var period: Period
        /// m³.
        public var volume: Double
        /// Whether the read was an estimate.
        public var isEstimated: Bool

        /// A billed volume.
        public init(period: Period, volume: Double, isEstimated: Bool = false) {
            self.period = period
            self.volume = volume
            self.isEstimated = isEstimated
        }
    }

    /// Consumption of a period from bills that straddle its limits, m³: Σ V · overlap/length (AWWA M36). `nil`
    /// when no bill reaches into it.
    public static func consumption(_ bills: [BilledVolume], in period: Period) -> Double? {
        var sum: Double?
        for bill in bills where bill.period.duration > 0 {
            guard let part = bill.period.intersection(period) else { continue }
            sum = (sum ?? 0) + bill.volume * Double(part.duration) / Double(bill.period.duration)
        }
        return sum
    }

    /// The error that lag makes, m³: what was billed by reads inside the period, less what was drawn in it. Positive
    /// when bills say too much.
    public static func lagError(_ bills: [BilledVolume], in period: Period) -> Double? {
        let billed = bills.filter { period.start < $0.period.end && $0.period.end <= period.end }
        return consumption(bills, in: period).map { drawn in
            billed.reduce(0) { $0 + $1.volume } - drawn
        }
    }

    /// What bills that rest on estimates may be wrong by, m³: 0 with limits, each bill independent.
    ///
    /// - Parameters:
    ///   - bills: all bills, of which the estimated ones count.
    ///   - percent: 95 % half-width of an estimated bill, percent of it.
    public static func estimatedReads(_ bills: [BilledVolume], percent: Double) -> ConfidenceInterval {
        ConfidenceInterval(
            0,
            halfWidth: ConfidenceInterval.combinedHalfWidth(
                bills.filter(\.isEstimated).map { $0.volume * percent / 100 }))
    }

    /// Water drawn over accounts that the billing system does not have, m³: N·q·days.
    ///
    /// - Parameters:
    ///   - accounts: how many.
    ///   - dailyUse: m³/d each.
    ///   - days: d.
    public static func missingAccounts(
        accounts: ConfidenceInterval, dailyUse: ConfidenceInterval, days: Double
    ) -> ConfidenceInterval {
        (accounts * dailyUse).scaled(by: days)
    }
}
