/// Adds up where water comes from and goes to, step by step.
struct VolumeMeter: Sendable {
    private let model: HydraulicModel
    private(set) var volumes = SuppliedVolumes()

    init(_ model: HydraulicModel) { self.model = model }

    /// Adds some seconds of a state, but for what tanks store.
    ///
    /// - Parameter inflows: of the tanks and reservoirs in that state, m³/s.
    mutating func add(_ state: HydraulicState, inflows: [Double], seconds: Double) {
        volumes.duration += seconds
        var (drawn, fed) = (0.0, 0.0)
        for flow in state.demands {
            drawn += max(flow, 0)
            fed -= min(flow, 0)
        }
        // Tanks and reservoirs are no consumers, though their column says what they take.
        for (row, inflow) in inflows.enumerated() {
            if inflow > 0 { drawn -= inflow } else { fed += inflow }
            guard model.tanks[row] == nil else { continue }
            if inflow > 0 {
                volumes.returned += inflow * seconds
            } else {
                volumes.supplied -= inflow * seconds
            }
        }
        volumes.consumed += drawn * seconds
        volumes.supplied += fed * seconds
        for flow in state.emitterFlows { volumes.emitted += flow * seconds }
        for flow in state.leakages { volumes.leaked += flow * seconds }
    }

    /// Takes what flows into tanks in a single state as stored, for a second.
    mutating func addStorage(inflows: [Double]) {
        volumes.stored = inflows.indices.reduce(0) { $0 + (model.tanks[$1] == nil ? 0 : inflows[$1]) }
    }

    /// Adds what tanks took in some seconds: what a tank takes is stored; what a full one that may overflow takes is
    /// spilled.
    ///
    /// - Parameters:
    ///   - tanks: after those seconds.
    ///   - before: volumes of the tanks before, m³.
    mutating func addStorage(_ tanks: TankLevels, from before: [Double], seconds: Double) {
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let taken = tanks.inflows[row] * seconds
            if tank.canOverflow, tanks.volumes[row] >= tank.maximumVolume {
                let gain = min((tanks.volumes[row] - before[row]) / model.flowRatio, taken)
                volumes.stored += gain
                volumes.spilled += taken - gain
            } else {
                volumes.stored += taken
            }
        }
    }
}
