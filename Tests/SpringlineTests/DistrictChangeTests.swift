import Foundation
import Springline
import Testing

@Suite("A district imported again")
struct DistrictChangeTests {
    /// The sample city's network and zones, imported source by source as a city grows.
    private func city(_ folder: TemporaryFolder) throws -> City {
        let files = folder.url.appendingPathComponent("files")
        try SampleCity(junctions: 600, seed: 7, days: 2).write(to: files)
        for (day, source) in ["old-town", "east.gpkg", "mountains"].enumerated() {
            try City.importing(
                [files.appendingPathComponent(source).path], into: folder.path("city.db"),
                validFrom: Timestamp(1_700_000_000 + Int64(day) * 86_400))
        }
        let city = try City(path: folder.path("city.db"))
        try city.importZones(from: files.appendingPathComponent("zones.gpkg").path)
        return city
    }

    @Test(
        "Files of a district that are the same as before change nothing",
        arguments: [["old-town"], ["east.gpkg"], ["mountains"], ["old-town", "east.gpkg", "mountains"]])
    func nothingNew(sources: [String]) throws {
        let folder = try TemporaryFolder()
        let city = try city(folder)
        let result = try city.changes(sources.map { folder.path("files/\($0)") })
        #expect(
            result.changes.isEmpty,
            "\(result.changes.summary.text)\n\(ChangeReport(result.changes).text(as: .csv).prefix(3000))")
        #expect(result.kept.isEmpty)
    }
}

@Suite("A district that changed")
struct ChangedDistrictTests {
    private static let crs = "EPSG:4548"
    private static let first = Timestamp(1_700_000_000)
    private static let second = Timestamp(1_710_000_000)

    /// Pipes by id, each from place to place in metres from a corner of the city, in a file.
    private func write(
        _ pipes: [(id: String, dn: Int, path: [(Double, Double)])], _ path: String
    ) throws {
        let features = pipes.map { pipe in
            let places = pipe.path.map { "[\(500_000 + $0.0),\(4_050_000 + $0.1)]" }.joined(separator: ",")
            return """
                {"type":"Feature","properties":{"id":"\(pipe.id)","dn":\(pipe.dn)},
                "geometry":{"type":"LineString","coordinates":[\(places)]}}
                """
        }
        let text = #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func options() throws -> ImportOptions {
        ImportOptions(crs: try CoordinateReferenceSystem(Self.crs))
    }

