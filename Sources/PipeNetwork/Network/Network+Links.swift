import Geospatial

extension Network {
    /// Adds a pipe between two nodes that are there already and returns its row in ``links``.
    @discardableResult
    public mutating func add(_ pipe: Pipe) throws(NetworkError) -> Int {
        let row = try append(pipe.id, .pipe, pipe.start, pipe.end)
        set(row, pipe)
        return row
    }

    /// Adds a pipe between the nodes of two rows; the ids of its end nodes are not looked at.
    package mutating func add(_ pipe: Pipe, from: Int, to: Int) throws(NetworkError) {
        let row = try links.append(id: pipe.id, kind: .pipe, start: from, end: to)
        set(row, pipe)
    }

    /// Adds a pump between two nodes that are there already and returns its row in ``links``.
    @discardableResult
    public mutating func add(_ pump: Pump) throws(NetworkError) -> Int {
        let row = try append(pump.id, .pump, pump.start, pump.end)
        links.status[row] = pump.status
        links.pumpSettings[Int32(row)] = LinkTable.PumpSettings(
            headCurve: pump.headCurve, power: pump.power, speed: pump.speed, speedPattern: pump.speedPattern,
            efficiencyCurve: pump.efficiencyCurve, energyPrice: pump.energyPrice,
            pricePattern: pump.pricePattern)
        describe(row, pump.vertices, pump.attributes)
        return row
    }

    /// Adds a valve between two nodes that are there already and returns its row in ``links``.
    @discardableResult
    public mutating func add(_ valve: Valve) throws(NetworkError) -> Int {
        let row = try append(valve.id, .valve, valve.start, valve.end)
        links.diameter[row] = valve.diameter ?? .nan
        links.minorLoss[row] = valve.minorLoss
        links.status[row] = valve.status
        links.valveSettings[Int32(row)] = LinkTable.ValveSettings(
            kind: valve.kind, setting: valve.setting, curve: valve.curve)
        describe(row, valve.vertices, valve.attributes)
        return row
    }

    /// Replaces the pipe that has the id of `pipe`, its end nodes included.
    public mutating func update(_ pipe: Pipe) throws(NetworkError) {
        guard let row = links.index(of: pipe.id), links.kinds[row] == .pipe else {
            throw .unknownLink(pipe.id, namedBy: "update")
        }
        guard let start = nodes.index(of: pipe.start) else {
            throw .unknownNode(pipe.start, namedBy: pipe.id)
        }
        guard let end = nodes.index(of: pipe.end) else { throw .unknownNode(pipe.end, namedBy: pipe.id) }
        links.start[row] = Int32(start)
        links.end[row] = Int32(end)
        set(row, pipe)
    }

    /// Opens, closes or activates the link of `row`.
    public mutating func setStatus(_ status: LinkStatus, ofLink row: Int) {
        links.status[row] = status
    }

    private mutating func append(
        _ id: String, _ kind: LinkKind, _ start: String, _ end: String
    ) throws(NetworkError) -> Int {
        guard let from = nodes.index(of: start) else { throw .unknownNode(start, namedBy: id) }
        guard let to = nodes.index(of: end) else { throw .unknownNode(end, namedBy: id) }
        return try links.append(id: id, kind: kind, start: from, end: to)
    }

    private mutating func set(_ row: Int, _ pipe: Pipe) {
        links.length[row] = pipe.length ?? .nan
        links.diameter[row] = pipe.diameter ?? .nan
        links.roughness[row] = pipe.roughness ?? .nan
        links.minorLoss[row] = pipe.minorLoss
        links.status[row] = pipe.status
        links.hasCheckValve[row] = pipe.hasCheckValve
        links.leakages[Int32(row)] = pipe.leakage
        describe(row, pipe.vertices, pipe.attributes)
    }

    private mutating func describe(
        _ row: Int, _ vertices: [Coordinate], _ attributes: [String: AttributeValue]
    ) {
        links.paths[row] = vertices
        if !(attributes.isEmpty && links.attributes.isEmpty) { links.attributes[row] = attributes }
    }

    /// The pipe of `row`; `nil` when the link there is of another kind.
    public func pipe(at row: Int) -> Pipe? {
        guard links.kinds[row] == .pipe else { return nil }
        return Pipe(
            id: links.ids[row], start: startID(row), end: endID(row), length: links.length[row].ifNumber,
            diameter: links.diameter[row].ifNumber, roughness: links.roughness[row].ifNumber,
            minorLoss: links.minorLoss[row], status: links.status[row],
            hasCheckValve: links.hasCheckValve[row], leakage: links.leakage(row),
            vertices: links.paths[row], attributes: links.attributes[row])
    }

    /// The pump of `row`; `nil` when the link there is of another kind.
    public func pump(at row: Int) -> Pump? {
        guard links.kinds[row] == .pump, let settings = links.pumpSettings[Int32(row)] else { return nil }
        return Pump(
            id: links.ids[row], start: startID(row), end: endID(row), headCurve: settings.headCurve,
            power: settings.power, speed: settings.speed, speedPattern: settings.speedPattern,
            status: links.status[row], efficiencyCurve: settings.efficiencyCurve,
            energyPrice: settings.energyPrice, pricePattern: settings.pricePattern,
            vertices: links.paths[row], attributes: links.attributes[row])
    }

    /// The valve of `row`; `nil` when the link there is of another kind.
    public func valve(at row: Int) -> Valve? {
        guard links.kinds[row] == .valve, let settings = links.valveSettings[Int32(row)] else { return nil }
        return Valve(
            id: links.ids[row], start: startID(row), end: endID(row), kind: settings.kind,
            diameter: links.diameter[row].ifNumber, setting: settings.setting, curve: settings.curve,
            minorLoss: links.minorLoss[row], status: links.status[row], vertices: links.paths[row],
            attributes: links.attributes[row])
    }

    /// All pipes, in row order.
    public var pipes: some Sequence<Pipe> { (0..<links.count).lazy.compactMap { pipe(at: $0) } }

    /// All pumps, in row order.
    public var pumps: some Sequence<Pump> { (0..<links.count).lazy.compactMap { pump(at: $0) } }

    /// All valves, in row order.
    public var valves: some Sequence<Valve> { (0..<links.count).lazy.compactMap { valve(at: $0) } }

    /// The path of link `row` from its start node over its bends to its end node; nodes without a place are
    /// left out.
    public func path(ofLink row: Int) -> [Coordinate] {
        var path: [Coordinate] = []
        if let start = nodes.position(Int(links.start[row])) { path.append(start) }
        path += links.paths[row]
        if let end = nodes.position(Int(links.end[row])) { path.append(end) }
        return path
    }

    private func startID(_ row: Int) -> String { nodes.ids[Int(links.start[row])] }
    private func endID(_ row: Int) -> String { nodes.ids[Int(links.end[row])] }
}
