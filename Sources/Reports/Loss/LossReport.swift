import InputOutput
import LeakZones
import WaterLoss
import PipeNetwork
import Telemetry

/// What is known of a city's losses over a period: values in, a page, a summary or a table out.
///
/// Nothing is computed here but sums for the city as a whole; every number comes from the reports of the zones.
/// A zone that claims no loss is shown without one, with the reason; it is never shown as 0.
public struct LossReport: Sendable {
    /// What the city is called.
    public var name: String
    /// The period.
    public var period: Period
    /// Local time.
    public var calendar: LocalCalendar
    /// The network, for the map.
    public var network: Network
    /// The zones.
    public var scheme: ZoneScheme
    /// Where water can cross between zones.
    public var boundary: ZoneBoundary
    /// All that is known of each zone, in the order of the scheme.
    public var zones: [ZoneReport]
    /// The city accounted for as one, where it was: meters between zones then cancel in its limits. Without it the totals are
    /// sums over zones.
    public var city: ZoneReport?
    /// The same zones in another period beside these; `nil` where nothing is compared.
    public var comparison: LossComparison?
    /// What a reader has to know of the data and of choices made, beyond the flags.
    public var notes: [Wording]
    /// Pressure promised to customers, m.
    public var serviceMinimum: Double
    /// What a reader has to know of the map, in small print below it: why it is only a drawing, say.
    public var mapNote: Wording?

    /// A report.
    public init(
        name: String, period: Period, calendar: LocalCalendar, network: Network, scheme: ZoneScheme,
        boundary: ZoneBoundary? = nil, zones: [ZoneReport], city: ZoneReport? = nil,
        comparison: LossComparison? = nil,
        notes: [Wording] = [], serviceMinimum: Double = EvaluationPolicy().serviceMinimum
    ) {
        self.name = name
        self.period = period
        self.calendar = calendar
        self.network = network
        self.scheme = scheme
        self.boundary = boundary ?? ZoneBoundary(scheme, in: network)
        self.zones = zones
        self.city = city
        self.comparison = comparison
        self.notes = notes
        self.serviceMinimum = serviceMinimum
    }

    /// Length of the period, d.
    public var days: Double { Double(period.duration) / 86_400 }

    /// Positions of the zones from the largest loss to the smallest, then those that claim none, in the order of
    /// the scheme.
    public var ranking: [Int] {
        zones.indices.sorted { a, b in
            switch (zones[a].balance.loss, zones[b].balance.loss) {
            case (let first?, let second?): first == second ? a < b : first > second
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): a < b
            }
        }
    }

    /// Positions of the zones without children.
    var leafZones: [Int] {
        let parents = Set(zones.compactMap(\.zone.parent))
        return zones.indices.filter { !parents.contains(zones[$0].zone.id) }
    }

    /// Leaf zones that claim a loss, the largest first.
    var worstZones: [Int] {
        let leaves = Set(leafZones)
        return ranking.filter { leaves.contains($0) && zones[$0].balance.isComplete }
    }

    /// Leaf zones that claim none.
    var unclaimedZones: [Int] { leafZones.filter { !zones[$0].balance.isComplete } }

    /// The id of the zone at `position`, with its name where that says more.
    func label(of position: Int) -> String {
        let zone = zones[position].zone
        return zone.name == zone.id ? zone.id : "\(zone.id) \(zone.name)"
    }

    /// Why a zone claims no loss: the flags that block it, in words.
    func reasons(at position: Int, in language: ReportLanguage) -> [String] {
        let blocking: Set<BalanceFlag.Code> = [
            .missingInlet, .missingLevel, .unknownTankShape, .openBoundary, .unmeteredSource, .noInlet,
            .useUnknown,
        ]
        let sentences = zones[position].balance.flags
            .filter { blocking.contains($0.code) }.map { $0.sentence(in: language) }
        return sentences.isEmpty ? [Phrase.reasonNoFlag.wording[language]] : sentences
    }

    /// The period's first and last local date.
    var dates: String { dates(of: period) }

    /// A period's first and last local date.
    func dates(of period: Period) -> String {
        let first = calendar.date(at: period.start)
        let last = calendar.date(at: period.isEmpty ? period.end : period.end - 1)
        return "\(first) – \(last)"
    }
}
