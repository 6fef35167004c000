import InputOutput
import Foundation
import GRDB
import Geospatial
import LeakZones
import PipeNetwork
import Telemetry
import TestSupport
import Testing

@testable import CityStore

@Suite("The history of a city")
struct HistoryTests {
    private static func day(_ number: Int64) -> Timestamp { Timestamp(1_700_000_000 + number * 86_400) }

    /// A network without some of the rich one's links, with others, and in another order.
    private func edited(_ network: Network, seed: UInt64) throws -> Network {
        var random = SplitMix(seed)
        var new = Network(crs: network.crs)
        new.patterns = network.patterns
        new.title = ["edition \(random.next() % 2)"]
        var junctions = Array(network.junctions)
        junctions.shuffle(using: &random)
        for reservoir in network.reservoirs { try new.add(reservoir) }
        for var junction in junctions {
            if random.next() % 3 == 0 { junction.elevation = random.fraction() * 100 }
            if random.next() % 4 == 0 { junction.attributes["n"] = .integer(Int64(random.next() % 5)) }
            try new.add(junction)
        }
        for number in 0..<random.next() % 4 { try new.add(Junction(id: "new\(seed)-\(number)")) }
        for tank in network.tanks { try new.add(tank) }
        var pipes = network.pipes.filter { _ in random.next() % 5 > 0 }
        pipes.shuffle(using: &random)
        for var pipe in pipes {
            if random.next() % 2 == 0 { pipe.vertices = [Coordinate(x: random.fraction(), y: 1)] }
            try new.add(pipe)
        }
        for pump in network.pumps { try new.add(pump) }
        for row in 0..<network.assets.count {
            var asset = network.asset(at: row)
            guard random.next() % 4 > 0 else { continue }
            if case .link(let link, _)? = asset.attachment, new.links.index(of: link) == nil {
                asset.attachment = nil
            }
            try new.add(asset)
        }
        return new
    }

