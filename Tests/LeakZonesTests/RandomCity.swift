import TestSupport
import LeakZones
import PipeNetwork
import Telemetry

/// A city of chance, kept as raw hourly numbers so that a test can balance it by adding them up.
struct RandomCity {
    struct Link {
        var id: String
        var start: Int
        var end: Int
        /// m³ in each hour, along the drawn direction; `nil` where nobody measures.
        var flow: [Double]?
        /// The meter asset that measures it; `nil` when the link itself is named as a cut.
        var meter: String?
        /// Whether the meter counts against the drawn direction.
        var isReverse = false
        var isClosed = false
        var random: Double
        var systematic: Double
    }

    struct Customer {
        var id: String
        var node: Int
        /// m³ in each hour; `nil` for one without a meter.
        var use: [Double]?
        /// m³/d.
        var base: Double
        var random: Double
        var systematic: Double
    }

    struct Store {
        var node: Int
        /// m², and the levels at the start of each hour and after the last, m.
        var area: Double
        var levels: [Double]
    }

    /// The parent of each zone, as a position in the same array.
    var parents: [Int?] = []
    /// The leaf of each node; `nil` outside.
    var zoneOfNode: [Int?] = []
    var links: [Link] = []
    var customers: [Customer] = []
    var stores: [Store] = []
    /// Use of whole nodes, m³ in each hour.
    var nodeUse: [Int: [Double]] = [:]
    let hours = 72

    static let start: Int64 = 1_704_067_200

    init(seed: UInt64) {
        var random = SplitMix(seed)
        let leaves = Int.random(in: 1...4, using: &random)
        let above = Int.random(in: 0...2, using: &random)
        // Parents come last and only have parents behind them: no circles, and parents without children are leaves.
        for zone in 0..<leaves + above {
            let candidates = max(zone + 1, leaves)..<leaves + above
            parents.append(Bool.random(using: &random) ? candidates.randomElement(using: &random) : nil)
        }
        let nodes = Int.random(in: 6...14, using: &random)
        zoneOfNode = (0..<nodes).map { _ in
            Int.random(in: 0...4, using: &random) == 0 ? nil : Int.random(in: 0..<leaves, using: &random)
        }
        addLinks(nodes, &random)
        for number in 0..<Int.random(in: 0...8, using: &random) {
            let isMetered = Bool.random(using: &random)
            customers.append(
                Customer(
                    id: "C\(number)", node: Int.random(in: 0..<nodes, using: &random),
                    use: isMetered ? hourly(0...0.5, &random) : nil,
                    base: Double(Int.random(in: 1...5, using: &random)),
                    random: Double.random(in: 1...5, using: &random),
                    systematic: Double.random(in: 0...2, using: &random)))
        }
        for node in 0..<nodes {
            switch Int.random(in: 0...6, using: &random) {
            case 0:
                stores.append(
                    Store(
                        node: node, area: Double.random(in: 20...200, using: &random),
                        levels: (0...hours).map { _ in Double.random(in: 1...4, using: &random) }))
            case 1 where !customers.contains { $0.node == node }: nodeUse[node] = hourly(0...2, &random)
            default: break
            }
        }
    }

    private func hourly(_ range: ClosedRange<Double>, _ random: inout SplitMix) -> [Double] {
        (0..<hours).map { _ in Double.random(in: range, using: &random) }
    }

    private mutating func addLinks(_ nodes: Int, _ random: inout SplitMix) {
        for number in 0..<Int.random(in: nodes...2 * nodes, using: &random) {
            let start = Int.random(in: 0..<nodes, using: &random)
            let end = Int.random(in: 0..<nodes, using: &random)
            guard start != end else { continue }
            var link = Link(
                id: "L\(number)", start: start, end: end,
                random: Double.random(in: 0.5...4, using: &random),
                systematic: Double.random(in: 0...2, using: &random))
            let choice = Int.random(in: 0...9, using: &random)
            // Within a zone most links are open; some hold a meter that is no boundary meter.
            if zoneOfNode[start] == zoneOfNode[end], choice > 2 {
                links.append(link)
                continue
            }
            if choice == 0 {
                link.isClosed = true
            } else {
                link.flow = hourly(-8...10, &random)
                if choice < 6 {
                    link.meter = "M\(number)"
                    link.isReverse = Bool.random(using: &random)
                }
            }
            links.append(link)
        }
    }

