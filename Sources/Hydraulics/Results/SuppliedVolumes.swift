/// Where the water of a simulation came from and went to, m³. Of a steady state: for one second, so m³/s.
public struct SuppliedVolumes: Hashable, Sendable {
    /// Time that the volumes cover, s.
    public var duration = 0.0
    /// From reservoirs and inflows at junctions into the network.
    public var supplied = 0.0
    /// From the network into reservoirs.
    public var returned = 0.0
    /// Drawn by consumers.
    public var consumed = 0.0
    /// Through emitters.
    public var emitted = 0.0
    /// Through leaking pipes.
    public var leaked = 0.0
    /// Spilled by full tanks that may overflow.
    public var spilled = 0.0
    /// Gain of all tanks.
    public var stored = 0.0

    /// No water.
    public init() {}

    /// What the sums leave unexplained: 0 but for rounding.
    public var residual: Double { supplied - returned - consumed - emitted - leaked - spilled - stored }
}
