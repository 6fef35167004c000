import PipeNetwork
import Telemetry

/// Everything of a network and its zones that a zone's balance depends on besides the readings: two versions with one
/// footprint have one balance, whatever else changed in the city.
struct ZoneFootprint: Hashable, Sendable {
    /// A meter in the boundary.
    struct Gate: Hashable {
        var id: String
        var enters: Bool
        var meter: Meter?
    }

    /// A tank and how high its water may stand.
    struct Store: Hashable {
        var tank: Tank
        var curve: Curve?
    }

    /// Those with a meter, and what is known of it.
    struct MeteredUser: Hashable {
        var customer: Customers.Metered
        var meter: Meter?
    }

    /// What demands of a model stand for.
    struct DemandBasis: Hashable {
        var multiplier: Double
        var defaultPattern: String?
        var patterns: [String: Pattern]
        var clock: [Double]
    }

    var gates: [Gate: Int] = [:]
    var open: Set<String> = []
    var sources: Set<String> = []
    var stores: Set<Store> = []
    var metered: [MeteredUser: Int] = [:]
    var unmetered: [Customers.Unmetered: Int] = [:]
    var demands: DemandBasis?
    /// Whether anybody in the city is known to use water.
    var hasUsers = false
}

extension WaterBalance {
    /// The footprint of every area.
    func footprints() -> [BalanceArea: ZoneFootprint] {
        var ownMetered: [Int: [ZoneFootprint.MeteredUser: Int]] = [:]
        var ownUnmetered: [Int: [Customers.Unmetered: Int]] = [:]
        for customer in customers.metered {
            var plain = customer
            plain.zone = 0
            let user = ZoneFootprint.MeteredUser(customer: plain, meter: meters[customer.meterID])
            ownMetered[customer.zone, default: [:]][user, default: 0] += 1
        }
        for customer in customers.unmetered {
            var plain = customer
            plain.zone = 0
            ownUnmetered[customer.zone, default: [:]][plain, default: 0] += 1
        }
        var stores: [Int: Set<ZoneFootprint.Store>] = [:]
        for node in 0..<network.nodes.count {
            let zone = Int(scheme.zoneOfNode[node])
            guard zone >= 0, let tank = network.tank(at: node) else { continue }
            let curve = tank.volumeCurve.flatMap { network.curves[$0] }
            stores[zone, default: []].insert(.init(tank: tank, curve: curve))
        }
        var footprints: [BalanceArea: ZoneFootprint] = [:]
        for area in areas {
            let members = Set(area.leaves)
            var footprint = ZoneFootprint(hasUsers: customers.count > 0)
            for crossing in boundary.crossings { footprint.add(crossing, members, meters) }
            for leaf in area.leaves {
                footprint.sources.formUnion(unmeteredSources[leaf] ?? [])
                footprint.stores.formUnion(stores[leaf] ?? [])
                footprint.metered.merge(ownMetered[leaf] ?? [:], uniquingKeysWith: +)
                footprint.unmetered.merge(ownUnmetered[leaf] ?? [:], uniquingKeysWith: +)
            }
            footprint.demands = demandBasis(footprint)
            footprints[area.area] = footprint
        }
        return footprints
    }

    private func demandBasis(_ footprint: ZoneFootprint) -> ZoneFootprint.DemandBasis? {
        let demands =
            footprint.metered.keys.flatMap(\.customer.demands) + footprint.unmetered.keys.flatMap(\.demands)
        guard !demands.isEmpty else { return nil }
        let names = Set(demands.compactMap { $0.pattern ?? network.hydraulics.defaultPattern })
        let times = network.times
        return .init(
            multiplier: network.hydraulics.demandMultiplier,
            defaultPattern: network.hydraulics.defaultPattern,
            patterns: network.patterns.filter { names.contains($0.key) },
            clock: [times.startClock, times.patternStart, times.patternStep])
    }
}

extension ZoneFootprint {
    fileprivate mutating func add(
        _ crossing: ZoneBoundary.Crossing, _ members: Set<Int>, _ meters: [String: Meter]
    ) {
        let isFrom = crossing.from.map(members.contains) ?? false
        let isTo = crossing.to.map(members.contains) ?? false
        guard isFrom != isTo else { return }
        switch crossing.state {
        case .metered(let id, let isForward):
            gates[Gate(id: id, enters: isTo == isForward, meter: meters[id]), default: 0] += 1
        case .open: open.insert(crossing.linkID)
        case .closed: break
        }
    }
}

/// What a zone's night flows depend on besides the readings: the meters in its boundary and their directions, its open ways,
/// the sources and tanks in it. Customers come and go without a new baseline.
package struct NightFootprint: Hashable, Sendable {
    /// A meter in the boundary.
    private struct Gate: Hashable, Sendable {
        var id: String
        var enters: Bool
    }

    private let gates: [Gate: Int]
    private let open: Set<String>
    private let sources: Set<String>
    private let stores: Set<ZoneFootprint.Store>

    init(_ footprint: ZoneFootprint) {
        gates = Dictionary(
            footprint.gates.map { (Gate(id: $0.key.id, enters: $0.key.enters), $0.value) },
            uniquingKeysWith: +)
        (open, sources, stores) = (footprint.open, footprint.sources, footprint.stores)
    }
}

extension WaterBalance {
    /// What the night flows of every area depend on.
    package func nightFootprints() -> [BalanceArea: NightFootprint] {
        footprints().mapValues(NightFootprint.init)
    }
}
