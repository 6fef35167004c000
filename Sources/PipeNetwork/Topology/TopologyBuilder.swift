import Geospatial

/// Makes one graph of what stands already and a new survey.
///
/// The rules, in order:
/// 1. A declared end is the node it names, wherever its line was drawn (the gap is reported).
/// 2. An undeclared end is the nearest node within the snap tolerance, or a new node where it lies.
/// 3. A junction of the new source that coincides, within the tolerance, with a node of an earlier source, or
///    with a tank or reservoir of its own, is that node: districts surveyed apart join at their edges, and a
///    tank is often drawn on its connection. Junctions of one source never merge.
/// 4. A pipe is split where an undeclared end, or a node no line declares, lies on it within the tolerance
///    (T-junction), and where a device sits in it; never where lines merely cross.
/// 5. A device that sits in a pipe acts on the link that starts at its node, or else on the first that ends
///    there. A shut valve closes that link.
///
/// Everything is decided in the order of the survey, so the same files give the same network.
public struct TopologyBuilder {
    /// The tolerances.
    public let tolerance: TopologyTolerance
    /// What was done so far.
    public private(set) var report = TopologyReport()

    private var network: Network
    private var survey: Survey
    private var grid: NodeGrid
    private var lines: [WorkLine] = []
    private var paths: [LinePath] = []
    /// Splits of each line: where along it, and at which node.
    private var splits: [[Split]] = []
    /// Ids that the source gives its nodes but that became another node.
    private var aliases: [String: Int] = [:]
    /// Nodes that no line declares as its end: these split lines that they lie on.
    private var isLoose: [Bool] = []
    private var nextNodeNumber = 1
    /// Nodes that stand in for those of the survey with these ids, because other links hang on them.
    private let standIns: [String: Int]
    /// Nodes of before that split the lines of the survey which they lie on.
    private let splitters: Set<Int>

    struct WorkLine {
        var source: Source
        var start: Int
        var end: Int

        /// Where the element of a line is: it is fetched when it is needed, for a city has a million.
        enum Source {
            case existing(Int)
            case survey(Int)
        }
    }

    struct Split {
        var along: Double
        var node: Int
    }

    /// A builder that adds `survey` to `network`.
    public init(_ network: Network, adding survey: Survey, tolerance: TopologyTolerance = .init()) {
        self.init(network, adding: survey, tolerance: tolerance, standIns: [:], splitters: [])
    }

    init(
        _ network: Network, adding survey: Survey, tolerance: TopologyTolerance, standIns: [String: Int],
        splitters: Set<Int>
    ) {
        self.standIns = standIns
        self.splitters = splitters
        self.network = network
        self.survey = survey
        self.tolerance = tolerance
        grid = NodeGrid(distance: tolerance.snap)
    }

    /// The network of both, and what was done to join them.
    ///
    /// - Throws: ``NetworkError`` when an id of the survey is there already, `GeospatialError` when its
    ///   positions cannot be indexed; nothing is changed then.
    public static func network(
        _ network: Network, adding survey: Survey, tolerance: TopologyTolerance = .init()
    ) throws -> (network: Network, report: TopologyReport) {
        var builder = TopologyBuilder(network, adding: survey, tolerance: tolerance)
        return (try builder.build(), builder.report)
    }

    mutating func build() throws -> Network {
        try takeExisting()
        try addNodes()
        try addLines()
        let index = try SegmentIndex(paths)
        splitAtLooseNodes(index)
        var placed = try placeDevices(index)
        let regulators = try placeRegulators(index)
        placed.sort { $0.asset < $1.asset }
        return try assemble(placed, regulators)
    }
}

// MARK: - Nodes and lines

extension TopologyBuilder {
    /// Existing links become lines with known ends, so that the new survey can split them.
    private mutating func takeExisting() throws(NetworkError) {
        isLoose = Array(repeating: false, count: network.nodes.count)
        for row in 0..<network.nodes.count {
            grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
            isLoose[row] =
                splitters.contains(row) || network.nodes.attributes[row, Self.madeMark] == .boolean(true)
        }
        for row in 0..<network.links.count {
            append(
                .existing(row), network.path(ofLink: row), Int(network.links.start[row]),
                Int(network.links.end[row]))
        }
    }

    /// Marks nodes that the topology made, so that a later import knows them.
    static var madeMark: String { "made_by_topology" }

