/// How a pipe leaks by its pressure: fixed and variable area discharge (FAVAD).
///
/// A pipe of length L under the pressure head h loses Q = C·L·(A₀ + m·h)·√h with the orifice constant C = 0.6·√(2g),
/// half of it at either end. J. May, "Pressure dependent leakage", World Water and Environmental Engineering (1994);
/// EPANET 2.3's `[LEAKAGE]`.
public struct PipeLeakage: Hashable, Sendable, Codable {
    /// A₀: area of leaks without pressure, m² per m of pipe.
    public var area: Double
    /// m: growth of that area with pressure, m² per m of pipe and m of head.
    public var expansion: Double

    /// Leakage of a pipe.
    public init(area: Double, expansion: Double) {
        self.area = area
        self.expansion = expansion
    }
}
