import Foundation
import PipeNetwork
import Testing

@Suite("One pipe between two reservoirs")
struct OnePipeTests {
    /// A 1000 m pipe from A to B, in two halves that meet at M, where nobody draws.
    func network(
        _ a: Double, _ b: Double, _ formula: HeadLossFormula, diameter: Double, roughness: Double,
        minorLoss: Double = 0, viscosity: Double = 1
    ) throws -> Network {
        var network = Network.exact(formula)
        network.hydraulics.relativeViscosity = viscosity
        try network.reservoir("A", a)
        try network.reservoir("B", b)
        try network.junction("M")
        for (id, start, end) in [("P1", "A", "M"), ("P2", "M", "B")] {
            try network.pipe(
                id, start, end, length: 500, diameter: diameter, roughness: roughness,
                minorLoss: minorLoss / 2)
        }
        return network
    }

    @Test(
        "Hazen-Williams: the flow is the power of the head that the formula inverts to",
        arguments: [1.0, -1.0])
    func hazenWilliams(sign: Double) throws {
        let solved = try Solved(
            network(50 + 5 * sign, 50 - 5 * sign, .hazenWilliams, diameter: 0.25, roughness: 120))
        // 10 m = 32.8084 ft over L = 3280.84 ft, d = 0.82021 ft: q = (h C^1.852 d^4.871 / (4.727 L))^(1/1.852).
        let (h, l, d) = (10 / 0.3048, 1000 / 0.3048, 0.25 / 0.3048)
        let q = pow(h * pow(120, 1.852) * pow(d, 4.871) / (4.727 * l), 1 / 1.852)
        let expected = q * 0.028316846592
        // By slide rule: 0.2785 · 120 · 0.25^2.63 · 0.01^0.54 = 0.0725 m³/s.
        #expect(near(expected, 0.0725, 0.0003))
        #expect(near(solved.flow("P1"), sign * expected, 1e-10))
        #expect(near(solved.flow("P2"), sign * expected, 1e-10))
        #expect(near(solved.head("M"), 50, 1e-8))
        #expect(near(solved.demand("A"), -sign * expected, 1e-10))
        #expect(near(solved.demand("B"), sign * expected, 1e-10))
        let area = Double.pi / 4 * 0.25 * 0.25
        #expect(near(solved.state.velocities[0], expected / area, 1e-8))
    }

    @Test("Chezy-Manning: the flow is the root of the head", arguments: [1.0, -1.0])
    func chezyManning(sign: Double) throws {
        let solved = try Solved(
            network(50 + 3 * sign, 50 - 3 * sign, .chezyManning, diameter: 0.4, roughness: 0.011))
        let (h, l, d) = (6 / 0.3048, 1000 / 0.3048, 0.4 / 0.3048)
        let resistance = pow(4 * 0.011 / (1.49 * Double.pi * d * d), 2) * pow(d / 4, -1.333) * l
        let expected = (h / resistance).squareRoot() * 0.028316846592
        #expect(near(solved.flow("P1"), sign * expected, 1e-10))
        #expect(near(solved.head("M"), 50, 1e-8))
    }

    @Test("Darcy-Weisbach, laminar: the flow is Hagen and Poiseuille's", arguments: [1.0, -1.0], [1.0, 3.0])
    func laminar(sign: Double, viscosity: Double) throws {
        let solved = try Solved(
            network(
                50 + 0.01 * sign, 50 - 0.01 * sign, .darcyWeisbach, diameter: 0.05, roughness: 0.0001,
                viscosity: viscosity))
        // q = π g d⁴ h / (128 ν L), in feet.
        let (h, l, d) = (0.02 / 0.3048, 1000 / 0.3048, 0.05 / 0.3048)
        let q = Double.pi * 32.2 * pow(d, 4) * h / (128 * 1.1e-5 * viscosity * l)
        let reynolds = 4 * q / (Double.pi * d * 1.1e-5 * viscosity)
        #expect(reynolds < 2000)
        #expect(near(solved.flow("P1"), sign * q * 0.028316846592, 1e-13))
        #expect(near(solved.head("M"), 50, 1e-8))
    }

    @Test(
        "Darcy-Weisbach, transitional and turbulent: the flow solves the formula",
        arguments: [
            // head, diameter, height: Re of some 2800, 130 000, 1 200 000.
            (0.075, 0.05, 0.0001), (4.0, 0.15, 0.0005), (20.0, 0.5, 0.00005),
        ], [1.0, -1.0])
    func turbulent(pipe: (head: Double, diameter: Double, height: Double), sign: Double) throws {
        let solved = try Solved(
            network(
                50 + sign * pipe.head / 2, 50 - sign * pipe.head / 2, .darcyWeisbach, diameter: pipe.diameter,
                roughness: pipe.height))
        let law = PipeLaw(.darcyWeisbach, length: 1000, diameter: pipe.diameter, roughness: pipe.height)
        let expected = law.flow(pipe.head)
        #expect(law.reynolds(expected) > 2000)
        #expect((law.reynolds(expected) < 4000) == (pipe.head < 1))
        #expect(near(solved.flow("P1"), sign * expected, 1e-7 * expected))
    }

    @Test("The friction factor of the laws is Moody's")
    func moody() {
        // Moody's chart: smooth pipe at Re = 1e5, f = 0.018; relative roughness 0.001 at Re = 1e6, f = 0.0199.
        #expect(near(PipeLaw(.darcyWeisbach, roughness: 0).frictionFactor(1e5), 0.018, 0.0003))
        #expect(near(PipeLaw(.darcyWeisbach, roughness: 0.0003).frictionFactor(1e6), 0.0199, 0.0003))
        // Dunlop's cubic meets both neighbours.
        let law = PipeLaw(.darcyWeisbach, roughness: 0.0001)
        #expect(near(law.frictionFactor(2000.001), 0.032, 1e-5))
        #expect(near(law.frictionFactor(3999.999), law.frictionFactor(4000), 1e-5))
    }

    @Test("A minor loss alone takes 0.02517 K q²/d⁴", arguments: [1.0, -1.0])
    func minorLoss(sign: Double) throws {
        // Friction of C = 1e6 is (100/1e6)^1.852 = 4e-8 of that of C = 100: nothing.
        let solved = try Solved(
            network(
                50 + sign, 50 - sign, .hazenWilliams, diameter: 0.3, roughness: 1e6, minorLoss: 40))
        let (h, d) = (2 / 0.3048, 0.3 / 0.3048)
        let expected = (h * pow(d, 4) / (0.02517 * 40)).squareRoot() * 0.028316846592
        #expect(near(solved.flow("P1"), sign * expected, 1e-5 * expected))
    }

    @Test("Friction and minor losses add up", arguments: HeadLossFormula.all)
    func bothLosses(formula: HeadLossFormula) throws {
        let solved = try Solved(
            network(60, 50, formula, diameter: 0.2, roughness: formula.usual, minorLoss: 30))
        let law = PipeLaw(formula, diameter: 0.2, roughness: formula.usual, minorLoss: 30)
        #expect(near(solved.flow("P2"), law.flow(10), 1e-9))
    }
}

extension HeadLossFormula {
    static let all: [HeadLossFormula] = [.hazenWilliams, .darcyWeisbach, .chezyManning]
}
