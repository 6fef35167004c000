import LeakZones
import PipeNetwork

/// Makes a proposal of a division and the links to shut: devices, sizes, pressures, verification.
struct ProposalBuilder {
    let network: Network
    let graph: NetworkGraph
    let roles: NodeRoles
    let isOpen: [Bool]
    let cost: DeviceCost
    let sizes: [Double]
    let options: ZoneDesignOptions
    let limits: SizeLimits?
    let choice: InletChoice

    func proposal(
        zoneOfNode: [Int32], names: [String], plan: BoundaryPlan, shut: Set<Int>, trunk: Double?
    ) throws -> ZoneProposal {
        let devices = plan.devices(network, shut: shut, flows: choice.before?.flows, cost: cost)
        let meters = devices.filter { $0.role == .meter && !($0.isExisting && $0.existing != nil) }
        let scheme = try ZoneScheme(
            zones: names.map { Zone(id: $0) }, zoneOfNode: zoneOfNode, meteredLinks: meters.map(\.linkID))
        var after = network
        for link in shut { after.setStatus(.closed, ofLink: link) }
        var outside = 0.0
        for node in sizes.indices where zoneOfNode[node] < 0 { outside += sizes[node] }
        var proposal = ZoneProposal(
            scheme: scheme, devices: devices, zones: parts(scheme, devices), effect: nil,
            verification: try ZoneVerification(scheme, in: after, graph: graph), trunkDiameter: trunk,
            outside: outside, deviceCost: newCost(devices), score: 0, faults: [])
        if let before = choice.before, let hydraulics = choice.hydraulics {
            let state = try hydraulics.peak(shutting: shut.sorted())
            proposal.effect = HydraulicEffect(
                before, state, network, roles, due: choice.due, serviceMinimum: options.serviceMinimum)
        }
        judge(&proposal, shut)
        return proposal
    }

    /// Sets faults and score.
    func judge(_ proposal: inout ZoneProposal, _ shut: Set<Int>) {
        var faults: [ZoneProposal.Fault] = []
        if let limits {
            if let asked = options.zones, proposal.zones.count != asked { faults.append(.otherNumber) }
            if proposal.zones.contains(where: { $0.size < limits.minimum }) { faults.append(.tooSmall) }
            if proposal.zones.contains(where: { $0.size > limits.maximum }) { faults.append(.tooLarge) }
        }
        if let effect = proposal.effect, effect.short > 0 || effect.dayShort ?? 0 > 0 {
            faults.append(.pressure)
        }
        if !choice.starved(shut).isEmpty { faults.append(.starved) }
        if !proposal.verification.passes { faults.append(.unverified) }
        proposal.faults = faults
        proposal.score =
            proposal.deviceCost + options.lossWeight * max(0, proposal.effect?.meanLoss ?? 0)
    }

    private func newCost(_ devices: [BoundaryDevice]) -> Double {
        devices.reduce(0) { sum, device in
            guard !device.isExisting, !device.isAtSource else { return sum }
            let diameter = device.diameter ?? DeviceCost.usualDiameter
            return sum + DeviceCost.valve(diameter: diameter) * (device.role == .meter ? 2 : 1)
        }
    }

    private func parts(_ scheme: ZoneScheme, _ devices: [BoundaryDevice]) -> [ZoneProposal.Part] {
        var parts = Array(
            repeating: ZoneProposal.Part(size: 0, length: 0, inlets: 0, meters: 0, valves: 0),
            count: scheme.zones.count)
        for node in sizes.indices where scheme.zoneOfNode[node] >= 0 {
            parts[Int(scheme.zoneOfNode[node])].size += sizes[node]
        }
        for (zone, facts) in ZoneFacts.all(scheme, in: network).enumerated() {
            parts[zone].length = facts.mainsLength
        }
        for device in devices {
            for (zone, isEnd) in [(device.from, false), (device.to, true)] {
                guard let zone else { continue }
                switch device.role {
                case .valve: parts[zone].valves += 1
                case .meter:
                    parts[zone].meters += 1
                    if let flow = device.flow, (flow >= 0) == isEnd { parts[zone].inlets += 1 }
                }
            }
        }
        return parts
    }
}
