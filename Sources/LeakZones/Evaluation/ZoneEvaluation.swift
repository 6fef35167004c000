import WaterLoss
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

    /// Consumption that is paid for, m³; `nil` when that of some customers is not known. Without records of unbilled use all
    /// authorised use counts as billed.
    public var billed: Double? { balance.use }

    /// Non-revenue water, m³.
    public var nonRevenueWater: Double? {
        guard let supplied, let billed else { return nil }
        return LossIndicators.nonRevenueWater(supplied: supplied, billed: billed)
    }

    /// Non-revenue water, percent of the water supplied; `nil` where its limits hold everything.
    public var nonRevenueWaterPercent: Double? {
        guard let supplied, let billed, hasRate else { return nil }
        return LossIndicators.nonRevenueWaterPercent(supplied: supplied, billed: billed)
    }

    /// Whether a rate in percent says something: not where the limits of the loss hold everything from nothing to all.
    public var hasRate: Bool {
        guard let supplied, let loss = balance.loss else { return false }
        return !LossIndicators.holdsEverything(
            loss: loss, halfWidth: balance.lossHalfWidth ?? 0, supplied: supplied)
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
        guard let supplied, let billed, hasRate else { return nil }
        return LossIndicators.grossWaterLossRate(supplied: supplied, registered: billed)
    }
}
