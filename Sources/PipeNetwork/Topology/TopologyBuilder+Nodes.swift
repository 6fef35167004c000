import Geospatial

extension TopologyBuilder {
    /// Marks nodes that the topology made, so that a later import knows them.
    static var synthesizedFlag: String { "made_by_topology" }

    /// Marks nodes that only a pump or valve names, which is drawn as a point: their places are not stated.
    static var deviceMark: String { "placed_by_device" }

    /// Holds the names that sources have for a node besides its own, one a line, so that later sources are understood.
    static var otherNamesMark: String { "also_named" }

    static func otherNames(in network: Network) -> [String: Int] {
        var names: [String: Int] = [:]
        for (row, value) in network.nodes.attributes.column(otherNamesMark).enumerated() {
            for name in value.text?.split(separator: "\n") ?? [] {
                if network.nodes.index(of: String(name)) == nil { names[String(name)] = row }
            }
        }
        return names
    }

    /// Existing links become lines with known ends, so that the new survey can split them.
    mutating func takeExisting() {
        isLoose = Array(repeating: false, count: network.nodes.count)
        sources = Array(repeating: -1, count: network.nodes.count)
        for row in 0..<network.nodes.count {
            grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
            isLoose[row] = splitters.contains(row) || isMade(row)
        }
        for row in 0..<network.links.count {
            append(
                .existing(row), network.path(ofLink: row), Int(network.links.start[row]),
                Int(network.links.end[row]))
        }
    }

    private func isMade(_ row: Int) -> Bool {
        network.nodes.attributes[row, Self.synthesizedFlag] == .boolean(true)
    }

    mutating func addNodes() throws(NetworkError) {
        network.reserveCapacity(
            nodes: network.nodes.count + survey.nodes.count + survey.lines.count, links: 0)
        let (before, made) = (network, Self.synthesizedFlag)
        let matching = try NodeMatching(survey, in: network, replacements: replacements, tolerance: tolerance)
        {
            row in
            before.nodes.attributes[row, made] == .boolean(true)
        }
        var rows = Array(repeating: -1, count: survey.nodes.count)
        let order = survey.nodes.indices.filter { !survey.nodes[$0].isJunction }
        for node in order + survey.nodes.indices.filter({ survey.nodes[$0].isJunction }) {
            switch matching.fates[node] {
            case .new: rows[node] = try add(node)
            case .takes(let row):
                rows[node] = row
                try give(row, node)
            case .joins(let row): rows[node] = row
            case .same: break
            }
        }
        for node in survey.nodes.indices {
            switch matching.fates[node] {
            case .new, .takes: break
            case .joins(let row): merge(node, into: row, isDescribed: true)
            case .same(let other):
                var other = other
                while case .same(let next) = matching.fates[other] { other = next }
                merge(node, into: rows[other], isDescribed: !survey.isUndescribed(other))
            }
        }
        report.undescribedNodes = rows.indices.count { node in
            guard case .new = matching.fates[node] else { return false }
            return survey.isUndescribed(node)
        }
    }

    private mutating func add(_ node: Int) throws(NetworkError) -> Int {
        let row =
            switch survey.nodes[node] {
            case .junction(let junction): try network.add(junction)
            case .reservoir(let reservoir): try network.add(reservoir)
            case .tank(let tank): try network.add(tank)
            }
        isLoose.append(!survey.isNamed(node))
        sources.append(survey.sourceOfNode[node])
        grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
        return row
    }

    /// Makes the node of a row the one that the survey describes: one that waits for it, one that had no name, or the
    /// pipe's end that a tank is laid on.
    private mutating func give(_ row: Int, _ node: Int) throws(NetworkError) {
        let id = network.nodes.ids[row]
        let new = survey.nodes[node]
        if !new.isJunction, let junction = network.junction(at: row) { loseDraw(of: junction, to: new.id) }
        if replacements[new.id] != nil {
            aliases[new.id] = row
            network.take(new, at: row)
            grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
            return
        }
        var kept = network.nodes.attributes[row]
        kept[Self.synthesizedFlag] = nil
        kept[Self.deviceMark] = nil
        let wasMade = isMade(row)
        network.take(new, at: row)
        for (name, value) in kept where network.nodes.attributes[row, name] == .null {
            network.nodes.attributes[row, name] = value
        }
        sources[row] = survey.sourceOfNode[node]
        grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
        guard id != new.id else { return }
        report.mergedNodes += 1
        try network.nodes.rename(row, to: new.id)
        aliases[id] = row
        origins.renamed[id] = new.id
        if !wasMade { remember(id, at: row) }
    }

    /// What a junction knows that the node it becomes does not: its elevation, and what is drawn there. Two equal
    /// lists of demands are one customer surveyed twice, and two equal emitters are one.
    private mutating func merge(_ node: Int, into row: Int, isDescribed: Bool) {
        let id = survey.nodes[node].id
        if id != network.nodes.ids[row] {
            report.mergedNodes += 1
            aliases[id] = row
            if survey.isNamed(node) { remember(id, at: row) }
        }
        if row < isLoose.count, survey.isNamed(node) { isLoose[row] = false }
        guard case .junction(let junction) = survey.nodes[node] else { return }
        if network.nodes.elevation[row].isNaN { network.nodes.elevation[row] = junction.elevation ?? .nan }
        if !isDescribed {
            for (name, value) in junction.attributes { network.nodes.attributes[row, name] = value }
        }
        guard network.nodes.kinds[row] == .junction else {
            loseDraw(of: junction, to: network.nodes.ids[row])
            return
        }
        if network.nodes.demands[row] != junction.demands { network.nodes.demands[row] += junction.demands }
        let emitter = network.nodes.emitterCoefficient(row)
        if emitter != junction.emitterCoefficient {
            network.nodes.emitters[Int32(row)] = emitter + junction.emitterCoefficient
        }
    }

    /// Says what a tank or a reservoir cannot take over from the junction that it is one with.
    private mutating func loseDraw(of junction: Junction, to node: String) {
        let demand = junction.demands.reduce(0) { $0 + $1.base }
        let hasEmitter = junction.emitterCoefficient != 0
        guard hasEmitter || junction.demands.contains(where: { $0.base != 0 }) else { return }
        report.lostDraws.append(
            .init(junction: junction.id, node: node, demand: demand, hasEmitter: hasEmitter))
    }

    mutating func remember(_ name: String, at row: Int) {
        let known = network.nodes.attributes[row, Self.otherNamesMark].text
        if known?.split(separator: "\n").contains(Substring(name)) == true { return }
        network.nodes.attributes[row, Self.otherNamesMark] = .text((known.map { $0 + "\n" } ?? "") + name)
    }

    /// The row of the node that sources call `id`.
    func row(of id: String) -> Int? { aliases[id] ?? network.nodes.index(of: id) }

    mutating func addNode(_ junction: Junction, isLoose: Bool, source: Int32) throws(NetworkError) -> Int {
        let row = try network.add(junction)
        self.isLoose.append(isLoose)
        sources.append(source)
        grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
        return row
    }

    mutating func makeNode(at place: Coordinate, source: Int32) throws(NetworkError) -> Int {
        while network.nodes.index(of: "auto-\(nextNodeNumber)") != nil { nextNodeNumber += 1 }
        report.madeNodes += 1
        let junction = Junction(
            id: "auto-\(nextNodeNumber)", position: place, elevation: place.z,
            attributes: [Self.synthesizedFlag: .boolean(true)])
        nextNodeNumber += 1
        return try addNode(junction, isLoose: true, source: source)
    }
}
