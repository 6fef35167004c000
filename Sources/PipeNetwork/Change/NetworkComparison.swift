/// Compares two networks row by row, without making an element of a row that is the same.
struct NetworkComparison {
    private let old: Network
    private let new: Network

    init(_ old: Network, _ new: Network) {
        self.old = old
        self.new = new
    }

    func nodes() -> ElementChanges<SurveyedFeatures.Node> {
        let (a, b) = (old.nodes, new.nodes)
        let attributes = AttributeComparison(a.attributes, b.attributes)
        return changes(
            b.ids.map { Int32(a.index(of: $0) ?? -1) }, rowsBefore: a.count,
            isSame: { i, j in
                a.kinds[i] == b.kinds[j] && same(a.x[i], b.x[j]) && same(a.y[i], b.y[j])
                    && same(a.elevation[i], b.elevation[j]) && a.demands[i] == b.demands[j]
                    && a.emitters[Int32(i)] == b.emitters[Int32(j)]
                    && a.headPatterns[Int32(i)] == b.headPatterns[Int32(j)]
                    && a.tankShapes[Int32(i)] == b.tankShapes[Int32(j)] && attributes.isSame(i, j)
            }, before: { old.node(at: $0) }, after: { new.node(at: $0) },
            movement: { Movement.between(old.node(at: $0).shape, new.node(at: $1).shape) })
    }

    func links() -> ElementChanges<SurveyedFeatures.Element> {
        let (a, b) = (old.links, new.links)
        let attributes = AttributeComparison(a.attributes, b.attributes)
        return changes(
            b.ids.map { Int32(a.index(of: $0) ?? -1) }, rowsBefore: a.count,
            isSame: { i, j in
                a.kinds[i] == b.kinds[j] && old.nodes.ids[Int(a.start[i])] == new.nodes.ids[Int(b.start[j])]
                    && old.nodes.ids[Int(a.end[i])] == new.nodes.ids[Int(b.end[j])]
                    && same(a.length[i], b.length[j]) && same(a.diameter[i], b.diameter[j])
                    && same(a.roughness[i], b.roughness[j]) && same(a.minorLoss[i], b.minorLoss[j])
                    && a.status[i] == b.status[j] && a.hasCheckValve[i] == b.hasCheckValve[j]
                    && a.leakages[Int32(i)] == b.leakages[Int32(j)]
                    && a.pumpSettings[Int32(i)] == b.pumpSettings[Int32(j)]
                    && a.valveSettings[Int32(i)] == b.valveSettings[Int32(j)]
                    && a.paths.isSame(i, b.paths, j) && attributes.isSame(i, j)
            }, before: { old.link(at: $0) }, after: { new.link(at: $0) },
            movement: { Movement.between(old.path(ofLink: $0), new.path(ofLink: $1)) })
    }

    func assets() -> ElementChanges<Asset> {
        let (a, b) = (old.assets, new.assets)
        let attributes = AttributeComparison(a.attributes, b.attributes)
        return changes(
            b.ids.indices.map { Int32(a.index(of: b.ids[$0], kind: b.kinds[$0]) ?? -1) }, rowsBefore: a.count,
            isSame: { i, j in
                same(a.x[i], b.x[j]) && same(a.y[i], b.y[j]) && a.isClosed[i] == b.isClosed[j]
                    && id(old.nodes.ids, a.node[i]) == id(new.nodes.ids, b.node[j])
                    && id(old.links.ids, a.link[i]) == id(new.links.ids, b.link[j])
                    && attributes.isSame(i, j)
            }, before: { old.asset(at: $0) }, after: { new.asset(at: $0) },
            movement: { Movement.between(old.asset(at: $0).shape, new.asset(at: $1).shape) })
    }

    private func id(_ ids: [String], _ row: Int32) -> String? { row < 0 ? nil : ids[Int(row)] }

    private func same(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }

    private func changes<Element: NetworkElement>(
        _ rowBefore: [Int32], rowsBefore: Int, isSame: (Int, Int) -> Bool, before: (Int) -> Element,
        after: (Int) -> Element, movement: (Int, Int) -> Double?
    ) -> ElementChanges<Element> {
        var changes = ElementChanges<Element>()
        changes.rowsBefore = rowsBefore
        changes.order = RowOrder(rowBefore)
        var rowAfter = [Int32](repeating: -1, count: rowsBefore)
        for (row, earlier) in rowBefore.enumerated() {
            if earlier < 0 {
                changes.added.append(after(row))
                continue
            }
            rowAfter[Int(earlier)] = Int32(row)
            if !isSame(Int(earlier), row) {
                changes.changed.append(
                    .init(
                        before: before(Int(earlier)), after: after(row), movement: movement(Int(earlier), row)
                    ))
            }
        }
        changes.formerOrder = RowOrder(rowAfter)
        for row in rowAfter.indices where rowAfter[row] < 0 { changes.removed.append(before(row)) }
        return changes
    }
}

/// The columns of two attribute tables, side by side.
private struct AttributeComparison {
    private let columns: [(a: [AttributeValue], b: [AttributeValue])]

    init(_ a: AttributeTable, _ b: AttributeTable) {
        columns = Set(a.names).union(b.names).map { (a.column($0), b.column($0)) }
    }

    func isSame(_ i: Int, _ j: Int) -> Bool {
        columns.allSatisfy { column in
            (i < column.a.count ? column.a[i] : .null).isSame(
                as: j < column.b.count ? column.b[j] : .null)
        }
    }
}

extension PathTable {
    /// Whether the path of `row` has the same positions as that of `other` in another table.
    func isSame(_ row: Int, _ table: PathTable, _ other: Int) -> Bool {
        count(row) == table.count(other) && (count(row) == 0 || self[row] == table[other])
    }
}

extension Network {
    /// The node of `row`, whatever it is.
    package func node(at row: Int) -> SurveyedFeatures.Node {
        if let tank = tank(at: row) { return .tank(tank) }
        if let reservoir = reservoir(at: row) { return .reservoir(reservoir) }
        return .junction(junction(at: row) ?? Junction(id: nodes.ids[row]))
    }

    /// The link of `row`, whatever it is.
    package func link(at row: Int) -> SurveyedFeatures.Element {
        if let pump = pump(at: row) { return .pump(pump) }
        if let valve = valve(at: row) { return .valve(valve) }
        return .pipe(pipe(at: row) ?? Pipe(id: links.ids[row], start: "", end: ""))
    }

    /// Adds a node of any kind.
    package mutating func add(_ node: SurveyedFeatures.Node) throws(NetworkError) {
        switch node {
        case .junction(let junction): try add(junction)
        case .reservoir(let reservoir): try add(reservoir)
        case .tank(let tank): try add(tank)
        }
    }

    /// Adds a link of any kind.
    package mutating func add(_ link: SurveyedFeatures.Element) throws(NetworkError) {
        switch link {
        case .pipe(let pipe): try add(pipe)
        case .pump(let pump): try add(pump)
        case .valve(let valve): try add(valve)
        }
    }
}
