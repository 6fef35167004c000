import WaterLoss
import PipeNetwork
import Telemetry

/// Everything that is evaluated of a city's zones, read once.
public struct ZoneMeasurements: Sendable {
    /// The balance of every zone, in the order of the scheme, then by period; the first period is what is evaluated.
    public let balances: [[ZoneBalance]]
    /// Lengths and counts of every zone.
    public let facts: [ZoneFacts]
    /// The nights of every zone in the first period.
    public let nights: [[NightFlow]]
    /// The nights of every zone before the first period, from which alarms learn what is usual.
    public let earlierNights: [[NightFlow]]
    /// What customers use at night; `nil` for a zone without a night.
    public let nightUse: [ZoneNightUse?]
    /// How customers' registers were read.
    public let reads: [ZoneMeterReads]
    /// What the pressure points say.
    public let pressures: [ZonePressure]
    /// What was taken for granted.
    public let policy: EvaluationPolicy
    /// What the nights say, whatever the standard.
    private let accounts: [NightAccount?]

    /// The same survey with other balances, such as those of a period in which a boundary changed; nights, pressures
    /// and lengths stay what they are.
    ///
    /// - Parameter balances: of every zone, in the order of the scheme, then by period.
    public func with(balances: [[ZoneBalance]]) -> ZoneMeasurements {
        ZoneMeasurements(
            balances: balances, facts: facts, nights: nights, earlierNights: earlierNights,
            nightUse: nightUse,
            reads: reads, pressures: pressures, policy: policy)
    }

    init(
        balances: [[ZoneBalance]], facts: [ZoneFacts], nights: [[NightFlow]], earlierNights: [[NightFlow]],
        nightUse: [ZoneNightUse?], reads: [ZoneMeterReads], pressures: [ZonePressure],
        policy: EvaluationPolicy
    ) {
        self.balances = balances
        self.facts = facts
        self.nights = nights
        self.earlierNights = earlierNights
        self.nightUse = nightUse
        self.reads = reads
        self.pressures = pressures
        self.policy = policy
        accounts = balances.indices.map { zone in
            balances[zone][0].nightAccount(
                facts[zone], nights[zone], after: earlierNights[zone], nightUse[zone], pressures[zone], policy
            )
        }
    }

    /// Every zone evaluated by a standard, in the order of the scheme.
    public func evaluated(by standard: LossStandard) -> [EvaluatedZone] {
        balances.indices.map { zone in
            balances[zone][0].evaluated(
                by: standard, facts: facts[zone], pressure: pressures[zone], night: accounts[zone],
                reads: reads[zone], policy: policy)
        }
    }
}

extension WaterBalance {
    /// Reads what is needed to evaluate every zone over a period: balances, nights, night use and pressures.
    ///
    /// - Parameters:
    ///   - period: what is evaluated.
    ///   - others: further periods of which only balances are wanted, such as the weeks.
    ///   - model: heads of a hydraulic model to interpolate pressures with; `nil` for none.
    ///   - pastDays: days before the period whose nights alarms learn from.
    ///   - zonePastDays: the same for zones whose boundary has not been what it is for so long, by their ids.
    ///   - policy: what is taken for granted.
    public func survey(
        _ period: CalendarPeriod, and others: [CalendarPeriod] = [], model: HeadModel? = nil,
        pastDays: Int = 90, zonePastDays: [String: Int] = [:], policy: EvaluationPolicy = .init()
    ) throws -> ZoneMeasurements {
        let policy = policy.knowingHolidays(options.calendar, in: period.period, pastDays: pastDays)
        let earlier = try earlierNights(
            before: period.period, days: pastDays, ofZones: zonePastDays, policy: policy.night)
        let nights = try scheme.zones.indices.map {
            try nightFlows(ofZone: $0, in: period.period, policy: policy.night)
        }
        let leaves = scheme.leaves
        let windows = nights.indices.map { zone in
            leaves[zone] == [zone] ? nights[zone].compactMap { $0.leastHour(policy.night) } : []
        }
        let (balances, use, reads) = try balances([period] + others, nightWindows: windows)
        let nightUse = scheme.zones.indices.map { zone -> ZoneNightUse? in
            // Without a night of its own nothing was read of a part; then nothing is said of the whole either.
            guard !nights[zone].isEmpty, leaves[zone].allSatisfy({ !windows[$0].isEmpty }) else { return nil }
            let sum = leaves[zone].dropFirst().reduce(use[leaves[zone][0]]) { $0 + use[$1] }
            return ZoneNightUse(sum, method: policy.nightUse)
        }
        return ZoneMeasurements(
            balances: balances,
            facts: ZoneFacts.all(
                scheme, in: network, householdsPerConnection: policy.householdsPerConnection),
            nights: nights, earlierNights: earlier, nightUse: nightUse,
            reads: leaves.map { $0.reduce(ZoneMeterReads()) { $0 + reads[$1] } },
            pressures: try pressures(in: period.period, nights: nights, model: model, policy: policy),
            policy: policy)
    }

