import CityStore
import Foundation
import InputOutput
import LeakZones
import WaterLoss
import NetworkFormats
import PipeNetwork
import Reports
import Telemetry

extension City {
    /// The balance of zones as a report that can be printed in any form.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - unit: days, weeks from Monday, calendar months, or the whole as one.
    ///   - zones: ids of the zones wanted; all when empty.
    ///   - options: with the city's calendar when `nil`.
    ///   - asOf: a local day or time whose network and zones are used for the whole period; when `nil`, each part of the
    ///     period is balanced by those that held then.
    /// - Throws: `ZoneError.unknownZone` besides what ``balances(from:to:by:options:asOf:)`` throws.
    public func balanceReport(
        from: String, to: String, by unit: CalendarUnit = .period, zones: [String] = [],
        options: BalanceOptions? = nil, asOf: String? = nil
    ) throws -> BalanceReport {
        let timeline = try CityTimeline(self, from: from, to: to, asOf: asOf, options: options)
        let known = timeline.scheme.zones.map(\.id)
        for zone in zones where !known.contains(zone) { throw ZoneError.unknownZone(zone, known: known) }
        let all = try timeline.balances(timeline.calendar.periods(in: timeline.period, by: unit))
        let wanted = zones.isEmpty ? all : all.filter { $0.first.map { zones.contains($0.zone) } ?? false }
        return BalanceReport(wanted, scheme: timeline.scheme, calendar: timeline.calendar)
    }

    /// The loss report of the whole city over a period.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - name: what the city is called; what its settings say when `nil`, else its file's name.
    ///   - policy: what the evaluation takes for granted; what the city's settings say when `nil`.
    ///   - options: with the city's calendar when `nil`.
    ///   - asOf: a local day or time whose network and zones are used for the whole period; when `nil`, water is balanced by
    ///     those that held at each time, and nights and pressures by those at the end.
    ///   - other: local days or times between which the city is compared with, such as the month before, the second not
    ///     included; it has the network and zones of its own time. `nil` compares with nothing.
    /// - Throws: ``RequestError/overlappingPeriods(period:compared:)`` besides what balances throw.
    public func lossReport(
        from: String, to: String, name: String? = nil, policy: EvaluationPolicy? = nil,
        options: BalanceOptions? = nil, asOf: String? = nil,
        comparedWith other: (from: String, to: String)? = nil
    ) throws -> LossReport {
        let settings = try settings()
        let policy = policy ?? EvaluationPolicy(settings)
        let title =
            name ?? settings.name
            ?? (path as NSString).lastPathComponent.replacingOccurrences(of: ".db", with: "")
        if let other { try refuseOverlap(from: from, to: to, other, options: options) }
        let timeline = try CityTimeline(
            self, from: from, to: to, asOf: asOf, options: options, whole: Zone(id: title))
        let (calendar, period) = (timeline.calendar, timeline.period)
        let balance = try timeline.waterBalance()
        let whole = calendar.periods(in: period, by: .period)
        guard let first = whole.first else { throw RequestError.emptyPeriod(from: from, to: to) }
        let weeks = calendar.periods(in: period, by: .week)
        let months = calendar.periods(in: period, by: .month)
        let parts = weeks + (months.count > 1 ? months : [])
        let past = try timeline.past()
        let measured = try timeline.joined(
            balance.measurements(
                first, and: parts, pastDays: past.days, areaPastDays: past.ofAreas, policy: policy),
            periods: [first] + parts)
        let standards: [LossStandard] = [.cjj92Revision2018, .iwa]
        func withMonths(_ zone: ZoneReport) -> ZoneReport {
            var zone = zone
            zone.months = Array(zone.weeks.dropFirst(weeks.count))
            zone.weeks = Array(zone.weeks.prefix(weeks.count))
            return zone
        }
        var report = LossReport(
            name: title, period: period, calendar: calendar, network: timeline.network,
            scheme: timeline.scheme, zones: measured.reports(by: standards).map(withMonths),
            city: measured.cityReport(by: standards).map(withMonths), serviceMinimum: policy.serviceMinimum)
        if let other {
            let compared = try comparedPeriod(
                from: other.from, to: other.to, city: title, options: options, asOf: asOf)
            report.comparison = LossComparison(
                of: report.zones, city: report.city, over: period, with: compared)
        }
        return report
    }
}
