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
