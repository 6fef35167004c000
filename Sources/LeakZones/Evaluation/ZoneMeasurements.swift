import Telemetry
import WaterLoss

/// What was measured of one zone over a period, before any standard judges it.
public struct ZoneMeasurements: Sendable, Hashable {
    /// The zone.
    public var zone: Zone
    /// Its balance over the period.
    public var balance: ZoneBalance
    /// Its balances over the further periods that were asked for, such as the weeks.
    public var weeks: [ZoneBalance]
    /// Lengths and counts.
    public var facts: ZoneFacts
    /// The nights of its net flow in the period.
    public var nights: [NightFlow]
    /// Nights before the period, from which alarms learn what is usual.
    public var earlierNights: [NightFlow]
    /// What its customers use at night; `nil` without a night.
    public var nightUse: ZoneNightUse?
    /// How its customers' registers were read; `nil` when not asked for. The balance estimates the use of those that stand
    /// still already.
    public var reads: ZoneMeterReads?
    /// What its pressure points say; without it UARL, ILI, background and night leakage are not said.
    public var pressure: ZonePressure?

    /// Measurements of a zone; of an id alone it is called what the balance calls it.
    public init(
        zone: Zone? = nil, balance: ZoneBalance, weeks: [ZoneBalance] = [], facts: ZoneFacts,
        nights: [NightFlow] = [], earlierNights: [NightFlow] = [], nightUse: ZoneNightUse? = nil,
        reads: ZoneMeterReads? = nil, pressure: ZonePressure? = nil
    ) {
        self.zone = zone ?? Zone(id: balance.zone)
        self.balance = balance
        self.weeks = weeks
        self.facts = facts
        self.nights = nights
        self.earlierNights = earlierNights
        self.nightUse = nightUse
        self.reads = reads
        self.pressure = pressure
    }

    /// The zone judged by standards.
    ///
    /// ```swift
    /// let report = measurements.report(by: [.cjj92(.revision2018), .iwa])
    /// print(report[.grossLossRate]?.number as Any)
    /// ```
    ///
    /// - Parameters:
    ///   - standards: whose figures are wanted. Those of CJJ 92 are made for an undertaking's year; here they are for
    ///     reference (参考), and say so.
    ///   - policy: what is taken for granted.
    public func report(by standards: [LossStandard], policy: EvaluationPolicy = .init()) -> ZoneReport {
        let night = nightAccount(policy)
        return ZoneReport(
            zone: zone, balance: balance, weeks: weeks, facts: facts, nights: nights, pressure: pressure,
            evaluation: Evaluation(
                standards: standards.map { figures(by: $0, night: night, policy: policy) }, night: night,
                reads: reads))
    }

    /// What the zone's nights say; `nil` where its night use is not known or no night has a minimum.
    private func nightAccount(_ policy: EvaluationPolicy) -> NightAccount? {
        let net = balance.netInput ?? 0
        let error = balance.uncertainNetInput?.halfWidth ?? 0
        return nightUse.flatMap {
            NightAccount(
                nights, after: earlierNights, days: balance.days,
                meterPercent: net > 0 ? error / net * 100 : 0, facts: facts, use: $0, pressure: pressure,
                policy: policy)
        }
    }

    private func figures(
        by standard: LossStandard, night: NightAccount?, policy: EvaluationPolicy
    ) -> Evaluation.StandardFigures {
        let audit = Audit(
            balance, facts: facts, pressure: pressure?.average, standard: standard, policy: policy)
        // Night flows stand beside the balance of the IWA whatever standard is asked for: CJJ 92 has no shares that would split
        // off apparent losses, and what explains a difference does not depend on who asks.
        let beside =
            standard.isChinese
            ? Audit(balance, facts: facts, pressure: pressure?.average, standard: .iwa, policy: policy)
            : audit
        var agreement: LeakageAgreement?
        if let leakage = night?.leakage, let hours = night?.hoursPerDay,
            let real = beside?.completed.balance.realLosses
        {
            agreement = LeakageAgreement(
                bottomUp: leakage,
                topDown: ConfidenceInterval(real.value, halfWidth: real.halfWidth ?? 0),
                hoursPerDay: hours.value, days: balance.days, netInput: balance.netInput)
        }
        var figures = ZoneFigures(balance, facts: facts, policy: policy)
        figures.addTerms()
        if let audit {
            figures.addStandard(audit, standard)
        } else {
            figures.addUnclaimed(standard)
        }
        figures.addReads(reads)
        figures.addPressure(pressure)
        figures.addNight(night, hasPressure: pressure?.isKnown ?? false)
        figures.addAgreement(agreement, waterLosses: beside?.completed.balance.waterLosses)
        figures.addEconomics(night)
        return .init(standard: standard, indicators: figures.indicators, agreement: agreement)
    }
}
