import TestSupport
import Testing
import WaterLoss

/// Each explanation is put back into the two sides: with it, they agree.
@Suite("Explanations of a disagreement")
struct AgreementExplanationTests {
    /// A period with a net input, its night leakage, and real losses of the balance.
    private struct Case {
        var net: Double
        var hours: Double
        var days: Double
        var input: Double
        var topDown: Double

        func bottomUp(net: Double? = nil, hours: Double? = nil) -> Double {
            (net ?? self.net) * 3600 * (hours ?? self.hours) * days
        }

        var agreement: LeakageAgreement {
            LeakageAgreement(
                bottomUp: .init(bottomUp(), halfWidth: 1), topDown: .init(topDown, halfWidth: 1),
                hoursPerDay: hours, days: days, netInput: input)
        }
    }

    @Test("With any one of them night flows and balance are the same")
    func closing() {
        var random = SplitMix(181)
        for _ in 0..<100 {
            let one = Case(
                net: Double.random(in: 0.0005...0.02, using: &random),
                hours: Double.random(in: 14...40, using: &random),
                days: Double(Int.random(in: 1...366, using: &random)),
                input: Double.random(in: 1e5...1e7, using: &random),
                topDown: Double.random(in: 10...1e6, using: &random))
            for explanation in one.agreement.explanations {
                switch explanation {
                case .nightUse(let change):
                    #expect(isNear(one.bottomUp(net: one.net - change), one.topDown, 1e-9))
                case .nightDayFactor(let hours):
                    #expect(isNear(one.bottomUp(hours: hours), one.topDown, 1e-9))
                case .inletMeters(let percent):
                    // Meters that count p % too much: the balance has as much input, and loss, too many.
                    let lost = one.topDown - one.input * (percent ?? .nan) / 100
                    #expect(isNear(lost, one.bottomUp(), 1e-9))
                case .apparentLoss(let change):
                    #expect(isNear(one.topDown - change, one.bottomUp(), 1e-9))
                case .openBoundary(let flow):
                    #expect(isNear(one.topDown + flow * 86_400 * one.days, one.bottomUp(), 1e-9))
                }
            }
            #expect(Set(one.agreement.explanations.map(\.code)).count == 5)
        }
    }

    @Test("Exchanging the two sides turns the verdict and the sign")
    func symmetry() {
        for (low, high) in [(100.0, 900.0), (-50, 300), (0, 20)] {
            func compare(_ a: Double, _ b: Double) -> LeakageAgreement {
                LeakageAgreement(
                    bottomUp: .init(a, halfWidth: 3), topDown: .init(b, halfWidth: 4), hoursPerDay: 20,
                    days: 30)
            }
            let (up, down) = (compare(high, low), compare(low, high))
            #expect(up.verdict == .nightFlowsHigher && down.verdict == .balanceHigher)
            #expect(up.difference.value == -down.difference.value)
            #expect(isNear(up.difference.halfWidth, 5) && isNear(down.difference.halfWidth, 5))
        }
    }

    @Test("Uneven limits count on the side on which they lie")
    func uneven() {
        // 100 (−10, +40) less 60 (−30, +5): below √(10² + 5²) = 11.18, above √(40² + 30²) = 50.
        let found = LeakageAgreement(
            bottomUp: .init(100, lower: 90, upper: 140), topDown: .init(60, lower: 30, upper: 65),
            hoursPerDay: 24, days: 1)
        #expect(isNear(found.difference.lower, 40 - 125.0.squareRoot()))
        #expect(isNear(found.difference.upper, 90))
        #expect(found.verdict == .nightFlowsHigher)
        // The same widths the other way round reach 0.
        let other = LeakageAgreement(
            bottomUp: .init(100, lower: 60, upper: 110), topDown: .init(60, lower: 55, upper: 90),
            hoursPerDay: 24, days: 1)
        #expect(other.verdict == .agrees && other.explanations.isEmpty)
    }

    @Test("What cannot explain is not offered: no days, no hours, no positive sides, no input")
    func notOffered() {
        func codes(_ a: Double, _ b: Double, hours: Double = 20, days: Double = 30) -> [String] {
            LeakageAgreement(
                bottomUp: .init(a, halfWidth: 1), topDown: .init(b, halfWidth: 1), hoursPerDay: hours,
                days: days
            ).explanations.map(\.code)
        }
        #expect(codes(-50, 100) == ["night_use", "inlet_meters", "apparent_loss", "open_boundary"])
        #expect(codes(50, 100, hours: 0).first == "night_day_factor")
        #expect(!codes(50, 100, days: 0).contains("open_boundary"))
        let unknown = LeakageAgreement(
            bottomUp: .init(5, halfWidth: 0), topDown: .init(9, halfWidth: 0), hoursPerDay: 20, days: 1,
            netInput: 0)
        #expect(unknown.explanations.contains(.inletMeters(percent: nil)))
    }
}
