import WaterLoss
import Telemetry

/// What an evaluation assumes where there is no measurement. Every figure that rests on a default says so by a flag
/// (`default_used`).
public struct EvaluationPolicy: Sendable, Hashable {
    /// How legitimate night use is estimated where customers are not read by the hour.
    public enum NightUse: String, Sendable, Hashable, CaseIterable {
        /// 1.7 L/h a household, 8 L/h another property.
        case properties
        /// 6 % of the people with 10 L each, and 50 L/h for a small non-domestic user.
        case activePeople = "active-people"
        /// What smart meters saw: 1.3–2.5 L/h a household, 3.3–7.1 L/h another user.
        case smartMeters = "smart-meters"
    }

    /// Prices, in one currency.
    public struct Prices: Sendable, Hashable {
        /// What customers pay for a m³: the value of apparent loss.
        public var retail: Double
        /// What one more m³ costs to make: the value of real loss.
        public var variableCost: Double
        /// The currency, such as `CNY`.
        public var currency: String
        /// What a survey for leaks costs, a km of main; `nil` when not known.
        public var surveyPerKilometre: Double?

        /// Prices.
        public init(
            retail: Double, variableCost: Double, currency: String, surveyPerKilometre: Double? = nil
        ) {
            self.retail = retail
            self.variableCost = variableCost
            self.currency = currency
            self.surveyPerKilometre = surveyPerKilometre
        }
    }

    /// The hours of the night and its statistic.
    public var night = NightPolicy.standard
    /// How night use is estimated. Default: by properties.
    public var nightUse = NightUse.properties
    /// Infrastructure condition factor ICF of the background; `nil` takes ``defaultConditionFactor``.
    public var conditionFactor: Double?
    /// Exponent N1 of all leakage between night and day; `nil` takes ``defaultExponent``.
    public var exponent: Double?
    /// 95 % half-width of N1. Default 0.3: field values lie mostly between 0.5 and 1.5.
    public var exponentHalfWidth = 0.3
    /// Mean length of private pipe between property line and meter, m; `nil` counts as 0, meters at the line.
    public var privatePipePerConnection: Double?
    /// Households for each service connection, where customers state only households; `nil` takes
    /// `ServiceConnections.householdsPerConnection`.
    public var householdsPerConnection: Double?
    /// Share of the time that the system is pressurised, above 0 to 1. Losses for each connection and length are for a day
    /// of pressure (w.s.p.).
    public var pressurisedShare = 1.0
    /// 95 % half-width of an average zone pressure, m. Default 2: the loggers' error and the few places they stand at.
    public var pressureHalfWidth = 2.0
    /// Pressure that is promised to customers, m. Default 14 (0.14 MPa).
    public var serviceMinimum = 14.0
    /// Error of customers' meters: under-registration as a fraction of the true volume, with its 95 % half-width,
    /// which all meters share; `nil` takes 0 ± 0.02, what ISO 4064 permits new meters from Q2 on.
    public var underRegistration: ConfidenceInterval?
    /// What stands in for unbilled unmetered use, unauthorised use and data handling. Default: the shares of AWWA's
    /// water audit software, version 6.
    public var defaults: AWWADefaults? = .version6
    /// Prices; `nil` and nothing is valued.
    public var prices: Prices?
    /// What CJJ 92 corrects by, for those who know it of the undertaking.
    public var cjj92 = Audit.CJJ92Facts()
    /// Whose World Bank matrix applies; `nil` takes `WorldBankBand.World.standard`.
    public var world: WorldBankBand.World?
    /// How a step of the night flow is told.
    public var alarm = StepAlarmPolicy()
    /// From what a pressure point counts as faulty.
    public var pressurePoints = PressurePointPolicy()

    /// ICF where none is stated: 2, which is usual in the UK.
    public static let defaultConditionFactor = 2.0
    /// N1 where none is stated: 1, the mean of mixed pipes.
    public static let defaultExponent = 1.0

    /// The defaults.
    public init() {}
}