    @Test("The network of every day is exactly what was imported last up to then", arguments: 0..<12)
    func networksOfEveryDay(seed: UInt64) throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        var states: [Network] = [try SampleNetworks.rich(crs: CoordinateReferenceSystem("EPSG:4548"))]
        for step in 1..<6 { states.append(try edited(states[step - 1], seed: seed * 100 + UInt64(step))) }
        for (number, state) in states.enumerated() {
            try city.importing {
                try $0.replaceNetwork(state, validFrom: Self.day(Int64(number) * 10))
            }
        }
        for (number, state) in states.enumerated() {
            let day = Int64(number) * 10
            #expect(try city.network(asOf: Self.day(day)) == state)
            #expect(try city.network(asOf: Self.day(day + 10) - 1) == state)
        }
        #expect(try city.network() == states[5])
        let versions = try city.versions()
        #expect(versions.map(\.validFrom) == (0..<6).map { Self.day($0 * 10) })
        #expect(versions.map(\.kind) == Array(repeating: .network, count: 6))
        for number in 1..<6 {
            #expect(
                versions[number].changes
                    == ChangeSummary(ChangeSet(from: states[number - 1], to: states[number])))
        }
    }

    @Test("A date before the first import says where history begins; a change before the last is refused")
    func refusals() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        #expect(throws: CityError.noVersion(asked: Self.day(0))) { try city.network(asOf: Self.day(0)) }
        let network = try SampleNetworks.rich()
        try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(5)) }
        let error = CityError.beforeFirstVersion(asked: Self.day(4), first: Self.day(5))
        #expect(throws: error) { try city.network(asOf: Self.day(4)) }
        #expect(throws: error) { try city.zones(asOf: Self.day(4), for: network) }
        #expect(
            "\(error)"
                == "the city's history begins at 2023-11-19T22:13:20Z and 2023-11-18T22:13:20Z was asked for; "
                + "give a later date, or import the first network with the date from which it holds"
        )
        #expect(throws: CityError.changeBeforeLast(Self.day(4), last: Self.day(5))) {
            try city.importing { try $0.replaceNetwork(Network(), validFrom: Self.day(4)) }
        }
        #expect(try city.network() == network)
    }

    @Test("The same network imported again writes nothing")
    func nothingNew() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(0)) }
        let before = try Data(contentsOf: URL(fileURLWithPath: city.path))
        let summary = try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(1)) }
        #expect(summary.text == "no changes")
        #expect(try Data(contentsOf: URL(fileURLWithPath: city.path)) == before)
    }

    @Test("What is kept grows with what changes and not with the city")
    func storage() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        var network = try SampleNetworks.grid(rows: 20, columns: 20, seed: 3)
        try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(0)) }
        for step in 1...10 {
            var pipe = try #require(network.pipe(at: step))
            pipe.diameter = Double(step)
            try network.update(pipe)
            try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(Int64(step))) }
        }
        let rows = try city.read { db in
            try Row.fetchAll(
                db, sql: "SELECT layer, id, valid_from, valid_to, change FROM element_history ORDER BY fid")
        }
        #expect(rows.count == 10)
        for (index, row) in rows.enumerated() {
            #expect(row[0] == "pipe")
            #expect(row[1] == network.links.ids[index + 1])
            #expect(row[2] == Self.day(0).secondsSince1970)
            #expect(row[3] == Self.day(Int64(index + 1)).secondsSince1970)
            #expect(row[4] == "changed")
        }
        let sizes = try city.read { db in try Int.fetchAll(db, sql: "SELECT length(undo) FROM version") }
        #expect(sizes.dropFirst().allSatisfy { $0 < 200 })
        let since = try city.read { db in
            try Int64.fetchAll(db, sql: "SELECT valid_from FROM pipe WHERE fid IN (1, 2, 11) ORDER BY fid")
        }
        #expect(since == [0, 1, 10].map { Self.day($0).secondsSince1970 })
    }

    @Test("Zones are what they were on every day, members and measured links included")
    func zones() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        func scheme(_ names: [String], _ shift: Int, _ metered: [String]) throws -> ZoneScheme {
            try ZoneScheme(
                zones: names.map { Zone(id: $0, name: "\($0)!") },
                zoneOfNode: (0..<network.nodes.count).map { Int32(($0 + shift) % (names.count + 1)) - 1 },
                meteredLinks: metered)
        }
        let schemes = [
            try scheme(["a", "b"], 0, []), try scheme(["a", "b"], 1, ["PUMP"]),
            try scheme(["b", "c", "a"], 1, ["PUMP"]), try scheme(["c"], 0, ["P2"]),
        ]
        try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(0)) }
        for (number, scheme) in schemes.enumerated() {
            try city.importing {
                try $0.saveZones(scheme, for: network, validFrom: Self.day(Int64(number + 1) * 10))
            }
        }
        #expect(try city.zones(asOf: Self.day(9), for: network).zones.isEmpty)
        for (number, scheme) in schemes.enumerated() {
            let day = Int64(number + 1) * 10
            #expect(try city.zones(asOf: Self.day(day), for: network) == scheme)
            #expect(try city.zones(asOf: Self.day(day + 10) - 1, for: network) == scheme)
        }
        let history = try city.zoneHistory()
        #expect(history.versions.map(\.scheme) == schemes)
        #expect(history.versions.map(\.validFrom) == (1...4).map { Self.day($0 * 10) })
        #expect(history.versions.map(\.validTo) == [Self.day(20), Self.day(30), Self.day(40), nil])
        // The same zones once more are no change.
        try city.importing { try $0.saveZones(schemes[3], for: network, validFrom: Self.day(90)) }
        #expect(try city.versions().count == 5)
    }

    @Test("Rows that somebody added or removed by hand do not mix up what was")
    func editedByHand() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        func network(_ ids: String) throws -> Network {
            var network = Network()
            for id in ids { try network.add(Junction(id: String(id))) }
            return network
        }
        try city.importing { writer in
            try writer.replaceNetwork(network("abcd"), validFrom: Self.day(0))
            try writer.replaceNetwork(network("xbade"), validFrom: Self.day(1))
            try writer.db.execute(sql: "DELETE FROM junction WHERE id = 'a'")
            try writer.db.execute(sql: "INSERT INTO junction (fid, id) VALUES (9, 'h')")
        }
        #expect(try city.network().nodes.ids == ["x", "b", "d", "e", "h"])
        // There are as many rows as before and they are others. Nobody knows since when h is there, and a is lost.
        #expect(try Set(city.network(asOf: Self.day(0)).nodes.ids) == ["b", "c", "d", "h"])
        try city.importing { try $0.replaceNetwork(network("zh"), validFrom: Self.day(2)) }
        #expect(try city.network(asOf: Self.day(1)).nodes.ids == ["x", "b", "d", "e", "h"])
    }

    @Test("The first zones hold since the network does, the next from now on")
    func firstZones() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        func scheme(_ id: String) throws -> ZoneScheme {
            try ZoneScheme(
                zones: [Zone(id: id)], zoneOfNode: Array(repeating: 0, count: network.nodes.count))
        }
        try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(0)) }
        for id in ["a", "b"] { try city.importing { try $0.saveZones(scheme(id), for: network) } }
        let zones = try city.versions().filter { $0.kind == .zones }
        #expect(zones.map(\.validFrom) == [Self.day(0), zones[1].recordedAt])
        #expect(zones[0].zones.added == 1 && zones[0].zones.nodes == network.nodes.count)
        #expect(zones[1].zones.removed == 1 && zones[1].zones.added == 1)
        #expect(try city.zones(asOf: Self.day(0), for: network).zones.map(\.id) == ["a"])
    }

    @Test("Readings stay when what they were read of goes and comes back")
    func readings() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { writer in
            try writer.replaceNetwork(network, validFrom: Self.day(0))
            try writer.appendReadings(of: "M2", kind: .flow, times: [0, 3600], values: [1, 2])
            try writer.replaceNetwork(Network(), validFrom: Self.day(1))
        }
        #expect(try city.network() == Network())
        #expect(try city.network(asOf: Self.day(0)) == network)
        try city.importing { try $0.replaceNetwork(network, validFrom: Self.day(2)) }
        #expect(try city.readings(of: "M2", kind: .flow)?.values == [1, 2])
        #expect(try city.network(asOf: Self.day(1)) == Network())
    }
}
