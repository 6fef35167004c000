import InputOutput
import LeakZones
import WaterLoss

/// Where to send the team first: the zones in which something runs today, then those that leak steadily, each with its
/// reason in a line. A zone whose parts explain it is not repeated.
struct TeamPlan {
    /// A zone to go to.
    struct Visit {
        /// Position of the zone in the scheme.
        var position: Int
        /// What runs there, m³/h.
        var flow: Double
        /// What the flow is: a rise that still runs, else the excess over background.
        var isRunning: Bool
        /// Why.
        var reason: Wording
    }

    /// The zones, the most urgent first.
    let visits: [Visit]

    /// The plan of a report; no visits where no zone was evaluated.
    init(_ report: LossReport) {
        let zones = report.zones.map(\.zone)
        let nights = report.zones.map { $0.evaluation?.night }
        var running = nights.indices.compactMap { position in
            nights[position]?.running.map { Self.visit(position, $0) }
        }
        var steady = nights.indices.compactMap { position in
            nights[position].flatMap { Self.visit(position, $0) }
        }
        let covered = Self.ancestors(of: running.map(\.position), zones)
        running.removeAll { covered.contains($0.position) }
        let named = Set(running.map(\.position))
        let above = Self.ancestors(of: running.map(\.position) + steady.map(\.position), zones)
        steady.removeAll { named.contains($0.position) || above.contains($0.position) }
        func order(_ a: Visit, _ b: Visit) -> Bool {
            a.flow == b.flow ? a.position < b.position : a.flow > b.flow
        }
        visits = running.sorted(by: order) + steady.sorted(by: order)
    }

    /// The zones above these.
    private static func ancestors(of positions: [Int], _ zones: [Zone]) -> Set<Int> {
        let places = Dictionary(
            zones.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { a, _ in a })
        var found: Set<Int> = []
        for position in positions {
            var above = zones[position].parent
            while let id = above, let place = places[id], found.insert(place).inserted {
                above = zones[place].parent
            }
        }
        return found
    }

    private static func visit(_ position: Int, _ rise: RunningRise) -> Visit {
        let flow = rise.size.value * 3600
        let (size, half) = (Figure.rate(flow), Figure.rate(rise.size.halfWidth * 3600))
        let (rose, fell) = (Figure.rate(rise.rose * 3600), Figure.rate(rise.fell * 3600))
        let back = rise.fell > 0
        return Visit(
            position: position, flow: flow, isRunning: true,
            reason: Wording(
                "\(size) ± \(half) m³/h more than before \(rise.since) run every night"
                    + (back ? " (rose by \(rose), came back by \(fell))." : "."),
                "夜间流量自 \(rise.since) 起仍高出 \(size) ± \(half) m³/h" + (back ? "（上升 \(rose)，回落 \(fell)）。" : "。"))
        )
    }

    private static func visit(_ position: Int, _ night: NightAccount) -> Visit? {
        guard let bursts = night.net.equivalentServicePipeBursts, bursts >= 1, let excess = night.net.excess
        else { return nil }
        let flow = excess * 3600
        let (size, count) = (Figure.rate(flow), Figure.plain(bursts, decimals: 1))
        return Visit(
            position: position, flow: flow, isRunning: false,
            reason: Wording(
                "No new rise; \(size) m³/h above background at night, as much as \(count) service pipe bursts.",
                "无新的上升；夜间超出背景漏失 \(size) m³/h，相当于 \(count) 处支管爆管。"))
    }
}
