import Foundation
import Geospatial

/// Sizes of a mountain zone: a side valley with villages on both sides of its main.
private struct ValleyShape {
    let villages: Int
    let nodesPerVillage: Int
    let radius: Double
    let length: Double
    let halfHeight: Double

    init(junctions: Int) {
        villages = max(2, Int((Double(junctions) / 18).rounded()))
        nodesPerVillage = max(3, Int(Double(junctions - 2 * villages - 3) / (0.8 * Double(villages))))
        radius = 40 * Double(nodesPerVillage).squareRoot()
        let perSide = (villages + 1) / 2
        length = 150 + Double(perSide) * (2 * radius + 50) + radius
        halfHeight = 2 * radius + 130
    }
}

extension CityBuilder {
    /// Valleys to the south: a main along the foothills, a main up every valley, and tree-like villages in the
    /// side valleys, each zone behind its own booster and inlet meter, with a service tank.
    mutating func buildMountains(west: Double, east: Double, feeds: [(node: Int32, District)]) {
        let zones = plan.mountains.zones
        let shape = ValleyShape(junctions: plan.mountains.junctionsPerZone)
        let pitch = 2 * (shape.length + 90)
        let valleys = max(1, min(Int((east - west) / pitch), (zones + 1) / 2))
        let spacing = max(pitch, (east - west) / Double(valleys))
        let centres = (0..<valleys).map {
            (west + east) / 2 + (Double($0) - Double(valleys - 1) / 2) * spacing
        }
        let heads = layFoothillMain(centres: centres, feeds: feeds)

        for (valley, centre) in centres.enumerated() {
            let road = Road(kind: .valley, number: Int32(valley))
            var previous = heads[valley]
            let mine = (0..<zones).filter { $0 / 2 % valleys == valley }
            let boosterPlace = bent(centre + 12, foothills - 60)
            model.stations.append(
                CityStation(
                    kind: .booster, id: String(serial: valley + 1, prefix: "BS", width: 2),
                    nameChinese: "南山\(valley + 1)号加压站", nameEnglish: "Valley \(valley + 1) booster",
                    position: boosterPlace, elevation: groundElevation(boosterPlace.x, boosterPlace.y),
                    district: .mountains))
            for row in 0..<(mine.count + 1) / 2 {
                let y = foothills - 160 - (Double(row) + 0.5) * 2 * shape.halfHeight
                let bend = addNode(
                    bent(centre + random.uniform(-25, 25), y + shape.halfHeight), zone: 0,
                    district: .mountains)
                addTrunk(previous, bend, district: .mountains, diameter: 500, road: road)
                let head = addNode(bent(centre, y), zone: 0, district: .mountains)
                addTrunk(bend, head, district: .mountains, diameter: 500, road: road)
                previous = head
                for zone in mine.dropFirst(2 * row).prefix(2) {
                    buildValley(
                        number: zone, head: head, x: centre, y: y, side: zone.isMultiple(of: 2) ? -1 : 1,
                        shape: shape, road: road)
                }
            }
        }
    }

    /// A place of the mountains after the smooth field that makes valleys wind.
    private func bent(_ x: Double, _ y: Double) -> Coordinate {
        let depth = min(1, max(0, (foothills - y) / 400))
        return Coordinate(
            x: x + depth * 45 * sin(y / 420 + x / 900),
            y: y + 62 * sin(x / 520 + y / 1_300) + 170 * sin(x / 2_300))
    }

    /// The main along the foothills that joins the spines of the plain with the heads of the valleys.
    private mutating func layFoothillMain(centres: [Double], feeds: [(node: Int32, District)]) -> [Int32] {
        var places: [(x: Double, feed: Int32?, valley: Int?)] = feeds.map {
            (model.position($0.node).x, $0.node, nil)
        }
        for (valley, centre) in centres.enumerated() { places.append((centre, nil, valley)) }
        places.sort { $0.x < $1.x }
        var heads = [Int32](repeating: 0, count: centres.count)
        var previous: Int32?
        let road = Road(kind: .link, number: 2)
        for place in places {
            let node = addNode(bent(place.x, foothills), zone: 0, district: .mountains)
            if let previous {
                let start = model.position(previous)
                let middle = bent((start.x + place.x) / 2, foothills)
                addTrunk(previous, node, district: .mountains, diameter: 600, road: road, via: middle)
            }
            previous = node
            if let feed = place.feed {
                let twin = addTwin(of: feed, district: .mountains)
                addTrunk(twin, node, district: .mountains, diameter: 600, road: road)
            }
            if let valley = place.valley { heads[valley] = node }
        }
        return heads
    }

