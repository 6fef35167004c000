import TestSupport
import Testing

@testable import WaterLoss

@Suite struct StepContrastTests {
    @Test func independentNightsAreTheDifferenceOfTheMeans() {
        // Without φ and slope: mean 16 less mean 10, and s·√(1/4 + 1/2).
        let found = StepContrast(
            days: [0, 1, 2, 3, 4, 5], values: [9, 11, 9, 11, 15, 17], change: 4, correlation: 0, slope: 0,
            scatter: 2)
        #expect(isNear(found.size, 6))
        #expect(isNear(found.error, 2 * 0.75.squareRoot()))
    }

    @Test func aSlopeThatIsExpectedIsNoStep() {
        // A straight climb of 1 a day: with a slope left free nothing of it is a step; the error is that of a step
        // beside a slope, 1/√(Σs²) of the step freed of level and time. Worked by hand for three and three nights:
        // s − mean = ∓½, on time −2½…2½ it has the slope 4.5/17.5, so Σs² = 1.5 − 4.5²/17.5.
        let found = StepContrast(
            days: [0, 1, 2, 3, 4, 5], values: [0, 1, 2, 3, 4, 5], change: 3, correlation: 0, slope: 1e6,
            scatter: 1)
        #expect(abs(found.size) < 1e-6)
        #expect(isNear(found.error, 1 / (1.5 - 4.5 * 4.5 / 17.5).squareRoot(), 1e-6))
        let blind = StepContrast(
            days: [0, 1, 2, 3, 4, 5], values: [0, 1, 2, 3, 4, 5], change: 3, correlation: 0, slope: 0,
            scatter: 1)
        #expect(isNear(blind.size, 3))
    }

    @Test func correlatedNightsTellMostByTheLeap() {
        // One night and one: the difference, whose variance is 2·(1 − φ) scatters².
        let pair = StepContrast(
            days: [0, 1], values: [10, 13], change: 1, correlation: 0.6, slope: 0, scatter: 1)
        #expect(isNear(pair.size, 3))
        #expect(isNear(pair.error, 0.8.squareRoot()))
        // Three nights apart they resemble each other by φ³.
        let apart = StepContrast(
            days: [0, 3], values: [10, 13], change: 1, correlation: 0.6, slope: 0, scatter: 1)
        #expect(isNear(apart.error, (2 * (1 - 0.216)).squareRoot()))
    }

    @Test func itsErrorIsThatOfSimulatedNights() {
        // 4,000 times 14 and 5 nights with φ = 0.5 and no step: the sizes scatter by the error that is stated.
        var random = SplitMix(71)
        var squares = 0.0
        var error = 0.0
        for _ in 0..<4000 {
            var nights = [random.normal()]
            while nights.count < 19 {
                nights.append(0.5 * nights[nights.count - 1] + 0.75.squareRoot() * random.normal())
            }
            let found = StepContrast(
                days: Array(0..<19), values: nights, change: 14, correlation: 0.5, slope: 0, scatter: 1)
            squares += found.size * found.size
            error = found.error
        }
        // The root of a mean of 4,000 squares is known within 1/√8000, 1.1 %.
        #expect(isNear((squares / 4000).squareRoot(), error, 0.04))
    }
}
