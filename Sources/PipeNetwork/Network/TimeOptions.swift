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

    /// What an older version wrote says nothing of newer settings: they have their defaults.
    public init(from decoder: any Decoder) throws {
        self.init()
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try values.read(.duration, into: &duration)
        try values.read(.hydraulicStep, into: &hydraulicStep)
        try values.read(.patternStep, into: &patternStep)
        try values.read(.patternStart, into: &patternStart)
        try values.read(.reportStep, into: &reportStep)
        try values.read(.reportStart, into: &reportStart)
        try values.read(.startClock, into: &startClock)
        try values.read(.ruleStep, into: &ruleStep)
        try values.read(.written, into: &written)
    }
}

extension TimeOptions {
    /// The steps that EPANET 2.3 simulates with, which are not always those that a file gives:
    ///
    /// - a step of 0 is an hour, of reports the pattern step;
    /// - the hydraulic step is at most the pattern step and the report step;
    /// - rules are judged every tenth of the hydraulic step, in whole seconds, unless the file says otherwise, and at
    ///   least once a hydraulic step;
    /// - reports that would start after the end start at 0.
    public var simulated: TimeOptions {
        var times = self
        if times.patternStep <= 0 { times.patternStep = 3600 }
        if times.reportStep <= 0 { times.reportStep = times.patternStep }
        if times.hydraulicStep <= 0 { times.hydraulicStep = 3600 }
        times.hydraulicStep = min(times.hydraulicStep, times.patternStep, times.reportStep)
        if times.reportStart > times.duration { times.reportStart = 0 }
        let ruleStep = ruleStep.flatMap { $0 > 0 ? $0 : nil } ?? (times.hydraulicStep / 10).rounded(.down)
        times.ruleStep = min(ruleStep, times.hydraulicStep)
        return times
    }
}