    private mutating func addNodes() throws(NetworkError) {
        let declared = Set(survey.lines.lazy.flatMap { [$0.from, $0.to] }.compactMap { $0 })
        let earlier = network.nodes.count
        network.reserveCapacity(nodes: earlier + survey.nodes.count + survey.lines.count, links: 0)
        // Tanks and reservoirs first: a junction drawn where one stands is its connection.
        let sources = survey.nodes.filter { !isJunction($0) }
        for node in sources + survey.nodes.filter({ isJunction($0) }) {
            if let row = standIns[node.id] {
                aliases[node.id] = row
                network.take(node, at: row)
                grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
                continue
            }
            if network.nodes.index(of: node.id) == nil, let place = node.position, isJunction(node),
                let twin = grid.nearest(
                    x: place.x, y: place.y, within: tolerance.snap,
                    where: { $0 < earlier + sources.count })
            {
                report.mergedNodes += 1
                aliases[node.id] = twin.node
                if case .junction(let junction) = node { merge(junction, into: twin.node) }
                continue
            }
            let row: Int
            switch node {
            case .junction(let junction): row = try network.add(junction)
            case .reservoir(let reservoir): row = try network.add(reservoir)
            case .tank(let tank): row = try network.add(tank)
            }
            isLoose.append(!declared.contains(node.id))
            grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
        }
    }

    /// What a junction knows that the node it becomes does not: its height, and what is drawn there. Two equal
    /// lists of demands are one customer surveyed twice.
    private mutating func merge(_ junction: Junction, into node: Int) {
        if network.nodes.elevation[node].isNaN { network.nodes.elevation[node] = junction.elevation ?? .nan }
        guard network.nodes.kinds[node] == .junction, network.nodes.demands[node] != junction.demands else {
            return
        }
        network.nodes.demands[node] += junction.demands
    }

    private func isJunction(_ node: Survey.Node) -> Bool {
        if case .junction = node { true } else { false }
    }

    private mutating func addLines() throws(NetworkError) {
        var ids: Set<String> = []
        for (number, line) in survey.lines.enumerated() {
            let id = line.element.id
            if network.links.index(of: id) != nil || !ids.insert(id).inserted { throw .duplicateLink(id) }
            guard let first = line.path.first, let last = line.path.last else { continue }
            // A line whose two ends lie within the tolerance of each other still has two ends.
            let isShort = first != last && first.distance(to: last) <= tolerance.snap
            let start = try endNode(line.from, at: first, of: id, besides: nil)
            let end = try endNode(line.to, at: last, of: id, besides: isShort ? start : nil)
            append(.survey(number), line.path, start, end)
        }
    }

    private mutating func append(
        _ source: WorkLine.Source, _ path: [Coordinate], _ start: Int, _ end: Int
    ) {
        lines.append(WorkLine(source: source, start: start, end: end))
        paths.append(LinePath(path))
        splits.append([])
    }

    private mutating func endNode(
        _ declared: String?, at place: Coordinate, of line: String, besides other: Int?
    ) throws(NetworkError) -> Int {
        if let declared {
            if let row = aliases[declared] ?? network.nodes.index(of: declared) {
                if let position = network.nodes.position(row) {
                    let gap = position.distance(to: place)
                    if gap > tolerance.snap {
                        report.farDeclaredEnds.append(.init(link: line, node: declared, gap: gap))
                    }
                } else {
                    network.nodes.place(row, at: place)
                    grid.insert(node: row, x: place.x, y: place.y)
                }
                return row
            }
            return try addNode(Junction(id: declared, position: place, elevation: place.z), isLoose: false)
        }
        if let found = grid.nearest(x: place.x, y: place.y, within: tolerance.snap, where: { $0 != other }) {
            report.joinedEnds += 1
            return found.node
        }
        return try makeNode(at: place)
    }

    private mutating func makeNode(at place: Coordinate) throws(NetworkError) -> Int {
        while network.nodes.index(of: "auto-\(nextNodeNumber)") != nil { nextNodeNumber += 1 }
        report.madeNodes += 1
        let junction = Junction(
            id: "auto-\(nextNodeNumber)", position: place, elevation: place.z,
            attributes: [Self.madeMark: .boolean(true)])
        nextNodeNumber += 1
        return try addNode(junction, isLoose: true)
    }

    private mutating func addNode(_ junction: Junction, isLoose: Bool) throws(NetworkError) -> Int {
        let row = try network.add(junction)
        self.isLoose.append(isLoose)
        grid.insert(node: row, x: network.nodes.x[row], y: network.nodes.y[row])
        return row
    }
}

// MARK: - Splits

