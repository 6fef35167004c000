import PipeNetwork

/// The figures that EPANET's physics rests on, in SI.
///
/// EPANET computes in feet and cubic feet per second with rounded constants. The same constants are used here, turned
/// into SI by exact factors, so that both give the same heads. Source: EPANET 2.2 User Manual, chapter 12 and table
/// 3.1; EPANET 2.3 release notes for leakage.
enum EPANETConstants {
    /// A foot, m.
    static let foot = 0.3048
    /// Acceleration of gravity, m/s²: 32.2 ft/s².
    static let gravity = 32.2 * foot
    /// Exponent of flow in the Hazen-Williams formula.
    static let hazenWilliamsExponent = 1.852
    /// Kinematic viscosity of water at 20 °C, m²/s: 1.1e-5 ft²/s.
    static let viscosity = 1.1e-5 * foot * foot
    /// Head loss of an open valve without a loss coefficient, m per m³/s: 1e-6 ft per cfs.
    static let openValveGradient = 1e-6 * foot / ModelFlowUnit.cubicFoot
    /// Lift times flow that one watt sustains, m·m³/s: 8.814 ft·cfs a horsepower of 745.7 W.
    static let liftTimesFlowPerWatt = 8.814 * foot * ModelFlowUnit.cubicFoot / 745.7
    /// Discharge of an orifice, m^0.5/s: 0.6·√(2g).
    static let orifice = 0.6 * (2 * gravity).squareRoot()
}