    /// One mountain zone to the west or east of its valley's main.
    private mutating func buildValley(
        number: Int, head: Int32, x: Double, y: Double, side: Double, shape: ValleyShape, road: Road
    ) {
        let zone = Int32(model.zones.count)
        let firstNode = model.nodes.count
        let firstPipe = model.pipes.count
        // Local axes: along the side valley from the border, and across it.
        func place(_ along: Double, _ across: Double) -> Coordinate {
            bent(x + side * (40 + along), y + across + 22 * sin(along / 190))
        }
        let border = bent(x + side * 40, y)
        let entry = addNode(place(35, 0), zone: zone, district: .mountains, raised: 2)
        var onMain = addNode(place(75, 0), zone: zone, district: .mountains, raised: 4)
        addVillagePipe(entry, onMain, zone, diameter: 250, road: road)
        let tankNode = addNode(
            place(70, 85), zone: zone, district: .mountains, raised: 42)
        addVillagePipe(onMain, tankNode, zone, diameter: 250, road: road)

        for village in 0..<shape.villages {
            let flank: Double = village.isMultiple(of: 2) ? -1 : 1
            let along =
                140 + shape.radius + Double(village / 2) * (2 * shape.radius + 50)
                + (flank > 0 ? shape.radius * 0.6 : 0)
            let climb = 0.035 * along
            let branch = addNode(place(along, 0), zone: zone, district: .mountains, raised: climb)
            addVillagePipe(onMain, branch, zone, diameter: 200, road: road)
            onMain = branch
            let green = addNode(
                place(along + random.uniform(-12, 12), flank * random.uniform(42, 52)), zone: zone,
                district: .mountains, raised: climb + 3)
            let lane = Road(kind: .lane, number: Int32(number * shape.villages + village))
            addVillagePipe(branch, green, zone, diameter: 150, road: lane)
            growVillage(
                from: green, centre: place(along, flank * (shape.radius + 48)), shape: shape, zone: zone,
                raised: climb + 6, road: lane)
        }
        addTank(at: tankNode, zone: zone, above: firstNode, junctions: plan.mountains.junctionsPerZone)
        let name = ZoneNaming.name(.mountains, number)
        model.zones.append(
            CityZone(
                id: name.id, nameEnglish: name.english, nameChinese: name.chinese, district: .mountains,
                ring: valleyRing(x: x, y: y, side: side, shape: shape), nodes: firstNode..<model.nodes.count,
                pipes: firstPipe..<model.pipes.count, tank: model.tanks.count - 1))
        addConnector(
            head, entry, border: border, cut: .meter, district: .mountains, diameter: 300, road: road)
    }

    /// The border of a mountain zone; one vertex is where the inlet meter stands.
    private func valleyRing(x: Double, y: Double, side: Double, shape: ValleyShape) -> [Coordinate] {
        let near = x + side * 40
        let far = near + side * (shape.length + 40)
        let half = shape.halfHeight - 10
        var ring: [Coordinate] = []
        let steps = max(4, Int(shape.length / 90))
        let sides = max(4, Int(half / 90) * 2)
        for step in 0..<sides { ring.append(bent(near, y - half + 2 * half * Double(step) / Double(sides))) }
        for step in 0..<steps {
            ring.append(bent(near + (far - near) * Double(step) / Double(steps), y + half))
        }
        for step in 0..<sides { ring.append(bent(far, y + half - 2 * half * Double(step) / Double(sides))) }
        for step in 0..<steps {
            ring.append(bent(far + (near - far) * Double(step) / Double(steps), y - half))
        }
        ring.append(ring[0])
        return ring
    }

