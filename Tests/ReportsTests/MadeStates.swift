import PipeNetwork

@testable import Hydraulics

/// A reservoir, a tank and a junction, joined by a pipe, a pump and a valve: one of each kind, in L/s and m.
enum Trio {
    static func network() throws -> Network {
        var network = Network()
        network.title = ["Trio"]
        network.hydraulics.flowUnit = .lps
        try network.add(Reservoir(id: "R", position: .init(x: 0, y: 0), head: 50))
        try network.add(Junction(id: "J", position: .init(x: 100, y: 0), elevation: 10))
        try network.add(
            Tank(
                id: "T", position: .init(x: 100, y: 100), elevation: 40, initialLevel: 2, minimumLevel: 0,
                maximumLevel: 4, diameter: 20))
        try network.add(Pipe(id: "P", start: "R", end: "J", length: 500, diameter: 0.2, roughness: 120))
        try network.add(Pump(id: "U", start: "J", end: "T", headCurve: "c"))
        try network.add(Valve(id: "V", start: "T", end: "J", kind: .prv, diameter: 0.1, setting: 25))
        return network
    }

    /// Numbers that floats hold exactly where a test compares bytes.
    static func state(_ network: Network, at time: Double = 0) -> HydraulicState {
        var state = HydraulicState()
        state.time = time
        state.heads = [50, 48, 42]
        state.demands = [-0.03125, 0.015625, 0.015625]
        state.flows = [0.03125, 0.015625, 0.001]
        state.statuses = [.open, .open, .closed]
        state.settings = [.nan, 1, 25]
        state.iterations = 5
        state.relativeError = 0.0001
        state.frame = HydraulicState.Frame(
            elevations: network.nodes.elevation, areas: [0.03125, 0, 0.0078125], starts: network.links.start,
            ends: network.links.end)
        return state
    }

    static func totals() -> SimulationTotals {
        var totals = SimulationTotals()
        totals.energy.pumps = [
            PumpEnergy(
                pump: "U", utilization: 0.5, efficiency: 0.75, energyPerVolume: 0.25, averagePower: 8,
                peakPower: 16, energy: 96, cost: 12)
        ]
        totals.energy.peakPower = 16
        totals.energy.demandCharge = 4
        totals.volumes.duration = 7200
        totals.volumes.supplied = 200
        totals.volumes.consumed = 150
        totals.volumes.leaked = 20
        totals.volumes.stored = 30
        return totals
    }
}
