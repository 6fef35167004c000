import Foundation

/// Bursts of one kind in one period, by what they are, how often, how large and how long they run.
///
/// Bursts and background estimates (BABE; Lambert, A., *Accounting for losses: the bursts and background concept*,
/// J. IWEM 8 (1994) 205–214): V = Σ n·q₅₀·(P/50)^N1·(awareness + location + repair).
public struct BurstComponent: Hashable, Sendable {
    /// How long a burst runs, s.
    public enum RunTime: Hashable, Sendable {
        /// Until the utility knows of it, until it is found, until it is shut off.
        case parts(awareness: Double, location: Double, repair: Double)
        /// The three together, where only their sum is published.
        case whole(Double)

        /// The whole time, s.
        public var total: Double {
            switch self {
            case .parts(let awareness, let location, let repair): awareness + location + repair
            case .whole(let seconds): seconds
            }
        }
    }

    /// What bursts: see ``BurstDefaults/Element``.
    public var element: BurstDefaults.Element
    /// Whether it was reported (visible, 明漏), or it was found by a survey (hidden, 暗漏).
    public var isReported: Bool
    /// Bursts in the period.
    public var count: Double
    /// Flow of one burst at 50 m, m³/s.
    public var flowAt50: Double
    /// Exponent N1 of these bursts.
    public var exponent: Double
    /// How long one runs.
    public var runTime: RunTime

    /// Bursts of one kind.
    public init(
        element: BurstDefaults.Element, isReported: Bool, count: Double, flowAt50: Double,
        exponent: Double = 1, runTime: RunTime
    ) {
        self.element = element
        self.isReported = isReported
        self.count = count
        self.flowAt50 = flowAt50
        self.exponent = exponent
        self.runTime = runTime
    }

    /// Volume lost, m³: n·q₅₀·(P/50)^N1·t.
    ///
    /// - Parameter pressure: average zone pressure of the period, m.
    /// - Returns: `nil` for a negative pressure.
    public func volume(pressure: Double) -> Double? {
        pressure >= 0 ? count * flowAt50 * pow(pressure / 50, exponent) * runTime.total : nil
    }
}
