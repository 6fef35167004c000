import Geospatial

/// Looks through a network for defects (质检): everything a person should see before trusting a number.
public struct NetworkCheck {
    /// What counts as absurd or near.
    public let limits: CheckLimits

    private let network: Network
    private let graph: NetworkGraph
    /// Whether each link is drawn between places on Earth.
    private let isDrawn: [Bool]

    /// A check of `network`.
    public init(_ network: Network, limits: CheckLimits = .init()) {
        self.network = network
        self.limits = limits
        graph = NetworkGraph(network)
        isDrawn = (0..<network.links.count).map { row in
            network.path(ofLink: row).allSatisfy { $0.isPlausible(in: network.crs) }
        }
    }

    /// All defects, by kind in the order of ``Defect/Kind``, then in the order of the elements.
    ///
    /// Time and memory are linear in the elements, however many lie on top of each other.
    public func defects() -> [Defect] {
        var conflicts = LineConflicts(network, graph, limits, isDrawn: isDrawn)
        var defects = conflicts.defects()
        defects += isolatedSegment()
        for row in 0..<network.links.count { defects += linkDefects(row) }
        for row in 0..<network.nodes.count { defects += nodeDefects(row) }
        defects += assetDefects()
        var order: [Defect.Kind: Int] = [:]
        for (place, kind) in Defect.Kind.allCases.enumerated() { order[kind] = place }
        return defects.enumerated().sorted {
            (order[$0.element.kind] ?? 0, $0.offset) < (order[$1.element.kind] ?? 0, $1.offset)
        }.map(\.element)
    }

    private func isolatedSegment() -> [Defect] {
        let parts = graph.connectedComponents()
        guard parts.count > 1 else { return [] }
        var hasSource = [Bool](repeating: false, count: parts.count)
        for node in network.sourceNodes() { hasSource[Int(parts.label[Int(node)])] = true }
        // Without any source in the data, the largest part is taken for the city.
        if !hasSource.contains(true),
            let largest = parts.sizes.indices.max(by: {
                (parts.sizes[$0], $1) < (parts.sizes[$1], $0)
            })
        {
            hasSource[largest] = true
        }
        var first = [Int](repeating: -1, count: parts.count)
        for node in (0..<network.nodes.count).reversed() { first[Int(parts.label[node])] = node }
        return parts.sizes.indices.compactMap { part in
            guard !hasSource[part], parts.sizes[part] > 1 else { return nil }
            let node = first[part]
            return Defect(
                kind: .isolatedSegment, severity: .error, elements: [network.nodes.ids[node]],
                position: network.nodes.position(node), measure: Double(parts.sizes[part]))
        }
    }

    private func linkDefects(_ row: Int) -> [Defect] {
        let links = network.links
        var defects: [Defect] = []
        func report(_ kind: Defect.Kind, _ severity: Defect.Severity, _ measure: Double? = nil) {
            defects.append(
                Defect(
                    kind: kind, severity: severity, elements: [links.ids[row]], position: middle(ofLink: row),
                    measure: measure))
        }
        if links.start[row] == links.end[row] { report(.selfLoop, .warning) }
        if !isDrawn[row], hasAbsurdBend(row) { report(.absurdPosition, .error) }
        if lacksCurve(row) { report(.missingCurve, .error) }
        guard links.kinds[row] == .pipe else { return defects }
        let length = links.length[row]
        let drawn = isDrawn[row] ? LinePath(network.path(ofLink: row)).length : 0
        if length.isNaN || length <= 0 {
            report(.zeroLength, .error, length.isNaN ? nil : length)
        } else if length > limits.longestPipe {
            report(.absurdLength, .error, length)
        } else if network.crs?.isGeographic == false, drawn > 1,
            length > drawn * limits.lengthFactor || length * limits.lengthFactor < drawn
        {
            report(.absurdLength, .warning, length)
        }
        let diameter = links.diameter[row]
        if diameter.isNaN {
            report(.missingDiameter, .warning)
        } else if diameter < limits.smallestDiameter || diameter > limits.largestDiameter {
            report(.absurdDiameter, .error, diameter)
        }
        return defects
    }