    /// Half-widths of a level and of an estimate that the balances are to be made with.
    static let levelError = 0.01
    static let unmeteredPercent = 20.0

    /// The balance of the same city with its elements in any order; zones by id.
    func balances(
        _ periods: [CalendarPeriod], shuffledBy seed: UInt64? = nil
    ) throws -> [String: [ZoneBalance]] {
        var shuffle = SplitMix(seed ?? 0)
        func order(_ count: Int) -> [Int] {
            seed == nil ? Array(0..<count) : (0..<count).shuffled(using: &shuffle)
        }
        var network = Network()
        let nodeOrder = order(zoneOfNode.count)
        for node in nodeOrder {
            if let store = stores.first(where: { $0.node == node }) {
                let diameter = (4 * store.area / Double.pi).squareRoot()
                try network.add(Tank(id: "N\(node)", maximumLevel: 5, diameter: diameter))
            } else {
                try network.add(Junction(id: "N\(node)"))
            }
        }
        var readings: [ReadingSeries] = []
        var meters: [String: Meter] = [:]
        var cuts: [String] = []
        let linkOrder = order(links.count)
        for link in linkOrder.map({ links[$0] }) {
            try network.add(
                Pipe(
                    id: link.id, start: "N\(link.start)", end: "N\(link.end)", length: 1,
                    status: link.isClosed ? .closed : .open))
        }
        for link in linkOrder.map({ links[$0] }) {
            guard let flow = link.flow else { continue }
            let id = link.meter ?? link.id
            if let meter = link.meter {
                try network.add(
                    Asset(
                        kind: .meter, id: meter, attachment: .link(link.id, node: "N\(link.start)"),
                        attributes: ["direction": .text(link.isReverse ? "reverse" : "forward")]))
            } else {
                cuts.append(id)
            }
            meters[id] = Meter(
                id: id,
                accuracy: .init(randomPercent: link.random, systematicPercent: link.systematic))
            readings.append(try series(id, .flow, flow.map { (link.isReverse ? -$0 : $0) / 3600 }))
        }
        for customer in order(customers.count).map({ customers[$0] }) {
            try network.add(
                Asset(
                    kind: .customerPoint, id: customer.id, attachment: .node("N\(customer.node)"),
                    attributes: ["base_demand_m3_per_d": .real(customer.base)]))
            meters[customer.id] = Meter(
                id: customer.id, kind: .household,
                accuracy: .init(randomPercent: customer.random, systematicPercent: customer.systematic))
            if let use = customer.use {
                readings.append(try series(customer.id, .consumption, use.map { $0 / 3600 }))
            }
        }
        for (node, use) in nodeUse.sorted(by: { $0.key < $1.key }) {
            readings.append(try series("N\(node)", .consumption, use.map { $0 / 3600 }))
        }
        for store in stores { readings.append(try series("N\(store.node)", .level, store.levels)) }
        let zoneOrder = order(parents.count)
        var place = Array(repeating: Int32(0), count: parents.count)
        for (position, zone) in zoneOrder.enumerated() { place[zone] = Int32(position) }
        let scheme = try ZoneScheme(
            zones: zoneOrder.map { zone in Zone(id: "Z\(zone)", parent: parents[zone].map { "Z\($0)" }) },
            zoneOfNode: nodeOrder.map { node in zoneOfNode[node].map { place[$0] } ?? -1 },
            meteredLinks: cuts)
        let options = BalanceOptions(
            customerAccuracy: .init(randomPercent: 2), levelError: Self.levelError,
            unmeteredPercent: Self.unmeteredPercent)
        let balance = try WaterBalance(
            network, scheme, meters: meters, source: ReadingTable(readings), options: options)
        return Dictionary(
            uniqueKeysWithValues: try balance.balances(periods).enumerated().map {
                (scheme.zones[$0.offset].id, $0.element)
            })
    }

    private func series(_ id: String, _ kind: ReadingKind, _ values: [Double]) throws -> ReadingSeries {
        try ReadingSeries(
            element: id, kind: kind, form: .rate,
            times: values.indices.map { Self.start + Int64($0) * 3600 }, values: values)
    }
}
