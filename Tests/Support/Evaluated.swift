import LeakZones
import Telemetry
import WaterLoss

/// Short ways for tests to judge one zone by one standard.
extension ZoneBalance {
    package func evaluated(
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
    package subscript(name: String) -> Indicator? { IndicatorCatalogue[name].flatMap { self[$0] } }

    package var night: NightAccount? { evaluation?.night }
    package var agreement: LeakageAgreement? { evaluation?.agreement }
    package var reads: ZoneMeterReads? { evaluation?.reads }
    package var indicators: [Indicator] { evaluation?.indicators ?? [] }
}
