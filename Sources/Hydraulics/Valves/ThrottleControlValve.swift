/// A valve whose setting is its loss coefficient (TCV).
enum ThrottleControlValve {
    /// The coefficient of q² at a setting.
    ///
    /// - Parameters:
    ///   - setting: loss coefficient K, no unit.
    ///   - perLossCoefficient: coefficient of q² for K = 1; see ``MinorLoss``.
    static func coefficient(setting: Double, perLossCoefficient: Double) -> Double {
        setting * perLossCoefficient
    }
}