    /// A tree of lanes inside a circle: every new house corner hangs on one that is there, clear of the others.
    private mutating func growVillage(
        from root: Int32, centre: Coordinate, shape: ValleyShape, zone: Int32, raised: Double, road: Road
    ) {
        let size = max(3, Int(Double(shape.nodesPerVillage) * random.uniform(0.6, 1)))
        var corners = [root]
        var lanes: [(Coordinate, Coordinate)] = []
        var tries = 0
        while corners.count < size, tries < 60 * shape.nodesPerVillage {
            tries += 1
            let recent = min(corners.count, 6)
            let host =
                random.chance(0.6)
                ? corners[corners.count - 1 - random.below(recent)] : corners[random.below(corners.count)]
            let start = model.position(host)
            // Three quarters of the directions of a circle by a rational turn: no trigonometry needed.
            var dx = random.uniform(-1, 1)
            var dy = random.uniform(-1, 1)
            let norm = (dx * dx + dy * dy).squareRoot()
            guard norm > 0.1 else { continue }
            let reach = random.uniform(40, 78)
            dx *= reach / norm
            dy *= reach / norm
            let end = Coordinate(x: start.x + dx, y: start.y + dy)
            guard end.distance(to: centre) < shape.radius else { continue }
            let isClear =
                corners.allSatisfy { model.position($0).distance(to: end) > 32 }
                && lanes.allSatisfy { lane in
                    Self.distance(end, lane) > 20
                        && (lane.0 == start || lane.1 == start
                            || (!Self.cross(start, end, lane.0, lane.1)
                                && Self.distance(lane.0, (start, end)) > 14
                                && Self.distance(lane.1, (start, end)) > 14))
                }
            guard isClear else { continue }
            let corner = addNode(
                end, zone: zone, district: .mountains,
                raised: raised + 0.05 * end.distance(to: model.position(root)))
            addVillagePipe(host, corner, zone, diameter: corners.count < 4 ? 100 : 80, road: road)
            corners.append(corner)
            lanes.append((start, end))
        }
    }

    private mutating func addVillagePipe(
        _ from: Int32, _ to: Int32, _ zone: Int32, diameter: Int32, road: Road
    ) {
        addPipe(
            CityPipe(
                from: from, to: to, zone: zone, district: .mountains, role: diameter > 100 ? .street : .lane,
                diameter: diameter, material: diameter > 150 ? .ductileIron : .polyethylene,
                year: Int32(1992 + random.below(30)), road: road))
    }

    /// A tank that holds some ten hours of the zone's use, above the highest of its houses so that all are served by gravity.
    private mutating func addTank(at node: Int32, zone: Int32, above firstNode: Int, junctions: Int) {
        let highest = model.nodes[firstNode...].map(\.elevation).max() ?? 0
        model.nodes[Int(node)].elevation = max(model.nodes[Int(node)].elevation, highest + 20)
        let volume = max(40, 0.45 * Double(junctions) * 1.15)
        let level = 4.5
        let diameter = ((volume / level / Double.pi).squareRoot() * 2 * 2).rounded() / 2
        model.tanks.append(
            CityTank(
                node: node, zone: zone, diameter: diameter,
                bottomElevation: (model.nodes[Int(node)].elevation * 10).rounded() / 10, maxLevel: level,
                initialLevel: random.uniform(2.2, 3.2)))
    }

    private static func distance(_ point: Coordinate, _ segment: (Coordinate, Coordinate)) -> Double {
        let dx = segment.1.x - segment.0.x
        let dy = segment.1.y - segment.0.y
        let square = dx * dx + dy * dy
        let share =
            square > 0
            ? min(1, max(0, ((point.x - segment.0.x) * dx + (point.y - segment.0.y) * dy) / square)) : 0
        return point.distance(to: Coordinate(x: segment.0.x + share * dx, y: segment.0.y + share * dy))
    }

    private static func cross(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate) -> Bool {
        func side(_ p: Coordinate, _ q: Coordinate, _ r: Coordinate) -> Double {
            (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
        }
        return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0
    }
}
