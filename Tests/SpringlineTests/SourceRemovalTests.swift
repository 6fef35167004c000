import Foundation
import Springline
import Testing

@Suite("A source taken out of a city")
struct SourceRemovalTests {
    private func write(_ features: [String], _ path: String) throws {
        let text = #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func pipe(_ id: String, _ from: Double, _ to: Double) -> String {
        """
        {"type":"Feature","properties":{"id":"\(id)","dn":200},
        "geometry":{"type":"LineString","coordinates":[[\(500_000 + from),4050000],[\(500_000 + to),4050000]]}}
        """
    }

    private func options() throws -> ImportOptions {
        ImportOptions(crs: try CoordinateReferenceSystem("EPSG:4548"))
    }

    /// West has a pipe of 100 m, east two that go on from its end.
    private func city(_ folder: TemporaryFolder) throws -> City {
        let (west, east) = (folder.path("west-pipes.geojson"), folder.path("east-pipes.geojson"))
        try write([pipe("W1", 0, 100)], west)
        try write([pipe("E1", 100, 200), pipe("E2", 200, 300)], east)
        let path = folder.path("city.db")
        _ = try City.importing([west], into: path, options: options())
        return try City.importing([east], into: path, options: options()).city
    }

    @Test("What came from it goes, what others end at stays, and the past still has it")
    func removal() throws {
        let folder = try TemporaryFolder()
        let city = try city(folder)
        #expect(try city.network().links.ids.sorted() == ["E1", "E2", "W1"])
        #expect(try city.sourceList().entries.map(\.links) == [1, 2])
        let removal = try city.removeSources(
            ["east-pipes.geojson"], dated: city.changeDate("2024-03-01"))
        #expect(removal.changes.links.removed.map(\.id).sorted() == ["E1", "E2"])
        let now = try city.network()
        #expect(now.links.ids == ["W1"])
        #expect(now.nodes.count == 2)
        #expect(try city.sourceList().entries.map(\.name).count == 1)
        #expect(try city.history(ofElement: "E2").count == 1)
        #expect(try city.network(asOf: "2024-02-01").links.ids.sorted() == ["E1", "E2", "W1"])
        // The rest can be taken out too; then nothing is left, and the city is still one.
        try city.removeSources(["west-pipes.geojson"])
        #expect(try city.network().links.count == 0)
        #expect(try city.sourceList().entries.isEmpty)
    }

    @Test("A name that no source has is refused with those there are, and nothing changes")
    func unknown() throws {
        let folder = try TemporaryFolder()
        let city = try city(folder)
        let error = #expect(throws: ImportError.self) { try city.removeSources(["north.geojson"]) }
        #expect(error?.remedy == nil)
        #expect(error?.explanation.english.contains("it has") == true)
        #expect(throws: ImportError.self) {
            try city.removeSources(["east-pipes.geojson", "east-pipes.geojson"])
        }
        #expect(try city.network().links.count == 3)
        // Gone once, it is gone.
        try city.removeSources(["east-pipes.geojson"])
        #expect(try city.removeSources(["east-pipes.geojson"]).changes.isEmpty)
    }
}
