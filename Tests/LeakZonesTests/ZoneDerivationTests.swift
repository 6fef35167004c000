import Geospatial
import LeakZones
import PipeNetwork
import Testing

@Suite struct ZoneDerivationTests {
    @Test func cuttingAtTheMetersGivesTheZones() throws {
        let city = try TwoZoneCity()
        let derived = try ZoneScheme.derived(
            from: city.network, cuts: ["IN", "X"], names: [("T", "Hill")])
        #expect(Set(derived.scheme.zones.map(\.id)) == ["Z1", "Hill"])
        #expect(derived.outside == ["R"])
        #expect(derived.bypassedCuts.isEmpty)
        let boundary = ZoneBoundary(derived.scheme, in: city.network)
        #expect(boundary.crossings.map(\.linkID) == ["IN", "X"])
        #expect(boundary.crossings[0].from == nil)
        #expect(boundary.crossings[1].state == .metered("X", isForward: true))
    }

    @Test func aCutThatSeparatesNothingIsNamedWithTheWayRound() throws {
        var city = try TwoZoneCity()
        try city.network.add(Junction(id: "d"))
        try city.network.add(Pipe(id: "r1", start: "a", end: "d", length: 1))
        try city.network.add(Pipe(id: "r2", start: "d", end: "c", length: 1))
        let derived = try ZoneScheme.derived(from: city.network, cuts: ["IN", "X"])
        #expect(derived.scheme.zones.count == 1)
        let bypassed = try #require(derived.bypassedCuts.first)
        #expect(bypassed.cut == "X")
        #expect(bypassed.way == ["p1", "r1", "r2"])
    }

    @Test func closedPipesCutButPumpsAtRestDoNot() throws {
        var network = Network()
        for id in ["a", "b", "c", "d"] { try network.add(Junction(id: id, demands: [Demand(base: 1)])) }
        try network.add(Pipe(id: "shut", start: "a", end: "b", status: .closed))
        try network.add(Pump(id: "rest", start: "b", end: "c", status: .closed))
        try network.add(Pipe(id: "open", start: "c", end: "d"))
        let derived = try ZoneScheme.derived(from: network, cuts: [])
        #expect(derived.scheme.zoneOfNode == [1, 0, 0, 0])
    }

