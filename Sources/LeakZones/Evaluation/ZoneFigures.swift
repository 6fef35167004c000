import Telemetry
import WaterLoss

/// Collects the figures of a zone, group by group.
struct ZoneFigures {
    private(set) var indicators: [Indicator] = []
    let balance: ZoneBalance
    let facts: ZoneFacts
    let policy: EvaluationPolicy

    init(_ balance: ZoneBalance, facts: ZoneFacts, policy: EvaluationPolicy) {
        self.balance = balance
        self.facts = facts
        self.policy = policy
    }

    /// Adds a figure of which no limits are known but those given.
    mutating func add(
        _ key: IndicatorKey, _ value: Double?, halfWidth: Double? = nil, unit: String? = nil,
        method: String? = nil, _ flags: [EvaluationFlag] = []
    ) {
        indicators.append(
            Indicator(
                key, value.map { .number($0) }, unit: unit, halfWidth: value == nil ? nil : halfWidth,
                method: method, flags: flags))
    }

    /// Adds a figure with its limits.
    mutating func add(
        _ key: IndicatorKey, _ value: ConfidenceInterval?, method: String? = nil,
        _ flags: [EvaluationFlag] = []
    ) {
        add(key, value?.value, halfWidth: value?.halfWidth, method: method, flags)
    }

    /// Adds figures that were made elsewhere.
    mutating func add(_ figures: [Indicator]) { indicators += figures }

    /// What crosses the boundary, what is stored and what is used.
    mutating func addTerms() {
        let unknown = balance.flags.filter { $0.code != .incomplete }.map { flag in
            EvaluationFlag(.notGiven, flag.text)
        }
        let terms: [(IndicatorKey, Double?)] = [
            (.inputVolume, balance.input), (.exportVolume, balance.export),
            (.storageChange, balance.storageChange), (.meteredUse, balance.metered),
            (.unmeteredUse, balance.unmetered),
        ]
        for (key, value) in terms { add(key, value, value == nil ? unknown : []) }
        add(.mainsLength, facts.mainsLength / 1000)
        add(.serviceConnections, facts.connections, connectionFlags)
        add(.households, facts.households)
    }

    /// What is to be known of connections that were estimated from households.
    var connectionFlags: [EvaluationFlag] {
        facts.estimatedConnections > 0
            ? [ServiceConnections.flag(perConnection: policy.householdsPerConnection)] : []
    }

    /// The flag of a figure for which no length of private pipes is stated.
    var privatePipeFlags: [EvaluationFlag] {
        policy.privatePipePerConnection == nil ? [.init(.assumed, "private_pipe=0")] : []
    }

    /// The flag of a figure for which no exponent N1 is stated.
    var exponentFlags: [EvaluationFlag] { policy.exponent == nil ? [.init(.defaultUsed, "n1")] : [] }

    /// How customers' registers were read.
    mutating func addReads(_ reads: ZoneMeterReads?) {
        let none: [EvaluationFlag] = reads == nil ? [.init(.notGiven, "registers")] : []
        add(.unreadMeters, reads.map { Double($0.unread.count) }, none)
        add(.stuckMeters, reads.map { Double($0.stuck.count) }, none)
        add(.stuckMissed, reads?.missed, none)
    }

    /// A number without needless decimals.
    static func text(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
