import Foundation

/// A demand that follows the pressure: q = full·(p/range)^exponent, p the head above the minimum pressure, from 0 to the
/// full demand.
///
/// J. M. Wagner, U. Shamir and D. H. Marks, J. Water Resour. Plann. Manage. 114 (1988) 276-294.
struct PressureDrivenDemand: Sendable, Equatable {
    /// Required pressure less minimum pressure, m.
    let range: Double
    let exponent: Double

    /// Pressure head (m) at which `flow` (m³/s) is drawn, and its derivative.
    func head(_ flow: Double, full: Double) -> (head: Double, gradient: Double) {
        InversePower.head(flow, coefficient: full / pow(range, exponent), exponent: exponent)
    }

    /// The same of a demand that is met: it draws no more, whatever the pressure.
    func headWhenMet(_ flow: Double, full: Double) -> (head: Double, gradient: Double) {
        let (head, gradient) = BarrierBranch.branch(flow - full)
        return (range + head, gradient)
    }

    /// What a pressure head above 0 drives, m³/s; that of `limit` times the range at most.
    func flow(_ pressure: Double, full: Double, limit: Double) -> Double {
        full * pow(min(pressure / range, limit), exponent)
    }

    /// What a demand begins with that drew nothing and now could draw `driven`, m³/s.
    func beginning(_ driven: Double, full: Double) -> Double { min(driven, Self.largestStep * full) }

    /// The change to make in place of one along the tangent that leads far from the law; nil where that one will do.
    ///
    /// For powers of the pressure below 1 the law is flat where little flows: the tangent there ties the node to the
    /// elevation, and a little head more seems to draw a river. So no demand changes by more than a part of itself in a step.
    /// (EPANET 2.2 has the same bound.) Near the solution all steps are Newton's.
    func damped(_ change: Double, full: Double) -> Double? {
        let limit = Self.largestStep * full
        return abs(change) > limit ? (change < 0 ? -limit : limit) : nil
    }

    /// Share of a demand by which it changes in a step at most.
    private static let largestStep = 0.4

    /// How fixed demands share what arrives when shut or regulating links let less through than they ask for.
    ///
    /// A demand that does not depend on pressure is drawn whatever the pressure is; behind a valve that passes less, nothing
    /// but the rest can be drawn, and which consumer gets it is decided by the little pressure that is left. So the demands
    /// of such a part, and only they, follow the pressure below 0.1 m, as EPANET's pressure-driven demands do at their
    /// default required pressure: heads stay where water stands, and what is not drawn is a number that can be named.
    static let rationing = PressureDrivenDemand(range: 0.1, exponent: 0.5)
}
