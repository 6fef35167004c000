import LeakZones
import PipeNetwork

/// Decides which links of a border stay open, with a meter, and which are shut.
///
/// Links are shut from the smallest flow of the peak hour upwards, as many at once as the pressure bears: a batch that
/// takes a customer below their due is halved until what cannot be shut is found. So n links cost about log n solves each
/// that must stay open, not n.
struct InletChoice {
    let network: Network
    let graph: NetworkGraph
    let roles: NodeRoles
    let isOpen: [Bool]
    let hydraulics: (any ZoneHydraulics)?
    /// The state before, where it could be solved.
    let before: DesignState?
    /// The least pressure each node must keep, m; -inf where nobody is served.
    let due: [Double]

    init(
        _ network: Network, _ graph: NetworkGraph, _ roles: NodeRoles, isOpen: [Bool],
        hydraulics: (any ZoneHydraulics)?, before: DesignState?, options: ZoneDesignOptions
    ) {
        (self.network, self.graph, self.roles, self.isOpen) = (network, graph, roles, isOpen)
        (self.hydraulics, self.before) = (hydraulics, before)
        due = Self.due(before?.pressures ?? [], roles, network, options)
    }

    /// What each node with a use must keep: the service minimum, or what it had where that was lower.
    static func due(
        _ pressures: [Double], _ roles: NodeRoles, _ network: Network, _ options: ZoneDesignOptions
    ) -> [Double] {
        pressures.indices.map { node in
            guard roles.hasUse[node], network.nodes.kinds[node] == .junction, pressures[node].isFinite
            else { return -.infinity }
            return min(options.serviceMinimum, pressures[node]) - options.tolerance
        }
    }

    /// The rows of links to shut so that every zone keeps at most `inlets` open ways in where the pressure allows.
    ///
    /// - Parameter inlets: 0 shuts whatever the pressure allows.
    func links(of plan: BoundaryPlan, zones: Int, inlets: Int, cost: DeviceCost) throws -> Set<Int> {
        let size = { (crossing: BoundaryPlan.Crossing) in
            let flow = before.map { abs($0.flows[crossing.link]) }
            let diameter = network.links.diameter[crossing.link]
            return (
                cost.hasMeter[crossing.link] ? 1 : 0,
                flow ?? (diameter > 0 ? diameter : DeviceCost.usualDiameter), crossing.link
            )
        }
        let open = plan.crossings.filter { !$0.isShut }
        let order = open.filter { !$0.staysOpen }.map { (crossing: $0, size: size($0)) }
            .sorted { $0.size < $1.size }.map(\.crossing)
        var waysIn = [Int](repeating: 0, count: zones)
        for crossing in open { if let zone = receiver(crossing) { waysIn[zone] += 1 } }
        var wanted: [Int] = []
        for crossing in order {
            if let zone = receiver(crossing) {
                guard waysIn[zone] > inlets else { continue }
                waysIn[zone] -= 1
            }
            wanted.append(crossing.link)
        }
        var shut: Set<Int> = []
        try shutBatch(wanted[...], &shut)
        return shut
    }

    /// The zone that water enters over a crossing; without a solved state the zone at its end.
    private func receiver(_ crossing: BoundaryPlan.Crossing) -> Int? {
        let isForward = (before?.flows[crossing.link] ?? 0) >= 0
        var zone = isForward ? crossing.to : crossing.from
        if before == nil, zone < 0 { zone = isForward ? crossing.from : crossing.to }
        return zone < 0 ? nil : Int(zone)
    }

    private func shutBatch(_ batch: ArraySlice<Int>, _ shut: inout Set<Int>) throws {
        guard !batch.isEmpty else { return }
        if try isFine(shut.union(batch)) {
            shut.formUnion(batch)
        } else if batch.count > 1 {
            let middle = batch.startIndex + (batch.count + 1) / 2
            try shutBatch(batch[..<middle], &shut)
            try shutBatch(batch[middle...], &shut)
        }
    }

    /// Whether everyone who was reached is reached still, and keeps the pressure they are due.
    func isFine(_ shut: Set<Int>) throws -> Bool {
        guard starved(shut).isEmpty else { return false }
        guard let hydraulics else { return true }
        let state = try hydraulics.peak(shutting: shut.sorted())
        return zip(state.pressures, due).allSatisfy { $0 >= $1 }
    }

    /// The nodes with a use that a source reached before and reaches no more.
    func starved(_ shut: Set<Int>) -> [Int] {
        let isSource = roles.isSource
        let reached = { (isPassable: (Int) -> Bool) in
            let parts = graph.connectedComponents { isPassable($0) }
            let hasSource = parts.holding(isSource)
            return parts.label.map { hasSource[Int($0)] }
        }
        let now = reached { isOpen[$0] && !shut.contains($0) }
        let then = reached { isOpen[$0] }
        return now.indices.filter { roles.hasUse[$0] && then[$0] && !now[$0] }
    }
}