    private func nodeDefects(_ row: Int) -> [Defect] {
        var defects: [Defect] = []
        func report(_ kind: Defect.Kind, _ severity: Defect.Severity) {
            defects.append(
                Defect(
                    kind: kind, severity: severity, elements: [network.nodes.ids[row]],
                    position: network.nodes.position(row).flatMap {
                        $0.isPlausible(in: network.crs) ? $0 : nil
                    }))
        }
        if graph.degree(of: row) == 0 { report(.loneNode, .warning) }
        let elevation = network.nodes.elevation[row]
        if elevation.isNaN {
            report(.missingElevation, .notice)
        } else if !(network.nodes.kinds[row] == .reservoir ? Self.heads : Self.ground).contains(elevation) {
            report(.absurdElevation, .error)
            defects[defects.count - 1].measure = elevation.isFinite ? elevation : nil
        }
        guard let place = network.nodes.position(row) else {
            if network.nodes.x[row].isNaN && network.nodes.y[row].isNaN {
                report(.missingPosition, .notice)
            } else {
                report(.absurdPosition, .error)
            }
            return defects
        }
        if !place.isPlausible(in: network.crs) { report(.absurdPosition, .error) }
        return defects
    }

    /// The shore of the Dead Sea and the summits of the Himalaya, with some room for tanks and deep stations, m.
    private static let ground = -1000.0...9000
    /// The heads that a reservoir may stand for: one may be the pressure of a main that is not drawn, m.
    private static let heads = -1000.0...12_000

    /// Whether a link does what only a curve tells, and there is none.
    private func lacksCurve(_ row: Int) -> Bool {
        func isThere(_ id: String?) -> Bool { id.map { network.curves[$0] != nil } == true }
        switch network.links.kinds[row] {
        case .pipe: return false
        case .pump:
            guard let pump = network.pump(at: row) else { return false }
            return pump.headCurve == nil ? pump.power == nil : !isThere(pump.headCurve)
        case .valve:
            guard let valve = network.valve(at: row), valve.kind == .gpv else { return false }
            return !isThere(valve.curve)
        }
    }

    private func assetDefects() -> [Defect] {
        var defects: [Defect] = []
        // Most maps have few of them; the pipes are sorted by place when the first is met.
        var sorted: PipeLocator?
        func distance(_ place: Coordinate) -> Double? {
            let locator = sorted ?? PipeLocator(network) { isDrawn[$0] }
            sorted = locator
            return locator.nearest(to: place)?.distance
        }
        let assets = network.assets
        for row in 0..<assets.count {
            let place = assets.position(row)
            func report(_ kind: Defect.Kind, _ severity: Defect.Severity, _ measure: Double?) {
                let drawn = place.flatMap { $0.isPlausible(in: network.crs) ? $0 : nil }
                defects.append(
                    Defect(
                        kind: kind, severity: severity, elements: [assets.ids[row]], position: drawn,
                        measure: measure))
            }
            if assets.x[row].isNaN != assets.y[row].isNaN || place?.isPlausible(in: network.crs) == false {
                report(.absurdPosition, .error, nil)
                continue
            }
            if assets.node[row] < 0 {
                let kind: Defect.Kind =
                    switch assets.kinds[row] {
                    case .customerPoint: .customerFarFromPipe
                    case .meter: .meterFarFromPipe
                    default: .assetFarFromPipe
                    }
                report(kind, .warning, place.flatMap(distance))
                continue
            }
            guard assets.kinds[row].isInline, let place else { continue }
            // In its pipe it lies on a node; beside it, it is tied to the node that happens to be near.
            let node = network.nodes.position(Int(assets.node[row]))
            if let node, node.distance(to: place) <= limits.besidePipe { continue }
            guard let gap = distance(place), gap > limits.besidePipe else { continue }
            if assets.link[row] < 0 {
                let isMeter = assets.kinds[row] == .meter
                report(isMeter ? .meterBesidePipe : .valveBesidePipe, .warning, gap)
            }
        }
        return defects
    }

    private func hasAbsurdBend(_ row: Int) -> Bool {
        network.links.vertices(row).contains { (bend: Coordinate) in !bend.isPlausible(in: network.crs) }
    }

    private func middle(ofLink row: Int) -> Coordinate? {
        guard isDrawn[row] else { return nil }
        let path = network.path(ofLink: row)
        return path.isEmpty ? nil : path[path.count / 2]
    }
}

extension Coordinate {
    /// Whether it can be a place on Earth in a reference system; in an unknown one within a million kilometres.
    func isPlausible(in crs: CoordinateReferenceSystem?) -> Bool {
        guard isFinite else { return false }
        if crs?.isGeographic == true { return abs(x) <= 360 && abs(y) <= 90 }
        return abs(x) <= 1e9 && abs(y) <= 1e9
    }
}
