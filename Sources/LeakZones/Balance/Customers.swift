import PipeNetwork
import Telemetry

/// Who uses water in which zone: the metered customers with their series, and what the others are expected to
/// use.
struct Customers {
    /// A customer with a meter.
    struct Metered {
        /// The series to read; `nil` when there is none although the customer has a meter.
        var series: SeriesKey?
        /// The id of its meter.
        var meterID: String
        /// The leaf zone.
        var zone: Int
        /// What it is expected to use, m³/s, when known.
        var baseDemand: Double?
    }

    /// Expected use of those without a meter.
    struct Unmetered {
        /// The leaf zone.
        var zone: Int
        /// Demand categories of the model (patterned), before the demand multiplier.
        var demands: [Demand] = []
        /// Unpatterned base demand, m³/s.
        var baseDemand = 0.0
        /// People served.
        var population = 0.0
    }

    private(set) var metered: [Metered] = []
    private(set) var unmetered: [Unmetered] = []

    /// Sorts out customers by these rules:
    /// - An asset of kind customer point, or a meter tied to a node, is metered when there is a series of its id
    ///   or of its attribute `meter`, or when its attribute `metered` says so.
    /// - A node with a consumption or register series of its own id is metered as a whole.
    /// - Other customer points use their `base_demand_m3_per_d`; other nodes with demands use these, unless
    ///   customer points are tied to the node (they are the demand then).
    /// - Meters that sit in a link (boundary and check meters) are nobody's use.
    init(_ network: Network, _ scheme: ZoneScheme, _ available: [SeriesKey]) {
        var useSeries: [String: SeriesKey] = [:]
        for key in available where key.kind == .consumption || key.kind == .register {
            // Consumption is what a register would have to be turned into: it wins.
            if useSeries[key.element]?.kind != .consumption { useSeries[key.element] = key }
        }
        var isCovered = [Bool](repeating: false, count: network.nodes.count)
        var taken: Set<String> = []
        addAssets(network, scheme, useSeries, &isCovered, &taken)
        addNodes(network, scheme, useSeries, isCovered, taken)
    }

    private mutating func addAssets(
        _ network: Network, _ scheme: ZoneScheme, _ useSeries: [String: SeriesKey],
        _ isCovered: inout [Bool], _ taken: inout Set<String>
    ) {
        let assets = network.assets
        // Customer points first: a meter that a customer point names is that customer's.
        let order = assets.rows(of: .customerPoint) + assets.rows(of: .meter)
        for row in order where assets.node[row] >= 0 && assets.link[row] < 0 {
            let id = assets.ids[row]
            let meterID = assets.attributes[row, "meter"].text ?? id
            guard !taken.contains(meterID) else { continue }
            let node = Int(assets.node[row])
            let zone = Int(scheme.zoneOfNode[node])
            let base = assets.attributes[row, "base_demand_m3_per_d"].number.map { $0 / 86_400 }
            isCovered[node] = true
            guard zone >= 0 else { continue }
            let series = useSeries[meterID] ?? useSeries[id]
            if series != nil || Self.saysMetered(assets.attributes[row, "metered"], assets.kinds[row]) {
                taken.insert(meterID)
                taken.insert(id)
                metered.append(Metered(series: series, meterID: meterID, zone: zone, baseDemand: base))
            } else {
                unmetered.append(
                    Unmetered(
                        zone: zone, baseDemand: base ?? 0,
                        population: assets.attributes[row, "population"].number ?? 0))
            }
        }
    }

    private static func saysMetered(_ value: AttributeValue, _ kind: Asset.Kind) -> Bool {
        guard let text = value.text?.lowercased() else { return kind == .meter }
        return ["true", "1", "yes", "y", "是", "有"].contains(text)
    }

    private mutating func addNodes(
        _ network: Network, _ scheme: ZoneScheme, _ useSeries: [String: SeriesKey], _ isCovered: [Bool],
        _ taken: Set<String>
    ) {
        for node in 0..<network.nodes.count {
            let zone = Int(scheme.zoneOfNode[node])
            guard zone >= 0 else { continue }
            let id = network.nodes.ids[node]
            let demands = network.nodes.demands[node]
            if let series = useSeries[id], !taken.contains(id) {
                metered.append(
                    Metered(
                        series: series, meterID: id, zone: zone,
                        baseDemand: demands.isEmpty
                            ? nil
                            : demands.reduce(0) { $0 + $1.base } * network.hydraulics.demandMultiplier))
            } else if !isCovered[node], demands.contains(where: { $0.base != 0 }) {
                unmetered.append(Unmetered(zone: zone, demands: demands))
            }
        }
    }
}
