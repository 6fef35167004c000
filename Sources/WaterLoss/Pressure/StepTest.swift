import Foundation

/// A pressure step test: the pressure of a zone is lowered by night in steps, and the leakage answers.
public struct StepTest: Hashable, Sendable {
    /// One steady state.
    public struct Step: Hashable, Sendable {
        /// Average zone pressure (AZP), m; the inlet's would give another exponent.
        public var pressure: Double
        /// Net inflow of the zone, m³/s.
        public var inflow: Double
        /// Legitimate night use in that state, m³/s; subtracted before anything else.
        public var nightUse: Double

        /// A state.
        public init(pressure: Double, inflow: Double, nightUse: Double) {
            self.pressure = pressure
            self.inflow = inflow
            self.nightUse = nightUse
        }

        /// Leakage, m³/s.
        public var leakage: Double { inflow - nightUse }
    }

    /// What to know before using it.
    public enum Flag: String, Hashable, Sendable, CaseIterable {
        /// The pressure changed by less than 10 %: noise decides.
        case pressureChangeTooSmall = "pressure_change_too_small"
        /// The leakage changed by less than the noise of the meter.
        case leakageChangeTooSmall = "leakage_change_too_small"
        /// Night use is as large as the inflow in some state: there is no leakage to compare.
        case noLeakage = "no_leakage"
        /// Fewer than two states.
        case tooFewSteps = "too_few_steps"
        /// N1 lies outside 0.5…1.5: unsteady use, an open boundary, or another pressure than the zone's average.
        case outOfRange = "n1_out_of_range"
        /// N1 lies outside 0.4…2.0, which no mixture of holes has: the test decides nothing.
        case implausible = "n1_implausible"
    }

    /// Least change of pressure, as a share of the higher, that tells an exponent: 10 %, a proposal.
    public static let leastPressureChange = 0.1

    /// Exponents that leakage has been seen to have, a proposal; field tests beyond are those of use or of open
    /// boundaries (Thornton, Sturm and Kunkel, *Water Loss Control*, 2nd ed., pp. 163–164, see 0.36 to 2.95).
    public static let plausibleExponents = 0.4...2.0

    /// The states.
    public let steps: [Step]
    /// The exponent N1 with 95 % limits; `nil` where the test says none. Of two states the limits come from the
    /// noise, of more from the scatter about the line by Student's t.
    public let exponent: ConfidenceInterval?
    /// Share of the variance of ln L that the line explains, R²; `nil` for fewer than three states.
    public let determination: Double?
    /// What to know before using it.
    public let flags: [Flag]

    /// Whether the test decides nothing.
    public var isInconclusive: Bool { exponent == nil || flags.contains { $0 != .outOfRange } }

    /// Share of the leakage from holes of fixed area, 1.5 − N1; `nil` out of range.
    public var fixedAreaShare: Double? {
        exponent.flatMap { LeakageExponent.fixedAreaShare($0.value) }
    }

    /// Evaluates a test: night use is subtracted, then N1 is the ratio of the logarithms of two states, or the slope of
    /// ln L over ln P by least squares of three and more.
    ///
    /// - Parameters:
    ///   - steps: the states, in any order.
    ///   - flowNoise: 95 % half-width of a leakage (meter and night use), m³/s.
    public init(_ steps: [Step], flowNoise: Double = 0) {
        self.steps = steps
        var flags: [Flag] = []
        func finish(_ exponent: ConfidenceInterval?, _ determination: Double?) -> (
            ConfidenceInterval?, Double?, [Flag]
        ) {
            if let exponent, !LeakageExponent.isTheoretical(exponent.value) {
                flags.append(.outOfRange)
                if !Self.plausibleExponents.contains(exponent.value) { flags.append(.implausible) }
            }
            return (exponent, determination, flags)
        }
        (exponent, determination, self.flags) = {
            guard steps.count > 1 else {
                flags.append(.tooFewSteps)
                return finish(nil, nil)
            }
            guard steps.allSatisfy({ $0.pressure > 0 && $0.leakage > 0 }) else {
                flags.append(.noLeakage)
                return finish(nil, nil)
            }
            let pressures = steps.map(\.pressure)
            let leakages = steps.map(\.leakage)
            let (lowest, highest) = (pressures.min() ?? 0, pressures.max() ?? 0)
            let change = (leakages.max() ?? 0) - (leakages.min() ?? 0)
            // A change of exactly 10 % is enough; 50 to 45 m falls short of it by rounding only.
            if highest - lowest < Self.leastPressureChange * highest * (1 - 1e-12) {
                flags.append(.pressureChangeTooSmall)
            }
            if change < abs(flowNoise) * 2.0.squareRoot() { flags.append(.leakageChangeTooSmall) }
            if steps.count == 2 {
                guard
                    let value = LeakageExponent.exponent(
                        leakages: (leakages[0], leakages[1]), pressures: (pressures[0], pressures[1]))
                else { return finish(nil, nil) }
                let noise = ConfidenceInterval.combinedHalfWidth(leakages.map { flowNoise / $0 })
                let width = noise / abs(log(pressures[1] / pressures[0]))
                return finish(ConfidenceInterval(value, halfWidth: width), nil)
            }
            let line = StraightLine(steps.map { (log($0.pressure), log($0.leakage)) })
            return finish(line?.slope, line?.determination)
        }()
    }
}
