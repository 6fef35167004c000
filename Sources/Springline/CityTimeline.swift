import CityStore
import LeakZones
import PipeNetwork
import Telemetry

/// The states of a city over a period: which network and which zones held when.
///
/// The file says since when everything is so. Before its first zones were saved nothing is known, and the city is taken as it
/// is now. Changes less than a day apart count as one, made at the first of them and as the last left it: somebody
/// corrected himself.
struct CityTimeline {
    /// The period.
    let period: Period
    /// How balances are made.
    let options: BalanceOptions

    private let city: City
    private let history: ZoneHistory
    /// The network of every version of the history.
    private let networks: [Network]

    /// How long something has to hold to count as a state of its own, s.
    static let shortest: Int64 = 86_400

    /// The time of reports.
    var calendar: LocalCalendar { options.calendar }
    /// The network at the end of the period.
    var network: Network { networks[networks.count - 1] }
    /// The zones at the end of the period.
    var scheme: ZoneScheme { history.versions[history.versions.count - 1].scheme }

    /// The states between two local days or times.
    ///
    /// - Parameter asOf: a local day or time whose state is used throughout; `nil` for those that held.
    /// - Throws: ``RequestError/noZones(path:)``, ``RequestError/emptyPeriod(from:to:)``, `TelemetryError`, `CityError`.
    init(_ city: City, from: String, to: String, asOf: String?, options: BalanceOptions?) throws {
        self.city = city
        self.options = try options ?? BalanceOptions(calendar: city.calendar())
        if let asOf {
            let state = try city.zonedNetwork(asOf: self.options.calendar.timestamp(asOf))
            period = try City.period(from: from, to: to, self.options.calendar)
            networks = [state.network]
            history = try ZoneHistory([.init(state.scheme)])
            return
        }
        let present = try city.zonedNetwork()
        let period = try City.period(from: from, to: to, self.options.calendar)
        self.period = period
        var networks: [Network] = []
        var versions: [ZoneHistory.Version] = []
        for piece in Self.pieces(of: period, changes: try city.versions().map(\.validFrom)) {
            var state = present
            if let time = piece.state {
                let network = try city.network(asOf: time)
                let scheme = try city.zones(asOf: time, for: network)
                if !scheme.zones.isEmpty { state = (network, scheme) }
            }
            if let last = versions.last, last.scheme == state.scheme, networks.last == state.network {
                versions[versions.count - 1].validTo = piece.period.end
                continue
            }
            networks.append(state.network)
            versions.append(.init(state.scheme, validFrom: piece.period.start, validTo: piece.period.end))
        }
        self.networks = networks
        history = try ZoneHistory(versions)
    }

    private init(_ other: CityTimeline, history: ZoneHistory) {
        (city, period, options, networks) = (other.city, other.period, other.options, other.networks)
        self.history = history
    }

    /// A part of a period, and the time whose state holds in it; `nil` for the present.
    struct Piece: Equatable {
        var period: Period
        var state: Timestamp?
    }

    /// The parts of a period between changes.
    static func pieces(of period: Period, changes: [Timestamp]) -> [Piece] {
        var groups: [(first: Timestamp, last: Timestamp)] = []
        for change in changes.sorted() {
            if let group = groups.last, change - group.last < shortest {
                groups[groups.count - 1].last = change
            } else {
                groups.append((change, change))
            }
        }
        let limits = [period.start] + groups.map(\.first).filter { period.start < $0 && $0 < period.end }
        return limits.enumerated().compactMap { place, start in
            let end = place + 1 < limits.count ? limits[place + 1] : period.end
            guard let part = try? Period(from: start, to: end), !part.isEmpty else { return nil }
            let place = groups.lastIndex { $0.first <= start }
            let isPresent = place == nil || place == groups.count - 1
            return Piece(period: part, state: isPresent ? nil : place.map { groups[$0].last })
        }
    }

    /// The same states with other zones.
    func mapped(_ transform: (ZoneScheme) throws -> ZoneScheme) throws -> CityTimeline {
        let versions = try history.versions.map { version in
            var version = version
            version.scheme = try transform(version.scheme)
            return version
        }
        return CityTimeline(self, history: try ZoneHistory(versions))
    }

    /// The balance at the end of the period.
    func waterBalance() throws -> WaterBalance { try waterBalance(networks.count - 1) }

    private func waterBalance(_ place: Int) throws -> WaterBalance {
        try WaterBalance(
            networks[place], history.versions[place].scheme, meters: city.meters(in: networks[place]),
            source: city, options: options)
    }

    /// The balance of every zone there is at the end, in every period: a period is cut for a zone only where something
    /// changed that its balance depends on, and series are judged over the whole time.
    func balances(_ periods: [CalendarPeriod]) throws -> [[ZoneBalance]] {
        if networks.count == 1 { return try waterBalance().balances(periods) }
        let made = try networks.indices.map { try waterBalance($0) }
        let balances = try history.balances(
            ofZones: scheme.zones.map(\.id), in: periods.map(\.period), judgedOver: period, by: made)
        let partial = BalanceFlag(.partialPeriod)
        return balances.map { zone in
            zip(periods, zone).map { part, balance in
                guard !part.isComplete, !balance.flags.contains(partial) else { return balance }
                var balance = balance
                balance.flags = (balance.flags + [partial]).sorted()
                return balance
            }
        }
    }

    /// Whole days before the period in which the city was what it is at the end, 90 at most: nights before a change of
    /// the boundary are no nights of this zone.
    func pastDays() throws -> Int {
        let most: Int64 = 90
        guard let past = try? Period(from: period.start - most * 86_400, to: period.end) else { return 0 }
        let changes = try city.versions().map(\.validFrom)
        let last = Self.pieces(of: past, changes: changes).map(\.period.start).last { $0 <= period.start }
        return Int((period.start - (last ?? past.start)) / 86_400)
    }

    /// A survey of the end of the period with the balances of every time.
    func joined(_ survey: ZoneSurvey, periods: [CalendarPeriod]) throws -> ZoneSurvey {
        networks.count == 1 ? survey : survey.with(balances: try balances(periods))
    }
}
