import InputOutput
import Foundation
import Springline
import Testing

@Suite struct CityImportTests {
    private func write(_ text: String, _ path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func pipes(_ id: String, _ from: (Double, Double), _ to: (Double, Double)) -> String {
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"编号":"\(id)","管径":200,"管材":"球墨铸铁"},
        "geometry":{"type":"LineString","coordinates":[[\(from.0),\(from.1)],[\(to.0),\(to.1)]]}}]}
        """
    }

    @Test func aFailedFirstImportLeavesNoFile() throws {
        let folder = try TemporaryFolder()
        try write(#"{"type":"FeatureCollection","features":[{"#, folder.path("pipes.geojson"))
        #expect(throws: (any Error).self) {
            try City.importing([folder.path("pipes.geojson")], into: folder.path("city.db"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("city.db")))
    }

    @Test func aFailedLaterImportLeavesTheCityAsItWas() throws {
        let folder = try TemporaryFolder()
        try write(pipes("P1", (117, 36.6), (117.001, 36.6)), folder.path("a.geojson"))
        try City.importing([folder.path("a.geojson")], into: folder.path("city.db"))
        let before = FileManager.default.contents(atPath: folder.path("city.db"))
        #expect(throws: ImportError.idsInCity(path: folder.path("a.geojson"), ids: ["P1"], count: 1)) {
            try City.importing([folder.path("a.geojson")], into: folder.path("city.db"))
        }
        #expect(FileManager.default.contents(atPath: folder.path("city.db")) == before)
    }

    @Test func districtsMeetAndZonesSurviveALaterImport() throws {
        let folder = try TemporaryFolder()
        try write(pipes("P1", (117, 36.6), (117.001, 36.6)), folder.path("a.geojson"))
        try write(pipes("P1", (117.001, 36.6), (117.002, 36.6)), folder.path("b.geojson"))
        var notes: [String] = []
        let (city, _) = try City.importing([folder.path("a.geojson")], into: folder.path("city.db")) {
            notes.append($0.english)
        }
        #expect(
            notes.contains {
                $0.hasSuffix("id ← 编号, diameter ← 管径 [mm], material ← 管材")
            })
        let network = try city.network()
        #expect(network.crs?.epsg == 4548)  // WGS 84 at 117° E is kept in its 3-degree Gauss-Krüger zone.
        try city.deriveZones(cuts: [], names: [("auto-1", "West")])
        let options = ImportOptions(prefix: "east-")
        let (grown, result) = try City.importing(
            [folder.path("b.geojson")], into: folder.path("city.db"), options: options)
        let both = try grown.network()
        #expect(both.links.ids == ["P1", "east-P1"])
        #expect(NetworkGraph(both).connectedComponents().count == 1)
        #expect(try grown.zones(for: both).zoneOfNode == [0, 0, -1])
        #expect(result.notes.contains { $0.english.contains("outside every zone") })
        // 0.001° of longitude at 36.6° N on the WGS 84 ellipsoid: a·cos φ/√(1 − e² sin² φ)·Δλ = 89.47 m, at the
        // central meridian's scale of 1.
        #expect(abs(both.links.length[0] - 89.47) < 0.01)
        #expect(abs((both.pipe(at: 0)?.diameter ?? 0) - 0.2) < 1e-12)
    }

    @Test func readingsOfUnknownMetersAreRefusedWhole() throws {
        let folder = try TemporaryFolder()
        try write(pipes("P1", (117, 36.6), (117.001, 36.6)), folder.path("a.geojson"))
        let (city, _) = try City.importing([folder.path("a.geojson")], into: folder.path("city.db"))
        let path = folder.path("flow.csv")
        try write("Timestamp,P1,P7\n2024-01-01 00:00,1,2\n2024-01-01 01:00,1,2\n", path)
        #expect(
            throws: ReadingsImportError.unknownElements(
                path: path, ids: ["P7"], count: 1, expected: Wording("a meter or a link", "计量表或管段"),
                nearest: ["P1"])
        ) {
            try city.importReadings([path], kind: .flow)
        }
        #expect(try city.readingSeries().isEmpty)
    }

    @Test func readingsOfAPrefixedDistrictFindTheirMeters() throws {
        let folder = try TemporaryFolder()
        try write(pipes("P1", (117, 36.6), (117.001, 36.6)), folder.path("a.geojson"))
        let options = ImportOptions(prefix: "E-")
        let (city, _) = try City.importing(
            [folder.path("a.geojson")], into: folder.path("city.db"), options: options)
        let path = folder.path("flow.csv")
        try write("Timestamp,P1\n2024-01-01 00:00,36\n2024-01-01 01:00,36\n", path)
        try city.importReadings([path], kind: .flow, prefix: "E-")
        let series = try #require(try city.readings(of: "E-P1", kind: .flow))
        #expect(series.values == [0.01, 0.01])
    }
}
