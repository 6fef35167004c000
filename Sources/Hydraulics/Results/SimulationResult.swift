/// All states of an extended period and what they add up to.
public struct SimulationResult: Sendable {
    /// Every hydraulic step in order of time, those between report times included.
    public var states: [HydraulicState] = []
    /// What pumping used and cost.
    public var energy = EnergyAccount()
    /// Where the water came from and went to.
    public var volumes = SuppliedVolumes()

    /// The states at the network's report times.
    public var reported: [HydraulicState] { states.filter(\.isReported) }
}

/// What a simulation adds up to.
public struct SimulationTotals: Hashable, Sendable {
    /// What pumping used and cost.
    public var energy = EnergyAccount()
    /// Where the water came from and went to.
    public var volumes = SuppliedVolumes()
    /// Hydraulic steps.
    public var steps = 0
    /// Newton steps of all hydraulic steps.
    public var iterations = 0
}
