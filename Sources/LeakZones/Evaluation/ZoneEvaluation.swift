import Telemetry

/// A zone's loss as indicators over one period.
public struct ZoneEvaluation: Sendable, Hashable {
    /// The balance it rests on.
    public var balance: ZoneBalance
    /// The zone's lengths and counts.
    public var facts: ZoneFacts
    /// Minimum night flow, m³/s: mean over the nights of the least rolling hour of the zone's net flow; `nil`
    /// without a night measured throughout.
    public var minimumNightFlow: Double?
    /// Nights behind it.
    public var nights: Int

    /// An evaluation.
    public init(
        balance: ZoneBalance, facts: ZoneFacts, minimumNightFlow: Double? = nil, nights: Int = 0
    ) {
        self.balance = balance
        self.facts = facts
        self.minimumNightFlow = minimumNightFlow
        self.nights = nights
    }

    /// Length of the period, d.
    public var days: Double { balance.days }

    /// Water supplied, m³, where the loss is claimed.
    public var supplied: Double? { balance.isComplete ? balance.netInput : nil }

    /// Consumption that is paid for, m³. Without records of unbilled use all authorised use counts as billed.
    public var billed: Double { balance.metered + balance.unmetered }

    /// Non-revenue water, m³.
    public var nonRevenueWater: Double? {
        supplied.map { LossIndicators.nonRevenueWater(supplied: $0, billed: billed) }
    }

    /// Non-revenue water, percent of the water supplied.
    public var nonRevenueWaterPercent: Double? {
        supplied.flatMap { LossIndicators.nonRevenueWaterPercent(supplied: $0, billed: billed) }
    }

    /// Loss, m³/(km·d).
    public var lossPerKilometreAndDay: Double? {
        balance.loss.flatMap {
            LossIndicators.lossPerKilometreAndDay(loss: $0, mains: facts.mainsLength, days: days)
        }
    }

    /// Loss, L/(connection·d).
    public var lossPerConnectionAndDay: Double? {
        balance.loss.flatMap {
            LossIndicators.lossPerConnectionAndDay(loss: $0, connections: facts.connections, days: days)
        }
    }

    /// Gross water loss rate of CJJ 92, percent; for reference only at the level of a zone.
    public var grossWaterLossRate: Double? {
        supplied.flatMap { LossIndicators.grossWaterLossRate(supplied: $0, registered: billed) }
    }
}
