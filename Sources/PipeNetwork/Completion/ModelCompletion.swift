/// A map made into a model that can be solved, and what had to be taken for granted for it.
///
/// A utility's map has pipes, customers, valves and waterworks, and rarely a height at each corner, a roughness or a demand
/// at a node. Nothing that the map says is changed; what it leaves open is filled in and counted:
///
/// - **heights**, from the things that stand at nodes and have one (`elevation` of customers, hydrants, valves, loggers),
///   spread along the pipes so that each unknown height is the mean of its neighbours', the nearer counting more;
/// - **roughness**, from material and age, and **diameters**, from the nominal one or from the widest neighbour;
/// - **demands**, from customers' `base_demand_m3_per_d`, where the node has none;
/// - **sources**: a waterworks without a reservoir becomes one, at the head of the others on the same net; a booster station becomes a pump that lifts away from the
///   waterworks.
public struct ModelCompletion: Sendable {
    /// The network, complete.
    public private(set) var network: Network
    /// Nodes whose height was interpolated.
    public private(set) var interpolatedElevations = 0
    /// Nodes whose height nobody near knows, taken as 0.
    public private(set) var unknownElevations = 0
    /// Pipes whose roughness was taken from their material.
    public private(set) var assumedRoughness = 0
    /// Pipes whose diameter was taken from their neighbours or from nowhere.
    public private(set) var assumedDiameters = 0
    /// Rows of the pipes whose diameter was assumed.
    public private(set) var assumedDiameterRows: Set<Int> = []
    /// Rows of the nodes whose height was interpolated or is unknown.
    public private(set) var assumedElevationRows: Set<Int> = []
    /// Pipes whose length was taken as 1 m, for want of any geometry.
    public private(set) var assumedLengths = 0
    /// Customers whose use became the demand of their node.
    public private(set) var customersWithDemand = 0
    /// What they draw together, m³/s.
    public private(set) var customerDemand = 0.0
    /// Waterworks that became reservoirs, with their heads, m.
    public private(set) var waterworks: [(id: String, head: Double)] = []
    /// Booster stations that became pumps.
    public private(set) var boosters: [String] = []

    /// Rows of links that are drawn the other way in the completed network: pumps lift and outlets deliver forwards.
    public private(set) var reversedLinks: Set<Int> = []

    /// Flows of the completed network, positive as the links are drawn in the map.
    public func asDrawn(_ flows: [Double]) -> [Double] {
        var flows = flows
        for link in reversedLinks { flows[link] = -flows[link] }
        return flows
    }

    /// Whether nothing had to be filled in.
    public var isUntouched: Bool {
        interpolatedElevations == 0 && unknownElevations == 0 && assumedRoughness == 0
            && assumedDiameters == 0 && assumedLengths == 0 && customersWithDemand == 0
            && waterworks.isEmpty && boosters.isEmpty
    }

    /// Completes `network`.
    ///
    public init(_ network: Network, assuming assumptions: ModelAssumptions = .init()) {
        self.network = network
        fillElevations()
        fillPipes(assumptions)
        fillDemands()
        let graph = NetworkGraph(self.network)
        makeReservoirs(assumptions, graph)
        makePumps(assumptions, graph)
    }

    // MARK: Heights

    private mutating func fillElevations() {
        let count = network.nodes.count
        var isKnown = network.nodes.elevation.map(\.isFinite)
        guard isKnown.contains(false) else { return }
        assumedElevationRows = Set(isKnown.indices.filter { !isKnown[$0] })
        var sums = [Double](repeating: 0, count: count)
        var given = [Double](repeating: 0, count: count)
        for asset in 0..<network.assets.count where network.assets.node[asset] >= 0 {
            let node = Int(network.assets.node[asset])
            guard !isKnown[node], let z = network.assets.attributes[asset, "elevation"].number else {
                continue
            }
            sums[node] += z
            given[node] += 1
        }
        for node in 0..<count where given[node] > 0 {
            network.nodes.elevation[node] = sums[node] / given[node]
            isKnown[node] = true
            interpolatedElevations += 1
        }
        let graph = NetworkGraph(network)
        let lengths = network.links.length
        let reached = graph.nearest(
            of: (0..<count).filter { isKnown[$0] }, by: { lengths[$0].isFinite ? max(lengths[$0], 0.1) : 1 })
        var elevation = network.nodes.elevation
        var open: [Int] = []
        for node in 0..<count where !isKnown[node] {
            let source = reached.seed[node]
            if source < 0 {
                elevation[node] = 0
                unknownElevations += 1
            } else {
                elevation[node] = elevation[Int(source)]
                open.append(node)
            }
        }
        interpolatedElevations += open.count
        // Gauss-Seidel on the weighted mean: along a street between two hydrants it is a straight line in the end.
        for _ in 0..<200 {
            var change = 0.0
            for node in open {
                var (sum, weights) = (0.0, 0.0)
                for place in graph.incidences(of: node) {
                    let length = lengths[Int(graph.incidentLinks[place])]
                    let weight = 1 / (length.isFinite ? max(length, 0.1) : 1)
                    sum += weight * elevation[Int(graph.neighbors[place])]
                    weights += weight
                }
                guard weights > 0 else { continue }
                change = max(change, abs(sum / weights - elevation[node]))
                elevation[node] = sum / weights
            }
            if change < 0.01 { break }
        }
        network.nodes.elevation = elevation
    }

