import Telemetry

/// The state of a ``StepAlarm`` as nights come in.
struct StepSearch {
    private(set) var history: NightHistory
    private(set) var steps: [StepAlarm.Step] = []

    private let policy: StepAlarmPolicy
    private let threshold: Double
    /// Whether the history learns; simulated nights have known scatter.
    private let learns: Bool
    /// The place of the first night of the regime.
    private var start = 0
    /// The sum of the nights before each place, to pass over quiet nights at little cost.
    private var sums = [0.0]
    /// The place of the last alarm.
    private var alarmed = -1_000_000

    /// Most days between the nights of a new level beyond their number, and between the level before and the change.
    private static let longestGap = 7
    private static let longestBefore = 45
    /// Fewest nights that make a level.
    private static let fewestBefore = 3

    /// Looks through figures in order of time.
    init(_ figures: [DailyFigure], policy: StepAlarmPolicy, threshold: Double) {
        self.init(history: NightHistory(policy: policy), policy: policy, threshold: threshold, learns: true)
        for figure in figures {
            guard let value = figure.value, !(policy.holidays?.contains(figure.date) ?? false) else {
                continue
            }
            take(figure.date.daysSince1970, value)
        }
    }

    init(history: NightHistory, policy: StepAlarmPolicy, threshold: Double, learns: Bool) {
        self.history = history
        self.policy = policy
        self.threshold = threshold
        self.learns = learns
    }

    /// The level of the regime's last four weeks; `nil` while too few nights are known.
    var level: Double? {
        guard history.isLearnt, !history.values.isEmpty else { return nil }
        return Self.level(history.values[max(start, history.values.count - 28)...])
    }

    /// Takes the next night.
    mutating func take(_ day: Int, _ value: Double) {
        history.take(day, value, learns: learns)
        let last = history.values.count - 1
        sums.append(sums[last] + history.values[last])
        guard history.isLearnt, last - alarmed > policy.refractoryNights else { return }
        var best: Candidate?
        for nights in policy.nightsAfter {
            let change = last - nights + 1
            guard change - start >= Self.fewestBefore else { break }
            guard mayBeStep(change, last, nights), let found = candidate(change, last, nights) else {
                continue
            }
            if found.score > best?.score ?? 0 { best = found }
        }
        if let best { alarm(best, at: last) }
    }

    /// Whether plain means differ by half of what is asked: most nights end here.
    private func mayBeStep(_ change: Int, _ last: Int, _ nights: Int) -> Bool {
        let first = max(start, change - policy.nightsBefore)
        let before = (sums[change] - sums[first]) / Double(change - first)
        let after = (sums[last + 1] - sums[change]) / Double(nights)
        return abs(after - before) >= 0.5
            * policy.leastSize(scatter: history.scatter, level: before, after: nights)
    }

    /// A change that stands every test.
    private struct Candidate {
        var change: Int
        var before: Double
        var size: Double
        var error: Double
        var score: Double
    }

    private func candidate(_ change: Int, _ last: Int, _ nights: Int) -> Candidate? {
        let (days, values) = (history.days, history.values)
        guard days[last] - days[change] <= nights + Self.longestGap else { return nil }
        var first = max(start, change - policy.nightsBefore)
        while first < change, days[first] < days[change] - Self.longestBefore { first += 1 }
        let count = change - first
        guard count >= Self.fewestBefore else { return nil }
        let before = Self.level(values[first..<change])
        let size = Self.level(values[change...]) - before
        guard size != 0,
            abs(size) >= policy.leastSize(scatter: history.scatter, level: before, after: nights),
            isBorne(change, last, before, size)
        else { return nil }
        let error = history.recentScatter * self.error(nights, count)
        guard abs(size) >= StepAlarmPolicy.sharpened(threshold, after: nights) * error,
            !isSlope(first, change, last)
        else { return nil }
        return Candidate(
            change: change, before: before, size: size, error: error, score: abs(size) / error)
    }

    /// Whether each night of the new level lies beyond the middle of the step, but for one of five and more: no single
    /// night makes an alarm.
    private func isBorne(_ change: Int, _ last: Int, _ before: Double, _ size: Double) -> Bool {
        var beyond = 0
        for place in change...last where (history.values[place] - before) / size > 0.5 { beyond += 1 }
        let nights = last - change + 1
        return beyond >= (nights >= 5 ? nights - 1 : nights)
    }

    /// The standard error of a step between means of so many nights, in standard deviations of a night. With
    /// correlation φ from night to night, n nights tell as much as n·(1 − φ)/(1 + φ) independent ones (Bayley, G. V. and
    /// Hammersley, J. M., J. R. Stat. Soc. Suppl. 8 (1946) 184–197), one at least.
    private func error(_ after: Int, _ before: Int) -> Double {
        let inflation = (1 + history.autocorrelation) / (1 - history.autocorrelation)
        return (min(1, inflation / Double(after)) + 1.25 * min(1, inflation / Double(before))).squareRoot()
    }

    /// Whether a straight line explains the nights about the change better than a step does, by the sum of the
    /// distances: leakage that grows, or a season that comes slowly.
    private func isSlope(_ first: Int, _ change: Int, _ last: Int) -> Bool {
        let values = history.values
        func distances(_ range: Range<Int>) -> Double {
            let middle = RobustScale.median(Array(values[range])) ?? 0
            return values[range].reduce(0) { $0 + abs($1 - middle) }
        }
        let points = (first...last).map { (x: Double(history.days[$0]), y: values[$0]) }
        guard points.count >= 6, let line = StraightLine(points) else { return false }
        let offLine = points.reduce(0) { $0 + abs($1.y - line.value(at: $1.x)) }
        return offLine < distances(first..<change) + distances(change..<last + 1)
    }

    /// Notes a step and begins a regime on its day.
    private mutating func alarm(_ found: Candidate, at last: Int) {
        let changed = LocalDate(daysSince1970: history.days[found.change])
        let step = StepAlarm.Step(
            direction: found.size > 0 ? .up : .down, changedOn: changed,
            detectedOn: LocalDate(daysSince1970: history.days[last]), before: found.before,
            size: EstimateWithLimits(found.size, halfWidth: 1.96 * found.error))
        if let earlier = steps.last, earlier.direction == step.direction,
            changed.daysSince1970 - earlier.changedOn.daysSince1970 <= policy.growthDays
        {
            steps[steps.count - 1] = earlier.grown(by: step)
        } else {
            steps.append(step)
        }
        start = found.change
        alarmed = last
    }

    /// The mean of nights without the highest and the lowest fifth, one each at least; of fewer than four the median.
    static func level(_ nights: ArraySlice<Double>) -> Double {
        guard nights.count >= 4 else { return RobustScale.median(Array(nights)) ?? 0 }
        let sorted = nights.sorted()
        let cut = max(1, sorted.count / 5)
        let kept = sorted[cut..<sorted.count - cut]
        return kept.reduce(0, +) / Double(kept.count)
    }
}
