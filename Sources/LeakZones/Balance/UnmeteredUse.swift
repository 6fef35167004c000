import PipeNetwork
import Telemetry

/// What customers without a meter are taken to use.
struct UnmeteredUse {
    private let network: Network
    private let scheme: ZoneScheme
    private let options: BalanceOptions
    /// Base demand of each zone, m³/s, by pattern (`nil`: constant).
    private var patterned: [[String?: Double]]
    private var population: [Double]

    init(
        _ customers: [Customers.Unmetered], _ network: Network, _ scheme: ZoneScheme,
        _ options: BalanceOptions
    ) {
        self.network = network
        self.scheme = scheme
        self.options = options
        patterned = Array(repeating: [:], count: scheme.zones.count)
        population = Array(repeating: 0, count: scheme.zones.count)
        let multiplier = network.hydraulics.demandMultiplier
        for customer in customers {
            for demand in customer.demands {
                let pattern = demand.pattern ?? network.hydraulics.defaultPattern
                patterned[customer.zone][pattern, default: 0] += demand.base * multiplier
            }
            if customer.baseDemand != 0 { patterned[customer.zone][nil, default: 0] += customer.baseDemand }
            population[customer.zone] += customer.population
        }
    }

    /// The volumes of the leaves of `zone` in `period`, m³, or the one that is given for the zone as a whole.
    func volumes(zone: Int, _ leaves: [Int], period: Period) -> [Double] {
        if case .volume(let daily) = options.unmetered, let whole = daily[scheme.zones[zone].id] {
            return [whole * Double(period.duration) / 86_400]
        }
        return leaves.map { volume(zone: $0, period: period) }
    }

    /// What nodes with these demands are expected to use in `period`, m³.
    func volume(of demands: [Demand], period: Period) -> Double {
        demands.reduce(0) { sum, demand in
            let pattern = demand.pattern ?? network.hydraulics.defaultPattern
            return sum + demand.base * network.hydraulics.demandMultiplier * Double(period.duration)
                * meanMultiplier(pattern, period)
        }
    }

    /// The volume of leaf zone `zone` in `period`, m³.
    private func volume(zone: Int, period: Period) -> Double {
        let seconds = Double(period.duration)
        switch options.unmetered {
        case .none: return 0
        case .perCapita(let litres): return population[zone] * litres / 1000 * seconds / 86_400
        case .volume(let daily): return (daily[scheme.zones[zone].id] ?? 0) * seconds / 86_400
        case .baseDemand:
            // A fixed order keeps the sum the same bit for bit.
            return patterned[zone].sorted { ($0.key ?? "") < ($1.key ?? "") }.reduce(0) { sum, entry in
                sum + entry.value * seconds * meanMultiplier(entry.key, period)
            }
        }
    }

    /// Mean of a pattern over a period of local time.
    ///
    /// A model's clock has no date. It is tied to the calendar so that a pattern of whole days starts at local
    /// midnight and one of whole weeks on Monday, shifted by the model's start clock and pattern start.
    private func meanMultiplier(_ pattern: String?, _ period: Period) -> Double {
        guard let pattern, let multipliers = network.patterns[pattern] else { return 1 }
        let times = network.times
        let monday = 4.0 * 86_400  // 1970-01-05 was a Monday.
        let local = Double(period.start.secondsSince1970) + Double(options.calendar.offset(at: period.start))
        let from = local - monday - times.startClock + times.patternStart
        return multipliers.mean(from: from, to: from + Double(period.duration), step: times.patternStep)
    }
}
