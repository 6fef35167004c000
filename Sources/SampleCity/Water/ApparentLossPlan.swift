import Geospatial

/// A customer's meter whose register stands still for a time while water runs through it.
struct StuckMeter: Sendable, Hashable {
    var customer: Int
    /// From the midnight on which one begins to the midnight on which the other does. What sticks to the end of
    /// the period still stands on the day after it.
    var days: Range<Int>
}

/// Somebody who draws water without a meter or a contract, known to the truth file alone.
struct IllegalConnection: Sendable {
    var id: String
    var zone: Int
    var pipe: Int32
    var position: Coordinate
    /// m³ a day on average, spread over the day as a home does.
    var demand: Double
    /// Place in the table of noise.
    var number: Int

    /// What it truly draws on a day counted from the period's first, m³.
    func volume(day: Int, seed: UInt64) -> Double {
        demand * (1 + 0.15 * RandomSource.noise(seed ^ 0x1E6, number, day))
    }
}

/// The water that reaches people but no register: registers that stand still and connections nobody reads. The
/// errors of the meters that work are the customers' own, see ``CityCustomer/meterError``.
struct ApparentLossPlan: Sendable {
    private(set) var stuck: [StuckMeter] = []
    private(set) var illegal: [IllegalConnection] = []
    private var stuckDays: [Int: Range<Int>] = [:]

    /// Plans a zone's share of both from its own stream, so that zones do not depend on each other.
    init(_ model: CityModel, days: Int, seed: UInt64) {
        for zone in model.zones.indices.dropFirst() {
            var random = RandomSource(seed: seed, stream: UInt64(2_000_000 + zone))
            stickMeters(zone, model, days: days, &random)
            connectIllegally(zone, model, &random)
        }
    }

    /// The days on which a customer's register stands still.
    func stuckDays(_ customer: Int) -> Range<Int>? { stuckDays[customer] }

    /// One small meter in 120, two a zone at least: half of them stick until the end, half come loose again.
    private mutating func stickMeters(
        _ zone: Int, _ model: CityModel, days: Int, _ random: inout RandomSource
    ) {
        let members = model.zones[zone].customers
        let demand = members.reduce(0) { $0 + model.customers[$1].baseDemand }
        // A customer who is a zone's main user is watched: its meter would not stand still for long.
        var small = members.filter {
            let customer = model.customers[$0]
            return customer.reading != .none && customer.kind != .bulk
                && (0.001...0.012).contains(customer.baseDemand / demand)
        }
        let count = min(small.count, max(2, members.count / 120))
        for number in 0..<count {
            // Some must be read by the day, for those can be seen to stand still.
            let daily = small.filter { model.customers[$0].reading == .daily }
            let choice = number.isMultiple(of: 2) && !daily.isEmpty ? daily : small
            let customer = choice[random.below(choice.count)]
            small.removeAll { $0 == customer }
            let start = Int(random.uniform(0.15, 0.7) * Double(days))
            let length = max(1, Int(random.uniform(0.2, 0.4) * Double(days)))
            let end = number.isMultiple(of: 2) ? days + 1 : min(days + 1, start + length)
            stuck.append(StuckMeter(customer: customer, days: start..<end))
            stuckDays[customer] = start..<end
        }
    }

    /// One or two connections a zone that together draw some 4 to 10 parts in a thousand of its use.
    private mutating func connectIllegally(_ zone: Int, _ model: CityModel, _ random: inout RandomSource) {
        let owner = model.zones[zone]
        guard !owner.pipes.isEmpty else { return }
        let use = owner.customers.reduce(0) { $0 + model.customers[$1].baseDemand }
        let count = random.chance(0.5) ? 2 : 1
        let share = random.uniform(0.004, 0.01)
        for number in 1...count {
            let pipe = owner.pipes.lowerBound + random.below(owner.pipes.count)
            let (place, _) = model.point(model.pipes[pipe], at: random.uniform(0.2, 0.8))
            illegal.append(
                IllegalConnection(
                    id: "\(owner.id)-U\(number)", zone: zone, pipe: Int32(pipe), position: place,
                    demand: (use * share / Double(count) * 100).rounded() / 100, number: illegal.count))
        }
    }
}
