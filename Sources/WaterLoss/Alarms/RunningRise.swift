import Telemetry

/// What of a zone's rises of the night flow still runs: the net of its steps since the night flow was last as low.
///
/// A burst that is repaired leaves nothing; one that is repaired in part leaves the rest; a burst after the repair of an
/// older leak counts from the lower level.
public struct RunningRise: Hashable, Sendable {
    /// The day of the first rise that still runs.
    public let since: LocalDate
    /// The day it was told.
    public let toldOn: LocalDate
    /// The level before it, m³/s.
    public let before: Double
    /// All rises since, m³/s.
    public let rose: Double
    /// All falls since, m³/s, positive.
    public let fell: Double
    /// How much higher the night flow is than before, m³/s: rises less falls, with 95 % limits.
    public let size: ConfidenceInterval

    /// What still runs after steps in order of time; `nil` when every rise has gone back, within its limits or to less than
    /// `leastShare` of the level before.
    ///
    /// - Parameters:
    ///   - steps: the steps of one zone's night flow.
    ///   - leastShare: the share of the level before from which a rest is worth a word.
    public init?(_ steps: [StepAlarm.Step], leastShare: Double = StepAlarmPolicy().share) {
        var sum = 0.0
        var lowest = 0.0
        var first = 0
        for (place, step) in steps.enumerated() {
            sum += step.size.value
            if sum <= lowest {
                lowest = sum
                first = place + 1
            }
        }
        let running = steps[min(first, steps.count)...]
        // A fall right after the lowest level would have lowered it: the first is a rise.
        guard let start = running.first else { return nil }
        let half = ConfidenceInterval.combinedHalfWidth(running.map(\.size.halfWidth))
        let net = sum - lowest
        guard net > half, net >= leastShare * abs(start.before) else { return nil }
        since = start.changedOn
        toldOn = start.detectedOn
        before = start.before
        rose = running.reduce(0) { $0 + max(0, $1.size.value) }
        fell = running.reduce(0) { $0 + max(0, -$1.size.value) }
        size = ConfidenceInterval(net, halfWidth: half)
    }
}
