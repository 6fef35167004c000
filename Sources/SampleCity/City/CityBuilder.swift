import Foundation
import Geospatial

/// Builds the city district by district; the finished value is ``CityModel``.
struct CityBuilder {
    var model = CityModel()
    var random: RandomSource
    let seed: UInt64
    let plan: CityPlan
    /// Northing where the plain ends and the valleys begin.
    var foothills = 4_060_000.0
    /// Northing of the plain's north edge.
    let north = 4_060_000.0
    /// How many tall buildings have pumps of their own so far.
    var secondaryCount = 0
    private var nodeSerials = [Int32](repeating: 0, count: District.allCases.count)
    private var pipeSerials = [Int32](repeating: 0, count: District.allCases.count)

    private init(plan: CityPlan, seed: UInt64) {
        self.plan = plan
        self.seed = seed
        random = RandomSource(seed: seed)
        model.zones.append(
            CityZone(
                id: "trunk", nameEnglish: "Trunk mains", nameChinese: "输水干管", district: nil, ring: [],
                nodes: 0..<0, pipes: 0..<0))
    }

    /// The city of a plan; the same plan and seed give the same city.
    static func build(plan: CityPlan, seed: UInt64, days: Int) -> CityModel {
        var builder = CityBuilder(plan: plan, seed: seed)
        // The city lies astride the central meridian, so that even the largest stays in the zone of its plane.
        func width(_ share: CityPlan.Share, _ spacing: Double) -> Double {
            spacing * Double(share.zones * share.junctionsPerZone).squareRoot()
        }
        let west = 500_000 - (0.5e-3 * (width(plan.oldTown, 82) + width(plan.east, 128))).rounded() * 1_000
        let oldLattice = StreetLattice(
            cellCount: plan.oldTown.zones, cornersPerCell: Int(Double(plan.oldTown.junctionsPerZone) / 1.18),
            origin: Coordinate(x: west, y: builder.north), spacing: 82, unevenness: 0.3, warp: 36,
            random: &builder.random)
        var eastLattice = StreetLattice(
            cellCount: plan.east.zones, cornersPerCell: plan.east.junctionsPerZone,
            origin: Coordinate(x: oldLattice.extent.east + 420 + oldLattice.reach, y: builder.north),
            spacing: 128, unevenness: 0.12,
            warp: 12, random: &builder.random)
        // Both districts bend; in a large city the eastern one bends far enough west to need more room.
        eastLattice.moveEast(by: max(0, eastLattice.reach - 270))
        let south = min(oldLattice.extent.south, eastLattice.extent.south)
        builder.foothills = south - 540 - max(oldLattice.reach, eastLattice.reach)

        let oldEnds = builder.buildPlain(.oldTown, lattice: oldLattice)
        let eastEnds = builder.buildPlain(.east, lattice: eastLattice)
        builder.linkDistricts(oldEnds, eastEnds)
        builder.addWaterworks(oldEnds, eastEnds)
        builder.buildMountains(
            west: oldLattice.extent.west, east: eastLattice.extent.east,
            feeds: [(oldEnds.south, .oldTown), (eastEnds.south, .east)])
        builder.placeCustomers(days: days)
        builder.placeDevices()
        return builder.model
    }

    /// Ground level: the plain rises gently to the south, the mountains steeply behind it.
    func groundElevation(_ x: Double, _ y: Double) -> Double {
        let ripple = 1.2 * sin(x / 730) + 0.9 * sin(y / 510 + 1)
        if y >= foothills {
            let share = min(1, max(0, (north - y) / max(north - foothills, 1)))
            return 24 + 36 * share * share + ripple
        }
        let depth = foothills - y
        return 60 + 520 * depth / (depth + 16_000) + ripple + 9 * sin(x / 640) * min(1, depth / 600)
    }

    @discardableResult
    mutating func addNode(_ place: Coordinate, zone: Int32, district: District, raised: Double = 0) -> Int32 {
        nodeSerials[district.rawValue] += 1
        model.nodes.append(
            CityNode(
                x: place.x, y: place.y, elevation: groundElevation(place.x, place.y) + raised, zone: zone,
                district: district, serial: nodeSerials[district.rawValue]))
        return Int32(model.nodes.count - 1)
    }

    @discardableResult
    mutating func addPipe(_ pipe: CityPipe) -> Int32 {
        pipeSerials[pipe.district.rawValue] += 1
        var numbered = pipe
        numbered.serial = pipeSerials[pipe.district.rawValue]
        model.pipes.append(numbered)
        return Int32(model.pipes.count - 1)
    }

