import Telemetry

/// The volumes of one boundary meter in every period.
struct BoundaryMeter {
    /// The element that was read.
    let id: String
    /// Leaf zone that positive readings leave; `nil` outside.
    let from: Int?
    /// Leaf zone that positive readings enter; `nil` outside.
    let to: Int?
    /// What passed, a value a period; `nil` when the meter has no series.
    let volumes: [MeasuredVolume?]

    /// Reads the meter of a crossing.
    static func read(
        _ meter: Meter, from: Int?, to: Int?, flows: BoundaryFlows, source: any ReadingSource,
        periods: [Period], span: Period, options: BalanceOptions
    ) throws -> BoundaryMeter {
        let id = meter.id
        var volumes: [MeasuredVolume?] = periods.map { _ in nil }
        if let series = try flows.flow(of: meter, around: span, from: source, options) {
            volumes = periods.map { series.volume(in: $0) }
        }
        // The register of the same meter counts on while its flow is not logged.
        let isUsable = { (volume: MeasuredVolume?) in
            (volume?.coverage ?? 0) >= options.gaps.minimumCoverage
        }
        if !volumes.allSatisfy(isUsable),
            let register = try source.readings(of: id, kind: .register, around: span), register.count > 1
        {
            let series = try RegisterSeries(register, meter: meter, policy: options.gaps)
            for (place, period) in periods.enumerated() where !isUsable(volumes[place]) {
                let counted = series.volume(in: period)
                if volumes[place] == nil || isUsable(counted) { volumes[place] = counted }
            }
        }
        return BoundaryMeter(id: id, from: from, to: to, volumes: volumes)
    }

    /// The whole period's volume and what to say of it; `nil` when it cannot stand for the period.
    func volume(in period: Int, _ policy: GapPolicy) -> (volume: MeasuredVolume?, flags: [BalanceFlag]) {
        guard let measured = volumes[period] else { return (nil, [BalanceFlag(.missingInlet, id)]) }
        var flags: [BalanceFlag] = []
        if measured.flags.contains(.stuck) { flags.append(BalanceFlag(.stuckMeter, id)) }
        if measured.flags.contains(.unknownJump) { flags.append(BalanceFlag(.registerJump, id)) }
        guard measured.coverage >= policy.minimumCoverage,
            let whole = measured.scaledToPeriod(policy: policy)
        else {
            return (nil, flags + [BalanceFlag(.missingInlet, id)])
        }
        if measured.coverage < 1 - 1e-9 { flags.append(BalanceFlag(.filled, id)) }
        return (whole, flags)
    }
}
