import Geospatial
import PipeNetwork

/// The ends of a plain district's trunk mains, north to south.
struct PlainEnds {
    var westernEnds: [Int32]
    var easternEnds: [Int32]
    /// South end of the spine, where the way to the mountains begins.
    var south: Int32
}

/// How a zone gets its water.
private enum Feed {
    /// From the trunk alone.
    case trunk(inlets: Int)
    /// From its western neighbour alone.
    case cascade
    /// From the trunk, and to and fro with its western neighbour.
    case exchange
}

extension CityBuilder {
    /// Streets, zones and trunk mains of a district of the plain.
    mutating func buildPlain(_ district: District, lattice: StreetLattice) -> PlainEnds {
        let firstZone = model.zones.count
        for cell in 0..<lattice.cellCount { buildCell(cell, district, lattice) }
        let feeds = chooseFeeds(district, lattice)
        let grid = CellGrid(lattice: lattice, district: district, model: model, firstZone: firstZone)
        joinNeighbours(grid, feeds)
        return buildTrunk(grid, feeds)
    }

    /// The corners and streets of one zone: a random spanning tree, and most of the other streets as loops.
    private mutating func buildCell(_ cell: Int, _ district: District, _ lattice: StreetLattice) {
        let zone = Int32(model.zones.count)
        let place = lattice.cell(cell)
        let u0 = lattice.cellColumnStart[place.column]
        let v0 = lattice.cellRowStart[place.row]
        let width = lattice.columnsPerCell
        let height = lattice.rowsPerCell
        let firstNode = model.nodes.count
        let firstPipe = model.pipes.count
        let jitter = district == .oldTown ? 11.0 : 2.5
        for v in v0..<v0 + height {
            for u in u0..<u0 + width {
                let exact = lattice.position(Double(u), Double(v))
                addNode(
                    Coordinate(
                        x: exact.x + random.uniform(-jitter, jitter),
                        y: exact.y + random.uniform(-jitter, jitter)),
                    zone: zone, district: district)
            }
        }
        var streets: [(from: Int, to: Int, isAcross: Bool)] = []
        for v in 0..<height {
            for u in 0..<width {
                if u + 1 < width { streets.append((v * width + u, v * width + u + 1, true)) }
                if v + 1 < height { streets.append((v * width + u, (v + 1) * width + u, false)) }
            }
        }
        streets.shuffle(using: &random)
        var groups = DisjointSets(count: width * height)
        let loops = district == .oldTown ? 0.6 : 0.7
        for street in streets {
            let joins = groups.union(street.from, street.to)
            let number = street.isAcross ? v0 + street.from / width : u0 + street.from % width
            let isMain = number % 5 == 2
            guard joins || random.chance(isMain ? 0.97 : loops) else { continue }
            addStreet(
                Int32(firstNode + street.from), Int32(firstNode + street.to), zone: zone, district: district,
                isAcross: street.isAcross, number: number, isMain: isMain)
        }
        let name = ZoneNaming.name(district, cell)
        model.zones.append(
            CityZone(
                id: name.id, nameEnglish: name.english, nameChinese: name.chinese, district: district,
                ring: lattice.ring(cell), nodes: firstNode..<model.nodes.count,
                pipes: firstPipe..<model.pipes.count))
    }

