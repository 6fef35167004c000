import InputOutput
import Geospatial
import LeakZones
import PipeNetwork
import Testing

@testable import CityStore

@Suite("Zones stored and read back")
struct ZoneRoundTripTests {
    private static func ring(_ x: Double, _ y: Double, _ size: Double) -> [Coordinate] {
        [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map { Coordinate(x: x + $0.0 * size, y: y + $0.1 * size) }
    }

    private func scheme(_ network: Network) throws -> ZoneScheme {
        let hole = Polygon(
            exterior: Self.ring(0, 0, 100), holes: [Self.ring(10, 10, 5), Self.ring(50, 50, 5)])
        let zones = [
            Zone(id: "南", name: "南区", parent: "城"),
            Zone(
                id: "城",
                outline: .multiPolygon([hole, Polygon(exterior: Self.ring(1.0 / 3, 200, 50))])),
            Zone(id: "north", parent: "城", outline: .polygon(hole)),
        ]
        let zoneOfNode = (0..<network.nodes.count).map { Int32([0, 2, -1][$0 % 3]) }
        return try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode, meteredLinks: ["PUMP", "管1", "PUMP"])
    }

    @Test("Nested zones with holes and several parts come back exactly")
    func roundTrip() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich(crs: CoordinateReferenceSystem("EPSG:4548"))
        let scheme = try scheme(network)
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.saveZones(scheme, for: network)
        }
        #expect(try city.zones(for: network) == scheme)
        try city.importing { try $0.saveZones(.empty(nodeCount: network.nodes.count), for: network) }
        #expect(try city.zones(for: network) == .empty(nodeCount: network.nodes.count))
    }

    @Test("Zones follow their nodes by id into a network of another order")
    func followsIDs() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        let scheme = try scheme(network)
        var longer = Network()
        try longer.add(Junction(id: "new"))
        for junction in Array(network.junctions).reversed() { try longer.add(junction) }
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.saveZones(scheme, for: network)
            try writer.replaceNetwork(longer)
        }
        let moved = try city.zones(for: longer)
        for (row, id) in longer.nodes.ids.enumerated() {
            let before = network.nodes.index(of: id).map { scheme.zoneOfNode[$0] } ?? -1
            #expect(moved.zoneOfNode[row] == before)
        }
    }

    @Test("The table of boundaries is the boundary that the scheme has")
    func boundaries() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        let scheme = try scheme(network)
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.saveZones(scheme, for: network)
        }
        let rows = try city.read { db in
            let statement = try Statement(
                db, "SELECT link, from_zone, to_zone, kind FROM zone_boundary ORDER BY position")
            var rows: [[String?]] = []
            while try statement.next() { rows.append((0..<4).map { statement.text($0) }) }
            return rows
        }
        let expected = ZoneBoundary(scheme, in: network).crossings.map { crossing in
            let kind =
                switch crossing.state {
                case .metered: "metered"
                case .closed: "closed"
                case .open: "open"
                }
            return [
                crossing.linkID, crossing.from.map { scheme.zones[$0].id },
                crossing.to.map { scheme.zones[$0].id }, kind,
            ]
        }
        #expect(!rows.isEmpty)
        #expect(rows == expected)
    }

    @Test("Outlines move with the city's reference system")
    func outlinesMove() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let outline = [
            Coordinate(x: 117, y: 36), Coordinate(x: 117.1, y: 36), Coordinate(x: 117.1, y: 36.1),
            Coordinate(x: 117, y: 36),
        ]
        let degrees = Network(crs: try CoordinateReferenceSystem("EPSG:4490"))
        let scheme = try ZoneScheme(
            zones: [Zone(id: "Z", outline: .polygon(Polygon(exterior: outline)))], zoneOfNode: [])
        let metres = Network(crs: try CoordinateReferenceSystem("EPSG:4548"))
        try city.importing { writer in
            try writer.replaceNetwork(degrees)
            try writer.saveZones(scheme, for: degrees)
            try writer.replaceNetwork(metres)
        }
        let moved = try #require(try city.zones(for: metres).zones[0].outline?.coordinates)
        // On the central meridian of 4548 the easting is 500 km and the northing the arc of the meridian to 36° N on
        // GRS 80: 111132.9525·36 − 16038.5087·sin 72° + 16.8326·sin 144° − 0.0220·sin 216° = 3,985,542.67 m.
        #expect(abs(moved[0].x - 500_000) < 0.001)
        #expect(abs(moved[0].y - 3_985_542.67) < 0.05)
    }

    @Test("What is no area, and zones of another network, are refused by name")
    func refused() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        let line = try ZoneScheme(
            zones: [Zone(id: "Z", outline: .lineString([Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1)]))],
            zoneOfNode: Array(repeating: -1, count: network.nodes.count))
        #expect(throws: CityError.outlineNotAnArea(zone: "Z", found: Wording("line", "线"))) {
            try city.importing { try $0.saveZones(line, for: network) }
        }
        #expect(throws: CityError.zonesOfAnotherNetwork(nodes: network.nodes.count, assigned: 2)) {
            try city.importing { try $0.saveZones(.empty(nodeCount: 2), for: network) }
        }
    }
}
