import Geospatial

extension Network {
    /// The network with `prefix` before the id of every node, link, asset, pattern and curve.
    ///
    /// Sections kept word by word are left out: ids in them would no longer mean anything.
    public func prefixed(by prefix: String) throws -> Network {
        try rebuilt(
            id: { prefix + $0 }, place: { $0 },
            keepingVerbatim: prefix.isEmpty)
    }

    /// The network with every position transformed into the transform's target reference system.
    public func transformed(by transform: CoordinateTransform) throws -> Network {
        var network = try rebuilt(id: { $0 }, place: { try transform($0) }, keepingVerbatim: true)
        network.crs = transform.target
        return network
    }

    /// Takes over patterns and curves of `other`, and what pumping costs there where this network says nothing of it.
    ///
    /// - Throws: ``NetworkError/duplicatePattern(_:)`` when both have one of the same id and other values.
    public mutating func takeSettings(of other: Network) throws(NetworkError) {
        for (id, pattern) in other.patterns {
            if let own = patterns[id], own != pattern { throw .duplicatePattern(id) }
            patterns[id] = pattern
        }
        for (id, curve) in other.curves {
            if let own = curves[id], own != curve { throw .duplicateCurve(id) }
            curves[id] = curve
        }
        if energy == EnergyOptions() { energy = other.energy }
    }

    private func rebuilt(
        id: (String) -> String, place: (Coordinate) throws -> Coordinate, keepingVerbatim: Bool
    ) throws -> Network {
        var new = Network(crs: crs)
        new.title = title
        new.hydraulics = hydraulics
        new.hydraulics.defaultPattern = hydraulics.defaultPattern.map(id)
        new.times = times
        if keepingVerbatim { new.verbatim = verbatim }
        new.energy = energy
        new.energy.pricePattern = energy.pricePattern.map(id)
        new.controls = controls.map { $0.renamed(id) }
        new.rules = rules.map { $0.renamed(id) }
        for (key, pattern) in patterns {
            new.patterns[id(key)] = Pattern(id: id(pattern.id), multipliers: pattern.multipliers)
        }
        for (key, curve) in curves {
            new.curves[id(key)] = Curve(id: id(curve.id), kind: curve.kind, points: curve.points)
        }
        new.reserveCapacity(nodes: nodes.count, links: links.count)
        for row in 0..<nodes.count { try copyNode(row, into: &new, id, place) }
        for row in 0..<links.count { try copyLink(row, into: &new, id, place) }
        for row in 0..<assets.count {
            var asset = asset(at: row)
            asset.id = id(asset.id)
            asset.position = try asset.position.map(place)
            switch asset.attachment {
            case .node(let node): asset.attachment = .node(id(node))
            case .link(let link, let node): asset.attachment = .link(id(link), node: id(node))
            case nil: break
            }
            try new.add(asset)
        }
        return new
    }

    private func copyNode(
        _ row: Int, into new: inout Network, _ id: (String) -> String,
        _ place: (Coordinate) throws -> Coordinate
    ) throws {
        if var junction = junction(at: row) {
            junction.id = id(junction.id)
            junction.position = try junction.position.map(place)
            junction.demands = junction.demands.map {
                Demand(base: $0.base, pattern: $0.pattern.map(id), category: $0.category)
            }
            try new.add(junction)
        } else if var reservoir = reservoir(at: row) {
            reservoir.id = id(reservoir.id)
            reservoir.position = try reservoir.position.map(place)
            reservoir.headPattern = reservoir.headPattern.map(id)
            try new.add(reservoir)
        } else if var tank = tank(at: row) {
            tank.id = id(tank.id)
            tank.position = try tank.position.map(place)
            tank.volumeCurve = tank.volumeCurve.map(id)
            try new.add(tank)
        }
    }

    private func copyLink(
        _ row: Int, into new: inout Network, _ id: (String) -> String,
        _ place: (Coordinate) throws -> Coordinate
    ) throws {
        if var pipe = pipe(at: row) {
            (pipe.id, pipe.start, pipe.end) = (id(pipe.id), id(pipe.start), id(pipe.end))
            pipe.vertices = try pipe.vertices.map(place)
            try new.add(pipe)
        } else if var pump = pump(at: row) {
            (pump.id, pump.start, pump.end) = (id(pump.id), id(pump.start), id(pump.end))
            pump.vertices = try pump.vertices.map(place)
            pump.headCurve = pump.headCurve.map(id)
            pump.speedPattern = pump.speedPattern.map(id)
            pump.efficiencyCurve = pump.efficiencyCurve.map(id)
            pump.pricePattern = pump.pricePattern.map(id)
            try new.add(pump)
        } else if var valve = valve(at: row) {
            (valve.id, valve.start, valve.end) = (id(valve.id), id(valve.start), id(valve.end))
            valve.vertices = try valve.vertices.map(place)
            valve.curve = valve.curve.map(id)
            try new.add(valve)
        }
    }
}

extension SurveyedFeatures {
    /// A network as a survey whose every end is declared, so that it can be joined to another.
    public init(_ network: Network) {
        self.init()
        for row in 0..<network.nodes.count {
            if let junction = network.junction(at: row) {
                nodes.append(.junction(junction))
            } else if let reservoir = network.reservoir(at: row) {
                nodes.append(.reservoir(reservoir))
            } else if let tank = network.tank(at: row) {
                nodes.append(.tank(tank))
            }
        }
        for row in 0..<network.links.count {
            let element: Element? =
                network.pipe(at: row).map { .pipe($0) } ?? network.pump(at: row).map { .pump($0) }
                ?? network.valve(at: row).map { .valve($0) }
            guard let element else { continue }
            lines.append(
                Line(
                    element: element, path: network.path(ofLink: row),
                    from: network.nodes.ids[Int(network.links.start[row])],
                    to: network.nodes.ids[Int(network.links.end[row])]))
        }
        assets = (0..<network.assets.count).map { network.asset(at: $0) }
        controls = network.controls
        rules = network.rules
    }

    /// The ids of the survey that `network` has already, sorted: an import would take them for the same thing.
    ///
    /// A node of which the network knows nothing but the name, because a line named it, is not among them: the survey
    /// describes it. Ids of nodes and of links are two name spaces.
    public func idsIn(
        _ network: Network, tolerance: TopologyTolerance = .init()
    ) -> [String] {
        var taken = nodes.filter { node in
            guard let row = network.nodes.index(of: node.id) else { return false }
            return !network.isUndescribed(row, for: node, within: tolerance.reach)
        }.map(\.id)
        taken += lines.map(\.element.id).filter { id in
            network.links.index(of: id) != nil || network.links.index(of: "\(id)#1") != nil
        }
        taken += regulators.map(\.element.id).filter { network.links.index(of: $0) != nil }
        taken += assets.filter { network.assets.index(of: $0.id, kind: $0.kind) != nil }.map(\.id)
        return Array(Set(taken)).sorted()
    }
}
