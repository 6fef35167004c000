/// How head loss in pipes is computed.
public enum HeadLossFormula: String, Hashable, Sendable, Codable {
    /// Hazen-Williams; roughness is C, no unit.
    case hazenWilliams = "H-W"
    /// Darcy-Weisbach; roughness is the height of the wall's unevenness, m.
    case darcyWeisbach = "D-W"
    /// Chezy-Manning; roughness is n, no unit.
    case chezyManning = "C-M"
}

/// What a model file says of hydraulics. Numbers are SI whatever the file's units were.
public struct HydraulicOptions: Hashable, Sendable, Codable {
    /// The flow unit of the file, by EPANET's word (`CMH`, `LPS`, `GPM`, …); a writer uses it again.
    public var flowUnit = "CMH"
    /// The head-loss formula.
    public var headLoss = HeadLossFormula.hazenWilliams
    /// Scales all demands.
    public var demandMultiplier = 1.0
    /// The pattern of demands that name none; `nil` for a constant.
    public var defaultPattern: String?
    /// Exponent of pressure in emitter flow.
    public var emitterExponent = 0.5
    /// Weight of the fluid relative to water at 4 °C.
    public var specificGravity = 1.0
    /// Kinematic viscosity relative to water at 20 °C.
    public var relativeViscosity = 1.0
    /// Every option of the file by its upper-case name, as written: nothing the file says is lost.
    public var written: [String: String] = [:]

    /// EPANET's defaults.
    public init() {}
}

/// What a model file says of time; all in seconds.
public struct TimeOptions: Hashable, Sendable, Codable {
    /// Length of a simulation.
    public var duration = 0.0
    /// Longest time between two hydraulic solves.
    public var hydraulicStep = 3600.0
    /// Time that each multiplier of a pattern holds.
    public var patternStep = 3600.0
    /// Place in the patterns where a simulation starts.
    public var patternStart = 0.0
    /// Time between two reported states.
    public var reportStep = 3600.0
    /// Time of the first reported state.
    public var reportStart = 0.0
    /// Time of day at which a simulation starts.
    public var startClock = 0.0
    /// Every time setting of the file by its upper-case name, as written.
    public var written: [String: String] = [:]

    /// EPANET's defaults.
    public init() {}
}
