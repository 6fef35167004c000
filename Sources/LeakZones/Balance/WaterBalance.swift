import WaterLoss
import PipeNetwork
import Telemetry

/// The water balance of every zone of a scheme, period by period (arithmetic on the meter graph;
/// Docs/methods.md, section 3).
///
/// Net volumes are sums over the meter vector: a meter counts +1 for the zone its positive readings enter and −1
/// for the one they leave; for a zone with children the signs of its leaves are added, so that meters between
/// them vanish from its volume and from its uncertainty alike. Nothing measured for a child is ever added to a
/// measurement of its parent.
public struct WaterBalance {
    /// The zones.
    public let scheme: ZoneScheme
    /// Where water can cross between them.
    public let boundary: ZoneBoundary
    /// How the balance is made.
    public let options: BalanceOptions
    /// The zones in their order and, where it is balanced too, the whole city last.
    let areas: [AreaMembers]

    /// The network.
    public let network: Network
    let source: any ReadingSource
    let meters: [String: Meter]
    let customers: Customers
    private let unmeteredUse: UnmeteredUse
    let unmeteredSources: [Int: [String]]
    let flows: BoundaryFlows

    /// Prepares the balance of `scheme` in `network`.
    ///
    /// - Parameters:
    ///   - network: the network.
    ///   - scheme: its zones, made for this network.
    ///   - meters: what is known of meters, by id, beyond what the network's attributes say of them; a meter that
    ///     says no error has the default one of the options.
    ///   - source: where the readings are.
    ///   - options: how the balance is made.
    ///   - city: what the city is called, to account for it as one besides its zones; `nil` accounts for zones only.
    /// - Throws: ``ZoneError/otherNetwork(schemeNodes:networkNodes:)``, `TelemetryError` for a meter that cannot be,
    ///   and what the source throws.
    public init(
        _ network: Network, _ scheme: ZoneScheme, meters: [String: Meter] = [:], source: any ReadingSource,
        options: BalanceOptions = .init(), city: Zone? = nil
    ) throws {
        try self.init(
            network, scheme, meters: meters, source: source, options: options, city: city,
            sharing: BoundaryFlows())
    }

    /// The same with flows that other balances on the same readings have judged, or will.
    package init(
        _ network: Network, _ scheme: ZoneScheme, meters: [String: Meter], source: any ReadingSource,
        options: BalanceOptions, city: Zone?, sharing flows: BoundaryFlows
    ) throws {
        guard scheme.zoneOfNode.count == network.nodes.count else {
            throw ZoneError.otherNetwork(
                schemeNodes: scheme.zoneOfNode.count, networkNodes: network.nodes.count)
        }
        self.network = network
        self.scheme = scheme
        self.source = source
        self.meters = try network.describedMeters().merging(meters) { $1 }
        self.options = options
        self.flows = flows
        areas = scheme.areas(withCity: city)
        let available = try source.availableSeries()
        let read = Set(available.lazy.filter { $0.kind == .flow || $0.kind == .register }.map(\.element))
        boundary = ZoneBoundary(scheme, in: network, isRead: read.contains)
        customers = Customers(network, scheme, available)
        unmeteredUse = UnmeteredUse(customers.unmetered, network, scheme, options)
        unmeteredSources = Self.sourcesInside(scheme, network)
    }

    /// The balance of every zone, leaves and parents, in every period: `balances()[zone][period]` in the order
    /// of the scheme and of `periods`.
    ///
    /// - Parameter periods: each half-open; they may overlap, as the days of a week and the week do.
    public func balances(_ periods: [CalendarPeriod]) throws -> [[ZoneBalance]] {
        Array(try areaBalances(periods).prefix(scheme.zones.count))
    }

    /// The same for every area: the zones, and the city last where it is balanced.
    package func areaBalances(_ periods: [CalendarPeriod]) throws -> [[ZoneBalance]] {
        try balances(periods, nightWindows: []).balances
    }

    /// The balance of every area in parts of a longer time, over all of which the series are judged: what stands still, jumps or is missing
    /// does not depend on how the time was cut.
    func balances(_ periods: [Period], judgedOver whole: Period) throws -> [[ZoneBalance]] {
        let periods = periods.flatMap { options.calendar.periods(in: $0, by: .period) }
        return try balances(periods, nightWindows: [], judgedOver: whole).balances
    }

