import InputOutput
import LeakZones
import WaterLoss
import PipeNetwork
import Telemetry

/// What is known of a city's losses over a period: values in, a page, a summary or a table out.
///
/// Nothing is computed here but sums for the city as a whole; every number comes from the evaluations given.
/// A zone that claims no loss is shown without one, with the reason; it is never shown as 0.
public struct LossReport: Sendable {
    /// The city's name.
    public var city: String
    /// The period of ``evaluations``.
    public var period: Period
    /// Local time.
    public var calendar: LocalCalendar
    /// The network, for the map.
    public var network: Network
    /// The zones.
    public var scheme: ZoneScheme
    /// Where water can cross between zones.
    public var boundary: ZoneBoundary
    /// Each zone over the whole period, in the order of the scheme.
    public var evaluations: [ZoneEvaluation]
    /// Each zone's balance week by week, in the order of the scheme; may be empty.
    public var weeks: [[ZoneBalance]]
    /// Each zone's nights, in the order of the scheme; may be empty.
    public var nights: [[NightFlow]]
    /// The city as one zone, where it was evaluated so: meters between zones then cancel in its limits. Without it
    /// the totals are sums over zones.
    public var wholeCity: ZoneEvaluation?
    /// What a reader has to know of the data and of choices made, beyond the flags.
    public var notes: [Wording]
    /// Further figures of each zone, in the order of the scheme; may be empty.
    public var figures: [[Indicator]]
    /// Each zone evaluated, in the order of the scheme; may be empty.
    public var evaluated: [EvaluatedZone]
    /// Further figures of the city as one zone; may be empty.
    public var cityFigures: [Indicator]
    /// Pressure promised to customers, m.
    public var serviceMinimum: Double
    /// What a reader has to know of the map, in small print below it: why it is only a drawing, say.
    public var mapNote: Wording?

    /// A report.
    public init(
        city: String, period: Period, calendar: LocalCalendar, network: Network, scheme: ZoneScheme,
        boundary: ZoneBoundary? = nil, evaluations: [ZoneEvaluation], weeks: [[ZoneBalance]] = [],
        nights: [[NightFlow]] = [], wholeCity: ZoneEvaluation? = nil, notes: [Wording] = [],
        figures: [[Indicator]] = [], evaluated: [EvaluatedZone] = [], cityFigures: [Indicator] = [],
        serviceMinimum: Double = EvaluationPolicy().serviceMinimum
    ) {
        self.city = city
        self.period = period
        self.calendar = calendar
        self.network = network
        self.scheme = scheme
        self.boundary = boundary ?? ZoneBoundary(scheme, in: network)
        self.evaluations = evaluations
        self.weeks = weeks
        self.nights = nights
        self.wholeCity = wholeCity
        self.notes = notes
        self.figures = figures
        self.evaluated = evaluated
        self.cityFigures = cityFigures
        self.serviceMinimum = serviceMinimum
    }

    /// Length of the period, d.
    public var days: Double { Double(period.duration) / 86_400 }

    /// Positions of the zones from the largest loss to the smallest, then those that claim none, in the order of
    /// the scheme.
    public var ranking: [Int] {
        evaluations.indices.sorted { a, b in
            switch (evaluations[a].balance.loss, evaluations[b].balance.loss) {
            case (let first?, let second?): first == second ? a < b : first > second
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): a < b
            }
        }
    }

    /// Positions of the zones without children.
    var leafZones: [Int] {
        let parents = Set(scheme.zones.compactMap(\.parent))
        return evaluations.indices.filter {
            $0 >= scheme.zones.count || !parents.contains(scheme.zones[$0].id)
        }
    }

    /// Leaf zones that claim a loss, the largest first.
    var worstZones: [Int] {
        let leaves = Set(leafZones)
        return ranking.filter { leaves.contains($0) && evaluations[$0].balance.isComplete }
    }

    /// Leaf zones that claim none.
    var unclaimedZones: [Int] { leafZones.filter { !evaluations[$0].balance.isComplete } }

    /// The id of the zone at `position`, with its name where that says more.
    func label(of position: Int) -> String {
        let id = evaluations[position].balance.zone
        guard let name = scheme.zone(id)?.name, name != id else { return id }
        return "\(id) \(name)"
    }

    /// Why a zone claims no loss: the flags that block it, in words.
    func reasons(at position: Int, in language: ReportLanguage) -> [String] {
        let blocking: Set<BalanceFlag.Code> = [
            .missingInlet, .missingLevel, .unknownTankShape, .openBoundary, .unmeteredSource, .noInlet,
            .useUnknown,
        ]
        let sentences = evaluations[position].balance.flags
            .filter { blocking.contains($0.code) }.map { $0.sentence(in: language) }
        return sentences.isEmpty ? [Phrase.reasonNoFlag.wording[language]] : sentences
    }

    /// The period's first and last local date.
    var dates: String {
        let first = calendar.date(at: period.start)
        let last = calendar.date(at: period.isEmpty ? period.end : period.end - 1)
        return "\(first) – \(last)"
    }
}
