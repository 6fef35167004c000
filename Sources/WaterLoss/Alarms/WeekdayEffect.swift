import Telemetry

/// What each day of the week has more or less than the days about it: people stay up longer on some nights.
///
/// Night use comes on top of leakage, so the effect is a difference and no ratio. It is learnt from the whole series
/// given; within a step or two of the truth it does not matter whether bursts are in it, because medians are taken.
public struct WeekdayEffect: Hashable, Sendable {
    /// Fewest days of each weekday that tell an effect.
    public static let leastDays = 4

    /// The effect of Monday to Sunday, in the series' unit; they add up to 0.
    public let effects: [Double]
    /// The standard error of each effect: 1.2533·σ/√n of a median of n differences.
    public let errors: [Double]

    /// Learns the effects: for each weekday the median of a day's difference from the median of the seven days about it,
    /// less the mean of all seven effects. 0 throughout where a weekday has too few days.
    public init(_ figures: [DailyFigure]) {
        var values: [Int: Double] = [:]
        for figure in figures { values[figure.date.daysSince1970] = figure.value }
        var differences = [[Double]](repeating: [], count: 7)
        for figure in figures {
            guard let value = figure.value else { continue }
            let day = figure.date.daysSince1970
            let week = (day - 3...day + 3).compactMap { values[$0] }
            // A week with a hole would compare the day with some weekdays only.
            guard week.count == 7, let middle = RobustScale.median(week) else { continue }
            differences[figure.date.weekday - 1].append(value - middle)
        }
        let medians = differences.map { $0.count >= Self.leastDays ? RobustScale.median($0) : nil }
        guard medians.allSatisfy({ $0 != nil }) else {
            effects = [Double](repeating: 0, count: 7)
            errors = effects
            return
        }
        let known = medians.compactMap { $0 }
        let mean = known.reduce(0, +) / 7
        effects = known.map { $0 - mean }
        errors = differences.map { sample in
            1.2533 * (RobustScale.standardDeviation(sample) ?? 0) / Double(max(1, sample.count)).squareRoot()
        }
    }

    /// The effects as far as they stand clear of their own errors: all drawn towards 0 by 1 − Σ error²/Σ effect², and 0
    /// where the errors are the larger (the positive part of James and Stein's estimator). A shape that is mere chance
    /// would add to the scatter that it should take away.
    public var reliableEffects: [Double] {
        let squares = effects.reduce(0) { $0 + $1 * $1 }
        guard squares > 0 else { return effects }
        let share = max(0, 1 - errors.reduce(0) { $0 + $1 * $1 } / squares)
        return effects.map { $0 * share }
    }

    /// The series without the effects.
    public func removed(from figures: [DailyFigure]) -> [DailyFigure] {
        figures.map { figure in
            DailyFigure(date: figure.date, value: figure.value.map { $0 - effects[figure.date.weekday - 1] })
        }
    }
}
