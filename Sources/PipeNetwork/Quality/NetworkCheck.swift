import Geospatial

/// Looks through a network for defects (质检): everything a person should see before trusting a number.
public struct NetworkCheck {
    /// What counts as absurd or near.
    public let limits: CheckLimits

    private let network: Network
    private let graph: NetworkGraph

    /// A check of `network`.
    public init(_ network: Network, limits: CheckLimits = .init()) {
        self.network = network
        self.limits = limits
        graph = NetworkGraph(network)
    }

    /// All defects, by kind in the order of ``Defect/Kind``, then in the order of the elements.
    ///
    /// - Throws: `GeospatialError` when the positions of the network cannot be indexed.
    public func defects() throws -> [Defect] {
        var defects = try LineConflicts(network, graph, limits).defects()
        defects += isolatedParts()
        for row in 0..<network.links.count { defects += linkDefects(row) }
        for row in 0..<network.nodes.count { defects += nodeDefects(row) }
        for row in 0..<network.assets.count { defects += assetDefects(row) }
        var order: [Defect.Kind: Int] = [:]
        for (place, kind) in Defect.Kind.allCases.enumerated() { order[kind] = place }
        return defects.enumerated().sorted {
            (order[$0.element.kind] ?? 0, $0.offset) < (order[$1.element.kind] ?? 0, $1.offset)
        }.map(\.element)
    }

    private func isolatedParts() -> [Defect] {
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
                kind: .isolatedPart, severity: .error, elements: [network.nodes.ids[node]],
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
        guard links.kinds[row] == .pipe else { return defects }
        let length = links.length[row]
        let drawn = LinePath(network.path(ofLink: row)).length
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
                    position: network.nodes.position(row)))
        }
        if graph.degree(of: row) == 0 { report(.loneNode, .warning) }
        if network.nodes.elevation[row].isNaN { report(.missingElevation, .notice) }
        if network.nodes.position(row) == nil { report(.missingPosition, .notice) }
        return defects
    }

    private func assetDefects(_ row: Int) -> [Defect] {
        guard network.assets.node[row] < 0 else { return [] }
        let kind: Defect.Kind =
            switch network.assets.kinds[row] {
            case .customerPoint: .customerFarFromPipe
            case .meter: .meterFarFromPipe
            default: .assetFarFromPipe
            }
        return [
            Defect(
                kind: kind, severity: .warning, elements: [network.assets.ids[row]],
                position: network.assets.position(row))
        ]
    }

    private func middle(ofLink row: Int) -> Coordinate? {
        let path = network.path(ofLink: row)
        return path.isEmpty ? nil : path[path.count / 2]
    }
}
