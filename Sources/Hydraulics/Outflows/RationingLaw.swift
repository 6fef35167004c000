/// How fixed demands share what arrives when shut or regulating links let less through than they ask for.
///
/// A demand that does not depend on pressure is drawn whatever the pressure is; behind a valve that passes less, nothing
/// but the rest can be drawn, and which consumer gets it is decided by the little pressure that is left. So the demands
/// of such a part, and only they, follow the pressure below ``range``, as EPANET's pressure-driven demands do at their
/// default required pressure of 0.1: heads stay where water stands, and what is not drawn is a number that can be named.
enum RationingLaw {
    /// Pressure from which on a demand is met, m.
    static let range = 0.1

    static let law = Outflow.Law.demand(range: range, exponent: 0.5)
}
