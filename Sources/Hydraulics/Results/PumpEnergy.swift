/// What one pump used and cost over a simulation.
public struct PumpEnergy: Hashable, Sendable {
    /// The pump's id.
    public var pump: String
    /// Share of the time that it ran, 0 to 1.
    public var utilization: Double
    /// Mean efficiency while it ran, 0 to 1.
    public var efficiency: Double
    /// Mean energy for each m³ while it ran, kWh/m³.
    public var energyPerVolume: Double
    /// Mean power while it ran, kW.
    public var averagePower: Double
    /// Highest power, kW.
    public var peakPower: Double
    /// Energy, kWh.
    public var energy: Double
    /// Cost of the energy, currency; without the demand charge.
    public var cost: Double
}

/// What all pumps used and cost over a simulation.
public struct EnergyAccount: Hashable, Sendable {
    /// A row for each pump, in the order of the network's links.
    public var pumps: [PumpEnergy] = []
    /// Highest sum of the powers of all pumps, kW.
    public var peakPower = 0.0
    /// Charge for that peak, currency.
    public var demandCharge = 0.0

    /// No pumps.
    public init() {}

    /// Cost of energy and demand charge, currency.
    public var totalCost: Double { pumps.reduce(demandCharge) { $0 + $1.cost } }
}
