import Telemetry

/// What an undertaking knows of one year (or another period) as a whole: the top-down water audit.
///
/// Volumes in m³, lengths in m, pressures in m of water, outlet pressures in MPa. What is not given is `nil`, and so is
/// every figure that needs it.
public struct Audit: Sendable, Hashable {
    /// By which standard figures are asked for.
    public typealias Standard = LossStandard

    /// What CJJ 92 asks of an undertaking besides its balance.
    public struct CJJ92Facts: Sendable, Hashable {
        /// Volume read at households' own meters, m³.
        public var households: Double?
        /// Length of pipes of DN75 and larger, m.
        public var largePipes: Double?
        /// Mean outlet pressure on the hour, MPa, and supply, m³, of each plant.
        public var plants: [Plant]
        /// Largest depth of frost, m.
        public var frostDepth: Double?
        /// The parts of leakage (漏失水量) and metering loss (计量损失水量) that are known, m³.
        public var components: [Component: Uncertain] = [:]

        /// The parts that table 4.2.1 names, by the words an audit file has for them.
        public enum Component: String, Sendable, Hashable, CaseIterable {
            /// Visible leaks Q_r1 (明漏).
            case visibleLeaks = "visible_leaks"
            /// Hidden leaks Q_r2 (暗漏).
            case hiddenLeaks = "hidden_leaks"
            /// Background leakage Q_r3 (背景漏失).
            case background
            /// Leakage and overflow of tanks Q_r4 (水箱、水池的渗漏和溢流).
            case tanks
            /// Difference between master and household meters Q_m1 (居民用户总分表差).
            case masterMeterDifference = "master_meter_difference"
            /// Error of non-residents' meters Q_m2 (非居民用户表具误差).
            case nonResidentMeterError = "non_resident_meter_error"
        }

        /// A plant.
        public struct Plant: Sendable, Hashable {
            /// Mean of the pressures on the hour, MPa.
            public var pressure: Double
            /// Supply of the year, m³.
            public var supply: Double

            /// A plant.
            public init(pressure: Double, supply: Double) {
                self.pressure = pressure
                self.supply = supply
            }
        }

        /// Facts.
        public init(
            households: Double? = nil, largePipes: Double? = nil, plants: [Plant] = [],
            frostDepth: Double? = nil
        ) {
            self.households = households
            self.largePipes = largePipes
            self.plants = plants
            self.frostDepth = frostDepth
        }
    }

    /// The undertaking's name.
    public var undertaking: String?
    /// First day of the period; `nil` when not stated.
    public var from: LocalDate?
    /// The day after its last; `nil` when not stated.
    public var to: LocalDate?
    /// Length of the period, d.
    public var days: Double
    /// Whether the period is a whole year, as CJJ 92 wants it.
    public var isYear: Bool
    /// The volumes that were given.
    public var balance: StandardBalance
    /// Under-registration of customers' meters, a fraction of the true volume, where no volume is given for it.
    public var underRegistration: Uncertain?
    /// What stands in for unbilled unmetered use, unauthorised use and data handling; `nil`: nothing does.
    public var defaults: AWWADefaults?
    /// Length of mains, m.
    public var mains: Uncertain?
    /// Service connections (接户管), which are not households.
    public var connections: Uncertain?
    /// Households (户); connections are estimated from them where those are not given.
    public var households: Uncertain?
    /// Households for each connection, for that estimate; `nil` takes ``ServiceConnections/householdsPerConnection``.
    public var householdsPerConnection: Double?
    /// What is to be known of ``connections``.
    package var connectionFlags: [EvaluationFlag] = []
    /// Whether inputs are held against what an undertaking can have; a zone is measured, and may be a single works.
    package var isChecked = true
    /// Total private pipe between property line and meter, m.
    public var privatePipe: Uncertain?
    /// Average pressure of the system while it is pressurised, m.
    public var averagePressure: Uncertain?
    /// Share of the time that the system is pressurised, above 0 to 1. Losses for each connection and length are for a day of
    /// pressure (w.s.p.), and what is unavoidable leaks in that time only.
    public var pressurisedShare = 1.0
    /// What customers pay, per m³.
    public var retailPrice: Uncertain?
    /// What one more cubic metre costs to make.
    public var variableCost: Uncertain?
    /// The currency of the prices.
    public var currency: String?
    /// What the real losses consist of, where that is known.
    public var components: LossComponents?
    /// What CJJ 92 asks for besides.
    public var cjj92: CJJ92Facts
    /// Whose World Bank matrix applies; `nil` takes ``WorldBankBand/World/standard``.
    public var world: WorldBankBand.World?
    /// How far each input can be trusted, 1…10.
    public var grades: [AuditInput: Double]
    /// What real losses are worth: the variable cost, or the retail price where water is short and each m³ saved is sold.
    public var realLossesAt = NonRevenueValue.Basis.variableCost
    /// What it cost to run the system in the period, in the currency of the prices.
    public var runningCost: Uncertain?
    /// The lines that an input was added up from, such as sources, classes of customers or free uses, where it has several.
    public var lines: [AuditInput: [Line]] = [:]
    /// What was added to the volumes of own sources, imports and exports for the known errors of their meters, m³; the
    /// volumes of ``balance`` hold it already.
    public var bulkMeterCorrections: [AuditInput: Uncertain] = [:]
    /// Targets of the undertaking's own, by figure (``Audit/Target/figures``), in the figure's unit.
    public var ownTargets: [IndicatorKey: Double] = [:]

