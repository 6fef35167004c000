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
    /// The city as it is now; `nil` where one state is used throughout.
    private let present: (network: Network, scheme: ZoneScheme)?
    /// The whole city as one area; `nil` where only zones are accounted for.
    private let whole: Zone?
    /// The flows that the balances of all states share.
    private let flows = BoundaryFlows()

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
    /// - Parameters:
    ///   - asOf: a local day or time whose state is used throughout; `nil` for those that held.
    ///   - whole: what the city is called, to account for it as one besides its zones.
    /// - Throws: ``RequestError/noZones(path:)``, ``RequestError/emptyPeriod(from:to:)``, `TelemetryError`, `CityError`.
    init(_ city: City, from: String, to: String, asOf: String?, options: BalanceOptions?, whole: Zone? = nil)
        throws
    {
        (self.city, self.whole) = (city, whole)
        self.options = try options ?? BalanceOptions(calendar: city.calendar())
        if let asOf {
            let state = try city.zonedNetwork(asOf: self.options.calendar.timestamp(asOf))
            period = try City.period(from: from, to: to, self.options.calendar)
            (networks, present) = ([state.network], nil)
            history = try ZoneHistory([.init(state.scheme)])
            return
        }
        let present = try city.zonedNetwork()
        self.present = present
        let period = try City.period(from: from, to: to, self.options.calendar)
        self.period = period
        var networks: [Network] = []
        var versions: [ZoneHistory.Version] = []
        for piece in Self.pieces(of: period, changes: try city.versions().map(\.validFrom)) {
            let state = try Self.state(of: piece, in: city, else: present)
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

    /// The balance at the end of the period.
    func waterBalance() throws -> WaterBalance { try waterBalance(networks.count - 1) }

    private func waterBalance(_ place: Int) throws -> WaterBalance {
        try WaterBalance(
            networks[place], history.versions[place].scheme, meters: city.meters(in: networks[place]),
            source: city, options: options, city: whole, sharing: flows)
    }

    /// The balance of every zone there is at the end, and of the city last where it is accounted for, in every period: a period
    /// is cut for an area only where something changed that its balance depends on, and series are judged over the whole
    /// time.
    func balances(_ periods: [CalendarPeriod]) throws -> [[ZoneBalance]] {
        if networks.count == 1 { return try waterBalance().areaBalances(periods) }
        let made = try networks.indices.map { try waterBalance($0) }
        let balances = try history.balances(
            in: periods.map(\.period), judgedOver: period, by: made)
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

    /// Nights before the period from which alarms learn: days, and fewer for areas whose boundary changed in them.
    struct Past {
        /// Whole days before the period.
        var days: Int
        /// Those of areas that have been what they are for less.
        var ofAreas: [BalanceArea: Int]
    }

    /// How far back the nights of each zone are its own, 90 days at most: nights before a change of its boundary are no
    /// nights of this zone.
    func past() throws -> Past {
        let most: Int64 = 90
        let begin = period.start - most * 86_400
        guard let before = try? Period(from: begin, to: period.start), let present else {
            return Past(days: Int(most), ofAreas: [:])
        }
        let earlier = Self.pieces(of: before, changes: try city.versions().map(\.validFrom))
        guard earlier.count > 1 || earlier.contains(where: { $0.state != nil }) else {
            return Past(days: Int(most), ofAreas: [:])
        }
        let now = try waterBalance().nightFootprints()
        var own: [BalanceArea: Int] = [:]
        for piece in earlier.reversed() {
            let then = try footprints(of: piece, else: present)
            let days = Int((period.start - piece.period.end) / 86_400)
            for (area, footprint) in now where own[area] == nil && then[area] != footprint {
                own[area] = days
            }
            if own.count == now.count { break }
        }
        return Past(days: Int(most), ofAreas: own)
    }

    private func footprints(
        of piece: Piece, else present: (network: Network, scheme: ZoneScheme)
    ) throws -> [BalanceArea: NightFootprint] {
        let state = try Self.state(of: piece, in: city, else: present)
        return try WaterBalance(
            state.network, state.scheme, meters: city.meters(in: state.network), source: city,
            options: options, city: whole
        ).nightFootprints()
    }

    /// The network and the zones of a piece; the present where nothing was known then.
    private static func state(
        of piece: Piece, in city: City, else present: (network: Network, scheme: ZoneScheme)
    ) throws -> (network: Network, scheme: ZoneScheme) {
        guard let time = piece.state else { return present }
        let network = try city.network(asOf: time)
        let scheme = try city.zones(asOf: time, for: network)
        return scheme.zones.isEmpty ? present : (network, scheme)
    }

    /// What was measured at the end of the period with the balances of every time.
    func joined(_ measured: CityMeasurements, periods: [CalendarPeriod]) throws -> CityMeasurements {
        networks.count == 1 ? measured : measured.with(balances: try balances(periods))
    }
}