    private mutating func addStreet(
        _ from: Int32, _ to: Int32, zone: Int32, district: District, isAcross: Bool, number: Int, isMain: Bool
    ) {
        let road: Road
        let age: Int
        let material: PipeMaterial
        if district == .oldTown {
            road = Road(kind: isAcross ? .acrossOldTown : .alongOldTown, number: Int32(number))
            age = 1956 + random.below(50)
            material = age < 1988 ? .greyIron : (age < 2000 && random.chance(0.4) ? .greyIron : .ductileIron)
        } else {
            road = Road(kind: isAcross ? .acrossEast : .alongEast, number: Int32(number))
            age = 2001 + random.below(22)
            material = !isMain && random.chance(0.35) ? .polyethylene : .ductileIron
        }
        let diameters: [Int32] =
            isMain ? [200, 300, 300] : (district == .oldTown ? [100, 100, 150, 200] : [150, 200])
        var pipe = CityPipe(
            from: from, to: to, zone: zone, district: district, role: .street,
            diameter: diameters[random.below(diameters.count)], material: material, year: Int32(age),
            road: road)
        guard district == .oldTown else {
            addPipe(pipe)
            return
        }
        // A lane leaves the middle of some streets, always to the north or the east so that two never meet.
        let start = model.position(from)
        let end = model.position(to)
        let bend = random.uniform(-3, 3)
        let middle = Coordinate(
            x: (start.x + end.x) / 2 + (isAcross ? 0 : bend), y: (start.y + end.y) / 2 + (isAcross ? bend : 0)
        )
        guard random.chance(0.15) else {
            if random.chance(0.4) { pipe.via = middle }
            addPipe(pipe)
            return
        }
        pipe.via = middle
        let street = addPipe(pipe)
        let corner = addNode(middle, zone: zone, district: district)
        model.tees.append((node: corner, pipe: street))
        let reach = random.uniform(0.2, 0.32) * start.distance(to: end)
        let blind = addNode(
            Coordinate(
                x: middle.x + (isAcross ? random.uniform(-3, 3) : reach),
                y: middle.y + (isAcross ? reach : random.uniform(-3, 3))), zone: zone, district: district)
        addPipe(
            CityPipe(
                from: corner, to: blind, zone: zone, district: district, role: .lane, diameter: 100,
                material: random.chance(0.5) ? .greyIron : .polyethylene,
                year: Int32(1965 + random.below(50)),
                road: road))
    }

    /// Which zone is fed how. Zones stand in pairs along a row; the eastern one of a pair may hang on the other.
    private mutating func chooseFeeds(_ district: District, _ lattice: StreetLattice) -> [Feed] {
        var feeds: [Feed] = []
        for cell in 0..<lattice.cellCount {
            let draw = random.uniform()
            let inlets = random.chance(0.4) ? 2 : 1
            guard lattice.cell(cell).column % 2 == 1 else {
                // The last zone of the old town has one inlet: it is the one whose meter fails.
                let single = district == .oldTown && cell == lattice.cellCount - 1
                feeds.append(.trunk(inlets: single ? 1 : inlets))
                continue
            }
            if cell == 1 {
                feeds.append(district == .oldTown ? .cascade : .exchange)
            } else {
                feeds.append(draw < 0.25 ? .cascade : draw < 0.4 ? .exchange : .trunk(inlets: inlets))
            }
        }
        return feeds
    }

    /// Pipes between neighbouring zones where no trunk runs: closed valves, and the transfer meters of pairs.
    private mutating func joinNeighbours(_ grid: CellGrid, _ feeds: [Feed]) {
        let lattice = grid.lattice
        for cell in 0..<lattice.cellCount {
            let (column, row) = lattice.cell(cell)
            let u1 = lattice.cellColumnStart[column] + lattice.columnsPerCell - 1
            let v0 = lattice.cellRowStart[row]
            if let other = lattice.cellIndex(column: column + 1, row: row), u1 + 1 != lattice.spine {
                let middle = v0 + lattice.rowsPerCell / 2
                for v in v0..<v0 + lattice.rowsPerCell {
                    let road = Road(kind: grid.acrossKind, number: Int32(v))
                    let border = lattice.position(Double(u1) + 0.5, Double(v))
                    let from = grid.node(cell, u1, v)
                    let to = grid.node(other, u1 + 1, v)
                    if v == middle, column % 2 == 0, addTransfer(feeds[other], from, to, border, grid, road) {
                        continue
                    }
                    guard v == v0 || random.chance(0.25) else { continue }
                    addConnector(
                        from, to, border: border, cut: .closedValve, district: grid.district, diameter: 150,
                        road: road)
                }
            }
            let v1 = v0 + lattice.rowsPerCell - 1
            guard let below = lattice.cellIndex(column: column, row: row + 1), !row.isMultiple(of: 2) else {
                continue
            }
            let u0 = lattice.cellColumnStart[column]
            for u in u0...u1 where u == u1 || random.chance(0.25) {
                addConnector(
                    grid.node(cell, u, v1), grid.node(below, u, v1 + 1),
                    border: lattice.position(Double(u), Double(v1) + 0.5), cut: .closedValve,
                    district: grid.district, diameter: 150, road: Road(kind: grid.alongKind, number: Int32(u))
                )
            }
        }
    }

