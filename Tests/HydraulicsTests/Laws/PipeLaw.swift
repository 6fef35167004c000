import Foundation
import PipeNetwork

/// Head loss of one pipe as textbooks and EPANET's manual write it, in feet and cubic feet a second; what goes in and
/// comes out is SI.
///
/// L. Rossman et al., EPANET 2.2 User Manual (EPA/600/R-20/133), tables 3.1 and 12.1.
struct PipeLaw {
    var formula = HeadLossFormula.hazenWilliams
    var length = 1000.0
    var diameter = 0.3
    /// C, height in m, or n.
    var roughness = 100.0
    var minorLoss = 0.0
    var relativeViscosity = 1.0

    static let foot = 0.3048
    static let cubicFoot = 0.028316846592

    /// Head loss, m, at a flow of `q` m³/s; it has the sign of the flow.
    func loss(_ q: Double) -> Double {
        let flow = abs(q) / Self.cubicFoot
        let (l, d) = (length / Self.foot, diameter / Self.foot)
        let friction: Double
        switch formula {
        case .hazenWilliams:
            friction = 4.727 * l * pow(roughness, -1.852) * pow(d, -4.871) * pow(flow, 1.852)
        case .chezyManning:
            friction =
                pow(4 * roughness / (1.49 * Double.pi * d * d), 2) * pow(d / 4, -1.333) * l * flow * flow
        case .darcyWeisbach:
            let velocity = flow / (Double.pi * d * d / 4)
            friction = flow == 0 ? 0 : frictionFactor(reynolds(q)) * l / d * velocity * velocity / (2 * 32.2)
        }
        let minor = 0.02517 * minorLoss * flow * flow / pow(d, 4)
        return (q < 0 ? -1 : 1) * (friction + minor) * Self.foot
    }

    /// Reynolds number at a flow of `q` m³/s, with EPANET's viscosity of water, 1.1e-5 ft²/s.
    func reynolds(_ q: Double) -> Double {
        let d = diameter / Self.foot
        return 4 * abs(q) / Self.cubicFoot / (Double.pi * d * 1.1e-5 * relativeViscosity)
    }

    /// Darcy's friction factor: 64/Re up to Re = 2000, Swamee and Jain from 4000, Dunlop's cubic between.
    func frictionFactor(_ re: Double) -> Double {
        let e = roughness / (3.7 * diameter)
        if re <= 2000 { return 64 / re }
        if re >= 4000 { return 0.25 / pow(log10(e + 5.74 / pow(re, 0.9)), 2) }
        let y2 = e + 5.74 / pow(4000, 0.9)
        let y3 = -2 / log(10) * log(y2)
        let fa = pow(y3, -2)
        let fb = fa * (2 - 0.00514214965799 / (y2 * y3))
        let r = re / 2000
        let x1 = 7 * fa - fb
        let x2 = 0.128 - 17 * fa + 2.5 * fb
        let x3 = -0.128 + 13 * fa - 2 * fb
        let x4 = r * (0.032 - 3 * fa + 0.5 * fb)
        return x1 + r * (x2 + r * (x3 + x4))
    }

    /// The flow that loses `loss` m, m³/s; as losses rise with flow there is one.
    func flow(_ loss: Double) -> Double {
        var high = 1.0
        while self.loss(high) < abs(loss) { high *= 2 }
        let flow = bisection(0, high) { self.loss($0) - abs(loss) }
        return loss < 0 ? -flow : flow
    }

    /// The law of the pipe at `row` of `network`.
    init?(_ network: Network, _ row: Int) {
        guard let pipe = network.pipe(at: row), let length = pipe.length, let diameter = pipe.diameter,
            let roughness = pipe.roughness
        else { return nil }
        (self.length, self.diameter, self.roughness) = (length, diameter, roughness)
        formula = network.hydraulics.headLoss
        minorLoss = pipe.minorLoss
        relativeViscosity = network.hydraulics.relativeViscosity
    }

    init(
        _ formula: HeadLossFormula = .hazenWilliams, length: Double = 1000, diameter: Double = 0.3,
        roughness: Double = 100, minorLoss: Double = 0
    ) {
        (self.formula, self.length, self.diameter) = (formula, length, diameter)
        (self.roughness, self.minorLoss) = (roughness, minorLoss)
    }
}