    /// The same, and what customers used in the night windows of each leaf zone, in one pass over the readings.
    func balances(
        _ periods: [CalendarPeriod], nightWindows: [[Period]], judgedOver whole: Period? = nil
    ) throws -> (balances: [[ZoneBalance]], nights: [NightUseSum], reads: [ZoneMeterReads]) {
        let spans = periods.map(\.period)
        guard let first = spans.map(\.start).min(), let last = spans.map(\.end).max() else {
            return (
                areas.map { _ in [] }, scheme.zones.map { _ in NightUseSum() },
                scheme.zones.map { _ in ZoneMeterReads() }
            )
        }
        let span = try Period(
            from: min(first, whole?.start ?? first), to: max(last, whole?.end ?? last))
        let boundaryMeters = try boundary.crossings.compactMap { try meter(of: $0, spans, span) }
        let tanks = try tanks(spans, span)
        let use = try customerUse(spans, span, nightWindows)
        let counts = customers.countByZone
        // Customers that are drawn outside every zone show that the map has its customers.
        let total = customers.count + network.assets.rows(of: .customerPoint).count
        let balances = areas.map { area in
            let members = Set(area.leaves)
            return periods.indices.map { place in
                var balance = BalanceSum(zone: area.zone.id, period: spans[place], options)
                balance.addBoundary(boundaryMeters, members: members, place)
                balance.addTanks(tanks, members: members, place)
                balance.addUse(area.leaves.map { use.sums[$0][place] })
                let unmetered = unmeteredUse.parts(area, period: spans[place]) { leaf in
                    (use.sums[leaf][place].measured, use.sums[leaf][place].measuredUsers)
                }
                balance.addUnmetered(unmetered)
                if !unmeteredUse.isGiven(area) {
                    balance.noteUsers(area.leaves.reduce(0) { $0 + (counts[$1] ?? 0) }, inCity: total)
                }
                balance.flagOpenBoundaries(openCrossings(of: members))
                balance.flagSources(area.leaves.flatMap { unmeteredSources[$0] ?? [] })
                if !periods[place].isComplete { balance.flag(.partialPeriod) }
                return balance.finished()
            }
        }
        return (balances, use.nights, use.reads)
    }

    private func meter(
        of crossing: ZoneBoundary.Crossing, _ periods: [Period], _ span: Period
    ) throws -> BoundaryMeter? {
        guard case .metered(let id, let isForward) = crossing.state else { return nil }
        return try BoundaryMeter.read(
            boundaryMeter(id), from: isForward ? crossing.from : crossing.to,
            to: isForward ? crossing.to : crossing.from, flows: flows, source: source, periods: periods,
            span: span, options: options)
    }

    private func tanks(_ periods: [Period], _ span: Period) throws -> [TankStorage] {
        try (0..<network.nodes.count).compactMap { node in
            let zone = Int(scheme.zoneOfNode[node])
            guard zone >= 0, let tank = network.tank(at: node) else { return nil }
            return try TankStorage.read(
                tank, zone: zone, curve: tank.volumeCurve.flatMap { network.curves[$0] }, source: source,
                periods: periods, span: span, options: options)
        }
    }

    private func customerUse(
        _ periods: [Period], _ span: Period, _ nightWindows: [[Period]]
    ) throws -> CustomerUse {
        var use = CustomerUse(
            zoneCount: scheme.zones.count, periods: periods, nightWindows: nightWindows, options: options)
        for customer in customers.metered {
            let expected = { (period: Period) in customer.expected(period, unmeteredUse) }
            let readings = try customer.series.flatMap {
                try source.readings(of: $0.element, kind: $0.kind, around: span)
            }
            try use.add(
                zone: customer.zone, readings: readings,
                meter: meters[customer.meterID] ?? Meter(id: customer.meterID, kind: .household),
                users: customer.users, expected: expected)
        }
        for customer in customers.unmetered { use.addUnmetered(customer.users, zone: customer.zone) }
        use.estimateUnknown()
        return use
    }

    /// Open links between a set of leaves and the rest.
    private func openCrossings(of members: Set<Int>) -> [String] {
        boundary.crossings.compactMap { crossing in
            guard crossing.state == .open else { return nil }
            let isFrom = crossing.from.map(members.contains) ?? false
            let isTo = crossing.to.map(members.contains) ?? false
            return isFrom != isTo ? crossing.linkID : nil
        }
    }

    /// Reservoirs and waterworks that stand inside a zone, so that what they deliver crosses no meter.
    private static func sourcesInside(_ scheme: ZoneScheme, _ network: Network) -> [Int: [String]] {
        var sources: [Int: [String]] = [:]
        for node in 0..<network.nodes.count where network.nodes.kinds[node] == .reservoir {
            let zone = Int(scheme.zoneOfNode[node])
            if zone >= 0 { sources[zone, default: []].append(network.nodes.ids[node]) }
        }
        for asset in network.assets.rows(of: .waterworks) where network.assets.node[asset] >= 0 {
            let zone = Int(scheme.zoneOfNode[Int(network.assets.node[asset])])
            if zone >= 0 { sources[zone, default: []].append(network.assets.ids[asset]) }
        }
        return sources
    }
}
