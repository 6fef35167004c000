import CityStore
import Foundation
import InputOutput
import LeakZones
import NetworkFormats
import PipeNetwork
import Reports
import Telemetry
import WaterLoss

extension City {
    /// An audit file to fill in, with what the city knows of a period: what crossed its boundary, what tanks took up, what
    /// customers used, and the sizes of its network.
    ///
    /// What the city does not know stays empty and is said in the remarks; nothing is estimated for it.
    ///
    /// - Parameters:
    ///   - form: whose inputs are asked for.
    ///   - from: the first local day.
    ///   - to: the local day after the last.
    ///   - language: of keys and remarks.
    ///   - policy: what is taken for granted.
    /// - Throws: ``RequestError``, `TelemetryError` for days that are none, `CityError`.
    public func auditTemplate(
        _ form: AuditTemplate.Form, from: LocalDate, to: LocalDate, language: ReportLanguage = .english,
        policy: EvaluationPolicy = .init()
    ) throws -> AuditTemplate {
        let name = (path as NSString).lastPathComponent
        let title = name.hasSuffix(".db") ? String(name.dropLast(3)) : name
        let timeline = try CityTimeline(
            self, from: from.description, to: to.description, asOf: nil, options: nil,
            whole: Zone(id: title))
        let balance = try timeline.waterBalance()
        let periods = timeline.calendar.periods(in: timeline.period, by: .period)
        guard let period = periods.first else {
            throw RequestError.emptyPeriod(from: from.description, to: to.description)
        }
        let measured = try timeline.joined(
            balance.measurements(period, and: [], pastDays: 0, policy: policy), periods: [period])
        var template = AuditTemplate(form, language: language)
        (template.undertaking, template.from, template.to) = (title, from, to)
        guard let city = measured.city else { return template }
        template.fill(city, policy)
        return template
    }
}

extension AuditTemplate {
    /// Fills in what was measured of a city accounted for as one.
    fileprivate mutating func fill(_ city: ZoneMeasurements, _ policy: EvaluationPolicy) {
        let (balance, facts) = (city.balance, city.facts)
        known["volumes.own_sources"] = balance.input.map {
            Known($0, halfWidth: balance.uncertainNetInput?.halfWidth)
        }
        if let export = balance.export, export != 0 { known["volumes.exported"] = Known(export) }
        if let change = balance.storageChange { known["volumes.storage_change"] = Known(change) }
        // Use that is estimated for the most part is none that a year is graded by.
        let isUseKnown = balance.useCoverage >= 0.5
        if isUseKnown {
            known["volumes.billed_metered"] = balance.metered.map {
                Known($0, halfWidth: balance.uncertainUse?.halfWidth)
            }
            if let unmetered = balance.unmetered, unmetered != 0 {
                known["volumes.billed_unmetered"] = Known(unmetered)
            }
        }
        known["network.mains"] = Known(facts.mainsLength)
        if facts.estimatedConnections > 0 {
            let percent = policy.householdsPerConnection == nil ? ServiceConnections.ratioPercent : 0
            known["network.connections"] = Known(
                facts.connections, halfWidth: facts.estimatedConnections * percent / 100)
        } else {
            known["network.connections"] = Known(facts.connections)
        }
        known["network.average_pressure"] = city.pressure?.average.map {
            Known($0, halfWidth: policy.pressureHalfWidth)
        }
        known["cjj92.pipes_dn75"] = facts.largePipes.map { Known($0) }
        remarks.append(
            Wording(
                "Filled in from the city's readings; all use counts as billed: move what is free to the unbilled volumes.",
                "由城市读数填入；全部用水按计费计：免费部分请移至免费用水量。"))
        if facts.estimatedConnections > 0 {
            remarks.append(
                Wording(
                    "Connections are estimated from households where the map does not state them.",
                    "地图未给出接户数之处由户数估算。"))
        }
        if balance.input == nil || balance.metered == nil || balance.unmetered == nil || !isUseKnown {
            remarks.append(
                Wording("Volumes that are empty are not known, because:", "留空的水量未知，原因："))
        }
        for flag in balance.flags {
            remarks.append(Wording(flag.sentence(in: .english), flag.sentence(in: .chinese)))
        }
    }
}
