import Geospatial

extension NetworkAlignment {
    /// The new network with the old names, order and drawing of what stayed.
    mutating func aligned() throws -> Network {
        let nodeIDs = nodeNames()
        let linkIDs = linkNames()
        var result = try ModelSettings(new).network()
        result.crs = new.crs
        result.reserveCapacity(nodes: new.nodes.count, links: new.links.count)
        for row in Self.order(nodeAfter, nodeBefore) { try result.add(node(row, nodeIDs[row])) }
        for row in Self.order(linkAfter, linkBefore) { try result.add(link(row, linkIDs[row], nodeIDs)) }
        for row in Self.order(assetAfter, assetBefore) { try result.add(asset(row, nodeIDs, linkIDs)) }
        rename(&result, nodeIDs, linkIDs)
        return result
    }

    /// Rows that stayed in their old order, then new ones in theirs.
    private static func order(_ after: [Int32], _ before: [Int32]) -> [Int] {
        after.filter { $0 >= 0 }.map(Int.init) + before.indices.filter { before[$0] < 0 }
    }

    // MARK: Names

    private func nodeNames() -> [String] {
        var fresh = FreshNames { [old, new] name in
            old.nodes.index(of: name) != nil || new.nodes.index(of: name) != nil
        }
        return (0..<new.nodes.count).map { row in
            if nodeBefore[row] >= 0 { return old.nodes.ids[Int(nodeBefore[row])] }
            let id = new.nodes.ids[row]
            return old.nodes.index(of: id) == nil ? id : fresh.name("auto-")
        }
    }

    private func linkNames() -> [String] {
        var fresh = FreshNames { [old, new] name in
            old.links.index(of: name) != nil || new.links.index(of: name) != nil
        }
        return (0..<new.links.count).map { row in
            if linkBefore[row] >= 0 { return old.links.ids[Int(linkBefore[row])] }
            let id = new.links.ids[row]
            if old.links.index(of: id) == nil { return id }
            return fresh.name((PieceID(id)?.whole ?? id) + "#")
        }
    }

    // MARK: Elements

    private mutating func keep(_ layer: String, _ id: String, _ newID: String, isMade: Bool) -> Bool {
        guard id != newID, !isMade else { return false }
        kept.append(Network.KeptID(layer: layer, id: id, newID: newID))
        return true
    }

    private mutating func node(_ row: Int, _ id: String) -> SurveyedFeatures.Node {
        let isMade = Self.isMade(new, row)
        let isKept = keep(new.node(at: row).layer, id, new.nodes.ids[row], isMade: isMade)
        let before = Int(nodeBefore[row])
        var place = new.nodes.position(row)
        if before >= 0, let a = place, let b = old.nodes.position(before),
            a.distance(to: b) <= tolerance.still
        {
            place = b
        }
        let source: AttributeValue? = isKept ? .text(new.nodes.ids[row]) : nil
        switch new.node(at: row) {
        case .junction(var junction):
            (junction.id, junction.position) = (id, place)
            if let source { junction.attributes["source_id"] = source }
            return .junction(junction)
        case .reservoir(var reservoir):
            (reservoir.id, reservoir.position) = (id, place)
            if let source { reservoir.attributes["source_id"] = source }
            return .reservoir(reservoir)
        case .tank(var tank):
            (tank.id, tank.position) = (id, place)
            if let source { tank.attributes["source_id"] = source }
            return .tank(tank)
        }
    }

    private mutating func link(_ row: Int, _ id: String, _ nodeIDs: [String]) -> SurveyedFeatures.Element {
        let start = nodeIDs[Int(new.links.start[row])]
        let end = nodeIDs[Int(new.links.end[row])]
        let before = Int(linkBefore[row])
        let isPiece = PieceID(new.links.ids[row]) != nil
        let element = new.link(at: row)
        let isKept = keep(element.layer, id, new.links.ids[row], isMade: isPiece)
        let source: AttributeValue? = isKept ? .text(new.links.ids[row]) : nil
        var bends = new.links.vertices(row)
        if before >= 0, isStill(row, before) { bends = old.links.vertices(before) }
        switch element {
        case .pipe(var pipe):
            (pipe.id, pipe.start, pipe.end, pipe.vertices) = (id, start, end, bends)
            if let source { pipe.attributes["source_id"] = source }
            // Where a pipe is cut is known to the tolerance only; its pieces do not grow by that.
            if before >= 0, isPiece, let length = pipe.length,
                abs(length - old.links.length[before]) <= tolerance.still
            {
                pipe.length = old.links.length[before]
            }
            return .pipe(pipe)
        case .pump(var pump):
            (pump.id, pump.start, pump.end, pump.vertices) = (id, start, end, bends)
            if let source { pump.attributes["source_id"] = source }
            return .pump(pump)
        case .valve(var valve):
            (valve.id, valve.start, valve.end, valve.vertices) = (id, start, end, bends)
            if let source { valve.attributes["source_id"] = source }
            return .valve(valve)
        }
    }