    /// The nights of every zone before a period; none where no day is asked for.
    private func earlierNights(
        before period: Period, days: Int, ofZones own: [String: Int], policy: NightPolicy
    ) throws -> [[NightFlow]] {
        let first = options.calendar.date(at: period.start)
        let past = try Period(
            from: options.calendar.startOfDay(first.advanced(byDays: -max(0, days))), to: period.start)
        guard !past.isEmpty else { return scheme.zones.map { _ in [] } }
        // The night of the period's first day belongs to the period.
        return try scheme.zones.indices.map { zone in
            let earliest = first.advanced(byDays: -max(0, min(days, own[scheme.zones[zone].id] ?? days)))
            return try nightFlows(ofZone: zone, in: past, policy: policy)
                .filter { earliest <= $0.date && $0.date < first }
        }
    }

    /// Every zone, evaluated over one period.
    public func evaluations(_ period: CalendarPeriod) throws -> [ZoneEvaluation] {
        try evaluations(
            of: balances([period]).map { $0[0] },
            nights: scheme.zones.indices.map { try nightFlows(ofZone: $0, in: period.period) })
    }

    /// Every zone, evaluated on what was read already: one balance and the nights of its period a zone, in the
    /// order of the scheme. Where customers state only households, connections are estimated by the ratio given, else by
    /// `ServiceConnections.householdsPerConnection`.
    public func evaluations(
        of balances: [ZoneBalance], nights: [[NightFlow]], householdsPerConnection: Double? = nil
    ) -> [ZoneEvaluation] {
        let facts = ZoneFacts.all(
            scheme, in: network, householdsPerConnection: householdsPerConnection)
        return zip(facts, zip(balances, nights)).map { facts, known in
            let least = known.1.meanRollingMinimum()
            return ZoneEvaluation(
                balance: known.0, facts: facts, minimumNightFlow: least?.flow, nights: least?.nights ?? 0)
        }
    }

    /// The net flow of a zone, tanks subtracted; `nil` when a boundary is open, a source inside is not measured or
    /// a meter has no flow series.
    public func netFlow(ofZone zone: Int, in period: Period) throws -> NetFlowSeries? {
        let members = Set(scheme.leaves[zone])
        guard members.allSatisfy({ unmeteredSources[$0] == nil }) else { return nil }
        var terms: [NetFlowSeries.Term] = []
        for crossing in boundary.crossings {
            let isFrom = crossing.from.map(members.contains) ?? false
            let isTo = crossing.to.map(members.contains) ?? false
            guard isFrom != isTo, crossing.state != .closed else { continue }
            guard case .metered(let id, let isForward) = crossing.state,
                let readings = try source.readings(of: id, kind: .flow, around: period), readings.count > 1
            else { return nil }
            let flow = try FlowSeries(
                readings, calendar: options.calendar, meter: meters[id], policy: options.gaps)
            terms.append(.init(flow, sign: isTo == isForward ? 1 : -1))
        }
        guard let step = terms.map(\.flow.step).max(), step > 0 else { return nil }
        let grid = try TimeGrid(covering: period, step: step)
        var net = NetFlowSeries.sum(terms, on: grid)
        for node in 0..<network.nodes.count where members.contains(Int(scheme.zoneOfNode[node])) {
            guard let tank = network.tank(at: node) else { continue }
            let curve = tank.volumeCurve.flatMap { network.curves[$0] }
            guard let readings = try source.readings(of: tank.id, kind: .level, around: period) else {
                return nil
            }
            let levels = try LevelSeries(readings, policy: options.gaps)
            let storage = NetFlowSeries.storage(levels, on: grid) {
                tank.volume(atLevel: $0, curve: curve) ?? .nan
            }
            net = try net.adding(storage, sign: -1)
        }
        return net
    }

    /// The night flows of a zone; none when its net flow is not known.
    public func nightFlows(
        ofZone zone: Int, in period: Period, policy: NightPolicy = .standard
    ) throws -> [NightFlow] {
        try netFlow(ofZone: zone, in: period)?.nightFlows(calendar: options.calendar, policy: policy) ?? []
    }
}

extension NightFlow {
    /// The hour of the least flow; `nil` for a night without one.
    func leastHour(_ policy: NightPolicy) -> Period? {
        rollingMinimumStart.flatMap { try? Period(from: $0, to: $0 + Int64(policy.rollingSeconds)) }
    }
}

extension EvaluationPolicy {
    /// The policy with the public holidays of the calendar's time zone, where it names none itself.
    func knowingHolidays(_ calendar: LocalCalendar, in period: Period, pastDays: Int) -> EvaluationPolicy {
        guard alarm.holidays == nil else { return self }
        var policy = self
        policy.alarm.holidays = PublicHolidays.dates(
            from: calendar.date(at: period.start).advanced(byDays: -max(0, pastDays)),
            to: calendar.date(at: period.end), timeZone: calendar.timeZoneIdentifier)
        return policy
    }
}
