import Foundation
import Springline
import Testing

@Suite struct ReadmeTests {
    /// The ten lines of the README, word for word but for the folders.
    @Test func theTenLinesRun() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let text = try String(contentsOfFile: root + "/README.md", encoding: .utf8)
        for line in [
            "let (city, _) = try City.importing([], into: \"springs.db\", options: options)",
            "try city.importReadings([readings + \"flow.csv\"], kind: .flow, timeZone: \"Asia/Shanghai\")",
            "for zone in try city.balances(from: \"2024-03-04\", to: \"2024-04-01\", by: .week) {",
        ] { #expect(text.contains(line)) }
        let folder = try TemporaryFolder()
        let mapping = root + "/SampleData/city-of-springs/mapping.yml"
        let options = ImportOptions(mapping: try ImportMapping(path: mapping), mappingPath: mapping)
        let (city, _) = try City.importing([], into: folder.path("springs.db"), options: options)
        try city.importZones(from: root + "/SampleData/city-of-springs/zones.gpkg")
        let readings = root + "/SampleData/city-of-springs/readings/"
        try city.importReadings([readings + "flow.csv"], kind: .flow, timeZone: "Asia/Shanghai")
        try city.importReadings([readings + "level.csv"], kind: .level)
        try city.importReadings([readings + "registers.csv"], kind: .register)
        let balances = try city.balances(from: "2024-03-04", to: "2024-04-01", by: .week)
        #expect(balances.count == 11)
        #expect(balances.allSatisfy { $0.count == 4 })
        #expect(try city.info().counts["pipe"].map { $0 > 2000 } == true)
    }
}
