import TestSupport
import WaterLoss
import Testing

@Suite struct LeakageAgreementTests {
    @Test func nightFlowTimesFactorTimesDays() {
        // 13.390 m³/h · 21.210 h/d · 30 d = 8520.057 m³; half-width √((13.39·0.5)² + (21.21·1.2)²)·30.
        let volume = LeakageAgreement.bottomUp(
            net: .init(13.390 / 3600, halfWidth: 1.2 / 3600), hoursPerDay: .init(21.210, halfWidth: 0.5),
            days: 30)
        #expect(isNear(volume.value, 8520.057))
        let first = 13.39 * 0.5
        let second = 21.21 * 1.2
        #expect(isNear(volume.halfWidth, (first * first + second * second).squareRoot() * 30))
    }

    private func compare(_ bottomUp: Double, _ topDown: Double) -> LeakageAgreement {
        LeakageAgreement(
            bottomUp: .init(bottomUp, halfWidth: 300), topDown: .init(topDown, halfWidth: 400),
            hoursPerDay: 20, days: 30, netInput: 50_000)
    }

    @Test func combinedLimitsDecide() {
        // √(300² + 400²) = 500.
        #expect(compare(8500, 8000).verdict == .agrees)
        #expect(compare(8500, 8000).explanations.isEmpty)
        #expect(compare(8501, 8000).verdict == .nightFlowsHigher)
        #expect(compare(8000, 8501).verdict == .balanceHigher)
        #expect(isNear(compare(8501, 8000).difference.halfWidth, 500))
    }

    @Test func eachExplanationWouldCloseTheDifference() {
        let found = compare(9000, 7800)
        for explanation in found.explanations {
            switch explanation {
            case .nightUse(let change):
                // 1200 m³ over 30 d · 20 h/d: 2 m³/h more night use.
                #expect(isHourly(change, 2))
            case .inletMeters(let percent):
                // The balance would need 1200 m³ more input of 50 000: the meters count 2.4 % too little.
                #expect(isNear(percent, -2.4))
            case .apparentLoss(let change):
                #expect(change == -1200)
            case .openBoundary(let flow):
                // 1200 m³ in 720 h.
                #expect(isHourly(flow, 1200.0 / 720))
            case .nightDayFactor(let hours):
                // 20 h/d · 7800/9000.
                #expect(isNear(hours, 20 * 7800.0 / 9000))
            }
        }
        #expect(Set(found.explanations.map(\.code)).count == 5)
    }
}
