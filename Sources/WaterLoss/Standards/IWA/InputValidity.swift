/// How far the inputs of an audit can be trusted: Springline's own score, with weights of its own.
///
/// Each input has a grade from 1 (a guess) to 10 (measured, verified, audited). The score is the weighted mean of the
/// grades times ten, so 10 to 100. Weights say how much an input moves the real losses of an ordinary system; inputs
/// that do not apply (a volume of zero, a part that was not given) have none, and the rest is scaled up. The scale of
/// grades and tiers follows the habit of AWWA's audit; weights and descriptions are not AWWA's.
public struct InputValidity: Sendable, Hashable {
    /// 10…100.
    public var score: Double
    /// I…V.
    public var tier: Tier

    /// What the score permits.
    public enum Tier: String, Sendable, Hashable, CaseIterable {
        /// Up to 25: collect data first.
        case one = "I"
        /// Up to 50.
        case two = "II"
        /// Up to 70: fit for setting priorities.
        case three = "III"
        /// Up to 90: fit for targets.
        case four = "IV"
        /// Above 90: fit for comparison.
        case five = "V"

        /// The tier of a score.
        public init(score: Double) {
            self =
                Edge.isAtMost(score, 25)
                ? .one
                : Edge.isAtMost(score, 50)
                    ? .two : Edge.isAtMost(score, 70) ? .three : Edge.isAtMost(score, 90) ? .four : .five
        }
    }

    /// The weights, which sum to 100.
    public static let weights: [AuditInput: Double] = [
        .ownSources: 20, .imported: 10, .exported: 5, .billedMetered: 20, .billedUnmetered: 5,
        .unbilledMetered: 2, .unbilledUnmetered: 3, .unauthorised: 3, .customerMeters: 8, .dataHandling: 3,
        .mains: 4, .connections: 5, .privatePipe: 2, .averagePressure: 8, .prices: 2,
    ]

    /// The inputs whose better grade would raise the score most, the most first: by weight·(10 − grade). Those that are
    /// graded 10 are not among them, nor those without a grade.
    public static func inputsToMend(
        grades: [AuditInput: Double], applicable: Set<AuditInput>
    ) -> [AuditInput] {
        let gains = AuditInput.allCases.compactMap { input -> (input: AuditInput, gain: Double)? in
            guard applicable.contains(input), let weight = weights[input], let grade = grades[input],
                grade < 10
            else { return nil }
            return (input, weight * (10 - grade))
        }
        // Equal gains stay in the order of the inputs.
        return gains.enumerated().sorted {
            ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset)
        }.map(\.element.input)
    }

    /// The score of grades 1…10; `nil` when an input that applies has no grade, or none applies: a grade that is
    /// missing is not a bad grade.
    ///
    /// - Parameters:
    ///   - grades: by input.
    ///   - applicable: the inputs the audit rests on.
    public init?(grades: [AuditInput: Double], applicable: Set<AuditInput>) {
        var (sum, total) = (0.0, 0.0)
        // In the order of the inputs, so that the sum is the same every time.
        for input in AuditInput.allCases where applicable.contains(input) {
            guard let weight = Self.weights[input] else { continue }
            guard let grade = grades[input] else { return nil }
            sum += weight * grade
            total += weight
        }
        guard total > 0 else { return nil }
        score = 10 * sum / total
        tier = Tier(score: score)
    }
}