    /// The transfer meter of a pair, if `feed` asks for one.
    private mutating func addTransfer(
        _ feed: Feed, _ from: Int32, _ to: Int32, _ border: Coordinate, _ grid: CellGrid, _ road: Road
    ) -> Bool {
        switch feed {
        case .trunk:
            return false
        case .cascade:
            addConnector(
                from, to, border: border, cut: .meter, district: grid.district, diameter: 300, road: road)
            model.zones[Int(model.nodes[Int(to)].zone)].isCascade = true
        case .exchange:
            addConnector(
                from, to, border: border, cut: .meter, district: grid.district, diameter: 200, road: road
            ) { meter in
                meter.isBidirectional = true
                meter.share = 0.12
            }
        }
        return true
    }

    /// Trunk rows and the spine, with the inlets and closed valves of the zones beside them.
    private mutating func buildTrunk(_ grid: CellGrid, _ feeds: [Feed]) -> PlainEnds {
        let lattice = grid.lattice
        var ends = PlainEnds(westernEnds: [], easternEnds: [], south: 0)
        var crossings: [Int: Int32] = [:]
        for (number, row) in lattice.trunkRows.enumerated() {
            var contacts: [TrunkContact] = []
            for cellRow in [2 * number, 2 * number + 1] {
                for column in 0..<lattice.cellColumns {
                    guard let cell = lattice.cellIndex(column: column, row: cellRow) else { continue }
                    contacts += chooseContacts(cell, feeds[cell], grid, isAbove: cellRow % 2 == 0)
                }
            }
            let last = max(
                contacts.map(\.place).max() ?? 0, lattice.spine, number == 0 ? lattice.columns - 1 : 0)
            var places = Set(contacts.map(\.place))
            places.formUnion([0, lattice.spine, last])
            places.formUnion(stride(from: 0, to: last, by: 4))
            let road = Road(kind: grid.acrossKind, number: Int32(row))
            var nodes: [Int: Int32] = [:]
            var previous: Int32?
            for u in places.sorted() {
                let node = addNode(lattice.position(Double(u), Double(row)), zone: 0, district: grid.district)
                nodes[u] = node
                if let previous {
                    addTrunk(
                        previous, node, district: grid.district, diameter: number == 0 ? 1_000 : 700,
                        road: road)
                } else {
                    ends.westernEnds.append(node)
                }
                previous = node
            }
            if let previous { ends.easternEnds.append(previous) }
            crossings[row] = nodes[lattice.spine]
            for contact in contacts {
                guard let main = nodes[contact.place] else { continue }
                connect(contact, main: main, grid, Road(kind: grid.alongKind, number: Int32(contact.place)))
            }
        }
        ends.south = buildSpine(grid, crossings)
        return ends
    }

    /// Where a zone touches the trunk row beside it: its inlets, and streets shut off by a valve.
    private mutating func chooseContacts(
        _ cell: Int, _ feed: Feed, _ grid: CellGrid, isAbove: Bool
    ) -> [TrunkContact] {
        let lattice = grid.lattice
        let (column, row) = lattice.cell(cell)
        let u0 = lattice.cellColumnStart[column]
        let width = lattice.columnsPerCell
        let v = isAbove ? lattice.cellRowStart[row] + lattice.rowsPerCell - 1 : lattice.cellRowStart[row]
        var inlets: [Int]
        switch feed {
        case .trunk(let count): inlets = count == 2 ? [u0 + width / 4, u0 + 3 * width / 4] : [u0 + width / 2]
        case .exchange: inlets = [u0 + width / 2]
        case .cascade: inlets = []
        }
        if inlets.count == 2, inlets[0] == inlets[1] { inlets.removeLast() }
        let first = inlets.count == 2 ? random.uniform(0.45, 0.65) : 1
        return (u0..<u0 + width).compactMap { u in
            let inlet = inlets.firstIndex(of: u)
            guard inlet != nil || u == u0 || random.chance(0.15) else { return nil }
            return TrunkContact(
                place: u, node: grid.node(cell, u, v),
                border: lattice.position(Double(u), Double(v) + (isAbove ? 0.5 : -0.5)),
                share: inlet.map { $0 == 0 ? first : 1 - first })
        }
    }

