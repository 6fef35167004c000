import Geospatial

extension TopologyBuilder {
    mutating func addLines() throws(NetworkError) {
        var ids: Set<String> = []
        for line in survey.lines {
            let id = line.element.id
            if network.links.index(of: id) != nil || !ids.insert(id).inserted { throw .duplicateLink(id) }
        }
        // Declared ends first: an end that says nothing is at the node that lies there, whoever names it later.
        let ends = survey.lines.map { line in
            (
                start: declaredEnd(line.from, at: line.path.first, of: line),
                end: declaredEnd(line.to, at: line.path.last, of: line)
            )
        }
        for (number, line) in survey.lines.enumerated() {
            guard let first = line.path.first, let last = line.path.last else {
                // A model without coordinates says by names alone what its links connect.
                if let from = line.from.flatMap(row(of:)), let to = line.to.flatMap(row(of:)) {
                    append(.survey(number), [], from, to)
                }
                continue
            }
            // A line whose two ends lie within the tolerance of each other still has two ends.
            let isShort = first != last && first.distance(to: last) <= tolerance.snap
            let source = survey.sourceOfLine[number]
            let (known, other) = ends[number]
            var start = known
            if start == nil { start = try freeEnd(at: first, besides: isShort ? other : nil, source: source) }
            var end = other
            if end == nil { end = try freeEnd(at: last, besides: isShort ? start : nil, source: source) }
            guard let start, let end else { continue }
            append(.survey(number), line.path, start, end)
        }
    }

    mutating func append(
        _ source: WorkLine.Source, _ path: [Coordinate], _ start: Int, _ end: Int
    ) {
        lines.append(WorkLine(source: source, start: start, end: end))
        paths.append(LinePath(path))
        splits.append([])
    }

    private mutating func declaredEnd(
        _ declared: String?, at place: Coordinate?, of line: SurveyedFeatures.Line
    ) -> Int? {
        guard let declared, let row = row(of: declared), let place else { return nil }
        if let position = network.nodes.position(row),
            network.nodes.attributes[row, Self.deviceMark] == .null
        {
            let gap = position.distance(to: place)
            if gap > tolerance.snap {
                report.farDeclaredEnds.append(.init(link: line.element.id, node: declared, gap: gap))
            } else {
                level(row, by: place)
            }
        } else if line.path.count > 1 {
            // One place alone is that of the other end.
            network.nodes.place(row, at: place)
            level(row, by: place)
            network.nodes.attributes[row, Self.deviceMark] = .null
            grid.insert(node: row, x: place.x, y: place.y)
        }
        return row
    }

    private mutating func freeEnd(
        at place: Coordinate, besides other: Int?, source: Int32
    ) throws(NetworkError) -> Int {
        if let found = grid.nearest(x: place.x, y: place.y, within: tolerance.snap, where: { $0 != other }) {
            report.joinedEnds += 1
            level(found.node, by: place)
            return found.node
        }
        return try makeNode(at: place, source: source)
    }

    /// The end of a line that was drawn with an elevation tells that of a junction without one; a tank's bottom and
    /// a reservoir's water are not where its pipe lies.
    private mutating func level(_ row: Int, by end: Coordinate) {
        guard network.nodes.kinds[row] == .junction, network.nodes.elevation[row].isNaN, let height = end.z,
            height.isFinite
        else { return }
        network.nodes.elevation[row] = height
    }

    /// Puts regulators that name their ends between these, and returns the others, which stand where they lie.
    mutating func addDeclaredRegulators() throws(NetworkError) -> [Int] {
        if survey.regulators.isEmpty { return [] }
        var ids = Set(survey.lines.lazy.map(\.element.id))
        let near = try? SegmentIndex(paths)
        var loose: [Int] = []
        for (number, item) in survey.regulators.enumerated() {
            let id = item.element.id
            if network.links.index(of: id) != nil || !ids.insert(id).inserted { throw .duplicateLink(id) }
            let known = [item.from, item.to].compactMap { $0.flatMap(row(of:)) }
            let isOnPipe = near?.nearest(to: item.position, within: tolerance.device, on: paths) != nil
            guard let from = item.from, let to = item.to, from != to, !known.isEmpty || !isOnPipe else {
                loose.append(number)
                continue
            }
            let source = survey.sourceOfRegulator[number]
            let start = try deviceEnd(from, at: item.position, source: source)
            let end = try deviceEnd(to, at: item.position, source: source)
            guard start != end else {
                loose.append(number)
                continue
            }
            let path = [network.nodes.position(start), network.nodes.position(end)].compactMap(\.self)
            survey.append(.init(element: item.element, path: path, from: from, to: to), source: source)
            append(.survey(survey.lines.count - 1), path, start, end)
        }
        return loose
    }

    private mutating func deviceEnd(
        _ id: String, at place: Coordinate, source: Int32
    ) throws(NetworkError) -> Int {
        if let row = row(of: id) { return row }
        report.undescribedNodes += 1
        let junction = Junction(id: id, position: place, attributes: [Self.deviceMark: .boolean(true)])
        return try addNode(junction, isLoose: false, source: source)
    }

    mutating func noteOrigins() {
        for (line, source) in zip(survey.lines, survey.sourceOfLine) {
            origins.links[line.element.id] = source
        }
        for (item, source) in zip(survey.regulators, survey.sourceOfRegulator) {
            origins.links[item.element.id] = source
        }
        for (asset, source) in zip(survey.assets, survey.sourceOfAsset) {
            origins.assets[asset.kind, default: [:]][asset.id] = source
        }
    }

    mutating func forgetDrawing() {
        lines = []
        paths = []
        splits = []
        survey.forgetLines()
    }

}