    /// Whether a link's bends are where they were; a link that was drawn the other way round has changed.
    private func isStill(_ row: Int, _ before: Int) -> Bool {
        let (a, b) = (new.links.vertices(row), old.links.vertices(before))
        return a.count == b.count && zip(a, b).allSatisfy { $0.distance(to: $1) <= tolerance.still }
    }

    private mutating func asset(_ row: Int, _ nodeIDs: [String], _ linkIDs: [String]) -> Asset {
        var asset = new.asset(at: row)
        let before = Int(assetBefore[row])
        if before >= 0 {
            let id = old.assets.ids[before]
            if keep(asset.layer, id, asset.id, isMade: false) {
                asset.attributes["source_id"] = .text(asset.id)
                asset.id = id
            }
        }
        let (node, link) = (Int(new.assets.node[row]), Int(new.assets.link[row]))
        if node >= 0 {
            asset.attachment =
                link < 0 ? .node(nodeIDs[node]) : .link(linkIDs[link], node: nodeIDs[node])
        }
        guard before >= 0, let place = asset.position, let earlier = old.assets.position(before),
            place.distance(to: earlier) <= tolerance.still
        else { return asset }
        asset.position = earlier
        // What is new may be nearer; what was there before was passed over before.
        let isNew = node >= 0 && (nodeBefore[node] < 0 || (link >= 0 && linkBefore[link] < 0))
        if !isNew, !asset.isClosed, !old.assets.isClosed[before], let stays = attachment(before) {
            asset.attachment = stays
        }
        return asset
    }

    /// What an asset that did not move was tied to, as long as that is there: another pipe nearby is no reason
    /// to hang it there.
    private func attachment(_ before: Int) -> Asset.Attachment? {
        let (node, link) = (Int(old.assets.node[before]), Int(old.assets.link[before]))
        guard node >= 0, nodeAfter[node] >= 0 else { return nil }
        guard link >= 0 else { return .node(old.nodes.ids[node]) }
        let after = Int(linkAfter[link])
        guard after >= 0, new.links.start[after] == nodeAfter[node] || new.links.end[after] == nodeAfter[node]
        else { return nil }
        return .link(old.links.ids[link], node: old.nodes.ids[node])
    }

    /// Controls and rules name links and nodes by the ids they keep.
    private func rename(_ network: inout Network, _ nodeIDs: [String], _ linkIDs: [String]) {
        if network.controls.isEmpty, network.rules.isEmpty { return }
        var nodes: [String: String] = [:]
        var links: [String: [String]] = [:]
        for (row, id) in nodeIDs.enumerated() where id != new.nodes.ids[row] {
            let newID = new.nodes.ids[row]
            if !controlsAreOld || old.nodes.index(of: newID) == nil { nodes[newID] = id }
        }
        for (row, id) in linkIDs.enumerated() where id != new.links.ids[row] {
            let newID = new.links.ids[row]
            if !controlsAreOld || old.links.index(of: newID) == nil { links[newID] = [id] }
        }
        let names = Splitting(pieces: links, nodes: nodes)
        if names.isEmpty { return }
        network.controls = network.controls.flatMap(names.controls)
        network.rules = network.rules.map(names.rule)
    }
}

/// Makes up names that no element has.
private struct FreshNames {
    private let isTaken: (String) -> Bool
    private var next: [String: Int] = [:]

    init(_ isTaken: @escaping (String) -> Bool) { self.isTaken = isTaken }

    /// `stem` with the lowest number that is free.
    mutating func name(_ stem: String) -> String {
        var number = next[stem] ?? 1
        while isTaken(stem + String(number)) { number += 1 }
        next[stem] = number + 1
        return stem + String(number)
    }
}
