import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite struct NightFlowTrendTests {
    private let start = LocalDate.of(2019, 5, 1)

    private func figures(_ values: [Double?]) -> [DailyFigure] {
        values.enumerated().map { DailyFigure(date: start.advanced(byDays: $0.offset), value: $0.element) }
    }

    @Test func aRiseIsFoundByBothMethods() throws {
        // 0.02 more each day; two days missing, which are no days of 0.
        var values: [Double?] = (0..<60).map { 5 + 0.02 * Double($0) }
        values[10] = nil
        values[40] = nil
        for method in NightFlowTrend.Method.allCases {
            let trend = try #require(NightFlowTrend(figures(values), method: method))
            #expect(isNear(trend.slopePerDay.value, 0.02))
            #expect(isNear(trend.atStart, 5))
            #expect(trend.days == 58 && trend.from == start && trend.to == start.advanced(byDays: 59))
            #expect(trend.isSignificant)
        }
    }

    @Test func aBurstMovesLeastSquaresButNotTheMedian() throws {
        // Level nights but for five of a burst near the end.
        let values: [Double?] = (0..<60).map { (50..<55).contains($0) ? 30 : 5 + 0.01 * Double($0 % 2) }
        let robust = try #require(NightFlowTrend(figures(values)))
        #expect(abs(robust.slopePerDay.value) < 1e-9 && !robust.isSignificant)
        let squares = try #require(NightFlowTrend(figures(values), method: .leastSquares))
        #expect(squares.slopePerDay.value > 0.03)
    }

    @Test func noiseIsNoTrendInNineteenOfTwentyCases() throws {
        var random = SplitMix(53)
        var significant = 0
        for _ in 0..<300 {
            let values = (0..<28).map { _ -> Double? in 10 + random.normal() }
            if try #require(NightFlowTrend(figures(values))).isSignificant { significant += 1 }
        }
        // 15 expected, σ = √(300 · 0.05 · 0.95) = 3.8.
        #expect(significant >= 4 && significant <= 27)
    }

    @Test func tooFewDaysHaveNoTrend() {
        #expect(NightFlowTrend(figures([1, 2, 3])) == nil)
        #expect(NightFlowTrend(figures([1, 2, nil, 3]), method: .leastSquares) != nil)
        #expect(NightFlowTrend(figures([1, 2]), method: .leastSquares) == nil)
        #expect(NightFlowTrend(figures([nil])) == nil)
    }
}
