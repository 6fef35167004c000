import Geospatial

extension TopologyBuilder {
    mutating func assemble(
        _ placed: [PlacedAsset], _ regulators: [PlacedRegulator]
    ) throws -> Network {
        let old = network
        var new = network
        new.links = LinkTable()
        new.assets = AssetTable()
        new.reserveCapacity(nodes: 0, links: lines.count + splits.lazy.map(\.count).reduce(0, +))
        var pieces: [String: [String]] = [:]
        let kept = keepExisting(of: old, in: &new)
        for line in kept..<lines.count { try add(line, to: &new, &pieces) }
        try insert(regulators, into: &new)
        try carryOver(old.assets, of: old, pieces, into: &new)
        takeOperation(pieces, into: &new)
        // What is drawn is in the links by now; the adoption measures its own paths.
        forgetDrawing()
        var adoption = try AssetAdoption(new, tolerance: tolerance)
        try adoption.adopt(survey.assets, placed: placed.map { ($0.asset, $0.node) }, aliases: aliases)
        report.ambiguousDevices = adoption.ambiguous
        report.unattachedAssets += adoption.unattached
        return adoption.network
    }

    /// Controls and rules name what became of their links and nodes.
    private func takeOperation(_ pieces: [String: [String]], into new: inout Network) {
        new.controls += survey.controls
        new.rules += survey.rules
        // Names that nodes still have are theirs: an alias is for those that are gone.
        let names = aliases.filter { network.nodes.index(of: $0.key) == nil }
        let splitting = Splitting(pieces: pieces, nodes: names.mapValues { new.nodes.ids[$0] })
        if splitting.isEmpty { return }
        new.controls = new.controls.flatMap(splitting.controls)
        new.rules = new.rules.map(splitting.rule)
    }

    /// Takes the links of before as they are if none of them is split, and returns how many lines are done so.
    private func keepExisting(of old: Network, in new: inout Network) -> Int {
        let count = old.links.count
        let isUntouched = (0..<count).allSatisfy { line in
            splits[line].allSatisfy { $0.node == lines[line].start || $0.node == lines[line].end }
        }
        guard isUntouched else { return 0 }
        new.links = old.links
        for row in 0..<count where old.links.kinds[row] == .pipe && old.links.length[row].isNaN {
            if let length = paths[row].drawnLength { new.links.length[row] = length }
        }
        return count
    }

    private func element(of line: WorkLine) -> SurveyedFeatures.Element? {
        switch line.source {
        case .survey(let number): survey.lines[number].element
        case .existing(let row):
            switch network.links.kinds[row] {
            case .pipe: network.pipe(at: row).map { .pipe($0) }
            case .pump: network.pump(at: row).map { .pump($0) }
            case .valve: network.valve(at: row).map { .valve($0) }
            }
        }
    }

    private mutating func add(
        _ line: Int, to new: inout Network, _ pieces: inout [String: [String]]
    ) throws(NetworkError) {
        let work = lines[line]
        guard let element = element(of: work) else { return }
        let path = paths[line]
        var stations = splits[line].sorted { ($0.along, $0.node) < ($1.along, $1.node) }
        stations.removeAll { $0.node == work.start || $0.node == work.end }
        guard !stations.isEmpty else {
            let bends = path.points.count > 2 ? Array(path.points[1..<path.points.count - 1]) : []
            try new.add(
                element, from: work.start, to: work.end, bends, share: 1, length: path.drawnLength, id: nil)
            return
        }
        stations.insert(Split(along: 0, node: work.start), at: 0)
        stations.append(Split(along: path.length, node: work.end))
        for (number, (from, to)) in zip(stations, stations.dropFirst()).enumerated() {
            let id = "\(element.id)#\(number + 1)"
            try new.add(
                element, from: from.node, to: to.node, path.bends(from: from.along, to: to.along),
                share: path.length > 0 ? (to.along - from.along) / path.length : 0,
                length: to.along - from.along, id: id)
            pieces[element.id, default: []].append(id)
        }
    }

