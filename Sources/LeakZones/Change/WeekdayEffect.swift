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
            return
        }
        let known = medians.compactMap { $0 }
        let mean = known.reduce(0, +) / 7
        effects = known.map { $0 - mean }
    }

    /// The series without the effects.
    public func removed(from figures: [DailyFigure]) -> [DailyFigure] {
        figures.map { figure in
            DailyFigure(date: figure.date, value: figure.value.map { $0 - effects[figure.date.weekday - 1] })
        }
    }
}
