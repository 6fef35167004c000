/// Solves the network that is being divided, with more of its links shut: what a design asks the hydraulics.
///
/// This room knows no solver; `SolvedNetwork` in `Springline` is the one that the library brings.
public protocol ZoneHydraulics {
    /// The state at the hour of highest demand when `links` (rows) are shut as well.
    func peak(shutting links: [Int]) throws -> DesignState
    /// The lowest pressure of each node over a day, m, when `links` (rows) are shut as well; NaN where none is known.
    func lowestPressures(shutting links: [Int]) throws -> [Double]
}

/// A solved state as a design looks at it; columns by row of the network's nodes or links, SI.
public struct DesignState: Sendable, Hashable {
    /// Total head of each node, m.
    public var heads: [Double]
    /// Pressure head of each node, m; NaN where the elevation is not known.
    public var pressures: [Double]
    /// What each node draws, m³/s; at a tank or reservoir what flows into it.
    public var demands: [Double]
    /// Flow of each link, m³/s, positive from start to end.
    public var flows: [Double]

    /// A state.
    public init(heads: [Double], pressures: [Double], demands: [Double], flows: [Double]) {
        (self.heads, self.pressures, self.demands, self.flows) = (heads, pressures, demands, flows)
    }
}