    /// Puts each regulator between its node and the first link that starts there, which then starts behind it.
    /// Where pipes are drawn towards each other and none starts, the last that ends there ends behind it.
    private mutating func insert(
        _ regulators: [PlacedRegulator], into new: inout Network
    ) throws(NetworkError) {
        var starting: [Int: [Int]] = [:]
        var ending: [Int: [Int]] = [:]
        for regulator in regulators { starting[regulator.node] = [] }
        if starting.isEmpty { return }
        for link in 0..<new.links.count {
            starting[Int(new.links.start[link])]?.append(link)
            let end = Int(new.links.end[link])
            if starting[end] != nil { ending[end, default: []].append(link) }
        }
        // Pumps that are drawn at one point stand beside each other, as in a station; one behind the other they would
        // lift twice as high.
        var pumps: [Int: Int] = [:]
        for regulator in regulators {
            let (node, element, source) = (regulator.node, regulator.element, regulator.source)
            if case .pump = element, let behind = pumps[node] {
                try new.add(element, from: node, to: behind, [], share: 0, length: 0, id: nil)
                continue
            }
            let behind = try makeNode(
                at: network.nodes.position(node) ?? Coordinate(x: .nan, y: .nan), source: source)
            guard let made = network.junction(at: behind) else { continue }
            try new.add(made)
            if let link = starting[node]?.first {
                new.links.start[link] = Int32(behind)
                starting[node]?.removeFirst()
            } else if let towards = ending[node], towards.count > 1, let link = towards.last {
                new.links.end[link] = Int32(behind)
                ending[node]?.removeLast()
            }
            try new.add(element, from: node, to: behind, [], share: 0, length: 0, id: nil)
            starting[node]?.append(new.links.count - 1)
            if case .pump = element { pumps[node] = behind }
        }
    }

    /// Assets of before stay what they are; one that sits in a link that was split moves to the part at its node.
    /// A shut valve shuts that part alone.
    private func carryOver(
        _ assets: AssetTable, of old: Network, _ pieces: [String: [String]], into new: inout Network
    ) throws(NetworkError) {
        new.assets = assets
        var isShut: Set<Int> = []
        for row in 0..<assets.count where assets.link[row] >= 0 {
            let id = old.links.ids[Int(assets.link[row])]
            let parts = (pieces[id] ?? [id]).compactMap { new.links.index(of: $0) }
            let part = parts.first { part in
                new.links.start[part] == assets.node[row] || new.links.end[part] == assets.node[row]
            }
            guard let link = part ?? parts.first else { throw .unknownLink(id, namedBy: assets.ids[row]) }
            new.assets.link[row] = Int32(link)
            guard parts.count > 1, assets.kinds[row] == .isolationValve, assets.isClosed[row],
                old.links.status[Int(assets.link[row])] == .closed
            else { continue }
            for part in parts where !isShut.contains(part) { new.links.status[part] = .open }
            new.links.status[link] = .closed
            isShut.insert(link)
        }
    }
}

extension Network {
    /// Adds a link of any kind between two node rows; `share` of the source's length goes to it.
    fileprivate mutating func add(
        _ element: SurveyedFeatures.Element, from: Int, to: Int, _ bends: [Coordinate], share: Double,
        length: Double?,
        id: String?
    ) throws(NetworkError) {
        switch element {
        case .pipe(var pipe):
            pipe.vertices = bends
            pipe.length = pipe.length.map { $0 * share } ?? length
            if let id {
                if pipe.attributes["source_id"] == nil { pipe.attributes["source_id"] = .text(pipe.id) }
                pipe.id = id
            }
            try add(pipe, from: from, to: to)
        case .pump(var pump):
            pump.start = nodes.ids[from]
            pump.end = nodes.ids[to]
            pump.vertices = bends
            pump.id = id ?? pump.id
            try add(pump)
        case .valve(var valve):
            valve.start = nodes.ids[from]
            valve.end = nodes.ids[to]
            valve.vertices = bends
            valve.id = id ?? valve.id
            try add(valve)
        }
    }
}

extension Asset.Kind {
    /// Whether the thing is drawn on a pipe, so that the pipe has a node there.
    var sitsOnPipe: Bool { isInline || self == .hydrant || self == .pressurePoint }
}