    @Test func whatIsNotThereIsRefusedWithTheNearestIds() throws {
        let city = try TwoZoneCity()
        #expect(throws: ZoneError.unknownCut("INN", nearest: ["IN"])) {
            try ZoneScheme.derived(from: city.network, cuts: ["INN"])
        }
        #expect(throws: ZoneError.nodeOutside("R", name: "Works")) {
            try ZoneScheme.derived(from: city.network, cuts: ["IN"], names: [("R", "Works")])
        }
        #expect(throws: ZoneError.twoNames("One", "Two", zone: "holds c")) {
            try ZoneScheme.derived(from: city.network, cuts: ["IN"], names: [("a", "One"), ("c", "Two")])
        }
    }

    @Test func outlinesAssignNodesAndStrayChambersGoHome() throws {
        let city = try TwoZoneCity()
        func square(_ minX: Double, _ maxX: Double) -> Geometry {
            .polygon(
                Polygon(exterior: [
                    Coordinate(x: minX, y: -100), Coordinate(x: maxX, y: -100), Coordinate(x: maxX, y: 100),
                    Coordinate(x: minX, y: 100), Coordinate(x: minX, y: -100),
                ]))
        }
        var network = city.network
        try network.add(Asset(kind: .meter, id: "MX", attachment: .link("X", node: "b")))
        try network.add(Asset(kind: .meter, id: "MIN", attachment: .link("IN", node: "a")))
        // The outline runs between c and its own branch u… u (300, −50) stays East; b is drawn into East, but
        // hangs on West before the meter.
        let zones = [
            Zone(id: "West", outline: square(50, 150)), Zone(id: "East", outline: square(160, 450)),
        ]
        let assigned = try ZoneScheme.assigned(zones, to: network)
        let zone = { (id: String) in
            network.nodes.index(of: id).map { Int(assigned.scheme.zoneOfNode[$0]) }
        }
        #expect(zone("a") == 0)
        #expect(zone("b") == 0)
        #expect(zone("c") == 1)
        #expect(zone("u") == 1)
        #expect(zone("R") == -1)
        #expect(assigned.adjusted.map(\.node) == ["b"])
        #expect(assigned.nodesOutside == 1)
        #expect(assigned.crossingPipes.map(\.pipe) == ["IN", "X"])
        let overlapping = [Zone(id: "A", outline: square(0, 100)), Zone(id: "B", outline: square(90, 200))]
        #expect(throws: ZoneError.overlappingAreas("A", "B", squareMetres: 2000)) {
            try ZoneScheme.assigned(overlapping, to: network)
        }
    }

    @Test func aPipeThatWasSplitIsAnsweredWithItsPieces() throws {
        var network = Network()
        for id in ["a", "b", "c"] { try network.add(Junction(id: id)) }
        try network.add(Pipe(id: "P1#1", start: "a", end: "b"))
        try network.add(Pipe(id: "P1#2", start: "b", end: "c"))
        try network.add(Pipe(id: "P2", start: "b", end: "c"))
        let error = ZoneError.unknownCut("P1", nearest: ["P1#1", "P1#2"])
        #expect(throws: error) { try ZoneScheme.derived(from: network, cuts: ["P1"]) }
        #expect(
            "\(error)" == "cut 'P1' is a pipe that was split where others join it or a device sits in it; "
                + "name the piece that is measured: 'P1#1', 'P1#2'")
        #expect(ReadingTargets(network).nearest(to: "P1") == ["P1#1", "P1#2"])
    }

    @Test func aGivenNameNeverClashesWithANumberedOne() throws {
        let city = try TwoZoneCity()
        let derived = try ZoneScheme.derived(from: city.network, cuts: ["IN", "X"], names: [("c", "Z1")])
        let east = try #require(city.network.nodes.index(of: "c"))
        #expect(derived.scheme.zones[Int(derived.scheme.zoneOfNode[east])].id == "Z1")
        #expect(Set(derived.scheme.zones.map(\.id)).count == 2)
    }

    @Test func aWaterworksBehindItsMeterLiesOutsideWhateverTheOutlineSays() throws {
        let city = try TwoZoneCity()
        var network = city.network
        try network.add(Asset(kind: .meter, id: "MX", attachment: .link("X", node: "b")))
        try network.add(Asset(kind: .meter, id: "MIN", attachment: .link("IN", node: "R")))
        let corners = [(-50.0, -100.0), (250, -100), (250, 100), (-50, 100), (-50, -100)]
        let outline = Geometry.polygon(Polygon(exterior: corners.map { Coordinate(x: $0.0, y: $0.1) }))
        let assigned = try ZoneScheme.assigned([Zone(id: "West", outline: outline)], to: network)
        let works = try #require(network.nodes.index(of: "R"))
        #expect(assigned.scheme.zoneOfNode[works] == -1)
        #expect(assigned.adjusted.map(\.node) == ["R"])
        #expect(assigned.crossingPipes.map(\.pipe) == ["IN", "X"])
    }

    @Test func aSmallZoneWithAnOpenBoundaryIsNoStray() throws {
        let city = try TwoZoneCity()
        let corners = [(250.0, -100.0), (450, -100), (450, 100), (250, 100), (250, -100)]
        let outline = Geometry.polygon(Polygon(exterior: corners.map { Coordinate(x: $0.0, y: $0.1) }))
        // Nothing says that X is metered: East, of three nodes, hangs openly in what lies outside.
        let assigned = try ZoneScheme.assigned([Zone(id: "East", outline: outline)], to: city.network)
        #expect(assigned.scheme.zoneOfNode.count { $0 == 0 } == 3)
        #expect(assigned.adjusted.isEmpty)
        #expect(ZoneBoundary(assigned.scheme, in: city.network).openLinks == [0: ["X"]])
    }

    @Test func whatAnOutlineHoldsBesideItsChildrenIsItsOwn() throws {
        var city = try TwoZoneCity()
        try city.network.add(Asset(kind: .meter, id: "MIN", attachment: .link("IN", node: "a")))
        func box(_ minX: Double, _ maxX: Double) -> Geometry {
            let corners = [(minX, -100.0), (maxX, -100), (maxX, 100), (minX, 100), (minX, -100)]
            return .polygon(Polygon(exterior: corners.map { Coordinate(x: $0.0, y: $0.1) }))
        }
        let zones = [
            Zone(id: "City", outline: box(50, 450)), Zone(id: "East", parent: "City", outline: box(250, 450)),
        ]
        let assigned = try ZoneScheme.assigned(zones, to: city.network).scheme
        let network = city.network
        let zone = { (id: String) in network.nodes.index(of: id).map { assigned.zoneOfNode[$0] } }
        #expect(zone("R") == -1)
        #expect(zone("a") == 0)
        #expect(zone("c") == 1)
        #expect(assigned.leaves == [[0, 1], [1]])
    }

    @Test func anAttributeMayNameTheZones() throws {
        var network = Network()
        for id in ["a", "b", "c"] { try network.add(Junction(id: id)) }
        try network.add(Pipe(id: "1", start: "a", end: "b", attributes: ["dma": .text("North")]))
        try network.add(Pipe(id: "2", start: "b", end: "c", attributes: ["dma": .text("South")]))
        try network.add(Pipe(id: "3", start: "b", end: "c", attributes: ["dma": .text("South")]))
        let assigned = try ZoneScheme.byAttribute("dma", in: network)
        #expect(assigned.scheme.zones.map(\.id) == ["North", "South"])
        #expect(assigned.scheme.zoneOfNode == [0, 1, 1])
        #expect(throws: ZoneError.noSuchAttribute("zone", found: ["dma"])) {
            try ZoneScheme.byAttribute("zone", in: network)
        }
    }

    @Test func zonesOfAnotherNetworkAreRefused() throws {
        var city = try TwoZoneCity()
        #expect(throws: ZoneError.noZoneAt(position: 2, node: 1, zones: 2)) {
            try ZoneScheme(zones: city.scheme.zones, zoneOfNode: [0, 2])
        }
        try city.network.add(Junction(id: "new"))
        #expect(throws: ZoneError.otherNetwork(schemeNodes: 7, networkNodes: 8)) { try city.balance() }
    }

    @Test func nestingIsChecked() throws {
        #expect(throws: ZoneError.circularParents("A")) {
            try ZoneScheme(zones: [Zone(id: "A", parent: "B"), Zone(id: "B", parent: "A")], zoneOfNode: [])
        }
        #expect(throws: ZoneError.unknownParent("C", zone: "A")) {
            try ZoneScheme(zones: [Zone(id: "A", parent: "C")], zoneOfNode: [])
        }
        let scheme = try ZoneScheme(
            zones: [
                Zone(id: "A"), Zone(id: "B", parent: "A"), Zone(id: "C", parent: "B"),
                Zone(id: "D", parent: "A"),
            ],
            zoneOfNode: [])
        #expect(scheme.leaves == [[2, 3], [2], [2], [3]])
    }
}
