import Foundation
import Springline

/// A sample city as the files an analyst would receive; the same seed, so the same city every time.
struct SampleFixture: Sendable {
    private let sample: URL

    /// Writes a city of about `junctions` junctions with `days` days of readings.
    init(junctions: Int, days: Int = 2) throws {
        sample = URL(fileURLWithPath: try Scratch.newPath())
        try SampleCity(junctions: junctions, seed: 1, days: days).write(to: sample)
    }

    /// Reads the map's files by their mapping and joins them.
    func network() throws -> Network {
        try NetworkImport(importOptions()).adding([], to: Network()).network
    }

    /// A new city file with the map in it.
    func storedNetwork() throws -> City {
        try City.importing([], into: Scratch.newPath(".db"), options: importOptions()).city
    }

    /// A new city file with the map, the zones and all readings in it.
    func city() throws -> City {
        let city = try storedNetwork()
        try city.importZones(from: sample.appendingPathComponent("zones.gpkg").path)
        let readings: [(file: String, kind: ReadingKind)] = [
            ("flow", .flow), ("level", .level), ("pressure", .pressure), ("registers", .register),
        ]
        for (file, kind) in readings {
            let path = sample.appendingPathComponent("readings/\(file).csv").path
            try city.importReadings([path], kind: kind, timeZone: "Asia/Shanghai")
        }
        return city
    }

    private func importOptions() throws -> ImportOptions {
        let path = sample.appendingPathComponent("mapping.yml").path
        return ImportOptions(mapping: try ImportMapping(path: path), mappingPath: path)
    }
}
