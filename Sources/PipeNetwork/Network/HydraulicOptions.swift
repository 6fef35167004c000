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
    public var flowUnit = ModelFlowUnit.cmh
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
    public var flowTolerance = 0.0001 * ModelFlowUnit.cubicFoot
    /// Head-loss gradient below which head loss is taken as linear, m per m³/s; EPANET's 1e-7 ft per cfs.
    public var gradientTolerance = 1e-7 * 0.3048 / ModelFlowUnit.cubicFoot
    /// Every option of the file by its upper-case name, as written: nothing the file says is lost.
    public var written: [String: String] = [:]

    /// EPANET's defaults.
    public init() {}

    /// What an older version wrote says nothing of newer options: they have their defaults.
    public init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try values.read(.flowUnit, into: &flowUnit)
        try values.read(.headLoss, into: &headLoss)
        try values.read(.demandMultiplier, into: &demandMultiplier)
        try values.read(.defaultPattern, into: &defaultPattern)
        try values.read(.emitterExponent, into: &emitterExponent)
        try values.read(.specificGravity, into: &specificGravity)
        try values.read(.relativeViscosity, into: &relativeViscosity)
        try values.read(.demandModel, into: &demandModel)
        try values.read(.minimumPressure, into: &minimumPressure)
        try values.read(.requiredPressure, into: &requiredPressure)
        try values.read(.pressureExponent, into: &pressureExponent)
        try values.read(.emitterBackflow, into: &emitterBackflow)
        try values.read(.trials, into: &trials)
        try values.read(.accuracy, into: &accuracy)
        try values.read(.headError, into: &headError)
        try values.read(.flowChange, into: &flowChange)
        try values.read(.extraTrials, into: &extraTrials)
        try values.read(.checkFrequency, into: &checkFrequency)
        try values.read(.maximumCheck, into: &maximumCheck)
        try values.read(.dampLimit, into: &dampLimit)
        try values.read(.headTolerance, into: &headTolerance)
        try values.read(.flowTolerance, into: &flowTolerance)
        try values.read(.gradientTolerance, into: &gradientTolerance)
        try values.read(.written, into: &written)
    }
}

extension KeyedDecodingContainer {
    /// Replaces `value` by what stands under `key`, if anything does.
    func read<T: Decodable>(_ key: Key, into value: inout T) throws {
        if let found = try decodeIfPresent(T.self, forKey: key) { value = found }
    }

    /// Replaces `value` by what stands under `key`, if anything does.
    func read<T: Decodable>(_ key: Key, into value: inout T?) throws {
        if let found = try decodeIfPresent(T.self, forKey: key) { value = found }
    }
}

/// Whether demands depend on pressure.
public enum DemandModel: String, Hashable, Sendable, Codable {
    /// Every demand is met.
    case demandDriven = "DDA"
    /// A demand is met as far as the pressure allows.
    case pressureDriven = "PDA"
}
