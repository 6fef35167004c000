import Telemetry
import WaterLoss

/// The water of one zone in one period: what came in, what left, what was used, what is missing.
///
/// `input − export − storage change − metered − unmetered = loss`, in m³, always and exactly; where a term is
/// not known, the loss is `nil` rather than a number that is none.
public struct ZoneBalance: Sendable, Hashable {
    /// The zone's id.
    public var zone: String
    /// The period.
    public var period: Period
    /// Water that entered over the boundary, m³; `nil` when a boundary meter is missing.
    public var input: Double?
    /// Water that left over the boundary to other zones or outside, m³; `nil` when a boundary meter is missing.
    public var export: Double?
    /// Rise of the water stored in the zone's tanks, m³; `nil` when a level is missing.
    public var storageChange: Double?
    /// Use of customers by their meters, m³, with estimates for meters that were not read; `nil` when nothing can stand for
    /// some of them.
    public var metered: Double?
    /// Estimated use of customers without a meter, m³; `nil` when the use of some of them is not known.
    public var unmetered: Double?
    /// What is missing, m³: leakage, unauthorised use and meter errors together.
    public var loss: Double?
    /// 95 % half-width of the loss, m³.
    public var lossHalfWidth: Double?
    /// The net input with its doubt by boundary meter and tank level, m³; `nil` where no loss is claimed.
    public var uncertainNetInput: Uncertain?
    /// The use of all customers with its doubt by source, m³; `nil` where no loss is claimed.
    public var uncertainUse: Uncertain?
    /// The smallest share of the period that any boundary meter measured, 0…1; filled values do not count.
    public var coverage: Double
    /// Share of the metered use that was measured rather than estimated, 0…1; 1 when there is none. Where it is not stated what
    /// some customers without a meter use, the share of all use that was measured or stated.
    public var useCoverage: Double
    /// What to know before using it.
    public var flags: [BalanceFlag]

    /// A balance from its terms.
    public init(
        zone: String, period: Period, input: Double?, export: Double?, storageChange: Double?,
        metered: Double?, unmetered: Double?, loss: Double?, lossHalfWidth: Double?, coverage: Double = 1,
        useCoverage: Double = 1, flags: [BalanceFlag] = []
    ) {
        self.zone = zone
        self.period = period
        self.input = input
        self.export = export
        self.storageChange = storageChange
        self.metered = metered
        self.unmetered = unmetered
        self.loss = loss
        self.lossHalfWidth = lossHalfWidth
        self.coverage = coverage
        self.useCoverage = useCoverage
        self.flags = flags
    }

    /// Length of the period, d.
    public var days: Double { Double(period.duration) / 86_400 }

    /// Whether the loss is claimed.
    public var isComplete: Bool { loss != nil }

    /// Use of all customers, m³; `nil` when that of some is not known.
    public var use: Double? {
        guard let metered, let unmetered else { return nil }
        return metered + unmetered
    }

    /// Water that stayed in the zone, m³: input less export less storage change.
    public var netInput: Double? {
        guard let input, let export, let storageChange else { return nil }
        return input - export - storageChange
    }
}
