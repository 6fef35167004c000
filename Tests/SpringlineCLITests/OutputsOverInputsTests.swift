import Foundation
import Testing

/// Every command that writes a file is asked to write it over what it reads.
@Suite("No output replaces an input, a city or another output")
struct OutputsOverInputsTests {
    private static let period = ["--from", "2024-03-04", "--to", "2024-03-06"]

    @Test(
        "A city is not replaced by what was asked of it",
        arguments: [
            ["check", "city.db", "--output"], ["condition", "city.db", "--output"],
            ["isolate", "city.db", "--pipe", "P1", "--no-solve", "--output"],
            ["trace", "city.db", "--kind", "connected", "--from", "J1", "--output"],
            ["zones", "verify", "city.db", "--output"],
            ["changes", "city.db", "town.inp", "--output"],
            ["pressure", "city.db", "--map"],
        ])
    func cities(_ arguments: [String]) throws {
        let springs = try Springs()
        try springs.makeTown()
        // The ending that the command takes; the city behind it by a copy, a link and a hard link.
        for name in ["copy.gpkg", "link.gpkg", "hard.gpkg"] {
            let manager = FileManager.default
            switch name {
            case "copy.gpkg":
                try manager.copyItem(atPath: springs.path("city.db"), toPath: springs.path(name))
            case "link.gpkg":
                try manager.createSymbolicLink(atPath: springs.path(name), withDestinationPath: "city.db")
            default: try manager.linkItem(atPath: springs.path("city.db"), toPath: springs.path(name))
            }
        }
        let before = try (springs.bytes("city.db"), springs.bytes("copy.gpkg"))
        let names = try springs.names()
        for name in ["copy.gpkg", "link.gpkg", "hard.gpkg"] {
            let period = arguments[0] == "pressure" ? Self.period : []
            let outcome = try springs.run(arguments + [name] + period)
            #expect(outcome.code == 1, "\(outcome.output)")
            #expect(
                outcome.reason
                    == "Error: \(name): cannot be written: it is a city, which no output may replace; choose another "
                    + "name; nothing was left half-written.", "\(outcome.errors)")
        }
        #expect(try (springs.bytes("city.db"), springs.bytes("copy.gpkg")) == before)
        #expect(try springs.names() == names)
    }

    @Test("A map and the tests of a run are not replaced by its results")
    func inputs() throws {
        let springs = try Springs()
        try springs.makeTown()
        try springs.writePipes("pipes.geojson")
        try springs.write("tests.geojson", "zone,from,to\nTown,2024-03-04 01:00,2024-03-04 02:00\n")
        let kept = ["pipes.geojson", "tests.geojson"]
        let before = try kept.map(springs.bytes)
        let refusals = [
            ["changes", "city.db", "pipes.geojson", "--replaces", "town.inp", "--output", "pipes.geojson"],
            ["pressure", "city.db", "--tests", "tests.geojson", "--map", "tests.geojson"] + Self.period,
        ]
        for arguments in refusals {
            let outcome = try springs.run(arguments)
            #expect(outcome.code == 1, "\(outcome.output)")
            #expect(outcome.reason.contains(": cannot be written: it is "), "\(outcome.errors)")
            #expect(outcome.reason.contains("which no output may replace"), "\(outcome.errors)")
        }
        #expect(try kept.map(springs.bytes) == before)
    }

    @Test("Two outputs of a run do not take one name")
    func twice() throws {
        let springs = try Springs()
        try springs.makeTown()
        let outcome = try springs.run("solve", "town.inp", "--output", "a.json", "--output", "./a.json")
        #expect(outcome.code == 1)
        #expect(outcome.reason.contains("give each file a name of its own"), "\(outcome.errors)")
        #expect(!(try springs.names()).contains("a.json"))
    }

    @Test("A full disk is named, by a limit too; nothing is left, and an older file is kept")
    func limits() throws {
        let springs = try Springs()
        try springs.makeTown()
        try springs.write("x.csv", "kept")
        let names = try springs.names()
        let outcome = try springs.shell("ulimit -f 1; springline sample city --junctions 200 --days 2")
        #expect(outcome.code == 1, "\(outcome.code) \(outcome.errors)")
        #expect(outcome.errors.contains("larger than the system allows"), "\(outcome.errors)")
        #expect(try springs.names() == names)
    }
}
