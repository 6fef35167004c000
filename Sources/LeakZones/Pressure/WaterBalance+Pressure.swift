import WaterLoss
import PipeNetwork
import Telemetry

extension WaterBalance {
    /// What the pressure points say of every area.
    ///
    /// Points are the assets of kind pressure point, and nodes, that have a series of pressures. Each is cleaned first
    /// (`PressurePointCheck`), compared with the other points of its zone; what is impossible or stands still is left
    /// out. A point that drifts is used as it is and named.
    ///
    /// - Parameters:
    ///   - period: the period.
    ///   - nights: the nights of every area.
    ///   - model: heads of a hydraulic model to interpolate with; `nil` interpolates by distance along the pipes.
    ///   - policy: what is taken for granted.
    func pressures(
        in period: Period, nights: [[NightFlow]], model: HeadModel?, policy: EvaluationPolicy
    ) throws -> [ZonePressure] {
        let model = model.flatMap { $0.nodeCount == network.nodes.count ? $0 : nil }
        let gauges = try gauges()
        let exponent = ConfidenceInterval(
            policy.exponent ?? EvaluationPolicy.defaultExponent, halfWidth: policy.exponentHalfWidth)
        let places = NodePlaces(network)
        let members = Dictionary(grouping: scheme.zoneOfNode.indices) { Int(scheme.zoneOfNode[$0]) }
        let graph = gauges.isEmpty ? nil : NetworkGraph(network)
        var found: [Int: ZonePressure] = [:]
        for zone in scheme.zones.indices where areas[zone].leaves == [zone] {
            found[zone] = try survey(
                zone, gauges[zone] ?? [], nodes: members[zone] ?? [], places, graph, model, period,
                nights[zone], exponent, policy)
        }
        return areas.indices.map { place in
            if let leaf = found[place] { return leaf }
            return ZonePressure.joined(
                areas[place].zone.id,
                areas[place].leaves.compactMap { leaf in
                    found[leaf].map { pressure in
                        (pressure, (members[leaf] ?? []).reduce(0) { $0 + places.weights[$1] })
                    }
                })
        }
    }

    /// A place where pressure is read.
    private struct Gauge {
        var series: SeriesKey
        var node: Int
        var level: Double?
    }

    /// The gauges of each leaf zone, by id.
    private func gauges() throws -> [Int: [Gauge]] {
        var places: [String: (node: Int, level: Double?)] = [:]
        for row in 0..<network.assets.count where network.assets.node[row] >= 0 {
            let isGauge = network.assets.kinds[row] == .pressurePoint
            let id = network.assets.ids[row]
            if places[id] == nil || isGauge {
                places[id] = (
                    Int(network.assets.node[row]), network.assets.attributes[row, "elevation"].number
                )
            }
        }
        var gauges: [Int: [Gauge]] = [:]
        for key in try source.availableSeries() where key.kind == .pressure {
            let place = places[key.element] ?? network.nodes.index(of: key.element).map { ($0, nil) }
            guard let place, scheme.zoneOfNode[place.node] >= 0 else { continue }
            let elevation = network.nodes.elevation[place.node]
            gauges[Int(scheme.zoneOfNode[place.node]), default: []].append(
                Gauge(
                    series: key, node: place.node,
                    level: place.level ?? (elevation.isFinite ? elevation : nil)))
        }
        return gauges
    }

