/// A valve whose head loss is a curve (GPV).
enum GeneralPurposeValve {
    /// Head loss (m) and its derivative: the curve's, odd; where it does not begin at 0 it is joined to 0 within a flow of
    /// 1e-7 m³/s.
    static func loss(_ flow: Double, curve: CurveTable) -> (loss: Double, gradient: Double) {
        let least = 1e-7
        let magnitude = max(abs(flow), least)
        let (head, slope) = curve.segment(magnitude)
        if abs(flow) < least, head > 0 { return (flow * head / least, head / least) }
        let gradient = max(slope, 1e-6)
        return (flow < 0 ? -head : head, gradient)
    }
}
