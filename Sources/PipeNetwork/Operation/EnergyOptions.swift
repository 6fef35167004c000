/// What pumping costs where a pump says nothing of its own; EPANET's `[ENERGY]`.
public struct EnergyOptions: Hashable, Sendable, Codable {
    /// Efficiency of pumps without an efficiency curve, %.
    public var efficiency = 75.0
    /// Price, currency per kWh.
    public var price = 0.0
    /// The id of the pattern that scales the price in time.
    public var pricePattern: String?
    /// Charge for the highest power of the whole simulation, currency per kW.
    public var demandCharge = 0.0

    /// EPANET's defaults.
    public init() {}
}
