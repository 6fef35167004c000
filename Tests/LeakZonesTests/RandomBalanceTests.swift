import TestSupport
import LeakZones
import PipeNetwork
import Telemetry
import Testing

/// Balances of cities of chance against sums over the raw hours that know nothing of series, graphs or boundaries.
@Suite struct RandomBalanceTests {
    /// What the hand gets for one zone over the hours from `first` up to, not including, `last`.
    struct Reference {
        var input = 0.0
        var export = 0.0
        var storage = 0.0
        var metered = 0.0
        var unmetered = 0.0
        var halfWidth = 0.0
        var isOpen = false
        var hasMeter = false

        var loss: Double? {
            isOpen || !hasMeter ? nil : input - export - storage - metered - unmetered
        }
    }

    private func reference(_ city: RandomCity, zone: Int, _ first: Int, _ last: Int) -> Reference {
        func isInside(_ node: Int) -> Bool {
            var above = city.zoneOfNode[node]
            while let at = above {
                if at == zone { return true }
                above = city.parents[at]
            }
            return false
        }
        let hours = first..<last
        var sum = Reference()
        var variance = 0.0
        var sharedBoundary = 0.0
        var sharedUse = 0.0
        for link in city.links where isInside(link.start) != isInside(link.end) {
            guard let flow = link.flow else {
                if !link.isClosed { sum.isOpen = true }
                continue
            }
            sum.hasMeter = true
            let along = hours.reduce(0) { $0 + max(0, flow[$1]) }
            let against = hours.reduce(0) { $0 + max(0, -flow[$1]) }
            let sign = isInside(link.end) ? 1.0 : -1
            sum.input += sign > 0 ? along : against
            sum.export += sign > 0 ? against : along
            let share = link.random / 100
            variance += share * share * (along * along + against * against)
            sharedBoundary += sign * (along - against) * link.systematic / 100
        }
        for store in city.stores where isInside(store.node) {
            sum.storage += store.area * (store.levels[last] - store.levels[first])
            let half = store.area * RandomCity.levelError
            variance += 2 * half * half
        }
        var unmetered: [Int: Double] = [:]
        for customer in city.customers where isInside(customer.node) {
            guard let use = customer.use else {
                unmetered[city.zoneOfNode[customer.node] ?? -1, default: 0] +=
                    customer.base * Double(hours.count) / 24
                continue
            }
            let volume = hours.reduce(0) { $0 + use[$1] }
            sum.metered += volume
            variance += volume * volume * customer.random * customer.random / 10_000
            sharedUse += volume * customer.systematic / 100
        }
        for (node, use) in city.nodeUse where isInside(node) {
            let volume = hours.reduce(0) { $0 + use[$1] }
            sum.metered += volume
            variance += volume * volume * 4 / 10_000
        }
        for volume in unmetered.values {
            sum.unmetered += volume
            let half = volume * RandomCity.unmeteredPercent / 100
            variance += half * half
        }
        sum.halfWidth = variance.squareRoot() + abs(sharedBoundary) + abs(sharedUse)
        return sum
    }

    private static func periods() -> [CalendarPeriod] {
        let start = Timestamp(RandomCity.start)
        return LocalCalendar.utc.periods(from: start, to: Timestamp(RandomCity.start + 2 * 86_400), by: .day)
            + LocalCalendar.utc.periods(
                from: Timestamp(RandomCity.start + 5 * 3600), to: Timestamp(RandomCity.start + 60 * 3600),
                by: .period)
    }

    private static let hours = [(0, 24), (24, 48), (5, 60)]

