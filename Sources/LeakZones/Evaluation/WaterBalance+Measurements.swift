import PipeNetwork
import Telemetry
import WaterLoss

extension WaterBalance {
    /// Measures every zone over a period, and the city as one where the balance has it: balances, nights, night use,
    /// registers and pressures.
    ///
    /// - Parameters:
    ///   - period: what is evaluated.
    ///   - others: further periods of which only balances are wanted, such as the weeks.
    ///   - model: heads of a hydraulic model to interpolate pressures with; `nil` for none.
    ///   - pastDays: days before the period whose nights alarms learn from.
    ///   - areaPastDays: the same for areas whose boundary has not been what it is for so long.
    ///   - policy: what is taken for granted.
    /// - Throws: what the source of readings throws, and `TelemetryError`.
    public func measurements(
        _ period: CalendarPeriod, and others: [CalendarPeriod] = [], model: HeadModel? = nil,
        pastDays: Int = 90, areaPastDays: [BalanceArea: Int] = [:], policy: EvaluationPolicy = .init()
    ) throws -> CityMeasurements {
        defer { flows.forget() }
        let policy = policy.knowingHolidays(options.calendar, in: period.period, pastDays: pastDays)
        let earlier = try earlierNights(
            before: period.period, days: pastDays, ofAreas: areaPastDays, policy: policy.night)
        let nights = try areas.map { try nightFlows(of: $0, in: period.period, policy: policy.night) }
        let windows = scheme.zones.indices.map { zone in
            areas[zone].leaves == [zone] ? nights[zone].compactMap { $0.leastHour(policy.night) } : []
        }
        let (balances, use, reads) = try balances([period] + others, nightWindows: windows)
        let pressures = try pressures(in: period.period, nights: nights, model: model, policy: policy)
        let facts = ZoneFacts.all(
            areas, of: scheme, in: network, householdsPerConnection: policy.householdsPerConnection)
        let measured = areas.indices.map { place -> ZoneMeasurements in
            let leaves = areas[place].leaves
            // Without a night of its own nothing was read of a part; then nothing is said of the whole either.
            let hasNights = !nights[place].isEmpty && leaves.allSatisfy { !windows[$0].isEmpty }
            let nightUse =
                hasNights
                ? leaves.first.map { first in
                    ZoneNightUse(
                        leaves.dropFirst().reduce(use[first]) { $0 + use[$1] }, method: policy.nightUse)
                } : nil
            return ZoneMeasurements(
                zone: areas[place].zone, balance: balances[place][0], weeks: Array(balances[place][1...]),
                facts: facts[place], nights: nights[place], earlierNights: earlier[place],
                nightUse: nightUse, reads: leaves.reduce(ZoneMeterReads()) { $0 + reads[$1] },
                pressure: pressures[place])
        }
        let count = scheme.zones.count
        return CityMeasurements(
            city: measured.count > count ? measured[count] : nil, zones: Array(measured[..<count]),
            policy: policy)
    }

    /// Every zone over one period by its balance and its nights alone, without a standard.
    ///
    /// Where customers state only households, connections are estimated by
    /// `ServiceConnections.householdsPerConnection`.
    public func reports(_ period: CalendarPeriod) throws -> [ZoneReport] {
        defer { flows.forget() }
        let facts = ZoneFacts.all(scheme, in: network)
        let balances = try balances([period])
        return try scheme.zones.indices.map { zone in
            ZoneReport(
                zone: scheme.zones[zone], balance: balances[zone][0], facts: facts[zone],
                nights: try nightFlows(of: areas[zone], in: period.period, policy: .standard))
        }
    }

    /// The nights of every area before a period; none where no day is asked for.
    private func earlierNights(
        before period: Period, days: Int, ofAreas own: [BalanceArea: Int], policy: NightPolicy
    ) throws -> [[NightFlow]] {
        let first = options.calendar.date(at: period.start)
        let past = try Period(
            from: options.calendar.startOfDay(first.advanced(byDays: -max(0, days))), to: period.start)
        guard !past.isEmpty else { return areas.map { _ in [] } }
        defer { flows.forget() }
        // The night of the period's first day belongs to the period.
        return try areas.map { area in
            let earliest = first.advanced(byDays: -max(0, min(days, own[area.area] ?? days)))
            return try nightFlows(of: area, in: past, policy: policy)
                .filter { earliest <= $0.date && $0.date < first }
        }
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
