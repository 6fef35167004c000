import TestSupport
import WaterLoss
import Telemetry
import Testing

@Suite struct WeekdayEffectTests {
    /// 2018-01-01 was a Monday.
    private let start = LocalDate.of(2018, 1, 1)
    /// Monday to Sunday; they add up to 0.
    private let effects = [-2.0, -3, -3, -2, -2, 10, 2]

    private func figures(_ days: Int, _ value: (Int) -> Double?) -> [DailyFigure] {
        (0..<days).map { DailyFigure(date: start.advanced(byDays: $0), value: value($0)) }
    }

    @Test func aWeeksShapeIsFoundBesideABurst() {
        // Every seven days about a day hold each weekday once, so their median is the same but near the step.
        let found = WeekdayEffect(figures(90) { 40 + effects[$0 % 7] + ($0 >= 43 ? 25 : 0) })
        for (one, expected) in zip(found.effects, effects) { #expect(isNear(one, expected)) }
        let flat = found.removed(from: figures(14) { 40 + effects[$0 % 7] })
        #expect(flat.allSatisfy { isNear($0.value, 40) })
    }

    @Test func tooFewWeeksTellNothing() {
        // Four weeks: the first and last three days have no full week about them.
        #expect(WeekdayEffect(figures(28) { effects[$0 % 7] }).effects == Array(repeating: 0, count: 7))
        #expect(WeekdayEffect([]).effects == Array(repeating: 0, count: 7))
        // Saturdays are never measured: no week is whole.
        let holes = figures(90) { $0 % 7 == 5 ? nil : effects[$0 % 7] }
        #expect(WeekdayEffect(holes).effects == Array(repeating: 0, count: 7))
        // Missing stays missing.
        #expect(WeekdayEffect(holes).removed(from: holes)[5].value == nil)
    }

    @Test func aBurstThatWeekendsHideIsFoundWithoutThem() {
        // 6 m³/h more from day 70 on, beside Saturdays of + 10: found within 3 days, as one step on its day, in nearly
        // all of 20 series, and with the week's shape left in, in hardly any.
        let burst = start.advanced(byDays: 70)
        var flat = 0
        var shaped = 0
        var learnt = 0
        for seed in 0..<20 {
            var random = SplitMix(UInt64(100 + seed))
            let series = figures(120) { 40 + effects[$0 % 7] + random.normal() + ($0 >= 70 ? 6 : 0) }
            func isFound(_ series: [DailyFigure], learnsWeek: Bool = false) -> Bool {
                var policy = StepAlarmPolicy()
                policy.learnsWeek = learnsWeek
                // A weekend may be told, and taken back, as long as the week is not known: nobody is sent for it.
                let steps = StepAlarm(series, policy: policy).steps.lasting()
                return steps.count == 1 && steps[0].changedOn == burst && steps[0].delay <= 3
            }
            if isFound(WeekdayEffect(series).removed(from: series)) { flat += 1 }
            if isFound(series) { shaped += 1 }
            if isFound(series, learnsWeek: true) { learnt += 1 }
        }
        // The alarm learns the week itself, from the nights before alone.
        #expect(learnt >= 14)
        #expect(flat >= 16)
        #expect(shaped <= flat - 8)
    }
}
