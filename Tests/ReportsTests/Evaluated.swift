import LeakZones
import Telemetry
import WaterLoss

/// Short ways for tests to judge one zone by one standard.
extension ZoneBalance {
    func evaluated(
        by standard: LossStandard, facts: ZoneFacts, pressure: ZonePressure? = nil,
        nights: [NightFlow] = [], after earlier: [NightFlow] = [], nightUse: ZoneNightUse? = nil,
        reads: ZoneMeterReads? = nil, policy: EvaluationPolicy = .init()
    ) -> ZoneReport {
        ZoneMeasurements(
            balance: self, facts: facts, nights: nights, earlierNights: earlier, nightUse: nightUse,
            reads: reads, pressure: pressure
        ).report(by: [standard], policy: policy)
    }
}

extension ZoneReport {
    /// The figure of a name for programs, as it stands in JSON.
    subscript(name: String) -> Indicator? { IndicatorCatalogue[name].flatMap { self[$0] } }

    var night: NightAccount? { evaluation?.night }
    var agreement: LeakageAgreement? { evaluation?.agreement }
    var reads: ZoneMeterReads? { evaluation?.reads }
    var indicators: [Indicator] { evaluation?.indicators ?? [] }
}