extension TopologyBuilder {
    private mutating func splitAtLooseNodes(_ index: SegmentIndex) {
        for node in 0..<network.nodes.count where isLoose[node] {
            guard let place = network.nodes.position(node) else { continue }
            var nearest: [Int: SegmentIndex.Hit] = [:]
            let box = BoundingBox(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
            index.forEach(in: box.expanded(by: tolerance.snap)) { line, segment in
                guard lines[line].start != node, lines[line].end != node, isPipe(line) else { return }
                let hit = paths[line].nearest(to: place, onSegment: segment)
                guard hit.gap <= tolerance.snap, isInside(hit.along, of: line) else { return }
                if let found = nearest[line], (found.gap, found.along) <= (hit.gap, hit.along) { return }
                nearest[line] = .init(line: line, along: hit.along, gap: hit.gap, at: hit.at)
            }
            for line in nearest.keys.sorted() {
                guard let hit = nearest[line] else { continue }
                splits[line].append(Split(along: hit.along, node: node))
                report.splitsAtEnds += 1
            }
        }
    }

    /// Only pipes are split: two halves of a pump would lift twice as high.
    private func isPipe(_ line: Int) -> Bool {
        switch lines[line].source {
        case .existing(let row): return network.links.kinds[row] == .pipe
        case .survey(let number):
            if case .pipe = survey.lines[number].element { return true }
            return false
        }
    }

    /// Whether a place along a line is far enough from both ends to be a place of its own.
    private func isInside(_ along: Double, of line: Int) -> Bool {
        along > 0 && along < paths[line].length
    }

    struct PlacedAsset {
        var asset: Int
        var node: Int
    }

    /// Finds the node of every device that sits in or on a pipe, splitting the pipe where there is none.
    private mutating func placeDevices(_ index: SegmentIndex) throws(NetworkError) -> [PlacedAsset] {
        var placed: [PlacedAsset] = []
        for (asset, device) in survey.assets.enumerated() where device.kind.sitsOnPipe {
            if case .node(let id)? = device.attachment,
                let node = aliases[id] ?? network.nodes.index(of: id)
            {
                placed.append(PlacedAsset(asset: asset, node: node))
            } else if let place = device.position, place.isFinite,
                let node = try node(ofDeviceAt: place, index)
            {
                placed.append(PlacedAsset(asset: asset, node: node))
                // A levelled device tells the height of a node that nobody levelled.
                if network.nodes.elevation[node].isNaN, let height = device.attributes["elevation"]?.number {
                    network.nodes.elevation[node] = height
                }
            }
        }
        return placed
    }

    private mutating func node(
        ofDeviceAt place: Coordinate, _ index: SegmentIndex
    ) throws(NetworkError) -> Int? {
        if let near = grid.nearest(x: place.x, y: place.y, within: tolerance.snap) { return near.node }
        guard let hit = index.nearest(to: place, within: tolerance.device, on: paths) else { return nil }
        // The end of the line may be nearer than the tolerance of the device's own drawing.
        if let near = grid.nearest(x: hit.at.x, y: hit.at.y, within: tolerance.snap) { return near.node }
        guard isPipe(hit.line) else {
            return hit.along <= paths[hit.line].length / 2 ? lines[hit.line].start : lines[hit.line].end
        }
        let node = try makeNode(at: Coordinate(x: hit.at.x, y: hit.at.y, z: place.z))
        splits[hit.line].append(Split(along: hit.along, node: node))
        report.splitsAtDevices += 1
        return node
    }

    private mutating func placeRegulators(
        _ index: SegmentIndex
    ) throws(NetworkError) -> [(node: Int, element: Survey.Element)] {
        var regulators: [(node: Int, element: Survey.Element)] = []
        for regulator in survey.regulators {
            if let node = try node(ofDeviceAt: regulator.position, index) {
                regulators.append((node, regulator.element))
            } else {
                report.unattachedAssets += 1
            }
        }
        return regulators
    }
}

// MARK: - The new network

extension TopologyBuilder {
    private mutating func assemble(
        _ placed: [PlacedAsset], _ regulators: [(node: Int, element: Survey.Element)]
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
        lines = []
        paths = []
        splits = []
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
        let splitting = Splitting(pieces: pieces, nodes: aliases.mapValues { new.nodes.ids[$0] })
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
            new.links.length[row] = paths[row].length
        }
        return count
    }

    private func element(of line: WorkLine) -> Survey.Element? {
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
                element, from: work.start, to: work.end, bends, share: 1, length: path.length, id: nil)
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
        _ regulators: [(node: Int, element: Survey.Element)], into new: inout Network
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
        for (node, element) in regulators {
            let behind = try makeNode(at: network.nodes.position(node) ?? Coordinate(x: .nan, y: .nan))
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
        _ element: Survey.Element, from: Int, to: Int, _ bends: [Coordinate], share: Double, length: Double,
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
