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
    private var users: [Users]

    /// Customers without a meter in a leaf zone, by what is known of them.
    fileprivate struct Users {
        /// All of them.
        var all = 0
        /// Those who state a base demand, the users behind them, and what they draw, m³/s.
        var statedHeads = 0.0
        var statedDemand = 0.0
        /// Those who state none, and the users behind them.
        var withoutDemand = 0
        var headsWithoutDemand = 0.0
        /// Those whose number of people is not stated, and the users behind them.
        var withoutPeople = 0
        var headsWithoutPeople = 0.0
    }

    /// What the customers without a meter of one zone use in one period.
    struct Part {
        /// By what is stated of them, m³.
        var stated = 0.0
        /// What others use, where nothing is stated, m³.
        var supposed = 0.0
        /// Customers of whom nothing is stated.
        var unstatedCustomers = 0
        /// Whether ``supposed`` stands for them; else nothing can.
        var isSupposed = false
        /// Customers whose use was left in the loss, as was asked for.
        var customersInLoss = 0
    }

    init(
        _ customers: [Customers.Unmetered], _ network: Network, _ scheme: ZoneScheme,
        _ options: BalanceOptions
    ) {
        self.network = network
        self.scheme = scheme
        self.options = options
        patterned = Array(repeating: [:], count: scheme.zones.count)
        population = Array(repeating: 0, count: scheme.zones.count)
        users = Array(repeating: Users(), count: scheme.zones.count)
        let multiplier = network.hydraulics.demandMultiplier
        for customer in customers {
            for demand in customer.demands {
                let pattern = demand.pattern ?? network.hydraulics.defaultPattern
                patterned[customer.zone][pattern, default: 0] += demand.base * multiplier
            }
            if customer.baseDemand != 0 { patterned[customer.zone][nil, default: 0] += customer.baseDemand }
            population[customer.zone] += customer.population
            users[customer.zone].add(customer)
        }
    }

    /// What the leaves of an area use in `period`, or the one volume that is given for the area as a whole.
    ///
    /// - Parameter measured: by leaf zone, what metered customers used and how many users are behind them.
    func parts(
        _ members: AreaMembers, period: Period, measured: (Int) -> (volume: Double, users: Double)
    ) -> [Part] {
        if case .volume(let daily) = options.unmetered, case .zone(let id) = members.area,
            let whole = daily[id]
        {
            return [Part(stated: whole * Double(period.duration) / 86_400)]
        }
        return members.leaves.map { part(zone: $0, period: period, measured: measured($0)) }
    }

    /// Whether the use of an area, or of all its leaves, is given as a volume.
    func isGiven(_ members: AreaMembers) -> Bool {
        guard case .volume(let daily) = options.unmetered else { return false }
        if case .zone(let id) = members.area, daily[id] != nil { return true }
        return members.leaves.allSatisfy { daily[scheme.zones[$0].id] != nil }
    }

    private func part(zone: Int, period: Period, measured: (volume: Double, users: Double)) -> Part {
        var part = Part(stated: volume(zone: zone, period: period))
        let users = users[zone]
        let heads: Double
        switch options.unmetered {
        case .none:
            part.customersInLoss = users.all
            return part
        case .baseDemand: (part.unstatedCustomers, heads) = (users.withoutDemand, users.headsWithoutDemand)
        case .perCapita: (part.unstatedCustomers, heads) = (users.withoutPeople, users.headsWithoutPeople)
        case .volume(let daily):
            if daily[scheme.zones[zone].id] != nil { return part }
            (part.unstatedCustomers, heads) = (users.all, users.headsWithoutDemand + users.statedHeads)
        }
        guard part.unstatedCustomers > 0 else { return part }
        // What stands for them is what a user of the same zone uses by meter or by statement.
        var (volume, known) = measured
        if case .baseDemand = options.unmetered {
            volume += users.statedDemand * Double(period.duration)
            known += users.statedHeads
        } else if case .perCapita = options.unmetered {
            volume += part.stated
            known += users.statedHeads + users.headsWithoutDemand - users.headsWithoutPeople
        }
        guard known > 0, volume > 0 else { return part }
        part.supposed = volume / known * heads
        part.isSupposed = true
        return part
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

extension UnmeteredUse.Users {
    fileprivate mutating func add(_ customer: Customers.Unmetered) {
        let heads = customer.users.heads
        all += 1
        if customer.baseDemand > 0 {
            statedHeads += heads
            statedDemand += customer.baseDemand
        } else if !customer.demands.contains(where: { $0.base != 0 }) {
            withoutDemand += 1
            headsWithoutDemand += heads
        }
        if !(customer.population > 0) {
            withoutPeople += 1
            headsWithoutPeople += heads
        }
    }
}
