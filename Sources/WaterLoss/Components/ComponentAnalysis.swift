/// Real losses of a period by component: background, reported and unreported bursts, and what none explains.
public struct ComponentAnalysis: Hashable, Sendable {
    /// Background leakage, m³.
    public let background: Double
    /// Reported bursts, m³.
    public let reported: Double
    /// Unreported bursts that were found, m³.
    public let unreported: Double

    /// The sum of the components, m³.
    public var total: Double { background + reported + unreported }

    /// Takes the losses of a period apart.
    ///
    /// - Parameters:
    ///   - bursts: the bursts of the period.
    ///   - unavoidableBackground: UBL at 50 m, m³/s; from
    ///     ``BackgroundLeakage/unavoidable(mains:connections:privatePipe:nightPressure:)`` with 50 m.
    ///   - conditionFactor: ICF.
    ///   - pressure: average zone pressure of the period, m.
    ///   - duration: s; a year has 8760 h or 8784.
    /// - Returns: `nil` for a negative pressure.
    public init?(
        bursts: [BurstComponent], unavoidableBackground: Double, conditionFactor: Double, pressure: Double,
        duration: Double
    ) {
        guard let factor = BackgroundLeakage.pressureCorrectionFactor(pressure: pressure) else { return nil }
        background =
            BackgroundLeakage.background(
                conditionFactor: conditionFactor, unavoidable: unavoidableBackground * factor) * duration
        func volume(_ isReported: Bool) -> Double {
            bursts.filter { $0.isReported == isReported }.reduce(0) {
                $0 + ($1.volume(pressure: pressure) ?? 0)
            }
        }
        reported = volume(true)
        unreported = volume(false)
    }

    /// Real loss of the balance that no component explains, m³: hidden bursts that run on (存量). Negative when the
    /// components are more than the loss, and kept: some input is wrong then.
    public func unexplained(realLoss: Double) -> Double { realLoss - total }
}
