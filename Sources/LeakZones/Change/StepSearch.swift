import Telemetry

/// The state of a ``StepAlarm`` as days come in.
struct StepSearch {
    private let policy: StepAlarmPolicy
    private var cusum: TwoSidedCusum
    /// The days of the regime and their values, as they came.
    private var dates: [LocalDate] = []
    private var values: [Double] = []
    /// Sum of the regime's values, wild ones drawn in.
    private var sum = 0.0
    /// The newest residuals about the level of their own regime, wild ones drawn in.
    private var residuals: [Double] = []
    private var refractory = 0
    /// The residual of a wild night that waits for the next night to bear it out.
    private var held: Double?
    private(set) var spread = 0.0
    private(set) var isLearning = true
    private(set) var steps: [StepAlarm.Step] = []

    init(policy: StepAlarmPolicy) {
        self.policy = policy
        cusum = TwoSidedCusum(allowance: policy.allowance, threshold: policy.threshold)
    }

    /// The level of the regime.
    var level: Double { values.isEmpty ? 0 : sum / Double(values.count) }

    mutating func take(_ date: LocalDate, _ value: Double) {
        if isLearning {
            dates.append(date)
            values.append(value)
            if values.count >= max(3, policy.baselineDays) { learn() }
            return
        }
        let count = Double(values.count)
        let level = level
        let widened = spread * (1 + 1 / count).squareRoot()
        let residual = (value - level) / widened
        let drawn = min(policy.clip, max(-policy.clip, residual))
        dates.append(date)
        values.append(value)
        sum += level + drawn * widened
        residuals.append(drawn * spread)
        let direction = judge(drawn, isWild: abs(residual) > policy.clip)
        if refractory > 0 {
            // The sums run on: a step that comes at once is told when the wait is over.
            refractory -= 1
        } else if let direction {
            alarm(direction, on: date)
            return
        }
        if residuals.count > policy.spreadDays { residuals.removeFirst(residuals.count - policy.spreadDays) }
        measureSpread()
    }

    /// Feeds the sums. A wild night waits for the next: if that lies half as far out on the same side, both count,
    /// and if not, the wild one was a fire or a wrong reading and counts nothing (two in a row; Lucas, J. M. and
    /// Crosier, R. B., Commun. Stat. Theory Methods 11 (1982) 2669–2687).
    private mutating func judge(_ drawn: Double, isWild: Bool) -> TwoSidedCusum.Direction? {
        var direction: TwoSidedCusum.Direction?
        if let wild = held {
            held = nil
            if wild * drawn > 0, abs(drawn) > policy.clip / 2 {
                direction = cusum.add(wild)
                return cusum.add(drawn) ?? direction
            }
            values[values.count - 2] = level
        }
        if isWild {
            held = drawn
        } else {
            direction = cusum.add(drawn)
        }
        return direction
    }

    /// Level and spread of the first days.
    private mutating func learn() {
        let middle = RobustScale.median(values) ?? 0
        residuals = values.map { $0 - middle }
        sum = middle * Double(values.count)
        measureSpread()
        // The mean of values drawn in knows the level better than the median does.
        let reach = policy.clip * spread
        values = values.map { min(middle + reach, max(middle - reach, $0)) }
        sum = values.reduce(0, +)
        isLearning = false
    }

    /// One standard deviation of the residuals: those beyond three robust ones are drawn in to three, then the root mean
    /// square is taken; the median deviation alone would know it only half as well from a month of days.
    private mutating func measureSpread() {
        let robust = RobustScale.standardDeviation(residuals) ?? 0
        let reach = robust > 0 ? 3 * robust : .infinity
        let squares = residuals.reduce(0.0) { sum, residual in
            let drawn = min(reach, max(-reach, residual))
            return sum + drawn * drawn
        }
        let measured = (squares / Double(max(1, residuals.count - 1))).squareRoot()
        spread = max(measured, policy.leastSpreadShare * abs(level), .leastNormalMagnitude)
    }

    /// Notes a step and begins a regime on its day.
    private mutating func alarm(_ direction: TwoSidedCusum.Direction, on date: LocalDate) {
        let since = direction == .up ? cusum.sinceRiseBegan : cusum.sinceFallBegan
        // A young regime may hold a change from the days in which no alarm was given.
        let isYoung = values.count < policy.baselineDays
        // One day of grace: a wild night that was passed over is not in the count.
        let first = isYoung ? 1 : max(1, values.count - since - 1)
        let change = Self.likeliestChange(values, from: first)
        let earlier = values[..<change]
        let later = values[change...]
        let before =
            change > policy.baselineDays
            ? RobustScale.median(Array(earlier)) ?? 0
            : earlier.reduce(0, +) / Double(earlier.count)
        let after = later.reduce(0, +) / Double(later.count)
        let width = 1.96 * spread * (1 / Double(earlier.count) + 1 / Double(later.count)).squareRoot()
        steps.append(
            StepAlarm.Step(
                direction: direction, changedOn: dates[change], detectedOn: date, before: before,
                size: EstimateWithLimits(after - before, halfWidth: width)))
        residuals.removeLast(min(residuals.count, later.count))
        dates = Array(dates[change...])
        values = Array(later)
        sum = values.reduce(0, +)
        cusum.reset()
        held = nil
        refractory = policy.refractoryDays
    }

    /// The place of the first value of the new level: the split that explains most of the squares, n₁·n₂/(n₁ + n₂)·
    /// (mean₁ − mean₂)² at its largest: the likeliest one for normal noise of known spread (Hinkley, D. V., Biometrika
    /// 57 (1970) 1–17).
    static func likeliestChange(_ values: [Double], from first: Int) -> Int {
        let total = values.reduce(0, +)
        var best = (place: max(1, values.count - 1), gain: -1.0)
        var sum = values[..<min(first, values.count)].reduce(0, +)
        for place in max(1, first)..<max(values.count, max(1, first)) {
            let before = Double(place)
            let after = Double(values.count - place)
            let distance = sum / before - (total - sum) / after
            let gain = before * after / (before + after) * distance * distance
            if gain > best.gain { best = (place, gain) }
            sum += values[place]
        }
        return best.place
    }
}
