/// Waterworks as reservoirs, booster stations as pumps.
extension ModelCompletion {
    mutating func makeReservoirs(_ assumptions: ModelAssumptions, _ graph: NetworkGraph) {
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

    mutating func makePumps(_ assumptions: ModelAssumptions, _ graph: NetworkGraph) {
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
    mutating func turn(_ link: Int, toStartAt node: Int32) {
        guard network.links.start[link] != node else { return }
        network.links.reverse(link)
        reversedLinks.formSymmetricDifference([link])
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
