import Geospatial

/// The city as it truly is: what every file is written from.
///
/// Nodes, pipes and customers of a zone lie together, zone by zone, so that a zone is three ranges.
struct CityModel: Sendable {
    var nodes: [CityNode] = []
    var pipes: [CityPipe] = []
    var meters: [FlowMeter] = []
    var valves: [CityValve] = []
    var hydrants: [CityHydrant] = []
    var pressurePoints: [PressurePoint] = []
    var customers: [CityCustomer] = []
    var stations: [CityStation] = []
    var tanks: [CityTank] = []
    /// Leak zones; the first is the trunk.
    var zones: [CityZone] = []
    /// Pairs of nodes of two districts that are one place in the ground, a few centimetres apart on paper.
    var twins: [(Int32, Int32)] = []
    /// Nodes that sit inside a pipe which is drawn through: the node, the pipe.
    var tees: [(node: Int32, pipe: Int32)] = []
}

/// A street corner, a dead end, a bend of the trunk.
struct CityNode: Sendable {
    var x: Double
    var y: Double
    var elevation: Double
    var zone: Int32
    var district: District
    /// Number within the district, for the id.
    var serial: Int32
}

/// A pipe between two nodes, straight or with one vertex between them.
struct CityPipe: Sendable {
    /// What stands in the pipe where two zones meet.
    enum Cut: UInt8, Sendable { case none, closedValve, meter }

    /// What the pipe is for.
    enum Role: UInt8, Sendable { case trunk, connector, street, lane }

    var from: Int32
    var to: Int32
    /// The zone of `from`, and of the whole pipe unless it is cut.
    var zone: Int32
    var district: District
    var role: Role
    var cut: Cut = .none
    var diameter: Int32
    var material: PipeMaterial
    var year: Int32
    var road: Road
    /// The vertex between the ends.
    var via: Coordinate?
    /// Number within the district, for the id.
    var serial: Int32 = 0
}

/// What pipes are made of.
enum PipeMaterial: UInt8, Sendable {
    case greyIron, ductileIron, steel, polyethylene, concrete

    /// As the English and the Chinese files say it.
    var names: (english: String, chinese: String) {
        switch self {
        case .greyIron: ("grey cast iron", "灰口铸铁")
        case .ductileIron: ("ductile iron", "球墨铸铁")
        case .steel: ("steel", "钢管")
        case .polyethylene: ("PE", "PE")
        case .concrete: ("prestressed concrete", "预应力混凝土")
        }
    }
}

/// A meter in a pipe between two zones, or at a waterworks' outlet.
struct FlowMeter: Sendable {
    enum Purpose: Sendable { case waterworks, inlet, transfer }

    var pipe: Int32
    var position: Coordinate
    /// The zone the water comes from; `nil` outside the city.
    var fromZone: Int32?
    var toZone: Int32
    var purpose: Purpose
    /// Whether water normally runs the way the pipe is drawn.
    var alongPipe: Bool
    /// 95 % half-width of the relative error, in percent.
    var accuracyPercent: Double
    /// Share of the zone's need that comes through this meter.
    var share: Double
    /// Flow that runs back and forth between two zones which both have inlets of their own, relative to need.
    var isBidirectional = false
}

/// A valve in a pipe.
struct CityValve: Sendable {
    var pipe: Int32
    var position: Coordinate
    var elevation: Double
    var isClosed: Bool
    var district: District
    var serial: Int32
}

/// A hydrant beside a pipe.
struct CityHydrant: Sendable {
    var position: Coordinate
    var elevation: Double
    var diameter: Int32
    var district: District
    var serial: Int32
}

/// A place where pressure is logged.
struct PressurePoint: Sendable {
    var node: Int32
    var zone: Int32
    /// Metres of pipe route from the zone's inlet, roughly.
    var distance: Double

    /// How much longer pipes are than the way as the crow flies.
    static let detour = 1.3
}

/// A house, a shop or a factory that draws water.
struct CityCustomer: Sendable {
    enum Kind: UInt8, Sendable, CaseIterable {
        case household, business, bulk

        /// As the English files and the truth say it.
        var name: String {
            switch self {
            case .household: "household"
            case .business: "business"
            case .bulk: "bulk"
            }
        }
    }

    enum Reading: UInt8, Sendable { case none, daily, ends }

    var x: Double
    var y: Double
    var elevation: Float
    var zone: Int32
    var district: District
    var kind: Kind
    var reading: Reading
    var connections: Int32
    var population: Int32
    /// m³ a day, on average over a week.
    var baseDemand: Double
    /// The relative error of the meter while it works; below zero when it registers too little.
    var meterError: Double
    /// Years since the meter was new.
    var meterAge: Double
    /// m³ on the dial when the period begins.
    var initialRegister: Double
    var serial: Int32
}

/// Waterworks, boosters and the pumps of tall buildings.
struct CityStation: Sendable {
    enum Kind: Sendable { case waterworks, booster, secondarySupply }

    var kind: Kind
    var id: String
    var nameChinese: String
    var nameEnglish: String
    var position: Coordinate
    var elevation: Double
    var district: District
}

/// A service tank of a mountain zone.
struct CityTank: Sendable {
    var node: Int32
    var zone: Int32
    /// m.
    var diameter: Double
    /// m above the datum.
    var bottomElevation: Double
    /// m above the bottom.
    var maxLevel: Double
    var initialLevel: Double

    /// m².
    var area: Double { Double.pi / 4 * diameter * diameter }
}

/// A leak zone: an area whose water is metered in and out.
struct CityZone: Sendable {
    var id: String
    var nameEnglish: String
    var nameChinese: String
    var district: District?
    /// The border, closed; empty for the trunk, whose area is what the others leave.
    var ring: [Coordinate]
    var nodes: Range<Int>
    /// Pipes wholly inside.
    var pipes: Range<Int>
    var customers: Range<Int> = 0..<0
    var tank: Int?
    /// Whether it is fed by another leak zone alone.
    var isCascade = false
}

extension CityModel {
    /// The vertices of a pipe.
    func path(_ pipe: CityPipe) -> [Coordinate] {
        let from = position(pipe.from)
        let to = position(pipe.to)
        if let via = pipe.via { return [from, via, to] }
        return [from, to]
    }

    /// Length of a pipe in the plane, m.
    func length(_ pipe: CityPipe) -> Double {
        let from = position(pipe.from)
        let to = position(pipe.to)
        if let via = pipe.via { return from.distance(to: via) + via.distance(to: to) }
        return from.distance(to: to)
    }

    /// Where a node is.
    func position(_ node: Int32) -> Coordinate {
        Coordinate(x: nodes[Int(node)].x, y: nodes[Int(node)].y)
    }

    /// The point at `fraction` of the first straight part of a pipe, and the height there.
    func point(_ pipe: CityPipe, at fraction: Double, aside: Double = 0) -> (Coordinate, elevation: Double) {
        let from = position(pipe.from)
        let to = pipe.via ?? position(pipe.to)
        let dx = to.x - from.x
        let dy = to.y - from.y
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
        let low = nodes[Int(pipe.from)].elevation
        let high = nodes[Int(pipe.to)].elevation
        return (
            Coordinate(
                x: from.x + fraction * dx - aside * dy / length,
                y: from.y + fraction * dy + aside * dx / length),
            low + (high - low) * fraction
        )
    }
}
