import TestSupport
import Testing
import WaterLoss

/// Grades against arithmetic in whole numbers, in which nothing rounds.
@Suite("CJJ 92 in whole numbers")
struct GradeArithmeticTests {
    /// An undertaking's year in whole numbers: volumes in units of 1/1000 of the supply, lengths so that R2 is a
    /// whole number of 0.00099 %.
    private struct Year {
        /// Loss and household volume, thousandths of the supply.
        var loss: Int
        var households: Int
        /// A in units of 1e-5 km/万m³ above or below 0.0693.
        var length: Int
        /// Outlet pressure, hundredths of a MPa, and frost, cm.
        var pressure: Int
        var frost: Int

        /// R_BL in units of 1e-5 %: R_WL = 0.1·loss %, R1 = 0.008·households %, R2 = 0.00099·length %.
        var lossRate: Int {
            let second = min(300_000, max(-300_000, 99 * length))
            let third = pressure <= 35 ? 0 : pressure <= 55 ? 50_000 : pressure <= 75 ? 100_000 : 200_000
            return 10_000 * loss - 800 * households - second - third - (frost > 140 ? 100_000 : 0)
        }

        var grade: CJJ92.Grade { lossRate <= 1_000_000 ? .first : lossRate <= 1_200_000 ? .second : .none }

        /// The same by the library, from a supply in m³.
        func corrections(supply: Double) -> CJJ92.Corrections {
            let metres = (6930 + Double(length)) / 1e5 * 1000 * supply / 1e4
            return CJJ92.Corrections(
                household: CJJ92.householdCorrection(
                    householdShare: supply * Double(households) / 1000 / supply),
                length: CJJ92.lengthPerSupply(length: metres, supply: supply).map {
                    CJJ92.lengthCorrection(lengthPerSupply: $0)
                } ?? .nan,
                pressure: CJJ92.pressureCorrection(outletPressure: Double(pressure) / 100),
                frost: CJJ92.frostCorrection(depth: Double(frost) / 100))
        }

        func gross(supply: Double) -> Double? {
            CJJ92.grossLossRate(
                supply: Uncertain(supply), registered: Uncertain(supply * Double(1000 - loss) / 1000))?.value
        }
    }

    private static let edges = (pressures: [20, 35, 36, 55, 56, 75, 76, 90], frosts: [0, 140, 141, 250])

    @Test("Twenty thousand years of chance have the grade that whole numbers give, in both versions")
    func random() throws {
        var random = SplitMix(111)
        for _ in 0..<20_000 {
            let year = Year(
                loss: Int.random(in: 0...300, using: &random),
                households: Int.random(in: 0...700, using: &random),
                length: Int.random(in: -4000...4000, using: &random),
                pressure: Self.edges.pressures.randomElement(using: &random) ?? 20,
                frost: Self.edges.frosts.randomElement(using: &random) ?? 0)
            let supply = Double.random(in: 1e5...3e9, using: &random)
            let corrections = year.corrections(supply: supply)
            let gross = try #require(year.gross(supply: supply))
            let net = CJJ92.lossRate(gross: Uncertain(gross), corrections: corrections).value
            #expect(abs(net - Double(year.lossRate) / 1e5) < 1e-9)
            #expect(CJJ92.grade(lossRate: net) == year.grade)
            #expect(CJJ92.grade(grossRate: gross, corrections: corrections) == year.grade)
        }
    }

    @Test("Every year that stands on an edge passes, and the least above it does not")
    func onTheEdge() throws {
        // R_BL of exactly 10 or 12 %: loss · 10 000 = edge + 800 · households + R3 + R4, with A at the mean.
        var tried = 0
        for edge in [1_000_000, 1_200_000] {
            for households in stride(from: 0, through: 1000, by: 25) {
                for pressure in Self.edges.pressures {
                    var year = Year(
                        loss: 0, households: households, length: 0, pressure: pressure, frost: 141)
                    let needed = edge - year.lossRate
                    guard needed % 10_000 == 0 else { continue }
                    year.loss = needed / 10_000
                    for supply in [1e6 / 3, 7.7e7, 123_456_789] {
                        let gross = try #require(year.gross(supply: supply))
                        let corrections = year.corrections(supply: supply)
                        let net = CJJ92.lossRate(gross: Uncertain(gross), corrections: corrections).value
                        let expected: CJJ92.Grade = edge == 1_000_000 ? .first : .second
                        #expect(CJJ92.grade(lossRate: net) == expected)
                        #expect(CJJ92.grade(lossRate: net + 1e-7) != expected)
                        #expect(CJJ92.grade(grossRate: gross, corrections: corrections) == expected)
                        tried += 1
                    }
                }
            }
        }
        #expect(tried > 500)
    }

    @Test("R2 is a straight line of slope 99 between −3 and 3 and level beyond")
    func lengthCorrection() {
        for step in -8000...8000 {
            let found = CJJ92.lengthCorrection(lengthPerSupply: (6930 + Double(step)) / 1e5)
            let expected = Double(min(300_000, max(-300_000, 99 * step))) / 1e5
            #expect(abs(found - expected) < 1e-9)
        }
    }

    @Test("A region in one undertaking or in many is the same, weighted as m³ or 万m³")
    func region() throws {
        var random = SplitMix(112)
        for _ in 0..<50 {
            let parts = (0..<6).map { _ in
                (
                    lossRate: Double.random(in: -2...30, using: &random),
                    supply: Double.random(in: 1e4...1e9, using: &random)
                )
            }
            let whole = try #require(CJJ92.regionalLossRate(parts))
            let inTenThousands = parts.map { (lossRate: $0.lossRate, supply: $0.supply / 1e4) }
            #expect(isNear(CJJ92.regionalLossRate(inTenThousands), whole, 1e-12))
            // Three of them joined first, with their own mean.
            let joined = try #require(CJJ92.regionalLossRate(Array(parts[..<3])))
            let supply = parts[..<3].reduce(0) { $0 + $1.supply }
            let grouped = [(lossRate: joined, supply: supply)] + parts[3...]
            #expect(isNear(CJJ92.regionalLossRate(grouped), whole, 1e-12))
            #expect(whole >= parts.map(\.lossRate).min() ?? 0 && whole <= parts.map(\.lossRate).max() ?? 0)
        }
    }

    @Test("Leaks: volume goes with number, area and time, and with the root of the head")
    func leaks() {
        // A hole of 10 mm in a pipe of DN200 at 36 m: 0.95·0.6·π/4·1e-4·√705.6 = 0.57·7.853982e-5·26.563133
        // = 1.1891702e-3 m³/s, 4.281 m³/h; three of them for two days 616.4658 m³.
        let leak = CJJ92Leak(
            isHidden: true, count: 3, area: Double.pi / 4 * 1e-4,
            soilCover: CJJ92.soilCoverCoefficient(nominalDiameter: 200), head: 36, seconds: 172_800)
        #expect(isNear(leak.flow * 1e3, 1.1891702, 1e-7))
        #expect(isNear(leak.volume, 616.4658, 1e-6))
        var other = leak
        (other.count, other.area, other.seconds, other.head) = (6, leak.area * 5, 3 * leak.seconds, 4 * 36)
        #expect(isNear(other.volume / leak.volume, 2 * 5 * 3 * 2, 1e-12))
        other.head = -5
        #expect(other.volume == 0)
        // Practice often takes C1 as 1: 1/0.95 as much.
        other = leak
        other.soilCover = 1
        #expect(isNear(other.volume / leak.volume, 1 / 0.95, 1e-12))
    }
}
