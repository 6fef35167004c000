import Telemetry

/// Nights in which nothing changes, with a zone's own scatter, autocorrelation and wild nights: what an alarm says of
/// them is false.
///
/// A night goes on from the one before by the zone's own φ and one of its own innovations. These are drawn in blocks of up
/// to four that followed each other, from within six weeks of the night of the past whose turn it is (the local block
/// bootstrap; Paparoditis, E. and Politis, D. N., C. R. Acad. Sci. Paris, Ser. I 335 (2002) 959–962): nights resemble
/// their neighbours as the zone's do, wild nights and pairs come as often, and a wild summer stays a season. Where the
/// past is too short for that, innovations are normal. The alarm learns from the simulated nights as from real ones, from
/// as long a past, and what it tells while it has less is not counted. Seeded, so that the same series always says the
/// same.
struct SimulatedNights {
    private let history: NightHistory
    private let policy: StepAlarmPolicy
    private let level: Double
    /// Innovations in order of time; `nil` where nights do not follow each other.
    private let innovations: [Double?]

    /// Nights a block, and how far from its place in the past it may come from.
    private static let blockLength = 4
    private static let reach = 42
    /// Fewest innovations that make nights.
    private static let fewestInnovations = 42

    /// - Parameters:
    ///   - search: what was told of the zone.
    ///   - policy: how it learns.
    init(_ search: StepSearch, policy: StepAlarmPolicy) {
        history = search.history
        self.policy = policy
        level = StepSearch.level(history.values.suffix(28))
        let found = history.innovations(without: search.steps.lasting(policy).map(\.changedOn.daysSince1970))
        innovations = found.count { $0 != nil } >= Self.fewestInnovations ? found : []
    }

    /// Alarms a year that last.
    func alarmsPerYear() -> Double? {
        guard policy.simulatedYears > 0 else { return nil }
        // The week is not in these nights, and a lesson a month teaches of them what one a week does.
        var policy = policy
        policy.learnsWeek = false
        policy.holidays = nil
        policy.lessonNights = 28
        let past = min(policy.pastDays, max(policy.baselineNights, history.known))
        policy.pastDays = past
        var search = StepSearch(policy: policy)
        var random = SeededNoise(12)
        var nights = 0
        let wanted = past + 365 * policy.simulatedYears
        let kept = history.autocorrelation
        let remaining = (1 - kept * kept).squareRoot()
        var residual = 0.0
        while nights < wanted {
            for innovation in block(at: nights, &random) where nights < wanted {
                residual = kept * residual + remaining * innovation
                search.take(nights, level + residual)
                nights += 1
            }
        }
        // No crew is sent for what goes back within a week.
        let told = search.steps.lasting(policy).count { $0.detectedOn.daysSince1970 >= past }
        return Double(told) / Double(policy.simulatedYears)
    }

    /// Innovations that followed each other, from near a place in the past, which begins anew when it is through.
    private func block(at night: Int, _ random: inout SeededNoise) -> [Double] {
        guard !innovations.isEmpty else { return [history.scatter * random.normal()] }
        let turn = night % innovations.count
        let low = max(0, turn - Self.reach)
        let high = min(innovations.count - 1, turn + Self.reach)
        // A stretch without nights gives none: then any place will do.
        for range in [low...high, 0...innovations.count - 1] {
            for _ in 0..<16 {
                let place = range.lowerBound + Int(random.next() % UInt64(range.count))
                let found = innovations[place...].prefix(Self.blockLength).prefix { $0 != nil }.compactMap {
                    $0
                }
                if !found.isEmpty { return found }
            }
        }
        return [history.scatter * random.normal()]
    }
}
