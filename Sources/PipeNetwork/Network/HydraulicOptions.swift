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
    /// Whether demands are met whatever the pressure.
    public var demandModel = DemandModel.demandDriven
    /// Pressure head below which a pressure-driven demand gets nothing, m.
    public var minimumPressure = 0.0
    /// Pressure head from which a pressure-driven demand gets all, m.
    public var requiredPressure = 0.1
    /// Exponent of the share of pressure in a pressure-driven demand (Wagner's formula).
    public var pressureExponent = 0.5
    /// Whether an emitter under suction lets water in.
    public var emitterBackflow = true
    /// Most trials of a solve.
    public var trials = 200
    /// A solve has converged when the sum of flow changes is this share of the sum of flows.
    public var accuracy = 0.001
    /// Largest error of a link's head loss in a converged solve, m; 0 for no such limit.
    public var headError = 0.0
    /// Largest change of a flow in the last trial of a converged solve, m³/s; 0 for no such limit.
    public var flowChange = 0.0
    /// What happens when a solve does not converge: `nil` stops the simulation, a number allows so many further
    /// trials in which no status changes, and then goes on.
    public var extraTrials: Int?
    /// Trials between two checks of statuses.
    public var checkFrequency = 2
    /// The last trial in which statuses are checked before convergence.
    public var maximumCheck = 10
    /// Relative flow change at which EPANET damps its trials; 0 for never.
    public var dampLimit = 0.0
    /// Head difference that decides no status, m; EPANET's 0.0005 ft.
    public var headTolerance = 0.0005 * 0.3048
    /// Flow that decides no status, m³/s; EPANET's 0.0001 cfs.
    public var flowTolerance = 0.0001 * FlowUnit.cubicFoot
    /// Head-loss gradient below which head loss is taken as linear, m per m³/s; EPANET's 1e-7 ft per cfs.
    public var gradientTolerance = 1e-7 * 0.3048 / FlowUnit.cubicFoot
    /// Every option of the file by its upper-case name, as written: nothing the file says is lost.
    public var written: [String: String] = [:]

    /// EPANET's defaults.
    public init() {}
}

/// Whether demands depend on pressure.
public enum DemandModel: String, Hashable, Sendable, Codable {
    /// Every demand is met.
    case demandDriven = "DDA"
    /// A demand is met as far as the pressure allows.
    case pressureDriven = "PDA"
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
    /// Time between two evaluations of rules within a hydraulic step; `nil` for a tenth of that step.
    public var ruleStep: Double?
    /// Every time setting of the file by its upper-case name, as written.
    public var written: [String: String] = [:]

    /// EPANET's defaults.
    public init() {}
}
