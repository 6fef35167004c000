import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite("What still runs is the net of the steps")
struct RunningRiseTests {
    /// Steps by their sizes, a fortnight apart, from a level of 10, each ± 0.3.
    private func steps(_ sizes: [Double]) throws -> [StepAlarm.Step] {
        let figures = (0..<(42 + 21 * sizes.count)).map { day in
            let regime = max(0, (day - 42) / 21 + (day >= 42 ? 1 : 0))
            let value = 10 + sizes.prefix(regime).reduce(0, +)
            // Two values in turn: a scatter that is known without chance.
            return DailyFigure(
                date: LocalDate.of(2024, 1, 1).advanced(byDays: day),
                value: value + (day % 2 == 0 ? 0.1 : -0.1))
        }
        let found = StepAlarm(figures).steps
        try #require(found.count == sizes.count)
        for (step, size) in zip(found, sizes) {
            #expect(abs(step.size.value - size) < 0.25)
        }
        return found
    }

    @Test("A burst runs whole, a repair in part leaves the rest, a whole one nothing")
    func rest() throws {
        let burst = try #require(RunningRise(steps([5])))
        #expect(
            abs(burst.size.value - 5) < 0.3 && burst.fell == 0 && burst.since == LocalDate.of(2024, 2, 12))
        let rest = try #require(RunningRise(steps([5, -2.9])))
        #expect(abs(rest.size.value - 2.1) < 0.4)
        #expect(abs(rest.size.value - (rest.rose - rest.fell)) < 1e-12)
        #expect(rest.since == LocalDate.of(2024, 2, 12) && abs(rest.before - 10) < 0.3)
        #expect(try RunningRise(steps([5, -5])) == nil)
        #expect(try RunningRise(steps([-4])) == nil)
        #expect(RunningRise([]) == nil)
    }

    @Test("A burst after the repair of an older leak counts from the lower level")
    func lowerLevel() throws {
        let rise = try #require(RunningRise(steps([-5, 3])))
        #expect(abs(rise.size.value - 3) < 0.3 && rise.fell == 0)
        #expect(rise.since == LocalDate.of(2024, 3, 4))
        // Up and back, then up again: only the second runs.
        let second = try #require(RunningRise(steps([5, -5, 4])))
        #expect(abs(second.size.value - 4) < 0.5 && second.since >= LocalDate.of(2024, 2, 12))
    }
}
