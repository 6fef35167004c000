import PipeNetwork

/// A simulation's times in whole seconds, made to fit each other; see ``TimeOptions/simulated``.
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

    init(_ options: TimeOptions) {
        func seconds(_ value: Double) -> Int {
            value.isFinite ? Int(min(max(value, 0), 1e12).rounded()) : 0
        }
        let times = options.simulated
        duration = seconds(times.duration)
        patternStep = max(seconds(times.patternStep), 1)
        reportStep = max(seconds(times.reportStep), 1)
        hydraulicStep = max(seconds(times.hydraulicStep), 1)
        patternStart = seconds(times.patternStart)
        reportStart = seconds(times.reportStart)
        startClock = seconds(times.startClock) % Self.day
        ruleStep = max(seconds(times.ruleStep ?? 0), 1)
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