    private mutating func connect(_ contact: TrunkContact, main: Int32, _ grid: CellGrid, _ road: Road) {
        addConnector(
            main, contact.node, border: contact.border, cut: contact.share == nil ? .closedValve : .meter,
            district: grid.district, diameter: contact.share == nil ? 200 : 400, road: road
        ) { meter in
            meter.share = contact.share ?? 0
        }
    }

    /// The north-south main from the first trunk row to the south edge; returns its south end.
    private mutating func buildSpine(_ grid: CellGrid, _ crossings: [Int: Int32]) -> Int32 {
        let lattice = grid.lattice
        let u = lattice.spine
        let road = Road(kind: grid.alongKind, number: Int32(u))
        var contacts: [TrunkContact] = []
        for cell in 0..<lattice.cellCount {
            let (column, row) = lattice.cell(cell)
            let u0 = lattice.cellColumnStart[column]
            let v = lattice.cellRowStart[row] + lattice.rowsPerCell / 2
            guard v > lattice.trunkRows[0] else { continue }
            if u0 == u + 1 {
                contacts.append(
                    TrunkContact(
                        place: v, node: grid.node(cell, u0, v),
                        border: lattice.position(Double(u) + 0.5, Double(v)),
                        share: nil))
            } else if u0 + lattice.columnsPerCell == u {
                contacts.append(
                    TrunkContact(
                        place: v, node: grid.node(cell, u - 1, v),
                        border: lattice.position(Double(u) - 0.5, Double(v)),
                        share: nil))
            }
        }
        var places = Set(contacts.map(\.place))
        places.formUnion(stride(from: lattice.trunkRows[0], to: lattice.rows, by: 4))
        places.formUnion(lattice.trunkRows)
        places.insert(lattice.rows)
        var previous: Int32?
        for v in places.sorted() {
            let node =
                crossings[v]
                ?? addNode(lattice.position(Double(u), Double(v)), zone: 0, district: grid.district)
            if let previous {
                addTrunk(previous, node, district: grid.district, diameter: 800, road: road)
            }
            for contact in contacts where contact.place == v {
                connect(contact, main: node, grid, Road(kind: grid.acrossKind, number: Int32(v)))
            }
            previous = node
        }
        return previous ?? 0
    }
}

/// A street that meets the trunk: where along the trunk, the zone's corner, the border, and the share of the
/// zone's need that comes in here (`nil` when a closed valve stops it).
private struct TrunkContact {
    var place: Int
    var node: Int32
    var border: Coordinate
    var share: Double?
}

/// Finds the node of a lattice corner.
private struct CellGrid {
    let lattice: StreetLattice
    let district: District
    private let firstNodes: [Int]

    init(lattice: StreetLattice, district: District, model: CityModel, firstZone: Int) {
        self.lattice = lattice
        self.district = district
        firstNodes = model.zones[firstZone...].map(\.nodes.lowerBound)
    }

    var acrossKind: Road.Kind { district == .oldTown ? .acrossOldTown : .acrossEast }
    var alongKind: Road.Kind { district == .oldTown ? .alongOldTown : .alongEast }

    func node(_ cell: Int, _ u: Int, _ v: Int) -> Int32 {
        let (column, row) = lattice.cell(cell)
        let du = u - lattice.cellColumnStart[column]
        let dv = v - lattice.cellRowStart[row]
        return Int32(firstNodes[cell] + dv * lattice.columnsPerCell + du)
    }
}
