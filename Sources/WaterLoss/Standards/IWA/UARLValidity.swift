import Telemetry

/// For which systems the formula of UARL was made. Outside, it is still computed, and flagged
/// `uarl_out_of_validity` with the reason.
public struct UARLValidity: Sendable, Hashable {
    /// How large a system has to be.
    public enum Size: Sendable, Hashable {
        /// More than 5000 connections: the rule of 1999.
        case moreThan5000Connections
        /// 3000 connections or more: the rule of 2005.
        case atLeast3000Connections
        /// 20·Lm + Nc of 3000 or more, Lm in km: a later rule.
        case combined
        /// 32·Lm + Nc of 3000 or more, Lm in miles: AWWA.
        case combinedPerMile
    }

    /// The rule of size.
    public var size: Size
    /// Least average pressure, m.
    public var leastPressure: Double
    /// Largest average pressure, m; `nil` for none.
    public var largestPressure: Double?

    /// A rule.
    public init(size: Size, leastPressure: Double, largestPressure: Double?) {
        self.size = size
        self.leastPressure = leastPressure
        self.largestPressure = largestPressure
    }

    /// 3000 connections, more than 20 of them a km, 25 to 100 m.
    ///
    /// Source: *Water Loss Control*, 2nd ed., p. 156.
    public static let metric = UARLValidity(
        size: .atLeast3000Connections, leastPressure: 25, largestPressure: 100)

    /// 32·Lm + Nc ≥ 3000, and 35 psi.
    ///
    /// Source: AWWA M36.
    public static let unitedStates = UARLValidity(
        size: .combinedPerMile, leastPressure: 35 * PressureUnit.poundsPerSquareInch.siFactor,
        largestPressure: nil)

    /// Why a system is outside: flags with the elements `size`, `pressure`, `density`; none when it is inside.
    ///
    /// - Parameters:
    ///   - mains: m.
    ///   - connections: service connections.
    ///   - pressure: m.
    public func flags(mains: Double, connections: Double, pressure: Double) -> [EvaluationFlag] {
        let isLarge =
            switch size {
            case .moreThan5000Connections: Edge.isAbove(connections, 5000)
            case .atLeast3000Connections: Edge.isAtLeast(connections, 3000)
            case .combined: Edge.isAtLeast(20 * mains / 1000 + connections, 3000)
            case .combinedPerMile: Edge.isAtLeast(32 * mains / LossRates.mile + connections, 3000)
            }
        let isPressed =
            Edge.isAtLeast(pressure, leastPressure)
            && (largestPressure.map { Edge.isAtMost(pressure, $0) } ?? true)
        let isDense: Bool? =
            switch size {
            // The combined rules stand in for a density of their own.
            case .combined, .combinedPerMile: nil
            default: mains > 0 ? Edge.isAbove(connections / (mains / 1000), 20) : nil
            }
        var flags: [EvaluationFlag] = []
        if !isLarge { flags.append(.init(.uarlOutOfValidity, "size")) }
        if !isPressed { flags.append(.init(.uarlOutOfValidity, "pressure")) }
        if isDense == false { flags.append(.init(.uarlOutOfValidity, "density")) }
        return flags
    }
}
