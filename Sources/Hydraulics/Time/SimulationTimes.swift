import PipeNetwork

/// A simulation's times in whole seconds, made to fit each other as EPANET does: a hydraulic step is never longer than a
/// pattern or report step, a rule step never longer than a hydraulic one.
struct SimulationTimes: Sendable, Equatable {
    let duration: Int
    let hydraulicStep: Int
    let patternStep: Int
    let patternStart: Int
    let reportStep: Int
    let reportStart: Int
    let startClock: Int
    let ruleStep: Int

    static let day = 86400

    init(_ times: TimeOptions) {
        func seconds(_ value: Double) -> Int {
            value.isFinite ? Int(min(max(value, 0), 1e12).rounded()) : 0
        }
        duration = seconds(times.duration)
        patternStep = seconds(times.patternStep) > 0 ? seconds(times.patternStep) : 3600
        reportStep = seconds(times.reportStep) > 0 ? seconds(times.reportStep) : patternStep
        let wanted = seconds(times.hydraulicStep) > 0 ? seconds(times.hydraulicStep) : 3600
        hydraulicStep = min(wanted, patternStep, reportStep)
        patternStart = seconds(times.patternStart)
        reportStart = seconds(times.reportStart) > duration ? 0 : seconds(times.reportStart)
        startClock = seconds(times.startClock) % Self.day
        let rule = times.ruleStep.map(seconds) ?? 0
        ruleStep = min(rule > 0 ? rule : max(hydraulicStep / 10, 1), hydraulicStep)
    }

    /// The pattern period at a time.
    func period(at time: Int) -> Int { (time + patternStart) / patternStep }

    /// Time of day, s.
    func clock(at time: Int) -> Int { (time + startClock) % Self.day }

    /// Whether a time is one of the report times.
    func isReported(_ time: Int) -> Bool {
        time >= reportStart && (time - reportStart) % reportStep == 0
    }
}