    // MARK: Pipes

    private mutating func fillPipes(_ assumptions: ModelAssumptions) {
        var widest = [Double](repeating: 0, count: network.nodes.count)
        for link in 0..<network.links.count where network.links.diameter[link] > 0 {
            for node in [Int(network.links.start[link]), Int(network.links.end[link])] {
                widest[node] = max(widest[node], network.links.diameter[link])
            }
        }
        var coefficients = Coefficients()
        for link in 0..<network.links.count where network.links.kinds[link] == .pipe {
            if !(network.links.diameter[link] > 0) {
                let dn = network.links.attributes[link, "dn"].number ?? 0
                let around = max(
                    widest[Int(network.links.start[link])], widest[Int(network.links.end[link])])
                network.links.diameter[link] =
                    dn > 0 ? dn / 1000 : around > 0 ? around : assumptions.diameter
                if dn <= 0 {
                    assumedDiameters += 1
                    assumedDiameterRows.insert(link)
                }
            }
            if !(network.links.length[link] > 0) {
                network.links.length[link] = 1
                assumedLengths += 1
            }
            if !(network.links.roughness[link] > 0) {
                let year = network.links.attributes[link, "year"].number
                let age = year.flatMap { year in assumptions.year.map { $0 - Int(year) } }
                let material = network.links.attributes[link, "material"].text
                network.links.roughness[link] =
                    switch network.hydraulics.headLoss {
                    case .hazenWilliams: coefficients.value(material, age)
                    case .darcyWeisbach: ModelAssumptions.wallRoughness
                    case .chezyManning: ModelAssumptions.manning
                    }
                assumedRoughness += 1
            }
        }
    }

    // MARK: Demands

    private mutating func fillDemands() {
        let hasDemand = network.nodes.demands.map { demands in demands.contains { $0.base != 0 } }
        for asset in network.assets.rows(of: .customerPoint) where network.assets.node[asset] >= 0 {
            let node = Int(network.assets.node[asset])
            guard !hasDemand[node], network.nodes.kinds[node] == .junction,
                let daily = network.assets.attributes[asset, "base_demand_m3_per_d"].number, daily != 0
            else { continue }
            network.nodes.demands[node].append(Demand(base: daily / 86_400, category: "customer"))
            customersWithDemand += 1
            customerDemand += daily / 86_400
        }
    }

    // MARK: Stations

    private mutating func makeReservoirs(_ assumptions: ModelAssumptions, _ graph: NetworkGraph) {
        let works = network.assets.rows(of: .waterworks).filter { asset in
            network.assets.node[asset] >= 0
                && network.nodes.kinds[Int(network.assets.node[asset])] == .junction
        }
        guard !works.isEmpty else { return }
        // Works that feed one net deliver at one head, or the highest would feed it alone: where nobody gave a head, the
        // highest ground among them decides for all.
        let parts = graph.connectedComponents { !network.isShut($0) }
        var highest: [Int32: Double] = [:]
        for asset in works {
            let node = Int(network.assets.node[asset])
            let ground = network.assets.attributes[asset, "elevation"].number ?? network.nodes.elevation[node]
            highest[parts.label[node]] = max(highest[parts.label[node]] ?? -.infinity, ground)
        }
        for asset in works {
            let node = Int(network.assets.node[asset])
            guard network.nodes.kinds[node] == .junction else { continue }
            let assumed = (highest[parts.label[node]] ?? 0) + assumptions.waterworksPressure
            let head = network.assets.attributes[asset, "head"].number ?? assumed
            // The node itself becomes the reservoir: a yard's pipe would only be a guess.
            network.nodes.kinds[node] = .reservoir
            network.nodes.elevation[node] = head
            network.nodes.demands[node] = []
            waterworks.append((network.assets.ids[asset], head))
            // Works deliver; none takes water back because another's head is higher.
            for place in graph.incidences(of: node) {
                let link = Int(graph.incidentLinks[place])
                guard network.links.kinds[link] == .pipe, network.links.status[link] == .open else {
                    continue
                }
                turn(link, toStartAt: Int32(node))
                network.links.hasCheckValve[link] = true
            }
        }
    }

