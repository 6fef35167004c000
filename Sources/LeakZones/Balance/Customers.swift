import PipeNetwork
import Telemetry

/// Who uses water in which zone: the metered customers with their series, and what the others are expected to
/// use.
struct Customers {
    /// A customer with a meter.
    struct Metered: Hashable {
        /// The series to read; `nil` when there is none although the customer has a meter.
        var series: SeriesKey?
        /// The id of its meter.
        var meterID: String
        /// The leaf zone.
        var zone: Int
        /// What it is expected to use, m³/s, when known.
        var baseDemand: Double?
        /// Demand categories of the model, of a node that is metered as a whole.
        var demands: [Demand] = []
        /// Who they are.
        var users = NightUsers(households: 1)

        /// What it is expected to use in a period, m³; `nil` when that is not known: a demand of zero is how models and
        /// tables write that none was entered.
        func expected(_ period: Period, _ use: UnmeteredUse) -> Double? {
            let volume =
                (baseDemand ?? 0) * Double(period.duration) + use.volume(of: demands, period: period)
            return volume > 0 ? volume : nil
        }
    }

    /// Expected use of those without a meter.
    struct Unmetered: Hashable {
        /// The leaf zone.
        var zone: Int
        /// Demand categories of the model (patterned), before the demand multiplier.
        var demands: [Demand] = []
        /// Unpatterned base demand, m³/s.
        var baseDemand = 0.0
        /// People served.
        var population = 0.0
        /// Who they are.
        var users = NightUsers(households: 1)
    }

    private(set) var metered: [Metered] = []
    private(set) var unmetered: [Unmetered] = []

    /// How many are known to use water, in all zones together.
    var count: Int { metered.count + unmetered.count }

    /// The same by leaf zone.
    var countByZone: [Int: Int] {
        var counts: [Int: Int] = [:]
        for customer in metered { counts[customer.zone, default: 0] += 1 }
        for customer in unmetered { counts[customer.zone, default: 0] += 1 }
        return counts
    }

    /// Sorts out customers by these rules:
    /// - A node with a consumption or register series of its own id is metered as a whole: the customers tied to
    ///   it are in that series, and are not counted again. (A register of an id that a meter in a link or a
    ///   metered link has as well is that meter's.)
    /// - An asset of kind customer point, or a meter tied to a node, is metered when there is a series of its id
    ///   or of its attribute `meter`, when its attribute `metered` says so, or when it names a meter and nothing
    ///   says what it may use.
    /// - Of customers that share a meter the first stands for all; the meter they name is theirs, not one more.
    /// - Other customer points use their `base_demand_m3_per_d`; other nodes with demands use these, unless
    ///   customer points are tied to the node (they are the demand then).
    /// - Meters that sit in a link (boundary and check meters) measure no customer's use.
    init(_ network: Network, _ scheme: ZoneScheme, _ available: [SeriesKey]) {
        var useSeries: [String: SeriesKey] = [:]
        for key in available where key.kind == .consumption || key.kind == .register {
            // Consumption is what a register would have to be turned into: it wins.
            if useSeries[key.element]?.kind != .consumption { useSeries[key.element] = key }
        }
        let assetIDs = Self.assetIDs(network)
        let inline = Self.inlineMeters(network, scheme)
        let nodeSeries = network.nodes.ids.map { id -> SeriesKey? in
            guard let key = useSeries[id], !assetIDs.contains(id) else { return nil }
            return key.kind == .register && inline.contains(id) ? nil : key
        }
        var isCovered = [Bool](repeating: false, count: network.nodes.count)
        addAssets(network, scheme, useSeries, nodeSeries, &isCovered)
        addNodes(network, scheme, nodeSeries, isCovered)
    }

    /// The ids of customers and of meters off the pipes, and of the meters they name: series of these are theirs,
    /// though a node may have the same id.
    private static func assetIDs(_ network: Network) -> Set<String> {
        let assets = network.assets
        var ids: Set<String> = []
        for row in assets.rows(of: .customerPoint) + assets.rows(of: .meter) where isUser(assets, row) {
            ids.insert(assets.ids[row])
            if let meter = assets.attributes[row, "meter"].text { ids.insert(meter) }
        }
        return ids
    }