    private func node(_ network: Network, _ x: Double, _ y: Double) throws -> Int {
        try #require(
            (0..<network.nodes.count).first {
                abs(network.nodes.x[$0] - 500_000 - x) < 0.01
                    && abs(network.nodes.y[$0] - 4_050_000 - y) < 0.01
            })
    }

    /// ImportSource a along the x axis, and district b that hangs on the middle of its first pipe; the second pipe is
    /// the cut between two zones.
    private func city(_ folder: TemporaryFolder) throws -> City {
        let a: [(id: String, dn: Int, path: [(Double, Double)])] = [
            ("P1", 200, [(0, 0), (100, 0)]), ("P2", 200, [(100, 0), (200, 0)]),
            ("P3", 100, [(200, 0), (200, 100)]),
        ]
        try write(a, folder.path("a.geojson"))
        try write([("B1", 100, [(50, 0), (50, -80)])], folder.path("b.geojson"))
        for name in ["a.geojson", "b.geojson"] {
            try City.importing(
                [folder.path(name)], into: folder.path("city.db"), options: options(), validFrom: Self.first)
        }
        let city = try City(path: folder.path("city.db"))
        try city.importing { writer in
            let network = try writer.network()
            let derivation = try ZoneScheme.derived(from: network, cuts: ["P2"], names: [])
            try writer.saveZones(derivation.scheme, for: network, validFrom: Self.first)
            try writer.appendReadings(of: "P2", kind: .flow, times: [0, 3600], values: [1, 2])
        }
        return city
    }

    @Test("What is new, gone and renumbered is told; ids, readings, zones and the other district stay")
    func applied() throws {
        let folder = try TemporaryFolder()
        let city = try city(folder)
        let before = try city.network()
        #expect(Set(before.links.ids) == ["P1#1", "P1#2", "P2", "P3", "B1"])
        let zonesBefore = try city.zones(for: before)
        try write(
            [
                ("P1", 200, [(0, 0), (100, 0)]), ("Q2", 300, [(100, 0), (200, 0)]),
                ("P4", 100, [(100, 0), (100, 60)]), ("P5", 100, [(200, 0), (260, 0)]),
            ], folder.path("a.geojson"))
        let told = try city.changes([folder.path("a.geojson")], options: options())
        #expect(try city.network() == before)
        let result = try city.applyChanges(
            [folder.path("a.geojson")], options: options(), validFrom: Self.second)
        #expect(result.changes == told.changes)
        #expect(result.kept == [.init(layer: "pipe", id: "P2", newID: "Q2")])
        #expect(result.changes.links.removed.map(\.id) == ["P3"])
        #expect(result.changes.links.added.map(\.id) == ["P4", "P5"])
        let change = try #require(result.changes.links.changed.first)
        #expect(result.changes.links.changed.count == 1)
        #expect(change.fields.map(\.name) == ["diameter", "dn", "source_id"] || change.fields.count == 2)
        #expect(change.fields.contains { $0.name == "diameter" && $0.after == .real(0.3) })
        #expect(change.movement == 0 && !change.isReconnected)
        // The end of P3 is gone, the ends of P4 and P5 are new; nothing else moved or was made.
        #expect(result.changes.nodes.removed.count == 1 && result.changes.nodes.added.count == 2)

        let after = try city.network()
        #expect(after.links.ids == ["P1#1", "P1#2", "P2", "B1", "P4", "P5"])
        #expect(NetworkGraph(after).connectedComponents().count == 1)
        let zones = try city.zones(for: after)
        for (place, neighbour) in [((100.0, 60.0), (100.0, 0.0)), ((260.0, 0.0), (200.0, 0.0))] {
            #expect(
                try zones.zoneOfNode[node(after, place.0, place.1)]
                    == zones.zoneOfNode[node(after, neighbour.0, neighbour.1)])
        }
        for row in 0..<after.nodes.count {
            guard let old = before.nodes.index(of: after.nodes.ids[row]) else { continue }
            #expect(zones.zoneOfNode[row] == zonesBefore.zoneOfNode[old])
        }
        #expect(try city.readings(of: "P2", kind: .flow)?.values == [1, 2])
        #expect(try city.network(asOf: Self.second - 1) == before)
        #expect(try city.zones(asOf: Self.second - 1, for: before) == zonesBefore)
        #expect(try city.network(asOf: Self.second) == after)
        #expect(try city.changes([folder.path("a.geojson")], options: options()).changes.isEmpty)
        #expect(try city.history(ofElement: "P3").map(\.end) == [.removed])
        let life = try city.history(ofElement: "P2")
        #expect(life.map(\.validFrom) == [Self.first, Self.second])
        #expect(life.map(\.validTo) == [Self.second, nil])
        #expect(life.map(\.end) == [.changed, .present])
    }

    @Test("The pipe of another district stays split where this one no longer meets it, and keeps its ids")
    func otherDistrict() throws {
        let folder = try TemporaryFolder()
        let city = try city(folder)
        // ImportSource b hangs on the main 20 m further on: the main is cut there, and nothing is lost of the rest.
        try write([("B1", 100, [(70, 0), (70, -80)])], folder.path("b.geojson"))
        let result = try city.applyChanges(
            [folder.path("b.geojson")], options: options(), validFrom: Self.second)
        let after = try city.network()
        #expect(NetworkGraph(after).connectedComponents().count == 1)
        #expect(after.links.ids.contains("P1#1") && after.links.ids.contains("B1"))
        let main = after.pipes.filter { $0.id.hasPrefix("P1#") }.compactMap(\.length)
        #expect(abs(main.reduce(0, +) - 100) < 1e-6)
        #expect(main.map { $0.rounded() }.sorted() == [20, 30, 50])
        #expect(result.changes.links.changed.map(\.after.id).contains("B1"))
    }

    @Test("A file that is no source of the city is refused with what there is")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let city = try city(folder)
        let path = folder.path("c.geojson")
        try write([("P1", 1, [(0, 0), (1, 0)])], path)
        let known = ["a.geojson", "b.geojson"].map { folder.path($0) }
        let error = ImportError.unknownSource(path: path, known: known)
        #expect(throws: error) { try city.changes([path], options: options()) }
        #expect(
            "\(error)" == "\(path): no source of the city is called so; it has \(known[0]), \(known[1]); "
                + "say which source of the city it replaces")
        #expect(
            throws: ImportError.districtTwice(path: folder.path("a.geojson"), district: known[0])
        ) {
            try city.changes(
                [folder.path("a.geojson"), folder.path("a.geojson")], options: options())
        }
        #expect(
            try city.changes([path], replacing: ["a.geojson"], options: options()).changes.links.removed.map(
                \.id)
                == ["P1#1", "P1#2", "P2", "P3"])
    }
}
