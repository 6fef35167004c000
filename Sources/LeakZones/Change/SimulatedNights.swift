/// Nights in which nothing changes, with a zone's own scatter, autocorrelation and wild nights: what an alarm says of
/// them is false.
///
/// Blocks of fourteen of the zone's own residuals are drawn and set one after the other (the moving block bootstrap;
/// Künsch, H. R., Ann. Statist. 17 (1989) 1217–1241), so that nights resemble their neighbours as the zone's do, and wild
/// nights come as often and as long. Where the past is too short for that, r = φ·r₋₁ + e with normal e. Seeded, so that
/// the same series always says the same.
struct SimulatedNights {
    private let history: NightHistory
    private let policy: StepAlarmPolicy
    private let level: Double
    /// Blocks of residuals, in standard deviations.
    private let blocks: [ArraySlice<Double>]

    /// Nights a block.
    static let blockLength = 14
    /// Fewest different blocks that make nights.
    private static let fewestBlocks = 28

    init(_ history: NightHistory, steps: [StepAlarm.Step], policy: StepAlarmPolicy) {
        self.history = history
        self.policy = policy
        level = StepSearch.level(history.values.suffix(28))
        blocks = history.calmStretches(without: steps.map(\.changedOn.daysSince1970)).flatMap { stretch in
            stretch.indices.dropLast(Self.blockLength - 1).map { stretch[$0..<$0 + Self.blockLength] }
        }
    }

    /// Alarms a year at a threshold.
    func alarmsPerYear(threshold: Double) -> Double {
        guard policy.simulatedYears > 0 else { return 0 }
        var random = SeededNoise(12)
        var alarms = 0
        for _ in 0..<policy.simulatedYears {
            var search = StepSearch(
                history: NightHistory(like: history), policy: policy, threshold: threshold, learns: false)
            for (day, residual) in residuals(&random).enumerated() {
                search.take(day, level + residual * history.scatter)
            }
            alarms += search.steps.count
        }
        return Double(alarms) / Double(policy.simulatedYears)
    }

    /// A year of residuals, in standard deviations.
    private func residuals(_ random: inout SeededNoise) -> [Double] {
        var year: [Double] = []
        if blocks.count >= Self.fewestBlocks {
            while year.count < 365 { year += blocks[Int(random.next() % UInt64(blocks.count))] }
            return Array(year.prefix(365))
        }
        let correlation = history.autocorrelation
        let innovation = (1 - correlation * correlation).squareRoot()
        for _ in 0..<365 {
            year.append((year.last ?? random.normal()) * correlation + innovation * random.normal())
        }
        return year
    }
}
