import PipeNetwork

/// Losses at bends, fittings and open valves: h = K·v²/(2g), so a coefficient times q².
enum MinorLoss {
    /// The coefficient of q² that a loss coefficient K of a pipe or valve means, with EPANET's 0.02517 for 8/(π²·g) in
    /// s²/ft.
    ///
    /// - Parameters:
    ///   - lossCoefficient: K, no unit.
    ///   - diameter: m.
    ///   - flowRatio: EPANET's flow for one m³/s.
    static func coefficient(_ lossCoefficient: Double, diameter: Double, flowRatio: Double) -> Double {
        let d = diameter / EPANETConstants.foot
        let cubicFeet = flowRatio / ModelFlowUnit.cubicFoot
        return EPANETConstants.foot * 0.02517 * lossCoefficient / (d * d * d * d) * cubicFeet * cubicFeet
    }
}
