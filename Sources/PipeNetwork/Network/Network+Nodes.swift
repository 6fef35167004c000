import Geospatial

extension Network {
    /// Adds a junction and returns its row in ``nodes``.
    @discardableResult
    public mutating func add(_ junction: Junction) throws(NetworkError) -> Int {
        let row = try nodes.append(id: junction.id, kind: .junction)
        set(row, junction)
        return row
    }

    /// Adds a reservoir and returns its row in ``nodes``.
    @discardableResult
    public mutating func add(_ reservoir: Reservoir) throws(NetworkError) -> Int {
        let row = try nodes.append(id: reservoir.id, kind: .reservoir)
        nodes.place(row, at: reservoir.position)
        nodes.elevation[row] = reservoir.head ?? .nan
        nodes.headPatterns[Int32(row)] = reservoir.headPattern
        if !reservoir.attributes.isEmpty { nodes.attributes[row] = reservoir.attributes }
        return row
    }

    /// Adds a tank and returns its row in ``nodes``.
    @discardableResult
    public mutating func add(_ tank: Tank) throws(NetworkError) -> Int {
        let row = try nodes.append(id: tank.id, kind: .tank)
        nodes.place(row, at: tank.position)
        nodes.elevation[row] = tank.elevation ?? .nan
        nodes.tankShapes[Int32(row)] = NodeTable.TankShape(
            initialLevel: tank.initialLevel, minimumLevel: tank.minimumLevel,
            maximumLevel: tank.maximumLevel, diameter: tank.diameter, minimumVolume: tank.minimumVolume,
            volumeCurve: tank.volumeCurve, canOverflow: tank.canOverflow)
        if !tank.attributes.isEmpty { nodes.attributes[row] = tank.attributes }
        return row
    }

    /// Replaces the junction that has the id of `junction`; a node of another kind becomes a junction.
    public mutating func update(_ junction: Junction) throws(NetworkError) {
        guard let row = nodes.index(of: junction.id) else {
            throw .unknownNode(junction.id, namedBy: "update")
        }
        nodes.kinds[row] = .junction
        nodes.tankShapes[Int32(row)] = nil
        nodes.headPatterns[Int32(row)] = nil
        set(row, junction)
    }

    private mutating func set(_ row: Int, _ junction: Junction) {
        nodes.place(row, at: junction.position)
        nodes.elevation[row] = junction.elevation ?? .nan
        nodes.demands[row] = junction.demands
        nodes.emitters[Int32(row)] = junction.emitterCoefficient == 0 ? nil : junction.emitterCoefficient
        if !(junction.attributes.isEmpty && nodes.attributes.isEmpty) {
            nodes.attributes[row] = junction.attributes
        }
    }

    /// The junction of `row`; `nil` when the node there is of another kind.
    public func junction(at row: Int) -> Junction? {
        guard nodes.kinds[row] == .junction else { return nil }
        return Junction(
            id: nodes.ids[row], position: nodes.position(row), elevation: nodes.elevation[row].ifNumber,
            demands: nodes.demands[row], emitterCoefficient: nodes.emitters[Int32(row)] ?? 0,
            attributes: nodes.attributes[row])
    }

    /// The reservoir of `row`; `nil` when the node there is of another kind.
    public func reservoir(at row: Int) -> Reservoir? {
        guard nodes.kinds[row] == .reservoir else { return nil }
        return Reservoir(
            id: nodes.ids[row], position: nodes.position(row), head: nodes.elevation[row].ifNumber,
            headPattern: nodes.headPatterns[Int32(row)], attributes: nodes.attributes[row])
    }

    /// The tank of `row`; `nil` when the node there is of another kind.
    public func tank(at row: Int) -> Tank? {
        guard nodes.kinds[row] == .tank, let shape = nodes.tankShapes[Int32(row)] else { return nil }
        return Tank(
            id: nodes.ids[row], position: nodes.position(row), elevation: nodes.elevation[row].ifNumber,
            initialLevel: shape.initialLevel, minimumLevel: shape.minimumLevel,
            maximumLevel: shape.maximumLevel, diameter: shape.diameter, minimumVolume: shape.minimumVolume,
            volumeCurve: shape.volumeCurve, canOverflow: shape.canOverflow,
            attributes: nodes.attributes[row])
    }

    /// All junctions, in row order.
    public var junctions: some Sequence<Junction> {
        (0..<nodes.count).lazy.compactMap { junction(at: $0) }
    }

    /// All reservoirs, in row order.
    public var reservoirs: some Sequence<Reservoir> {
        (0..<nodes.count).lazy.compactMap { reservoir(at: $0) }
    }

    /// All tanks, in row order.
    public var tanks: some Sequence<Tank> {
        (0..<nodes.count).lazy.compactMap { tank(at: $0) }
    }
}

extension Double {
    /// `nil` for NaN, the columns' mark of a missing number.
    var ifNumber: Double? { isNaN ? nil : self }
}
