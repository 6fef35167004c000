import Telemetry

/// The state of a ``StepAlarm`` as nights come in.
struct StepSearch {
    private(set) var history: NightHistory
    private(set) var steps: [StepAlarm.Step] = []

    private let policy: StepAlarmPolicy
    /// The place of the first night of the regime.
    private var start = 0
    /// Whether a night belongs to a step that was taken back; no level is measured by it.
    private var isAside: [Bool] = []
    /// The place of the last alarm.
    private var alarmed = -1_000_000
    /// The last step, while it can still be taken back.
    private var open: OpenStep?

    /// A step whose level may yet prove a spell.
    private struct OpenStep {
        /// The place of the first night of the new level.
        var change: Int
        /// The level before, and what the step adds to it.
        var before: Double
        var size: Double
        /// Where the regime before began.
        var start: Int
    }

    /// Most days between the nights of a new level beyond their number, and between the level before and the change.
    private static let longestGap = 7
    private static let longestBefore = 45
    /// Fewest nights that make a level.
    private static let fewestBefore = 3
    /// Nights by which a step's level before is named; more of them tell whether it is a step.
    private static let levelNights = 10
    /// How far off its neighbours' median a night counts, in scatters: beyond, it is drawn in (Huber's ψ).
    private static let drawnIn = 3.0

    /// Looks through figures in order of time.
    init(_ figures: [DailyFigure], policy: StepAlarmPolicy) {
        self.init(policy: policy)
        for figure in figures {
            guard let value = figure.value, !(policy.holidays?.contains(figure.date) ?? false) else {
                continue
            }
            take(figure.date.daysSince1970, value)
        }
    }

    init(policy: StepAlarmPolicy) {
        history = NightHistory(policy: policy)
        self.policy = policy
    }

    /// The level of the regime's last four weeks; `nil` while too few nights are known.
    var level: Double? {
        guard history.isLearnt, !history.values.isEmpty else { return nil }
        return Self.level(history.values[max(start, history.values.count - 28)...])
    }

    /// Takes the next night.
    mutating func take(_ day: Int, _ value: Double) {
        history.take(day, value)
        isAside.append(false)
        let last = history.values.count - 1
        guard history.isLearnt, last - alarmed > policy.refractoryNights, !takeBack(last) else { return }
        guard best(last) != nil else { return }
        // What was learnt some nights ago may lie before a wild season's first nights: learnt again before it counts.
        history.learnAnew()
        if let best = best(last) { alarm(best, at: last) }
    }

    /// The change that stands every test and stands clear of its error most.
    private func best(_ last: Int) -> Candidate? {
        var best: Candidate?
        for nights in policy.nightsAfter where nights > 2 || !history.hasWildPairs {
            let change = last - nights + 1
            guard change - start >= Self.fewestBefore, !isAside[change] else { break }
            guard let found = candidate(change, last, nights) else { continue }
            if found.score > best?.score ?? 0 { best = found }
        }
        return best
    }

    /// A change that stands every test.
    private struct Candidate {
        var change: Int
        var before: Double
        var size: Double
        var error: Double
        var score: Double { abs(size) / error }
    }

    private func candidate(_ change: Int, _ last: Int, _ nights: Int) -> Candidate? {
        guard history.days[last] - history.days[change] <= nights + Self.longestGap else { return nil }
        let old = places(before: change)
        guard old.count >= Self.fewestBefore else { return nil }
        let recent = old.suffix(Self.levelNights).map { history.values[$0] }
        let after = history.values[change...]
        guard mayBeStep(recent, after) else { return nil }
        let before = Self.level(recent[...])
        let least = policy.leastSize(deviation: history.deviation, level: before, after: nights)
        let difference = Self.level(after) - before
        guard abs(difference) >= least / 2, isBorne(change, last, before, difference),
            isNew(after, old, by: least / 2, difference)
        else { return nil }
        let contrast = StepContrast(
            days: old.map { history.days[$0] } + history.days[change...],
            values: drawnIn(old.map { history.values[$0] }) + drawnIn(Array(after)), change: old.count,
            correlation: history.autocorrelation, slope: history.slope, scatter: history.scatter)
        guard contrast.size * difference > 0, abs(contrast.size) >= least,
            abs(contrast.size) >= policy.threshold * contrast.error
        else { return nil }
        return Candidate(change: change, before: before, size: contrast.size, error: contrast.error)
    }

