/// How a kind of customer spreads its day's water over the quarter hours, and its week's over the days.
///
/// All are as good as level from 01:00 to 04:00, so that what a step test changes then is the leakage.
struct DiurnalShape: Sendable {
    /// Quarter hours a day.
    static let stepsPerDay = 96

    /// Share of the day's water in each quarter hour; sums to 1.
    let shares: [Double]
    /// Share of the day's water before each quarter hour, and 1 at the end.
    let cumulative: [Double]
    /// Factor of the mean day, Monday first; sums to 7.
    let week: [Double]
    /// Spread of one customer's days about that.
    let spread: Double

    /// One shape for each kind of customer, in the order of their raw values.
    static let all = [household, business, bulk]

    /// Homes: a morning peak, a smaller one at noon, a long evening. In the least hour of the night a household
    /// draws the field's 1.7 L/h.
    static let household = DiurnalShape(
        hourly: [
            0.24, 0.14, 0.14, 0.14, 0.15, 0.60, 1.36, 1.92, 1.67, 1.31, 1.16, 1.21, 1.36, 1.11, 0.93, 0.91,
            1.03,
            1.26, 1.61, 1.79, 1.61, 1.30, 0.90, 0.52,
        ], week: [0.985, 0.985, 0.985, 0.985, 0.985, 1.0375, 1.0375], spread: 0.18)

    /// Shops and offices: the opening hours; by night some 8 L/h each.
    static let business = DiurnalShape(
        hourly: [
            0.12, 0.07, 0.07, 0.07, 0.08, 0.22, 0.60, 1.10, 1.60, 1.85, 1.90, 1.95, 1.90, 1.70, 1.75, 1.70,
            1.65,
            1.55, 1.30, 1.10, 0.80, 0.50, 0.28, 0.17,
        ], week: [1.06, 1.06, 1.06, 1.06, 1.06, 0.85, 0.85], spread: 0.12)

    /// Factories and hospitals: round the clock, more by day.
    static let bulk = DiurnalShape(
        hourly: [
            0.60, 0.56, 0.56, 0.56, 0.57, 0.70, 0.90, 1.15, 1.35, 1.40, 1.40, 1.35, 1.25, 1.30, 1.35, 1.35,
            1.30,
            1.20, 1.10, 1.00, 0.90, 0.80, 0.70, 0.64,
        ], week: [1.04, 1.04, 1.04, 1.04, 1.04, 0.9, 0.9], spread: 0.06)

    private init(hourly: [Double], week: [Double], spread: Double) {
        var steps: [Double] = []
        for hour in 0..<24 {
            let next = hourly[(hour + 1) % 24]
            for quarter in 0..<4 {
                steps.append(hourly[hour] + (next - hourly[hour]) * Double(quarter) / 4)
            }
        }
        let sum = steps.reduce(0, +)
        shares = steps.map { $0 / sum }
        var running = [0.0]
        for share in shares { running.append((running.last ?? 0) + share) }
        cumulative = running
        self.week = week
        self.spread = spread
    }
}

extension CityCustomer {
    /// The shape of this customer's days.
    var shape: DiurnalShape { DiurnalShape.all[Int(kind.rawValue)] }

    /// What customer number `index` truly drew on a day counted from the period's first, m³.
    ///
    /// The noise of a house shrinks with the number of homes behind its meter.
    func volume(index: Int, day: Int, firstWeekday: Int, seed: UInt64) -> Double {
        let shape = shape
        let weekday = (((day + firstWeekday) % 7) + 7) % 7
        let spread = shape.spread / Double(connections).squareRoot().squareRoot()
        return baseDemand * shape.week[weekday] * (1 + spread * RandomSource.noise(seed, index, day))
    }
}