    /// One of several volumes that an input was added up from.
    public struct Line: Sendable, Hashable {
        /// What it is called; `nil` where nobody named it.
        public var name: String?
        /// m³, corrected for known errors of its meter.
        public var volume: Uncertain

        /// A line.
        public init(name: String?, volume: Uncertain) {
            self.name = name
            self.volume = volume
        }
    }

    /// An audit of a balance; everything else is to be added.
    public init(
        _ balance: StandardBalance, days: Double, isYear: Bool, cjj92: CJJ92Facts = .init(),
        world: WorldBankBand.World? = nil, grades: [AuditInput: Double] = [:]
    ) {
        self.balance = balance
        self.days = days
        self.isYear = isYear
        self.cjj92 = cjj92
        self.world = world
        self.grades = grades
    }

    /// The service connections that rates are divided by: those given, or those estimated from the households, with what is
    /// to be known of them.
    public var serviceConnections: (value: Uncertain?, flags: [EvaluationFlag]) {
        if let connections { return (connections, connectionFlags) }
        guard let households else { return (nil, []) }
        return (
            ServiceConnections.estimated(households: households, perConnection: householdsPerConnection),
            [ServiceConnections.flag(perConnection: householdsPerConnection)]
        )
    }

    /// Whether it is the audit of an undertaking, rather than of a zone within one.
    var isUndertaking: Bool { isChecked }

    /// Days under pressure, d: what losses for each connection and length are divided by.
    public var pressurisedDays: Double { days * pressurisedShare }

    /// The balance with what follows from other inputs and, flagged, with defaults.
    public var completed: (balance: StandardBalance, flags: [EvaluationFlag]) {
        var full = balance
        var flags: [EvaluationFlag] = []
        if full.customerMetering == nil, let underRegistration {
            full.customerMetering = MeterInaccuracy.customerMeteringInaccuracy(
                registered: full.billedMetered + full.unbilledMetered, underRegistration: underRegistration)
        }
        guard let defaults else { return (full, flags) }
        func fill(
            _ path: WritableKeyPath<StandardBalance, Uncertain?>, _ share: AWWADefaults.Share,
            _ input: AuditInput
        ) {
            guard full[keyPath: path] == nil else { return }
            full[keyPath: path] = AWWADefaults.volume(share, of: balance, as: input.rawValue)
            flags.append(.init(.defaultUsed, input.rawValue))
        }
        fill(\.unbilledUnmetered, defaults.unbilledUnmetered, .unbilledUnmetered)
        fill(\.unauthorised, defaults.unauthorised, .unauthorised)
        fill(\.dataHandling, defaults.dataHandling, .dataHandling)
        return (full, flags)
    }

    /// The figures of one standard, in the order in which they follow from each other.
    public func indicators(by standard: Standard) -> [Indicator] {
        switch standard {
        case .cjj92Revision2018: cjj92Indicators(.revision2018)
        case .cjj92Original2016: cjj92Indicators(.original2016)
        case .iwa: internationalIndicators(isUS: false)
        case .awwa: internationalIndicators(isUS: true)
        }
    }
}
