import Telemetry

/// A zone's nights up to one of them, and what they teach: the shape of the week, how far a night strays from its
/// neighbours, and how much it resembles the night before.
struct NightHistory {
    /// Days since 1970-01-01, ascending.
    private(set) var days: [Int] = []
    /// The nights without the shape of the week.
    private(set) var values: [Double] = []
    /// One standard deviation of a night about the nights within two weeks of it: about its own month.
    private(set) var scatter = 0.0
    /// The same over the last 28 nights: a season of watering scatters more than the rest of the year.
    private(set) var recentScatter = 0.0
    /// Correlation of successive residuals, 0…0.7.
    private(set) var autocorrelation = 0.0
    /// Whether enough nights are known.
    private(set) var isLearnt = false

    private let policy: StepAlarmPolicy
    /// The nights as they came.
    private var raw: [Double] = []
    private var effects = [Double](repeating: 0, count: 7)
    /// What each night is off the median of the nights within two weeks; NaN where these are too few.
    private var residuals: [Double] = []
    /// Residuals before this place have all their neighbours and stay.
    private var settled = 0
    private var sinceLearnt = 0
    private var sinceWeek = 0

    /// Days on each side that a night is compared with.
    static let reach = 14

    init(policy: StepAlarmPolicy) { self.policy = policy }

    /// A history of nights about a level, whose scatter and autocorrelation are known; for simulations.
    init(like other: NightHistory) {
        policy = other.policy
        scatter = other.scatter
        recentScatter = other.scatter
        autocorrelation = other.autocorrelation
        isLearnt = true
    }

    /// Takes the next night; learns every seventh.
    mutating func take(_ day: Int, _ value: Double, learns: Bool) {
        days.append(day)
        raw.append(value)
        values.append(value - effects[weekday(day)])
        guard learns else { return }
        sinceLearnt += 1
        guard raw.count >= max(8, policy.baselineNights), !isLearnt || sinceLearnt >= 7 else { return }
        learn()
    }

    private func weekday(_ day: Int) -> Int { LocalDate(daysSince1970: day).weekday - 1 }

    private mutating func learn() {
        sinceLearnt = 0
        let today = days[days.count - 1]
        let first = days.firstIndex { $0 > today - policy.pastDays } ?? 0
        learnWeek(from: first)
        measureResiduals(until: today)
        let known = residuals[first...].filter(\.isFinite)
        let least = policy.leastScatterShare * abs(RobustScale.median(Array(values.suffix(28))) ?? 0)
        let whole = max(RobustScale.standardDeviation(known) ?? 0, least, .leastNormalMagnitude)
        // A calm stretch has a scatter of its own, a wild one counts as the year: what is worth an alarm then is
        // asked of the zone's year, what can be told of the stretch.
        let season = max(1.2 * (RobustScale.standardDeviation(Array(known.suffix(60))) ?? whole), least)
        scatter = max(min(whole, season), .leastNormalMagnitude)
        recentScatter = max(RobustScale.standardDeviation(Array(known.suffix(28))) ?? whole, scatter / 2)
        autocorrelation = correlation(from: first, within: 3 * whole)
        isLearnt = true
    }

    /// The week's shape, four weeks old at most, where eight weeks and more are known.
    private mutating func learnWeek(from first: Int) {
        sinceWeek += 1
        guard policy.learnsWeek, raw.count - first >= 56, sinceWeek >= 4 || settled == 0 else { return }
        sinceWeek = 0
        let figures = (first..<raw.count).map {
            DailyFigure(date: LocalDate(daysSince1970: days[$0]), value: raw[$0])
        }
        effects = WeekdayEffect(figures).reliableEffects
        for place in first..<raw.count { values[place] = raw[place] - effects[weekday(days[place])] }
    }

    private mutating func measureResiduals(until today: Int) {
        residuals.removeLast(residuals.count - settled)
        var low = settled
        var high = settled
        for place in settled..<days.count {
            while days[low] < days[place] - Self.reach { low += 1 }
            while low > 0, days[low - 1] >= days[place] - Self.reach { low -= 1 }
            while high < days.count, days[high] <= days[place] + Self.reach { high += 1 }
            let middle = high - low >= 8 ? RobustScale.median(Array(values[low..<high])) : nil
            residuals.append(middle.map { values[place] - $0 } ?? .nan)
        }
        settled = days.firstIndex { $0 > today - Self.reach } ?? days.count
    }

    /// The lag-1 correlation of residuals drawn in, over nights that follow each other.
    private func correlation(from first: Int, within limit: Double) -> Double {
        var (products, squares, count) = (0.0, 0.0, 0)
        for (early, late) in successive(from: first) {
            let (a, b) = (min(limit, max(-limit, early)), min(limit, max(-limit, late)))
            products += a * b
            squares += a * a
            count += 1
        }
        // A dozen pairs tell nothing; real nights have about 0.3.
        guard count > 10, squares > 0 else { return 0.3 }
        return min(0.7, max(0, products / squares))
    }

    /// Residuals of nights that follow each other, with those of the next.
    private func successive(from first: Int) -> [(Double, Double)] {
        (first..<max(first, residuals.count - 1)).compactMap { place in
            let pair = (residuals[place], residuals[place + 1])
            guard days[place + 1] == days[place] + 1, pair.0.isFinite, pair.1.isFinite else { return nil }
            return pair
        }
    }

    /// Stretches of residuals of nights that follow each other, each residual over the scatter of its own month, of all
    /// the past that is learnt from. Nights about a day of change are left out: their residuals hold the change.
    func calmStretches(without changes: [Int]) -> [[Double]] {
        let today = days.last ?? 0
        let first = days.firstIndex { $0 > today - policy.pastDays } ?? 0
        let reach = Self.reach
        var stretches: [[Double]] = [[]]
        for place in first..<max(first, residuals.count) {
            let isCalm = residuals[place].isFinite && !changes.contains { abs($0 - days[place]) <= reach }
            let month = residuals[max(first, place - reach)...min(residuals.count - 1, place + reach)]
                .filter(\.isFinite)
            guard isCalm, let spread = RobustScale.standardDeviation(month), spread > 0 else {
                stretches.append([])
                continue
            }
            stretches[stretches.count - 1].append(residuals[place] / spread)
        }
        return stretches
    }
}