    /// Whether a customer point or a meter takes water at its node: a customer does however it is tied to the
    /// network, a meter only where it sits in no link.
    private static func isUser(_ assets: AssetTable, _ row: Int) -> Bool {
        assets.node[row] >= 0 && (assets.kinds[row] == .customerPoint || assets.link[row] < 0)
    }

    /// The ids whose registers count what passes a link.
    private static func inlineMeters(_ network: Network, _ scheme: ZoneScheme) -> Set<String> {
        var ids = Set(scheme.meteredLinks)
        for row in network.assets.rows(of: .meter) where network.assets.link[row] >= 0 {
            ids.insert(network.assets.ids[row])
        }
        return ids
    }

    private mutating func addAssets(
        _ network: Network, _ scheme: ZoneScheme, _ useSeries: [String: SeriesKey],
        _ nodeSeries: [SeriesKey?], _ isCovered: inout [Bool]
    ) {
        let assets = network.assets
        var customerIDs: Set<String> = []
        var place: [String: Int] = [:]
        // Customer points first: a meter that a customer point names is that customer's.
        let order = assets.rows(of: .customerPoint) + assets.rows(of: .meter)
        for row in order where Self.isUser(assets, row) {
            let id = assets.ids[row]
            let named = assets.attributes[row, "meter"].text
            let meterID = named ?? id
            let node = Int(assets.node[row])
            if assets.kinds[row] == .meter, customerIDs.contains(id) { continue }
            isCovered[node] = true
            guard nodeSeries[node] == nil else { continue }
            if assets.kinds[row] == .customerPoint { customerIDs.formUnion([id, meterID]) }
            let zone = Int(scheme.zoneOfNode[node])
            let base = assets.attributes[row, "base_demand_m3_per_d"].number.map { $0 / 86_400 }
            let series = useSeries[meterID] ?? useSeries[id]
            let isMetered = Self.saysMetered(
                assets.attributes[row, "metered"],
                otherwise: assets.kinds[row] == .meter
                    || (named != nil && base ?? 0 <= 0))
            if series != nil || isMetered {
                // What is expected of a shared meter is what its customers are expected to use together.
                if let first = place[series?.element ?? meterID] {
                    if first >= 0 {
                        if let base { metered[first].baseDemand = (metered[first].baseDemand ?? 0) + base }
                        metered[first].users += NightUsers(assets.attributes, row)
                    }
                    continue
                }
                place[series?.element ?? meterID] = zone < 0 ? -1 : metered.count
                guard zone >= 0 else { continue }
                metered.append(
                    Metered(
                        series: series, meterID: meterID, zone: zone, baseDemand: base,
                        users: NightUsers(assets.attributes, row)))
            } else if zone >= 0 {
                unmetered.append(
                    Unmetered(
                        zone: zone, baseDemand: base ?? 0,
                        population: assets.attributes[row, "population"].number ?? 0,
                        users: NightUsers(assets.attributes, row)))
            }
        }
    }

    private static func saysMetered(_ value: AttributeValue, otherwise: Bool) -> Bool {
        guard let text = value.text?.lowercased() else { return otherwise }
        return ["true", "1", "yes", "y", "是", "有"].contains(text)
    }

    private mutating func addNodes(
        _ network: Network, _ scheme: ZoneScheme, _ nodeSeries: [SeriesKey?], _ isCovered: [Bool]
    ) {
        for node in 0..<network.nodes.count {
            let zone = Int(scheme.zoneOfNode[node])
            guard zone >= 0 else { continue }
            let id = network.nodes.ids[node]
            let demands = network.nodes.demands[node]
            if let series = nodeSeries[node] {
                metered.append(Metered(series: series, meterID: id, zone: zone, demands: demands))
            } else if !isCovered[node], demands.contains(where: { $0.base != 0 }) {
                unmetered.append(Unmetered(zone: zone, demands: demands))
            }
        }
    }
}
