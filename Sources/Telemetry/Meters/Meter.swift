import InputOutput

/// A meter: what it is, what its register can show, what it can carry, how well it measures and since when.
public struct Meter: Hashable, Codable, Sendable {
    /// What a meter is for.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// Inlets, outlets and boundaries of zones and works.
        case bulk
        /// Homes.
        case household
        /// Shops, offices, schools.
        case commercial
        /// Works and large customers.
        case industrial
        /// Anything else.
        case other
    }

    /// An exchange of the meter, or of its register, with the figures on record.
    public struct Replacement: Hashable, Codable, Sendable {
        /// When.
        public var at: Timestamp
        /// The last figure of the old register, m³ as shown.
        public var oldFinal: Double
        /// The first figure of the new register, m³ as shown.
        public var newInitial: Double

        /// An exchange.
        public init(at: Timestamp, oldFinal: Double, newInitial: Double) {
            self.at = at
            self.oldFinal = oldFinal
            self.newInitial = newInitial
        }
    }

    /// A change of what a shown cubic metre stands for.
    public struct FactorChange: Hashable, Codable, Sendable {
        /// From when on.
        public var at: Timestamp
        /// The pulse factor from then on.
        public var pulseFactor: Double

        /// A change.
        public init(at: Timestamp, pulseFactor: Double) {
            self.at = at
            self.pulseFactor = pulseFactor
        }
    }

    /// The meter's id.
    public var id: String
    /// What it is for.
    public var kind: Kind
    /// Digits of the register before the decimal mark; `nil` when unknown, and then no rollover is recognised.
    public var registerDigits: Int?
    /// Digits of the register after the decimal mark.
    public var registerDecimals: Int
    /// Unit of the register's figures before the decimal mark.
    public var registerUnit: VolumeUnit
    /// m³ of water that a shown m³ stands for: 1, unless the logger counts pulses or halves.
    public var pulseFactor: Double
    /// Later changes of the pulse factor, in any order.
    public var factorChanges: [FactorChange]
    /// The largest flow it can carry (overload flow Q4 of ISO 4064, 1.25·Q3), m³/s; `nil` when unknown.
    public var maximumFlow: Double?
    /// The permanent flow Q3, m³/s; `nil` when unknown.
    public var nominalFlow: Double?
    /// Its error; `nil` when unknown.
    public var accuracy: MeterAccuracy?
    /// From when it measures; `nil` for always.
    public var validFrom: Timestamp?
    /// Until when, not including; `nil` for ever.
    public var validTo: Timestamp?
    /// Exchanges on record, in any order.
    public var replacements: [Replacement]

    /// A meter; all but its id may stay unknown.
    public init(
        id: String, kind: Kind = .bulk, registerDigits: Int? = nil, registerDecimals: Int = 0,
        registerUnit: VolumeUnit = .cubicMeters, pulseFactor: Double = 1, factorChanges: [FactorChange] = [],
        maximumFlow: Double? = nil, nominalFlow: Double? = nil, accuracy: MeterAccuracy? = nil,
        validFrom: Timestamp? = nil, validTo: Timestamp? = nil, replacements: [Replacement] = []
    ) {
        self.id = id
        self.kind = kind
        self.registerDigits = registerDigits
        self.registerDecimals = registerDecimals
        self.registerUnit = registerUnit
        self.pulseFactor = pulseFactor
        self.factorChanges = factorChanges
        self.maximumFlow = maximumFlow
        self.nominalFlow = nominalFlow
        self.accuracy = accuracy
        self.validFrom = validFrom
        self.validTo = validTo
        self.replacements = replacements
    }

    /// The largest possible flow in m³/s: ``maximumFlow``, or Q4 = 1.25·Q3 of ISO 4064-1 where only
    /// ``nominalFlow`` is known.
    public var largestFlow: Double? { maximumFlow ?? nominalFlow.map { 1.25 * $0 } }

    /// What the register holds before it starts again from zero, m³ as shown: 10^digits units.
    public var registerCapacity: Double? {
        guard let digits = registerDigits, digits > 0 else { return nil }
        return Meter.powerOfTen(digits) * registerUnit.siFactor
    }

    /// The smallest step that the register shows, m³: one of its last decimal.
    public var registerResolution: Double {
        registerUnit.siFactor / Meter.powerOfTen(max(0, registerDecimals))
    }

    /// Whether the meter measures at `time`.
    public func isValid(at time: Timestamp) -> Bool {
        (validFrom.map { $0 <= time } ?? true) && (validTo.map { time < $0 } ?? true)
    }

    /// The part of a period in which the meter measures; `nil` for none.
    public func validPart(of period: Period) -> Period? {
        let from = max(period.start, validFrom ?? period.start)
        let to = min(period.end, validTo ?? period.end)
        return from < to ? Period(ordered: from.secondsSince1970, to.secondsSince1970) : nil
    }

    /// The pulse factor at an instant.
    public func pulseFactor(at time: Timestamp) -> Double {
        factorChanges.filter { $0.at <= time }.max { $0.at < $1.at }?.pulseFactor ?? pulseFactor
    }

    /// Refuses figures that cannot be.
    ///
    /// - Throws: ``TelemetryError/impossibleMeter(id:field:found:expected:)``.
    public func validate() throws(TelemetryError) {
        func check(_ field: Wording, _ value: Double?, _ expected: Wording, _ isGood: (Double) -> Bool)
            throws(TelemetryError)
        {
            guard let value else { return }
            if !value.isFinite || !isGood(value) {
                throw .impossibleMeter(id: id, field: field, found: "\(value)", expected: expected)
            }
        }
        try check(Wording("register digits", "表底数位数"), registerDigits.map(Double.init), .range("1", "15")) {
            (1...15).contains($0)
        }
        try check(Wording("register decimals", "表底数小数位"), Double(registerDecimals), .range("0", "9")) {
            (0...9).contains($0)
        }
        try check(Wording("pulse factor", "脉冲当量"), pulseFactor, .moreThan("0")) { $0 > 0 }
        for change in factorChanges {
            try check(Wording("pulse factor", "脉冲当量"), change.pulseFactor, .moreThan("0")) { $0 > 0 }
        }
        try check(Wording("maximum flow", "最大流量"), maximumFlow, .moreThan("0")) { $0 > 0 }
        try check(Wording("nominal flow", "常用流量"), nominalFlow, .moreThan("0")) { $0 > 0 }
        try check(Wording(verbatim: "random_pct"), accuracy?.randomPercent, .range("0", "100")) {
            (0...100).contains($0)
        }
        try check(Wording(verbatim: "systematic_pct"), accuracy?.systematicPercent, .range("0", "100")) {
            (0...100).contains($0)
        }
        if let from = validFrom, let to = validTo, to <= from {
            throw .impossibleMeter(
                id: id, field: Wording("valid to", "停用时间"), found: "\(to)",
                expected: Wording("later than valid from \(from)", "晚于启用时间 \(from)"))
        }
    }

    private static func powerOfTen(_ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<min(exponent, 300) { power *= 10 }
        return power
    }
}
