import PipeNetwork
import Telemetry

extension WaterBalance {
    /// The net flow of a zone, tanks subtracted; `nil` when a boundary is open, a source inside is not measured or
    /// a meter has no flow series.
    ///
    /// - Parameter zone: its position in the scheme.
    public func netFlow(ofZone zone: Int, in period: Period) throws -> NetFlowSeries? {
        try netFlow(of: areas[zone], in: period)
    }

    /// The night flows of a zone; none when its net flow is not known.
    ///
    /// - Parameter zone: its position in the scheme.
    public func nightFlows(
        ofZone zone: Int, in period: Period, policy: NightPolicy = .standard
    ) throws -> [NightFlow] {
        try nightFlows(of: areas[zone], in: period, policy: policy)
    }

    func nightFlows(of area: AreaMembers, in period: Period, policy: NightPolicy) throws -> [NightFlow] {
        try netFlow(of: area, in: period)?.nightFlows(calendar: options.calendar, policy: policy) ?? []
    }

    private func netFlow(of area: AreaMembers, in period: Period) throws -> NetFlowSeries? {
        let members = Set(area.leaves)
        guard members.allSatisfy({ unmeteredSources[$0] == nil }) else { return nil }
        var terms: [NetFlowSeries.Term] = []
        for crossing in boundary.crossings {
            let isFrom = crossing.from.map(members.contains) ?? false
            let isTo = crossing.to.map(members.contains) ?? false
            guard isFrom != isTo, crossing.state != .closed else { continue }
            guard case .metered(let id, let isForward) = crossing.state,
                let flow = try flows.flow(of: boundaryMeter(id), around: period, from: source, options)
            else { return nil }
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
}