    /// Whether plain means differ by a quarter of what is asked: most nights end here.
    private func mayBeStep(_ before: [Double], _ after: ArraySlice<Double>) -> Bool {
        let mean = before.reduce(0, +) / Double(before.count)
        let rise = after.reduce(0, +) / Double(after.count) - mean
        return abs(rise)
            >= 0.25 * policy.leastSize(deviation: history.deviation, level: mean, after: after.count)
    }

    /// The nights of the regime before a change, without those of spells, in order of time.
    private func places(before change: Int) -> [Int] {
        var found: [Int] = []
        var place = change - 1
        while place >= start, found.count < policy.nightsBefore,
            history.days[place] >= history.days[change] - Self.longestBefore
        {
            if !isAside[place] { found.append(place) }
            place -= 1
        }
        return found.reversed()
    }

    private func drawnIn(_ nights: [Double]) -> [Double] {
        let middle = RobustScale.median(Array(nights.suffix(14))) ?? 0
        let reach = Self.drawnIn * history.scatter
        return nights.map { min(middle + reach, max(middle - reach, $0)) }
    }

    /// Whether each night of the new level lies beyond the middle of the step, but for one of four and more: no single
    /// night makes an alarm.
    private func isBorne(_ change: Int, _ last: Int, _ before: Double, _ size: Double) -> Bool {
        var beyond = 0
        for place in change...last where (history.values[place] - before) / size > 0.5 { beyond += 1 }
        let nights = last - change + 1
        return beyond >= (nights >= 4 ? nights - 1 : nights)
    }

    /// Whether the new nights lie off the whole regime's middle too: nights that come back from a spell do not.
    private func isNew(
        _ after: ArraySlice<Double>, _ old: [Int], by least: Double, _ difference: Double
    ) -> Bool {
        guard let usual = RobustScale.median(old.map { history.values[$0] }),
            let now = RobustScale.median(Array(after))
        else { return false }
        return (now - usual) * (difference > 0 ? 1 : -1) >= least
    }

    /// Notes a step and begins a regime on its day.
    private mutating func alarm(_ found: Candidate, at last: Int) {
        let step = StepAlarm.Step(
            direction: found.size > 0 ? .up : .down,
            changedOn: LocalDate(daysSince1970: history.days[found.change]),
            detectedOn: LocalDate(daysSince1970: history.days[last]), before: found.before,
            size: ConfidenceInterval(found.size, halfWidth: 1.96 * found.error))
        if let earlier = steps.last, earlier.direction == step.direction,
            step.changedOn.daysSince1970 - earlier.changedOn.daysSince1970 <= policy.growthDays
        {
            steps[steps.count - 1] = earlier.grown(by: step)
        } else {
            steps.append(step)
        }
        open = OpenStep(change: found.change, before: found.before, size: found.size, start: start)
        start = found.change
        alarmed = last
    }

    /// Tells that the last step is taken back, where the last two or three nights are at the level before. That level is
    /// known, so a return needs fewer nights than a step to a new one. The nights between are set aside, and the regime
    /// before goes on.
    private mutating func takeBack(_ last: Int) -> Bool {
        guard let step = open else { return false }
        let days = history.days
        guard days[last] - days[step.change] <= policy.returnDays + 4 else {
            open = nil
            return false
        }
        for nights in [3, 2] {
            let back = last - nights + 1
            guard back > step.change, days[back] - days[step.change] <= policy.returnDays else { continue }
            let shares = history.values[back...].map { ($0 - step.before) / step.size }
            let mean = shares.reduce(0, +) / Double(nights)
            guard shares.allSatisfy({ $0 <= 0.5 }), mean < (nights == 3 ? 0.4 : 0.3) else { continue }
            let spell = Self.level(history.values[step.change..<back])
            let fall = Self.level(history.values[back...]) - spell
            guard fall * step.size < 0 else { continue }
            let error =
                history.scatter * (1 / Double(nights) + 1 / Double(back - step.change)).squareRoot()
            steps.append(
                StepAlarm.Step(
                    direction: fall > 0 ? .up : .down, changedOn: LocalDate(daysSince1970: days[back]),
                    detectedOn: LocalDate(daysSince1970: days[last]), before: spell,
                    size: ConfidenceInterval(fall, halfWidth: 1.96 * error)))
            for place in step.change..<back { isAside[place] = true }
            start = step.start
            alarmed = last
            open = nil
            return true
        }
        return false
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
