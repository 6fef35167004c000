import Foundation
import Telemetry

/// A zone's nights up to one of them, and what they teach: the shape of the week, how far a night strays from its
/// neighbours and from its month, how much it resembles the night before, and how steep its seasons are.
struct NightHistory {
    /// Days since 1970-01-01, ascending.
    private(set) var days: [Int] = []
    /// The nights without the shape of the week.
    private(set) var values: [Double] = []
    /// One standard deviation of a night about the median of its own calendar month: what a step must be three of. In a
    /// calm stretch no more than 1.2 times what the last 60 nights show, so that a calm winter need not wait for a wild
    /// summer.
    private(set) var deviation = 0.0
    /// One standard deviation of a night about the nights within two weeks of it, between that of the year and that of
    /// the last 28 nights: what a step's error is reckoned with.
    private(set) var scatter = 0.0
    /// Correlation of successive residuals, 0…0.85.
    private(set) var autocorrelation = 0.0
    /// One standard deviation of the slope of the zone's month-long levels, in its scatters a day.
    private(set) var slope = 0.02
    /// Whether a wild night came with a second one in the past that is learnt from.
    private(set) var hasWildPairs = false
    /// Whether enough nights are known.
    private(set) var isLearnt = false
    /// What each night is off the median of the nights within two weeks; NaN where these are too few.
    private(set) var residuals: [Double] = []

    private let policy: StepAlarmPolicy
    /// The nights as they came.
    private var raw: [Double] = []
    private var effects = [Double](repeating: 0, count: 7)
    /// The medians of the nights within two weeks; NaN where these are too few.
    private var middles: [Double] = []
    /// Residuals before this place have all their neighbours and stay.
    private var settled = 0
    /// The place of the first night that is learnt from.
    private var first = 0
    /// The place after the last night that is learnt from.
    private var end = 0
    private var sinceLearnt = 0
    private var sinceWeek = 0

    /// Days on each side that a night is compared with.
    static let reach = 14
    /// What is taken for φ before pairs of nights tell, and for how many pairs that counts; real zones have about 0.3.
    private static let usualCorrelation = (value: 0.3, pairs: 20.0)

    init(policy: StepAlarmPolicy) { self.policy = policy }

    /// Takes the next night; learns where a lesson is due.
    mutating func take(_ day: Int, _ value: Double) {
        days.append(day)
        raw.append(value)
        values.append(value - effects[weekday(day)])
        sinceLearnt += 1
        guard raw.count >= max(8, policy.baselineNights), !isLearnt || sinceLearnt >= policy.lessonNights
        else { return }
        learn()
    }

    /// Learns again where nights have come since the last lesson.
    mutating func learnAnew() {
        if sinceLearnt > 0 { learn() }
    }

    private func weekday(_ day: Int) -> Int { LocalDate(daysSince1970: day).weekday - 1 }

    private mutating func learn() {
        sinceWeek += sinceLearnt
        sinceLearnt = 0
        let today = days[days.count - 1]
        while days[first] <= today - policy.pastDays { first += 1 }
        learnWeek()
        measureResiduals(until: today)
        // The last week may be a new level: it must not teach that such nights are usual.
        end = max(first, days.count - policy.nightsAfter.upperBound)
        let known = residuals[first..<end].filter(\.isFinite)
        let level = abs(RobustScale.median(Array(values.suffix(28))) ?? 0)
        let least = max(policy.leastScatterShare * level, .leastNormalMagnitude)
        func spread(last count: Int) -> Double {
            max(RobustScale.standardDeviation(Array(known.suffix(count))) ?? 0, least)
        }
        let (year, season, month) = (spread(last: known.count), spread(last: 60), spread(last: 28))
        let calm = min(1, 1.2 * season / year)
        deviation = max(monthDeviation() ?? year, least) * calm
        // Between the year's and the month's: a month of 28 nights knows its own scatter within a seventh only.
        scatter = (max(month, 0.5 * calm * year) * max(calm * year, 0.5 * month)).squareRoot()
        autocorrelation = correlation(within: 3 * year)
        slope = max(0.02, seasonSlope(scatter: year)) * year / scatter
        hasWildPairs = wildPairs(beyond: 0.75 * max(policy.deviations * deviation, policy.share * level))
        isLearnt = true
    }

    /// The week's shape, four weeks old at most, where eight weeks and more are known.
    private mutating func learnWeek() {
        guard policy.learnsWeek, raw.count - first >= 56, sinceWeek >= 28 || settled == 0 else { return }
        sinceWeek = 0
        let figures = (first..<raw.count).map {
            DailyFigure(date: LocalDate(daysSince1970: days[$0]), value: raw[$0])
        }
        effects = WeekdayEffect(figures).reliableEffects
        for place in first..<raw.count { values[place] = raw[place] - effects[weekday(days[place])] }
        // What was measured with another week in it is no residual of these nights.
        settled = min(settled, first)
    }

