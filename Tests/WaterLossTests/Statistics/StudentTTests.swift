import Foundation
import TestSupport
import Testing
import WaterLoss

@Suite("Student's t distribution")
struct StudentTTests {
    static let table: [(Double, [Double])] = [
        // scipy.stats.t.ppf(p, ν) of SciPy for p = 0.55, 0.75, 0.9, 0.975, 0.999.
        (
            0.5,
            [
                0.18864420884630692, 1.5537739740300383, 10.27032441023451, 164.55767348048818,
                102849.11563017538,
            ]
        ),
        (
            1.5,
            [
                0.14762664346094753, 0.8725946625415716, 2.1963984175655376, 6.016663104427929,
                52.18443000899263,
            ]
        ),
        (
            2.5,
            [
                0.1388147679194696, 0.7850136829922992, 1.7302509288071766, 3.5746548420036817,
                13.82219311086596,
            ]
        ),
        (
            3,
            [
                0.13659819935369905, 0.7648923284043444, 1.637744353696209, 3.1824463052837078,
                10.214531852407383,
            ]
        ),
        (
            7,
            [
                0.13029279659177756, 0.7111417780817866, 1.4149239276505086, 2.364624251592784,
                4.785289628638333,
            ]
        ),
        (
            29,
            [
                0.12676660562027497, 0.6830438608216131, 1.311433647301551, 2.045229642132703,
                3.3962402883568026,
            ]
        ),
        (
            61.3,
            [
                0.12618303696347016, 0.6785130812954757, 1.2955151359471941, 1.9994256871790779,
                3.2285881472202678,
            ]
        ),
        (
            5000,
            [
                0.12566772930724596, 0.6745388203608743, 1.2817209053357184, 1.9604385517065073,
                3.091863119960982,
            ]
        ),
    ]

    @Test(
        "Quantiles are those of SciPy, for whole and broken degrees of freedom",
        arguments: table)
    func quantiles(_ freedom: Double, _ expected: [Double]) {
        for (probability, value) in zip([0.55, 0.75, 0.9, 0.975, 0.999], expected) {
            let found = StudentT.quantile(probability, degreesOfFreedom: freedom)
            #expect(isNear(found, value, 1e-9), "ν \(freedom), p \(probability)")
        }
    }

    @Test("Probabilities of one to four degrees have closed forms")
    func closedForms() {
        // Abramowitz and Stegun 26.7.3 and 26.7.4 with θ = arctan(t/√ν): A(t) = 2θ/π (ν = 1), sin θ (2),
        // 2/π·(θ + sin θ·cos θ) (3), sin θ·(1 + cos²θ/2) (4); the probability below t is (1 + A)/2.
        for t in [-40, -3.3, -1, -0.02, 0, 0.3, 1.7, 9, 250] {
            func angle(_ freedom: Double) -> Double { atan(t / freedom.squareRoot()) }
            let expected = [
                2 * angle(1) / Double.pi, sin(angle(2)),
                2 / Double.pi * (angle(3) + sin(angle(3)) * cos(angle(3))),
                sin(angle(4)) * (1 + cos(angle(4)) * cos(angle(4)) / 2),
            ]
            for (place, inside) in expected.enumerated() {
                let found = StudentT.probability(below: t, degreesOfFreedom: Double(place + 1))
                #expect(abs(found - (1 + inside) / 2) < 1e-13, "ν \(place + 1), t \(t)")
            }
        }
    }

    @Test("The probability is the integral of the density")
    func integral() {
        // Simpson's rule over the density Γ((ν+1)/2)/(√(νπ)·Γ(ν/2))·(1 + t²/ν)^(−(ν+1)/2), with Γ by its
        // recursion from Γ(1) = 1 and Γ(1/2) = √π.
        func gamma(ofHalf twice: Int) -> Double {
            twice == 1
                ? Double.pi.squareRoot()
                : twice == 2 ? 1 : (Double(twice) / 2 - 1) * gamma(ofHalf: twice - 2)
        }
        for freedom in [1, 2, 5, 8, 17, 40] {
            let nu = Double(freedom)
            let front =
                gamma(ofHalf: freedom + 1) / gamma(ofHalf: freedom) / (nu * Double.pi).squareRoot()
            func density(_ t: Double) -> Double { front * pow(1 + t * t / nu, -(nu + 1) / 2) }
            for end in [0.4, 1.9, 4.0] {
                let steps = 2000
                let width = end / Double(steps)
                var sum = density(0) + density(end)
                for step in 1..<steps { sum += density(Double(step) * width) * (step % 2 == 1 ? 4 : 2) }
                let found = StudentT.probability(below: end, degreesOfFreedom: nu)
                #expect(abs(found - 0.5 - sum * width / 3) < 1e-11, "ν \(freedom), t \(end)")
            }
        }
    }

    @Test("The distribution is even, rises, and its quantile is its inverse")
    func inverse() throws {
        for freedom in [0.7, 1, 4, 33.3, 900] {
            var before = 0.0
            for t in stride(from: -6.0, through: 6, by: 0.37) {
                let below = StudentT.probability(below: t, degreesOfFreedom: freedom)
                let above = StudentT.probability(below: -t, degreesOfFreedom: freedom)
                #expect(abs(below + above - 1) < 1e-14)
                #expect(below > before)
                before = below
                let back = try #require(StudentT.quantile(below, degreesOfFreedom: freedom))
                #expect(isNear(back, t, 1e-7), "ν \(freedom), t \(t)")
            }
            #expect(abs(try #require(StudentT.quantile(0.5, degreesOfFreedom: freedom))) < 1e-12)
        }
    }

    @Test("More degrees bring narrower limits, down to those of the normal distribution")
    func narrowing() throws {
        var before = Double.infinity
        for freedom in 1...400 {
            let factor = try #require(StudentT.twoSided95(degreesOfFreedom: Double(freedom)))
            #expect(factor < before && factor > 1.959_963_984_540_054)
            before = factor
        }
    }

    @Test("What is no probability and no number of degrees has no quantile")
    func refused() {
        for probability in [0.0, 1, -0.1, 1.5, .nan] {
            #expect(StudentT.quantile(probability, degreesOfFreedom: 5) == nil)
        }
        for freedom in [0.0, -1, .nan, .infinity] {
            #expect(StudentT.quantile(0.9, degreesOfFreedom: freedom) == nil)
        }
    }
}