    /// A trunk main between two nodes.
    @discardableResult
    mutating func addTrunk(
        _ from: Int32, _ to: Int32, district: District, diameter: Int32, road: Road, via: Coordinate? = nil
    ) -> Int32 {
        let material: PipeMaterial =
            diameter >= 900 ? .steel : (random.chance(0.25) ? .concrete : .ductileIron)
        return addPipe(
            CityPipe(
                from: from, to: to, zone: 0, district: district, role: .trunk, diameter: diameter,
                material: material, year: Int32(1978 + random.below(40)), road: road, via: via))
    }

    /// A pipe between two zones, drawn either way, with its meter or closed valve at `border`.
    ///
    /// `from` is where the water comes from when it is metered.
    mutating func addConnector(
        _ from: Int32, _ to: Int32, border: Coordinate, cut: CityPipe.Cut, district: District,
        diameter: Int32,
        road: Road, meter: (inout FlowMeter) -> Void = { _ in }
    ) {
        let along = random.chance(0.6)
        let start = along ? from : to
        let pipe = addPipe(
            CityPipe(
                from: start, to: along ? to : from, zone: model.nodes[Int(start)].zone, district: district,
                role: .connector, cut: cut, diameter: diameter, material: .ductileIron,
                year: Int32(1996 + random.below(26)), road: road, via: border))
        switch cut {
        case .meter:
            let source = model.nodes[Int(from)].zone
            var made = FlowMeter(
                pipe: pipe, position: border, fromZone: source, toZone: model.nodes[Int(to)].zone,
                purpose: source == 0 ? .inlet : .transfer, alongPipe: along, accuracyPercent: 1, share: 1)
            meter(&made)
            model.meters.append(made)
        case .closedValve:
            addValve(pipe, at: border, closed: true)
        case .none:
            break
        }
    }

    mutating func addValve(_ pipe: Int32, at position: Coordinate, closed: Bool) {
        let owner = model.pipes[Int(pipe)]
        model.valves.append(
            CityValve(
                pipe: pipe, position: position, elevation: groundElevation(position.x, position.y),
                isClosed: closed, district: owner.district, serial: Int32(model.valves.count + 1)))
    }

    /// Joins the two districts of the plain by their first and last trunk rows. The old town's file ends where
    /// the east's begins, but each office surveyed the joint for itself.
    private mutating func linkDistricts(_ old: PlainEnds, _ east: PlainEnds) {
        var joints = [(old.easternEnds.first, east.westernEnds.first)]
        if old.easternEnds.count > 1 || east.westernEnds.count > 1 {
            joints.append((old.easternEnds.last, east.westernEnds.last))
        }
        for (number, joint) in joints.enumerated() {
            guard let west = joint.0, let end = joint.1 else { continue }
            let twin = addTwin(of: west, district: .east)
            addTrunk(
                twin, end, district: .east, diameter: 800, road: Road(kind: .link, number: Int32(number)))
        }
    }

    /// A node of `district` on the place of another district's node, a few centimetres off.
    mutating func addTwin(of node: Int32, district: District) -> Int32 {
        let place = model.position(node)
        let twin = addNode(
            Coordinate(x: place.x + random.uniform(-0.02, 0.02), y: place.y + random.uniform(0.01, 0.03)),
            zone: 0, district: district)
        model.twins.append((node, twin))
        return twin
    }

    /// A waterworks at the west end of the old town and one at the east end of the new one, each metered.
    private mutating func addWaterworks(_ old: PlainEnds, _ east: PlainEnds) {
        let works: [(Int32?, Double, District, String, String)] = [
            (old.westernEnds.first, -340, .oldTown, "Black Tiger Waterworks", "黑虎泉水厂"),
            (east.easternEnds.first, 360, .east, "East Lake Waterworks", "东湖水厂"),
        ]
        for (number, (end, offset, district, english, chinese)) in works.enumerated() {
            guard let end else { continue }
            let place = model.position(end)
            let plant = addNode(
                Coordinate(x: place.x + offset, y: place.y + 60), zone: -1, district: district, raised: 40)
            let border = Coordinate(x: place.x + offset * 0.8, y: place.y + 48)
            let pipe = addPipe(
                CityPipe(
                    from: plant, to: end, zone: -1, district: district, role: .trunk, cut: .meter,
                    diameter: 1_200, material: .steel, year: number == 0 ? 1983 : 2009,
                    road: Road(kind: .link, number: 0), via: border))
            model.meters.append(
                FlowMeter(
                    pipe: pipe, position: border, fromZone: nil, toZone: 0, purpose: .waterworks,
                    alongPipe: true, accuracyPercent: 1, share: number == 0 ? 0.56 : 0.44))
            model.stations.append(
                CityStation(
                    kind: .waterworks, id: "WW\(number + 1)", nameChinese: chinese, nameEnglish: english,
                    position: model.position(plant), elevation: model.nodes[Int(plant)].elevation,
                    district: district))
        }
    }
}
