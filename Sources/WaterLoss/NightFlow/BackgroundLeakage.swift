import Foundation

/// Background leakage: seeps at joints and fittings too small to be found one by one.
public enum BackgroundLeakage {
    /// The exponent of the pressure: 1.5, because the many small leaks are of variable area (*Water Loss Control*,
    /// 2nd ed., p. 160). Taking 1 would overstate the background of a low zone.
    public static let exponent = 1.5
    /// Mains at 50 m: 20 L/(km·h), in m³/s per m.
    public static let mainsRate = 20 / 3.6e9
    /// Service connections from main to property line at 50 m: 1.25 L/h each, in m³/s.
    public static let connectionRate = 1.25 / 3.6e6
    /// Private pipes from property line to meter at 50 m: 33 L/(km·h), in m³/s per m.
    public static let privatePipeRate = 33 / 3.6e9

    /// Pressure correction factor of background leakage, (P/50)^1.5; `nil` for a pressure below 0.
    ///
    /// - Parameter pressure: average zone night pressure (AZNP), m; not the pressure of the inlet.
    public static func pressureCorrectionFactor(pressure: Double) -> Double? {
        pressure >= 0 ? pow(pressure / 50, exponent) : nil
    }

    /// Unavoidable background leakage (UBL), m³/s: (20·L_m + 1.25·N_c + 33·L_p)·(AZNP/50)^1.5 in L/h with lengths
    /// in km; here lengths are in m.
    ///
    /// The factor belongs to every term; a transcription in use has it on the private pipes only. Source: *Water Loss
    /// Control*, 2nd ed., p. 160 (BABE, Lambert).
    ///
    /// - Parameters:
    ///   - mains: length of mains, m.
    ///   - connections: service connections from main to property line; not properties or meters.
    ///   - privatePipe: **total** length of private pipe from property line to meter, m; not the mean length. 0 for
    ///     meters at the property line.
    ///   - nightPressure: average zone night pressure AZNP, m.
    /// - Returns: `nil` where an input is negative or no number.
    public static func unavoidable(
        mains: Double, connections: Double, privatePipe: Double, nightPressure: Double
    ) -> Double? {
        guard mains >= 0, connections >= 0, privatePipe >= 0,
            let factor = pressureCorrectionFactor(pressure: nightPressure)
        else { return nil }
        return (mainsRate * mains + connectionRate * connections + privatePipeRate * privatePipe) * factor
    }

    /// Background leakage, m³/s: ICF · UBL.
    ///
    /// - Parameters:
    ///   - conditionFactor: infrastructure condition factor ICF, 1 for the best kept networks to 4; 2 in the UK.
    ///   - unavoidable: unavoidable background leakage, m³/s.
    public static func background(conditionFactor: Double, unavoidable: Double) -> Double {
        conditionFactor * unavoidable
    }

    /// The condition factor ICF from the night flow that is left when every burst that can be found is repaired:
    /// NNF / UBL (*Water Loss Control*, p. 161); `nil` without unavoidable background leakage.
    public static func conditionFactor(
        netNightFlowAfterRepair: Double, unavoidable: Double
    ) -> Double? {
        unavoidable > 0 ? netNightFlowAfterRepair / unavoidable : nil
    }

    /// The condition factor ICF from a pressure step test: the share of variable area, N1 − 0.5, is taken for the
    /// background (*Water Loss Control*, p. 161), so ICF = (N1 − 0.5)·NNF/UBL; `nil` for N1 outside 0.5…1.5.
    public static func conditionFactor(
        exponent: Double, netNightFlow: Double, unavoidable: Double
    ) -> Double? {
        guard let share = LeakageExponent.variableAreaShare(exponent), unavoidable > 0 else { return nil }
        return share * netNightFlow / unavoidable
    }
}
