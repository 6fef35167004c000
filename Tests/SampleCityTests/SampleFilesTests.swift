import Foundation
import Testing

@testable import SampleCity

/// A city written into a temporary folder, which goes when the value does.
private final class WrittenCity {
    let folder: URL
    let summary: SampleCity.Summary

    init(junctions: Int, seed: UInt64, days: Int) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("sample-\(UUID().uuidString)")
        summary = try SampleCity(junctions: junctions, seed: seed, days: days).write(to: folder)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }

    func rows(_ path: String) throws -> [[Substring]] {
        try text(path).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
    }

    /// Every file's path and bytes.
    func contents() throws -> [String: Data] {
        var all: [String: Data] = [:]
        let paths = FileManager.default.enumerator(atPath: folder.path)
        while let path = paths?.nextObject() as? String {
            let url = folder.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            all[path] = try Data(contentsOf: url)
        }
        return all
    }
}

@Suite("The files of the city")
struct SampleFilesTests {
    @Test("The same seed writes the same bytes, another seed others")
    func determinism() throws {
        let first = try WrittenCity(junctions: 400, seed: 11, days: 4).contents()
        let second = try WrittenCity(junctions: 400, seed: 11, days: 4).contents()
        let other = try WrittenCity(junctions: 400, seed: 12, days: 4).contents()
        #expect(first.keys.sorted() == second.keys.sorted())
        for (path, data) in first { #expect(second[path] == data, "\(path) differs") }
        #expect(first["readings/flow.csv"] != other["readings/flow.csv"])
        #expect(first["truth.json"] != other["truth.json"])
    }

    @Test("A city written over another is as if the other had not been there")
    func overwrite() throws {
        let fresh = try WrittenCity(junctions: 300, seed: 2, days: 3)
        let reused = try WrittenCity(junctions: 600, seed: 3, days: 5)
        try SampleCity(junctions: 300, seed: 2, days: 3).write(to: reused.folder)
        let left = try fresh.contents()
        let right = try reused.contents()
        #expect(left.keys.sorted() == right.keys.sorted())
        for (path, data) in left { #expect(right[path] == data, "\(path) differs") }
    }

    @Test("The small sample is whole and below five megabytes")
    func smallSample() throws {
        let city = try WrittenCity(junctions: 1_500, seed: 1, days: 30)
        let contents = try city.contents()
        let total = contents.values.reduce(0) { $0 + $1.count }
        #expect(total < 5_000_000)
        let layers = ["pipes", "valves", "meters", "hydrants", "pressure_points", "customers", "stations"]
        for layer in layers {
            for ending in ["shp", "shx", "dbf", "prj", "cpg"] {
                #expect(contents["old-town/\(layer).\(ending)"] != nil, "\(layer).\(ending)")
            }
            #expect(contents["mountains/\(layer).geojson"] != nil, "\(layer)")
        }
        for path in [
            "east.gpkg", "zones.gpkg", "mountains/tanks.geojson", "mountains/nodes.geojson", "mapping.yml",
            "readings/flow.csv", "readings/level.csv", "readings/pressure.csv", "readings/registers.csv",
            "step-tests.csv", "truth.json",
        ] {
            #expect(contents[path] != nil, "\(path)")
        }
        #expect(
            contents["old-town/pipes.cpg"].map { String(decoding: $0, as: UTF8.self) }?.contains("GBK")
                == true)
    }

    @Test("Truth on paper balances, and the leaks lie in pipes")
    func truthFile() throws {
        let city = try WrittenCity(junctions: 800, seed: 5, days: 14)
        let url = city.folder.appendingPathComponent("truth.json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
        let zones = try #require(json?["zones"] as? [[String: Any]])
        #expect(zones.count == city.summary.zones)
        #expect(zones.filter { $0["dead_meter"] as? Bool == true }.count == 1)
        for zone in zones {
            let days = try #require(zone["days"] as? [[String: Any]])
            #expect(days.count == 14)
            let users = try #require(zone["night_users"] as? [[String: Any]])
            let atNight = users.reduce(0) { $0 + (($1["m3_per_h"] as? NSNumber)?.doubleValue ?? .nan) }
            #expect(abs(atNight - ((zone["night_use_m3_per_h"] as? NSNumber)?.doubleValue ?? .nan)) < 1e-5)
            if let night = zone["average_night_pressure_m"] as? Double {
                #expect((29...44).contains(night))
                #expect(night > zone["average_pressure_m"] as? Double ?? .infinity)
            }
            for day in days {
                func term(_ name: String) -> Double { (day[name] as? NSNumber)?.doubleValue ?? .nan }
                let left = term("input_m3") - term("export_m3") - term("storage_change_m3")
                let right = term("metered_m3") + term("unmetered_m3") + term("loss_m3")
                #expect(abs(left - right) < 1e-6)
                let real = term("background_m3") + term("bursts_m3")
                let apparent = term("meter_error_m3") + term("stuck_m3") + term("unauthorised_m3")
                #expect(abs(term("loss_m3") - real - apparent) < 1e-9)
            }
        }
        let leaks = try #require(json?["leaks"] as? [[String: Any]])
        #expect(!leaks.isEmpty)
        for leak in leaks { #expect((leak["m3_per_h"] as? NSNumber)?.doubleValue ?? 0 > 0) }
    }

    @Test("The flow table has its gaps, its late and doubled rows, and a meter that dies")
    func flowFaults() throws {
        let city = try WrittenCity(junctions: 1_500, seed: 1, days: 30)
        let rows = try city.rows("readings/flow.csv")
        let header = rows[0]
        #expect(header[0] == "Timestamp")
        #expect(header.count == city.summary.flowMeters + 1)
        #expect(rows.allSatisfy { $0.count == header.count })
        // 30 days and the closing instant, three rows lost, one doubled.
        #expect(rows.count - 1 == 30 * 96 + 1 - 3 + 1)
        let stamps = rows.dropFirst().map { $0[0] }
        #expect(Set(stamps).count == stamps.count - 1)
        #expect(zip(stamps, stamps.dropFirst()).contains { $0 > $1 })
        #expect(stamps.first == "2024-03-04 00:00:00")
        #expect(stamps.last == "2024-04-03 00:00:00")
        let missing = (1..<header.count).map { column in rows.dropFirst().count { $0[column].isEmpty } }
        // One meter is silent from 40 % to 75 % of the period, in which the doubled row lies.
        #expect(missing.count { $0 > 192 } == 1)
        #expect(missing.max() == 30 * 96 * 3 / 4 - 30 * 96 * 2 / 5 + 1)
        #expect(missing.count { $0 > 0 && $0 <= 192 } >= 2)
    }

    @Test("Registers only rise, but for the rollover, the new dial and the late row")
    func registers() throws {
        let city = try WrittenCity(junctions: 1_500, seed: 1, days: 30)
        let rows = try city.rows("readings/registers.csv").dropFirst()
        var drops = 0
        var doubled = 0
        for (left, right) in zip(rows, rows.dropFirst()) where left[0] == right[0] {
            if left == right { doubled += 1 }
            if (Double(right[2]) ?? .nan) < (Double(left[2]) ?? .nan) { drops += 1 }
        }
        #expect(drops == 3)
        #expect(doubled == 1)
        #expect(rows.allSatisfy { $0.count == 3 && Double($0[2]) != nil })
    }

    @Test("Registers of the truth's stuck meters stand still while others run")
    func stuckRegisters() throws {
        let city = try WrittenCity(junctions: 1_500, seed: 1, days: 30)
        let url = city.folder.appendingPathComponent("truth.json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
        let dirt = try #require(json?["dirt"] as? [[String: String]])
        let stuck = dirt.filter { $0["kind"] == "stuck" && $0["file"] == "readings/registers.csv" }
        #expect(stuck.count >= 14)
        let rows = try city.rows("readings/registers.csv")
        var seen = 0
        for flaw in stuck {
            let series = try #require(flaw["series"])
            let from = try #require(flaw["from"])
            let to = try #require(flaw["to"])
            let mine = rows.filter { $0[0] == series }
            let during = mine.filter { $0[1] >= from && $0[1] <= to }.map { $0[2] }
            guard during.count > 1 else { continue }
            seen += 1
            #expect(Set(during).count == 1, "\(series)")
            #expect(mine.first?[2] != during.first, "\(series) never ran")
        }
        #expect(seen >= 7)
    }

    @Test("The step test is written as the crew noted it, and the truth says what it did")
    func stepTestFile() throws {
        let city = try WrittenCity(junctions: 1_500, seed: 1, days: 30)
        let rows = try city.rows("step-tests.csv")
        #expect(rows.first == ["zone", "from", "to"])
        #expect(rows.count == 4)
        let url = city.folder.appendingPathComponent("truth.json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
        let test = try #require((json?["step_tests"] as? [[String: Any]])?.first)
        let steps = try #require(test["steps"] as? [[String: Any]])
        for (row, step) in zip(rows.dropFirst(), steps) {
            #expect(row.map(String.init) == [test["zone"], step["from"], step["to"]].map { $0 as? String })
        }
        #expect((0.5...1.3).contains(test["n1"] as? Double ?? 0))
        #expect(try WrittenCity(junctions: 300, seed: 1, days: 3).text("step-tests.csv") == "zone,from,to\n")
    }

    @Test("Numbers out of range are refused in one sentence")
    func ranges() {
        #expect(throws: SampleCityError.junctionsOutOfRange(asked: 10, allowed: SampleCity.allowedJunctions))
        {
            try SampleCity(junctions: 10)
        }
        #expect(throws: SampleCityError.daysOutOfRange(asked: 0, allowed: SampleCity.allowedDays)) {
            try SampleCity(junctions: 1_000, days: 0)
        }
        #expect(
            "\(SampleCityError.junctionsOutOfRange(asked: 10, allowed: 150...1_200_000))"
                == "A sample city of 10 junctions cannot be planned: ask for 150 to 1200000 junctions.")
    }

    @Test("A folder that cannot be made is named")
    func unwritable() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("taken-\(UUID().uuidString)")
        try Data([1]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try SampleCity(junctions: 200, days: 2).write(to: file)
            Issue.record("a city was written into a file")
        } catch {
            #expect("\(error)".contains(file.lastPathComponent))
        }
    }
}
