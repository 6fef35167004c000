import WaterLoss
import Telemetry

/// A zone over a period, evaluated by a standard: its figures with what it takes to defend them.
public struct EvaluatedZone: Sendable, Hashable {
    /// By which standard.
    public let standard: LossStandard
    /// The balance it rests on.
    public let balance: ZoneBalance
    /// Lengths and counts.
    public let facts: ZoneFacts
    /// What its pressure points say; `nil` when nobody looked.
    public let pressure: ZonePressure?
    /// What its nights say; `nil` without a night.
    public let night: NightAccount?
    /// How its customers' registers were read; `nil` when nobody looked.
    public let reads: ZoneMeterReads?
    /// Night flows beside the balance; `nil` where one of the two is missing.
    public let agreement: LeakageAgreement?
    /// The figures, in the order in which they follow from each other.
    public let indicators: [Indicator]

    /// The figure of a key.
    public subscript(key: String) -> Indicator? { indicators.first { $0.key == key } }
}

extension ZoneBalance {
    /// Evaluates the balance by a standard.
    ///
    /// ```swift
    /// let evaluated = balance.evaluated(by: .cjj92(.revision2018), facts: facts, pressure: pressure)
    /// print(evaluated["r_wl_percent"]?.number as Any)
    /// ```
    ///
    /// - Parameters:
    ///   - standard: whose figures are wanted. Those of CJJ 92 are made for an undertaking's year; here they are for
    ///     reference (参考), and say so.
    ///   - facts: lengths and counts of the zone.
    ///   - pressure: what its pressure points say; without it UARL, ILI, background and night leakage are not said.
    ///   - nights: the nights of its net flow.
    ///   - earlier: nights before the period, from which alarms learn what is usual.
    ///   - nightUse: what its customers use at night.
    ///   - reads: how its customers' registers were read. The balance estimates the use of those that stand still
    ///     already.
    ///   - policy: what is taken for granted.
    public func evaluated(
        by standard: LossStandard, facts: ZoneFacts, pressure: ZonePressure? = nil,
        nights: [NightFlow] = [], after earlier: [NightFlow] = [], nightUse: ZoneNightUse? = nil,
        reads: ZoneMeterReads? = nil,
        policy: EvaluationPolicy = .init()
    ) -> EvaluatedZone {
        evaluated(
            by: standard, facts: facts, pressure: pressure,
            night: nightAccount(facts, nights, after: earlier, nightUse, pressure, policy), reads: reads,
            policy: policy)
    }

    /// What the zone's nights say; `nil` where its night use is not known or no night has a minimum.
    func nightAccount(
        _ facts: ZoneFacts, _ nights: [NightFlow], after earlier: [NightFlow], _ use: ZoneNightUse?,
        _ pressure: ZonePressure?, _ policy: EvaluationPolicy
    ) -> NightAccount? {
        let net = netInput ?? 0
        let error = netInputError.map { $0.random + abs($0.systematic) } ?? 0
        return use.flatMap {
            NightAccount(
                nights, after: earlier, days: days, meterPercent: net > 0 ? error / net * 100 : 0,
                facts: facts, use: $0,
                pressure: pressure, policy: policy)
        }
    }

    /// The same with nights that were taken apart before, for those who ask by several standards.
    func evaluated(
        by standard: LossStandard, facts: ZoneFacts, pressure: ZonePressure?, night: NightAccount?,
        reads: ZoneMeterReads?, policy: EvaluationPolicy
    ) -> EvaluatedZone {
        let audit = Audit(self, facts: facts, pressure: pressure?.average, standard: standard, policy: policy)
        // Night flows stand beside the balance of the IWA whatever standard is asked for: CJJ 92 has no shares that would split
        // off apparent losses, and what explains a difference does not depend on who asks.
        let beside =
            standard.isChinese
            ? Audit(self, facts: facts, pressure: pressure?.average, standard: .iwa, policy: policy) : audit
        var agreement: LeakageAgreement?
        if let leakage = night?.leakage, let hours = night?.hoursPerDay,
            let real = beside?.completed.balance.realLosses
        {
            agreement = LeakageAgreement(
                bottomUp: leakage,
                topDown: ConfidenceInterval(real.value, halfWidth: real.halfWidth ?? 0),
                hoursPerDay: hours.value, days: days, netInput: netInput)
        }
        var figures = ZoneFigures(self, facts: facts, policy: policy)
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
        return EvaluatedZone(
            standard: standard, balance: self, facts: facts, pressure: pressure, night: night, reads: reads,
            agreement: agreement, indicators: figures.indicators)
    }
}