    private mutating func measureResiduals(until today: Int) {
        residuals.removeLast(residuals.count - settled)
        middles.removeLast(middles.count - settled)
        var low = settled
        var high = settled
        for place in settled..<days.count {
            while days[low] < days[place] - Self.reach { low += 1 }
            while low > 0, days[low - 1] >= days[place] - Self.reach { low -= 1 }
            while high < days.count, days[high] <= days[place] + Self.reach { high += 1 }
            let middle = high - low >= 8 ? RobustScale.median(Array(values[low..<high])) : nil
            residuals.append(middle.map { values[place] - $0 } ?? .nan)
            middles.append(middle ?? .nan)
        }
        while settled < days.count, days[settled] <= today - Self.reach { settled += 1 }
    }

    /// The scatter about the medians of calendar months with eight nights and more; `nil` without such a month.
    private func monthDeviation() -> Double? {
        var offs: [Double] = []
        var start = first
        while start < end {
            let month = LocalDate(daysSince1970: days[start]).startOfMonth.daysSince1970
            var next = start + 1
            while next < end,
                days[next] < month + 28
                    || LocalDate(daysSince1970: days[next]).startOfMonth.daysSince1970 == month
            {
                next += 1
            }
            if next - start >= 8, let middle = RobustScale.median(Array(values[start..<next])) {
                offs += values[start..<next].map { abs($0 - middle) }
            }
            start = next
        }
        return RobustScale.median(offs).map { $0 * RobustScale.normalFactor }
    }

    /// The lag-1 correlation of residuals drawn in, over nights that follow each other, drawn towards what zones usually
    /// have, and freed of what the median of 29 nights hides: a mean of n nights lowers it by (1 + 3φ)/n (Kendall, M. G.,
    /// Biometrika 41 (1954) 403–404), a median by less.
    private func correlation(within limit: Double) -> Double {
        var (products, squares, count) = (0.0, 0.0, 0.0)
        for place in first..<max(first, end - 1) {
            let (early, late) = (residuals[place], residuals[place + 1])
            guard days[place + 1] == days[place] + 1, early.isFinite, late.isFinite else { continue }
            let (a, b) = (min(limit, max(-limit, early)), min(limit, max(-limit, late)))
            products += a * b
            squares += 0.5 * (a * a + b * b)
            count += 1
        }
        let usual = Self.usualCorrelation
        guard count > 10, squares > 0 else { return usual.value }
        let found = (products / squares * count + usual.value * usual.pairs) / (count + usual.pairs)
        return min(0.85, max(0, found + 0.8 * (1 + 3 * max(found, 0)) / Double(2 * Self.reach + 1)))
    }

    /// The standard deviation of the slopes between levels four weeks apart, in scatters a day, less what the scatter of
    /// two medians of 29 correlated nights gives by itself (π/2·(1 + φ)/(1 − φ)/29 scatters² each).
    private func seasonSlope(scatter: Double) -> Double {
        let span = 2 * Self.reach
        var slopes: [Double] = []
        var later = first
        for place in first..<days.count {
            while later < days.count, days[later] < days[place] + span { later += 1 }
            guard later < days.count, days[later] == days[place] + span else { continue }
            let rise = abs(middles[later] - middles[place])
            if rise.isFinite { slopes.append(rise / Double(span)) }
        }
        guard slopes.count >= 20, let middle = RobustScale.median(slopes) else { return 0 }
        let found = RobustScale.normalFactor * middle / scatter
        let chance =
            Double.pi * (1 + autocorrelation) / (1 - autocorrelation) / Double((span + 1) * span * span)
        return max(0, found * found - chance).squareRoot()
    }

    /// Whether two to four nights running lay far on one side and the next did not.
    private func wildPairs(beyond limit: Double) -> Bool {
        var run = 0
        var side = 0
        for place in first..<end {
            let off = residuals[place]
            let now = abs(off) > limit ? (off > 0 ? 1 : -1) : 0
            if now != 0, now == side, days[place] - days[place - 1] <= 2 {
                run += 1
                continue
            }
            if (2...4).contains(run) { return true }
            run = now == 0 ? 0 : 1
            side = now
        }
        return false
    }

    /// How the nights of the past that is learnt from go on from one to the next, e = (r − φ·r₋₁)/√(1 − φ²), in order of
    /// time; `nil` between nights that do not follow each other, and right at a change, whose nights' residuals hold it.
    func innovations(without changes: [Int]) -> [Double?] {
        let remaining = (1 - autocorrelation * autocorrelation).squareRoot()
        return (max(1, first)..<max(1, first, residuals.count)).map { place in
            let (early, late) = (residuals[place - 1], residuals[place])
            guard days[place] == days[place - 1] + 1, early.isFinite, late.isFinite,
                !changes.contains(where: { abs($0 - days[place]) <= 3 })
            else { return nil }
            return (late - autocorrelation * early) / remaining
        }
    }

    /// Known nights that are learnt from.
    var known: Int { days.count - first }
}
