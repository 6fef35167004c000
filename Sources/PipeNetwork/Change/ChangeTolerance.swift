/// How near is the same place, m.
public struct ChangeTolerance: Hashable, Sendable, Codable {
    /// An element with a new id within this distance of one whose id is gone is that element.
    public var same: Double
    /// What moved no further than this did not move: a survey is not drawn twice to the millimetre.
    public var still: Double

    /// Tolerances; the defaults are the topology's for ends that meet, and a tenth of it.
    public init(same: Double = 0.5, still: Double = 0.05) {
        self.same = same
        self.still = still
    }
}
