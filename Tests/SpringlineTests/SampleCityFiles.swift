import Foundation
import Springline

/// A made-up city brought into the database from its files: sources, zones, readings.
enum SampleCityFiles {
    /// The city; its files lie in the folder `files`.
    static func city(_ folder: TemporaryFolder, junctions: Int, seed: UInt64) throws -> City {
        let files = folder.url.appendingPathComponent("files")
        try SampleCity(junctions: junctions, seed: seed, days: 30).write(to: files)
        let mapping = files.appendingPathComponent("mapping.yml").path
        let (city, _) = try City.importing(
            [], into: folder.path("city.db"),
            options: ImportOptions(mapping: try ImportMapping(path: mapping), mappingPath: mapping))
        try city.importZones(from: files.appendingPathComponent("zones.gpkg").path)
        let readings = files.appendingPathComponent("readings")
        let kinds: [(String, ReadingKind)] = [
            ("flow", .flow), ("level", .level), ("pressure", .pressure), ("registers", .register),
        ]
        for (name, kind) in kinds {
            try city.importReadings(
                [readings.appendingPathComponent("\(name).csv").path], kind: kind, timeZone: "Asia/Shanghai")
        }
        return city
    }
}
