import Foundation
import TestSupport
import Testing
import WaterLoss

@Suite("Leaks that widen with the pressure")
struct FAVADShapeTests {
    @Test("A round hole by hand: size, head and hours")
    func roundHole() {
        // 8 mm at 45 m: A = π/4·64e-6 = 5.026548e-5 m²; √(2·9.80665·45) = 29.708559; 0.6·A·that = 8.959890e-4 m³/s,
        // 3.22556 m³/h, 2322.4 m³ in 30 days.
        let hole = FAVAD(area: Double.pi / 4 * 64e-6, slope: 0)
        #expect(isNear(hole.flow(at: 45) * 1e4, 8.959890, 1e-7))
        #expect(isNear(hole.flow(at: 45) * 86_400 * 30, 2322.4, 1e-4))
        // CJJ 92 rounds g to 9.8: less by half of the difference, 0.034 %, and by its soil cover.
        let standard = CJJ92.leakFlow(soilCover: 1, area: Double.pi / 4 * 64e-6, head: 45)
        #expect(isNear(standard / hole.flow(at: 45), (9.8 / 9.80665).squareRoot(), 1e-12))
        // Twice the diameter is four times the flow, four times the head twice.
        #expect(isNear(FAVAD(area: Double.pi * 64e-6, slope: 0).flow(at: 45) / hole.flow(at: 45), 4, 1e-12))
        #expect(isNear(hole.flow(at: 180) / hole.flow(at: 45), 2, 1e-12))
    }

    @Test("The two laws of EPANET's leakage side by side: areas in mm² for each metre add up")
    func addition() {
        // Orifices at one head add: areas and slopes do. (EPANET 2.3 leakage.c: C₀·(A₀·h^0.5 + m·h^1.5).)
        var random = SplitMix(191)
        for _ in 0..<30 {
            let leaks = (0..<5).map { _ in
                FAVAD(
                    area: Double.random(in: 0...2e-4, using: &random),
                    slope: Double.random(in: 0...5e-6, using: &random))
            }
            let all = FAVAD(
                area: leaks.reduce(0) { $0 + $1.area }, slope: leaks.reduce(0) { $0 + $1.slope })
            for head in [0.5, 20, 73.2] {
                let sum = leaks.reduce(0) { $0 + $1.flow(at: head) }
                #expect(isNear(all.flow(at: head) * 1e3, sum * 1e3, 1e-12))
                let byLaw =
                    0.6 * (2 * 9.80665).squareRoot()
                    * (all.area * pow(head, 0.5) + all.slope * pow(head, 1.5))
                #expect(isNear(all.flow(at: head) * 1e3, byLaw * 1e3, 1e-12))
            }
        }
    }

    @Test("The exponent grows from a half to one and a half, and is one where hole and widening flow alike")
    func exponentGrows() throws {
        let leak = FAVAD(area: 4e-4, slope: 1e-5)
        var before = 0.5
        for head in stride(from: 1.0, through: 500, by: 7) {
            let exponent = try #require(leak.exponent(at: head))
            #expect(exponent > before && exponent < 1.5)
            before = exponent
        }
        #expect(isNear(leak.exponent(at: 40), 1))
        #expect(leak.exponent(at: 0) == 0.5)
        #expect(FAVAD(area: 0, slope: 1e-5).exponent(at: 30) == 1.5)
        #expect(FAVAD(area: 0, slope: 0).exponent(at: 30) == nil)
    }

    @Test("Between two heads the exponent of the ends is the tangent's at their geometric mean, nearly")
    func secant() throws {
        // Both are the slope of one curve in logarithms, of which the second derivative changes little: 1 %.
        let leak = FAVAD(area: 3e-4, slope: 8e-6)
        for (low, high) in [(20.0, 30.0), (35, 55), (40, 80)] {
            let secant = try #require(
                LeakageExponent.exponent(
                    leakages: (leak.flow(at: low), leak.flow(at: high)), pressures: (low, high)))
            let tangent = try #require(leak.exponent(at: (low * high).squareRoot()))
            #expect(abs(secant - tangent) < 0.01)
        }
    }

    @Test("An opening that closes has no exponent at the head at which nothing flows")
    func closing() {
        // A₀ 1e-3, m −2e-5: shut at 50 m. LN = −1 there; at 25 m LN = −0.5, N1 = (0.5 − 0.75)/0.5 = −0.5.
        let lip = FAVAD(area: 1e-3, slope: -2e-5)
        #expect(lip.flow(at: 50) == 0)
        #expect(lip.exponent(at: 50) == nil)
        #expect(isNear(lip.exponent(at: 25), -0.5))
        #expect(lip.flags == [.negativeSlope])
        #expect(FAVAD.exponent(leakageNumber: -1) == nil && FAVAD.exponent(leakageNumber: .infinity) == nil)
        #expect(FAVAD.leakageNumber(exponent: .nan) == nil)
    }

    @Test("Two states give the orifice back, in either order and whatever the flow's unit")
    func fit() throws {
        var random = SplitMix(192)
        for _ in 0..<50 {
            let known = FAVAD(
                area: Double.random(in: 1e-5...1e-3, using: &random),
                slope: Double.random(in: 0...3e-5, using: &random),
                coefficient: Double.random(in: 0.5...1, using: &random))
            let heads = (
                Double.random(in: 10...40, using: &random), Double.random(in: 41...90, using: &random)
            )
            let flows = (known.flow(at: heads.0), known.flow(at: heads.1))
            let found = try #require(
                FAVAD(flows: flows, heads: heads, coefficient: known.coefficient))
            let turned = try #require(
                FAVAD(
                    flows: (flows.1, flows.0), heads: (heads.1, heads.0), coefficient: known.coefficient))
            #expect(isNear(found.area * 1e5, known.area * 1e5, 1e-8))
            #expect(isNear(found.slope * 1e5, known.slope * 1e5, 1e-8))
            #expect(isNear(turned.area * 1e5, found.area * 1e5, 1e-8))
            // m³/h for m³/s: 3600 times the area and the slope, and the same exponent.
            let hourly = try #require(
                FAVAD(
                    flows: (flows.0 * 3600, flows.1 * 3600), heads: heads, coefficient: known.coefficient))
            #expect(isNear(hourly.exponent(at: 33), try #require(found.exponent(at: 33)), 1e-8))
        }
        #expect(FAVAD(flows: (1, .nan), heads: (20, 30)) == nil)
        #expect(FAVAD(flows: (1, 2), heads: (20, 30), coefficient: 0) == nil)
    }
}
