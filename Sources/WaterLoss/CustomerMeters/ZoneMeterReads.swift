import Telemetry

/// How the customers' registers of a zone were read in a period.
public struct ZoneMeterReads: Sendable, Hashable {
    /// Registers looked at.
    public var meters = 0
    /// Ids of those that stand still with use before.
    public var stuck: [String] = []
    /// Ids of those not read for longer than allowed, or never.
    public var unread: [String] = []
    /// What the stuck ones did not show in the period, m³, with limits.
    public var missed = ConfidenceInterval(0, halfWidth: 0)

    /// No registers.
    public init() {}

    /// Adds a customer's register.
    package mutating func add(
        _ id: String, _ reads: RegisterSeries?, in period: Period, policy: CustomerMeterReads.Policy = .init()
    ) {
        meters += 1
        let judged = CustomerMeterReads([(id, reads)], until: period.end, policy: policy).meters[0]
        switch judged.state {
        case .read: break
        case .unread: unread.append(id)
        case .stuck:
            stuck.append(id)
            let missed = CustomerMeterReads.missed(judged, in: period)
            self.missed = self.missed + ConfidenceInterval(missed, percent: policy.missedPercent)
        }
    }

    package static func + (a: ZoneMeterReads, b: ZoneMeterReads) -> ZoneMeterReads {
        var sum = a
        sum.meters += b.meters
        sum.stuck += b.stuck
        sum.unread += b.unread
        sum.missed = a.missed + b.missed
        return sum
    }
}