    private mutating func makePumps(_ assumptions: ModelAssumptions, _ graph: NetworkGraph) {
        let works = (0..<network.nodes.count).filter { network.nodes.kinds[$0] == .reservoir }
        let stations = network.assets.rows(of: .boosterStation).filter { network.assets.node[$0] >= 0 }
        guard !works.isEmpty, !stations.isEmpty else { return }
        let lengths = network.links.length
        let reached = graph.nearest(of: works, by: { lengths[$0].isFinite ? max(lengths[$0], 0) : 0 })
        for asset in stations {
            let node = Int(network.assets.node[asset])
            guard network.nodes.kinds[node] == .junction, reached.seed[node] >= 0,
                !graph.incidences(of: node).contains(where: {
                    network.links.kinds[Int(graph.incidentLinks[$0])] == .pump
                })
            else { continue }
            // The way on leads away from the waterworks; of several, the widest.
            let onward = graph.incidences(of: node).filter { place in
                let link = Int(graph.incidentLinks[place])
                return network.links.kinds[link] == .pipe && network.links.status[link] == .open
                    && reached.distance[Int(graph.neighbors[place])] > reached.distance[node]
            }
            guard
                let place = onward.max(by: {
                    network.links.diameter[Int(graph.incidentLinks[$0])]
                        < network.links.diameter[Int(graph.incidentLinks[$1])]
                })
            else { continue }
            let link = Int(graph.incidentLinks[place])
            let id = network.assets.ids[asset]
            let lift =
                network.assets.attributes[asset, "lift"].number
                ?? max(assumptions.boosterLift, liftToTanks(beyond: place, from: node, graph, works))
            let diameter = network.links.diameter[link]
            // EPANET's one-point curve about a velocity of 1 m/s in the pipe: 4/3 of the lift at no flow.
            let flow = 0.785398 * diameter * diameter
            let curve = "booster \(id)"
            network.curves[curve] = Curve(id: curve, kind: .pumpHead, points: [.init(x: flow, y: lift)])
            turn(link, toStartAt: Int32(node))
            network.links.makePump(link, curve: curve)
            boosters.append(id)
        }
    }

    /// What a station must lift to fill the tanks that only it feeds, from the head of the waterworks and 10 m for the way; 0
    /// without such tanks.
    private func liftToTanks(
        beyond place: Int, from station: Int, _ graph: NetworkGraph, _ works: [Int]
    ) -> Double {
        var passages = network.passages(barriers: .closed)
        for place in graph.incidences(of: station) { passages[Int(graph.incidentLinks[place])] = [] }
        let behind = graph.reach(from: [Int(graph.neighbors[place])], passages: passages).nodes.map(Int.init)
        let isBehind = Set(behind)
        guard !works.contains(where: isBehind.contains) else { return 0 }
        let tops = behind.compactMap { node in
            network.nodes.tankShapes[Int32(node)].map { network.nodes.elevation[node] + $0.maximumLevel }
        }
        guard let top = tops.max(), let head = works.map({ network.nodes.elevation[$0] }).max() else {
            return 0
        }
        return top + 10 - head
    }

    /// Draws a link so that it starts at one of its ends.
    private mutating func turn(_ link: Int, toStartAt node: Int32) {
        guard network.links.start[link] != node else { return }
        network.links.reverse(link)
        reversedLinks.formSymmetricDifference([link])
    }
}

/// Roughness by material and age, each worked out once: a city has a million pipes of a dozen materials.
private struct Coefficients {
    private struct Key: Hashable {
        var material: String?
        var age: Int?
    }

    private var known: [Key: Double] = [:]

    mutating func value(_ material: String?, _ age: Int?) -> Double {
        let key = Key(material: material, age: age)
        if let value = known[key] { return value }
        let value = ModelAssumptions.hazenWilliams(material: material, age: age)
        known[key] = value
        return value
    }
}

extension LinkTable {
    /// Draws the link of `row` the other way.
    mutating func reverse(_ row: Int) {
        (start[row], end[row]) = (end[row], start[row])
        paths[row] = paths[row].reversed()
    }

    /// Makes the pipe of `row` a pump that lifts from its start to its end.
    mutating func makePump(_ row: Int, curve: String) {
        kinds[row] = .pump
        length[row] = 0
        status[row] = .open
        hasCheckValve[row] = false
        leakages[Int32(row)] = nil
        pumpSettings[Int32(row)] = PumpSettings(
            headCurve: curve, power: nil, speed: 1, speedPattern: nil, efficiencyCurve: nil, energyPrice: nil,
            pricePattern: nil)
    }
}