    private func survey(
        _ zone: Int, _ gauges: [Gauge], nodes: [Int], _ places: NodePlaces, _ graph: NetworkGraph?,
        _ model: HeadModel?, _ period: Period, _ nights: [NightFlow], _ exponent: ConfidenceInterval,
        _ policy: EvaluationPolicy
    ) throws -> ZonePressure {
        var result = ZonePressure(zone: scheme.zones[zone].id)
        let read = try gauges.compactMap { gauge in
            try source.readings(of: gauge.series.element, kind: .pressure, around: period).map { (gauge, $0) }
        }
        guard !read.isEmpty else { return result }
        let step = max(60, read.compactMap(\.1.nominalStep).max() ?? 3600)
        let grid = try TimeGrid(covering: period, step: min(step, 3600))
        let heads = read.map { gauge, series in
            ZonePressureSeries(series, on: grid, elevation: gauge.level ?? 0, policy: options.gaps)
        }
        var usable: [(gauge: Gauge, pressure: ZonePressureSeries)] = []
        for (place, (gauge, series)) in read.enumerated() {
            let others = heads.indices.filter { $0 != place && read[$0].0.level != nil }.map { heads[$0] }
            let check = try PressurePointCheck(
                series, elevation: gauge.level,
                reference: others.isEmpty || gauge.level == nil ? nil : .neighbours(others),
                calendar: options.calendar, policy: policy.pressurePoints)
            let pressure = ZonePressureSeries(check.usable, on: grid, policy: options.gaps)
            let known = pressure.values.filter(\.isFinite)
            result.points.append(
                ZonePressure.Point(
                    id: gauge.series.element,
                    mean: known.isEmpty ? nil : known.reduce(0, +) / Double(known.count),
                    lowest: known.min(), highest: known.max(),
                    coverage: Double(known.count) / Double(max(1, grid.count)), findings: check.findings))
            if !known.isEmpty { usable.append((gauge, pressure)) }
        }
        guard !usable.isEmpty else { return result }
        let (average, method, fields) = try average(usable, nodes: nodes, places, graph, model)
        result.method = method
        result.nodes = fields
        result.take(
            average, nights: nights, calendar: options.calendar, exponent: exponent, policy: policy.night)
        let places = usable.map { (id: $0.gauge.series.element, pressures: $0.pressure) }
        result.critical = CriticalPoint.ranked(places, serviceMinimum: policy.serviceMinimum)
        result.averagePoint =
            AverageZonePoint.ranked(places.map { ($0.id, $0.pressures.values) }, average: average.values)
            .first
        return result
    }

    /// The zone's average over time, by heads along the pipes where levels are known, else as the mean of the points.
    private func average(
        _ usable: [(gauge: Gauge, pressure: ZonePressureSeries)], nodes: [Int], _ places: NodePlaces,
        _ graph: NetworkGraph?, _ model: HeadModel?
    ) throws -> (ZonePressureSeries, ZonePressure.Method, [ZonePressure.NodePressure]) {
        let levelled = usable.compactMap { one in one.gauge.level.map { (one.gauge, one.pressure, $0) } }
        var nodeWeights = nodes.map { places.weights[$0] }
        // A zone without customers, such as a trunk main, has its pressure all the same.
        if nodeWeights.allSatisfy({ $0 == 0 }) { nodeWeights = nodes.map { _ in 1 } }
        if !levelled.isEmpty {
            let heads = try levelled.map { _, pressure, level in
                try ZonePressureSeries(grid: pressure.grid, values: pressure.values.map { $0 + level })
            }
            if let model,
                let average = try average(
                    levelled.map { ($0.0.node, $0.2) }, heads, model, nodes, nodeWeights, places, graph)
            {
                return (average.series, .byModel, average.nodes)
            }
            let field = HeadInterpolation(
                network, nodes: nodes, loggerNodes: levelled.map(\.0.node), levels: places.levels,
                graph: graph)
            if let average = try field.averagePressure(heads, connections: nodeWeights),
                average.values.contains(where: \.isFinite)
            {
                let (mean, night) = (field.pressures(means(heads)), field.pressures(means(heads, 2..<4)))
                let fields = field.nodes.indices.map {
                    ZonePressure.NodePressure(node: field.nodes[$0], mean: mean[$0], night: night[$0])
                }
                return (average, .alongPipes, fields.filter { $0.mean.isFinite })
            }
        }
        let grid = usable[0].pressure.grid
        let values = (0..<grid.count).map { cell in
            AverageZonePressure.hydrantMean(pressures: usable.map { $0.pressure.values[cell] }) ?? .nan
        }
        return (try ZonePressureSeries(grid: grid, values: values), .meanOfPoints, [])
    }

    /// The mean of each series over the cells that begin in some hours of the local day; NaN where none is known.
    private func means(_ series: [ZonePressureSeries], _ hours: Range<Int> = 0..<24) -> [Double] {
        series.map { one in
            let known = one.values.indices.filter {
                one.values[$0].isFinite && hours.contains(options.calendar.hour(at: one.grid.start(of: $0)))
            }
            return known.isEmpty ? .nan : known.reduce(0) { $0 + one.values[$1] } / Double(known.count)
        }
    }
}