    private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-7 * max(1, abs(b)) }

    @Test(arguments: 1...60) func everyTermOfEveryZoneIsTheSumOfItsHours(seed: UInt64) throws {
        let city = RandomCity(seed: seed)
        let balances = try city.balances(Self.periods())
        for zone in city.parents.indices {
            let row = try #require(balances["Z\(zone)"])
            for (balance, (first, last)) in zip(row, Self.hours) {
                let expected = reference(city, zone: zone, first, last)
                // What no meter measures is not known, which is not 0.
                #expect((balance.input == nil) == !expected.hasMeter)
                #expect((balance.export == nil) == !expected.hasMeter)
                if expected.hasMeter {
                    #expect(isClose(balance.input ?? .nan, expected.input))
                    #expect(isClose(balance.export ?? .nan, expected.export))
                }
                #expect(isClose(balance.storageChange ?? .nan, expected.storage))
                // A map without a single user of water says nothing of their use: that is unknown, and not 0.
                let isKnown = city.nodeUse.contains { city.zoneOfNode[$0.key] != nil }
                guard !city.customers.isEmpty || isKnown else {
                    #expect(balance.metered == nil && balance.unmetered == nil && balance.loss == nil)
                    continue
                }
                #expect(isClose(balance.metered ?? .nan, expected.metered))
                #expect(isClose(balance.unmetered ?? .nan, expected.unmetered))
                #expect((balance.loss == nil) == (expected.loss == nil))
                if let loss = balance.loss, let known = expected.loss {
                    #expect(isClose(loss, known))
                    #expect(isClose(balance.lossHalfWidth ?? .nan, expected.halfWidth))
                }
            }
        }
    }

    @Test(arguments: 1...20) func theOrderOfThingsDoesNotMatter(seed: UInt64) throws {
        let city = RandomCity(seed: seed)
        try expectSame(city.balances(Self.periods()), city.balances(Self.periods(), shuffledBy: seed))
    }

    @Test(arguments: 1...20) func turningLinksAndMetersChangesNothing(seed: UInt64) throws {
        let city = RandomCity(seed: seed)
        var turned = city
        var random = SplitMix(seed &+ 1000)
        for link in city.links.indices {
            if Bool.random(using: &random) {
                // The pipe is drawn the other way, so what flows along it has the other sign.
                (turned.links[link].start, turned.links[link].end) = (
                    city.links[link].end, city.links[link].start
                )
                turned.links[link].flow = city.links[link].flow?.map { -$0 }
            }
            if city.links[link].meter != nil, Bool.random(using: &random) {
                turned.links[link].isReverse.toggle()
            }
        }
        try expectSame(city.balances(Self.periods()), turned.balances(Self.periods()))
    }

    @Test(arguments: 1...20) func tenTimesTheWaterIsTenTimesTheLoss(seed: UInt64) throws {
        let city = RandomCity(seed: seed)
        var larger = city
        for link in city.links.indices { larger.links[link].flow = city.links[link].flow?.map { $0 * 10 } }
        for customer in city.customers.indices {
            larger.customers[customer].use = city.customers[customer].use?.map { $0 * 10 }
            larger.customers[customer].base *= 10
        }
        for store in city.stores.indices { larger.stores[store].area *= 10 }
        larger.nodeUse = city.nodeUse.mapValues { $0.map { $0 * 10 } }
        try expectSame(city.balances(Self.periods()), larger.balances(Self.periods()), times: 10)
    }

    private func expectSame(
        _ a: [String: [ZoneBalance]], _ b: [String: [ZoneBalance]], times factor: Double = 1
    ) throws {
        #expect(a.count == b.count)
        for (zone, row) in a {
            for (one, other) in zip(row, try #require(b[zone])) {
                let terms: [(Double?, Double?)] = [
                    (one.input, other.input), (one.export, other.export),
                    (one.storageChange, other.storageChange), (one.metered, other.metered),
                    (one.unmetered, other.unmetered), (one.loss, other.loss),
                    (one.lossHalfWidth, other.lossHalfWidth),
                ]
                for (left, right) in terms {
                    #expect((left == nil) == (right == nil))
                    if let left, let right { #expect(isClose(left * factor, right)) }
                }
                #expect(one.flags == other.flags)
                #expect(one.coverage == other.coverage)
            }
        }
    }
}

/// Derived zones against a union-find that knows nothing of graphs.
@Suite struct RandomDerivationTests {
    @Test(arguments: 1...40) func zonesAreWhatHangsTogetherWithoutTheCuts(seed: UInt64) throws {
        var random = SplitMix(seed)
        let count = Int.random(in: 2...25, using: &random)
        var network = Network()
        var isSource: [Bool] = []
        var hasUse: [Bool] = []
        for node in 0..<count {
            let kind = Int.random(in: 0...5, using: &random)
            isSource.append(kind == 0)
            hasUse.append(kind == 1 || kind == 2)
            switch kind {
            case 0: try network.add(Reservoir(id: "N\(node)", head: 10))
            case 1: try network.add(Tank(id: "N\(node)"))
            case 2: try network.add(Junction(id: "N\(node)", demands: [Demand(base: 0.001)]))
            default: try network.add(Junction(id: "N\(node)"))
            }
        }
        var root = Array(0..<count)
        func find(_ node: Int) -> Int { root[node] == node ? node : find(root[node]) }
        var cuts: [String] = []
        for number in 0..<Int.random(in: 1...2 * count, using: &random) {
            let a = Int.random(in: 0..<count, using: &random)
            let b = Int.random(in: 0..<count, using: &random)
            let id = "L\(number)"
            let isShut = Int.random(in: 0...4, using: &random) == 0
            let isPump = Int.random(in: 0...4, using: &random) == 0
            if isPump {
                try network.add(
                    Pump(id: id, start: "N\(a)", end: "N\(b)", status: isShut ? .closed : .open))
            } else {
                try network.add(
                    Pipe(id: id, start: "N\(a)", end: "N\(b)", status: isShut ? .closed : .open))
            }
            let isCut = Int.random(in: 0...2, using: &random) == 0
            if isCut { cuts.append(id) }
            if !isCut, !isShut || isPump { root[find(a)] = find(b) }
        }
        let derived = try ZoneScheme.derived(from: network, cuts: cuts)
        let zone = derived.scheme.zoneOfNode
        for part in Set((0..<count).map(find)) {
            let nodes = (0..<count).filter { find($0) == part }
            let isZone =
                nodes.contains { hasUse[$0] } || (nodes.count > 1 && !nodes.contains { isSource[$0] })
            #expect(Set(nodes.map { zone[$0] }).count == 1)
            #expect((zone[nodes[0]] >= 0) == isZone)
            for other in 0..<count where isZone && find(other) != part {
                #expect(zone[other] != zone[nodes[0]])
            }
        }
        // Zones are numbered by falling size, and a cut is by-passed when both its ends lie in one.
        let sizes = derived.scheme.zones.indices.map { number in zone.count { $0 == Int32(number) } }
        #expect(sizes == sizes.sorted(by: >))
        let bypassed = cuts.filter { cut in
            guard let link = network.links.index(of: cut) else { return false }
            let start = zone[Int(network.links.start[link])]
            return start >= 0 && start == zone[Int(network.links.end[link])]
        }
        #expect(derived.bypassedCuts.map(\.cut) == bypassed)
    }
}
