import Telemetry
import WaterLoss

/// The first rates of a zone, from its balance and its lengths and counts alone.
extension ZoneReport {
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
        return LossRates.nonRevenueWater(supplied: supplied, billed: billed)
    }

    /// Non-revenue water, percent of the water supplied; `nil` where its limits hold everything.
    ///
    /// As readings do not say who pays, all use counts as billed, and the figure is the gross water loss rate of CJJ 92 too,
    /// which a zone or a month has for reference only (参考).
    public var nonRevenueWaterPercent: Double? {
        guard let supplied, let billed, hasRate else { return nil }
        return LossRates.nonRevenueWaterPercent(supplied: supplied, billed: billed)
    }

    /// Whether a rate in percent says something: not where the limits of the loss hold everything from nothing to all.
    public var hasRate: Bool {
        guard let supplied, let loss = balance.loss else { return false }
        return !LossRates.holdsEverything(
            loss: loss, halfWidth: balance.lossHalfWidth ?? 0, supplied: supplied)
    }

    /// Loss, m³/(km·d).
    public var lossPerKilometreAndDay: Double? {
        balance.loss.flatMap {
            LossRates.lossPerKilometreAndDay(loss: $0, mains: facts.mainsLength, days: days)
        }
    }

    /// Loss, L/(connection·d).
    public var lossPerConnectionAndDay: Double? {
        balance.loss.flatMap {
            LossRates.lossPerConnectionAndDay(loss: $0, connections: facts.connections, days: days)
        }
    }

    /// Minimum night flow, m³/s, as the mean over the nights of the least rolling hour of the zone's net flow, and the number
    /// of nights behind it; `nil` without a night measured throughout.
    public var minimumNightFlow: (flow: Double, nights: Int)? {
        nights.meanRollingMinimum().map { ($0.flow, $0.nights) }
    }
}
