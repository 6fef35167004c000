/// The branch of a law where no flow should be: so steep that what still flows is beyond notice.
enum BarrierBranch {
    /// m per m³/s: 100 m of head drive 1e-10 m³/s.
    static let gradient = 1e12
    /// m³/s per m.
    static let conductance = 1 / gradient

    @inline(__always)
    static func branch(_ flow: Double) -> (head: Double, gradient: Double) { (gradient * flow, gradient) }
}