extension WaterBalance {
    /// The zone's average by a model: its weighted mean pressure of the hour and the weighted mean of what the points differ
    /// from it. `nil` where the model knows a weighted node or a point's node not in every hour.
    private func average(
        _ gauges: [(node: Int, level: Double)], _ heads: [ZonePressureSeries], _ model: HeadModel,
        _ nodes: [Int],
        _ weights: [Double], _ places: NodePlaces, _ graph: NetworkGraph?
    ) throws -> (series: ZonePressureSeries, nodes: [ZonePressure.NodePressure])? {
        let known = nodes.indices.filter {
            places.levels[nodes[$0]].isFinite
                && model.hours.allSatisfy { [node = nodes[$0]] in $0[node].isFinite }
        }
        let levels = model.hours.map { hour in
            AverageZonePressure.fromHeads(
                known.map { hour[nodes[$0]] }, elevations: known.map { places.levels[nodes[$0]] },
                connections: known.map { weights[$0] })
        }
        guard levels.allSatisfy({ $0 != nil }),
            gauges.allSatisfy({ gauge in model.hours.allSatisfy { $0[gauge.node].isFinite } })
        else { return nil }
        let differences = try zip(gauges, heads).map { gauge, series in
            try ZonePressureSeries(
                grid: series.grid,
                values: series.values.indices.map { cell in
                    let hour = options.calendar.hour(at: series.grid.start(of: cell))
                    return series.values[cell] - model.hours[hour][gauge.node]
                })
        }
        // Differences have no ground below them: their average is that of heads at level 0.
        let field = HeadInterpolation(
            network, nodes: known.map { nodes[$0] }, loggerNodes: gauges.map(\.node),
            levels: [Double](repeating: 0, count: network.nodes.count), graph: graph)
        guard let raised = try field.averagePressure(differences, connections: known.map { weights[$0] }),
            raised.values.contains(where: \.isFinite)
        else { return nil }
        let series = try ZonePressureSeries(
            grid: raised.grid,
            values: raised.values.indices.map { cell in
                raised.values[cell] + (levels[options.calendar.hour(at: raised.grid.start(of: cell))] ?? .nan)
            })
        let (mean, night) = (field.heads(means(differences)), field.heads(means(differences, 2..<4)))
        func modelled(_ node: Int, _ hours: Range<Int>) -> Double {
            hours.reduce(0) { $0 + model.hours[$1][node] } / Double(hours.count) - places.levels[node]
        }
        let fields = field.nodes.indices.map { place in
            let node = field.nodes[place]
            return ZonePressure.NodePressure(
                node: node, mean: modelled(node, 0..<24) + mean[place],
                night: modelled(node, 2..<4) + night[place])
        }
        return (series, fields.filter { $0.mean.isFinite })
    }
}

/// Where a network's nodes lie and how many they serve, from the network and from what is tied to them.
private struct NodePlaces {
    /// Elevation of each node, m: its own, or the mean of the `elevation` of what is tied to it (customers, hydrants,
    /// valves, pressure points); NaN where nothing says any.
    var levels: [Double]
    /// Connections at each node: those of its customers; without customers anywhere, one where there is a demand.
    var weights: [Double]

    init(_ network: Network) {
        levels = network.nodes.elevation
        weights = [Double](repeating: 0, count: network.nodes.count)
        var sums = weights
        var counts = [Int](repeating: 0, count: weights.count)
        for row in 0..<network.assets.count where network.assets.node[row] >= 0 {
            let node = Int(network.assets.node[row])
            if network.assets.kinds[row] == .customerPoint {
                weights[node] += network.assets.served(at: row)
            }
            if let level = network.assets.attributes[row, "elevation"].number {
                sums[node] += level
                counts[node] += 1
            }
        }
        for node in levels.indices where !levels[node].isFinite && counts[node] > 0 {
            levels[node] = sums[node] / Double(counts[node])
        }
        if weights.allSatisfy({ $0 == 0 }) {
            for node in weights.indices where network.nodes.demands[node].contains(where: { $0.base > 0 }) {
                weights[node] = 1
            }
        }
    }
}
