extension ChangeSet {
    /// The network after the changes.
    ///
    /// - Throws: ``ChangeError`` when `old` is not the network that the set was made for, `NetworkError` when a change makes
    ///   no network, `GeospatialError` for a reference system that PROJ does not know.
    public func applied(to old: Network) throws -> Network {
        if let settings, settings.before != ModelSettings(old) { throw ChangeError.otherSettings }
        var new = try (settings?.after ?? ModelSettings(old)).network()
        // A system that stays is not made anew: it may say more than its definition.
        if settings?.after.crs == settings?.before.crs { new.crs = old.crs }
        new.reserveCapacity(nodes: old.nodes.count, links: old.links.count)
        try nodes.fill(
            "nodes", rows: old.nodes.count, key: { old.nodes.ids[$0] }, element: { old.node(at: $0) }
        ) { node throws(NetworkError) in try new.add(node) }
        try links.fill(
            "links", rows: old.links.count, key: { old.links.ids[$0] }, element: { old.link(at: $0) }
        ) { link throws(NetworkError) in try new.add(link) }
        try assets.fill(
            "assets", rows: old.assets.count, key: { Asset.key(old.assets.kinds[$0], old.assets.ids[$0]) },
            element: { old.asset(at: $0) }
        ) { asset throws(NetworkError) in _ = try new.add(asset) }
        return new
    }
}

extension ElementChanges {
    /// Hands over every element of the new table in its order.
    fileprivate func fill(
        _ table: String, rows: Int, key: (Int) -> String, element: (Int) -> Element,
        _ body: (Element) throws(NetworkError) -> Void
    ) throws {
        guard rows == rowsBefore else {
            throw ChangeError.otherRows(table: table, found: rows, expected: rowsBefore)
        }
        let after = Dictionary(changed.map { ($0.before.key, $0) }) { first, _ in first }
        let expected = Set(removed.map(\.key))
        var met = 0
        var gone = 0
        for row in 0..<rows {
            let key = key(row)
            if let change = after[key] {
                met += 1
                guard element(row).isSame(as: change.before) else {
                    throw ChangeError.differs(layer: change.before.layer, id: change.before.id)
                }
            } else if expected.contains(key) {
                gone += 1
            }
        }
        if met < after.count || gone < expected.count { throw try missing(rows, key) }
        var next = 0
        for run in order.runs {
            switch run {
            case .new(let count):
                guard count >= 0, count <= added.count - next else {
                    throw ChangeError.otherRows(
                        table: table, found: added.count, expected: sum(next, count))
                }
                for element in added[next..<next + count] { try body(element) }
                next += count
            case .kept(let first, let count):
                guard first >= 0, count >= 0, count <= rows, first <= rows - count else {
                    throw ChangeError.otherRows(
                        table: table, found: rows, expected: sum(first, count))
                }
                for row in first..<first + count { try body(after[key(row)]?.after ?? element(row)) }
            }
        }
    }

    /// A sum for a message: the numbers of a damaged file may be beyond all counting.
    private func sum(_ a: Int, _ b: Int) -> Int {
        let (sum, isBeyond) = a.addingReportingOverflow(b)
        return isBeyond ? .max : sum
    }

    /// The first element that the set expects and the table lacks.
    private func missing(_ rows: Int, _ key: (Int) -> String) throws -> ChangeError {
        let present = Set((0..<rows).map(key))
        let lacking = (removed + changed.map(\.before)).first { !present.contains($0.key) }
        return .missing(layer: lacking?.layer ?? "", id: lacking?.id ?? "")
    }
}
