import Foundation
import Testing

/// What is refused before anything is solved.
@Suite("What solve refuses")
struct SolveRefusalTests {
    private func town() throws -> Springs {
        let springs = try Springs()
        try springs.write("town.inp", Springs.model)
        return springs
    }

    @Test("Files that are not there, are no model, or are no city")
    func input() throws {
        let springs = try Springs()
        try springs.expectRefusal(["solve", "town.inp"], "Error: town.inp: there is no such file.")
        try springs.write("town.inp", "[JUNCTIONS]\nJ1 ten\n")
        try springs.expectRefusal(
            ["solve", "town.inp"],
            "Error: town.inp:2: [JUNCTIONS]: junction 'J1': found 'ten' where the elevation (ft) is expected; write a number"
        )
        try springs.write("fake.db", "SQLite format 3\0 and no more")
        let outcome = try springs.run("solve", "fake.db")
        #expect(outcome.code == 1)
        #expect(outcome.reason.contains("fake.db"), "\(outcome.reason)")
    }

    @Test("Outputs of an unknown ending, twice the same, or in the place of the model")
    func outputs() throws {
        let springs = try town()
        try springs.expectRefusal(
            ["solve", "town.inp", "--output", "town.xlsx"],
            "Error: town.xlsx: not a format known here; expected an ending .out, .json, .csv, .gpkg or .geojson."
        )
        try springs.expectRefusal(
            ["solve", "town.inp", "--output", "a.out", "--output", "./a.out"],
            "Error: ./a.out: given twice as an output; give each file a name of its own")
        try springs.write("town.json", Springs.model)
        try springs.expectRefusal(
            ["solve", "town.json", "--output", "town.json"],
            "Error: town.json: the results would replace the file that is solved; give another name")
        try springs.expectRefusal(
            ["solve", "town.inp", "--output", "folder/a.out"],
            "Error: folder/a.out: cannot be written: No such file or directory; nothing was left half-written."
        )
    }

    @Test("What a form cannot hold is said before the solve, and no other output is left")
    func forms() throws {
        let springs = try Springs()
        try springs.write("town.inp", Springs.model.replacing("J3 300 0", with: "J3 3000 0"))
        try springs.expectRefusal(
            ["solve", "town.inp", "--output", "a.json", "--output", "map.geojson"],
            "Error: map.geojson: the coordinate reference system is not known: GeoJSON is in degrees and 3000.0, 0.0 "
                + "is not; give --crs EPSG:n.")
        let long = "a-junction-with-a-name-of-34-bytes"
        try springs.write("long.inp", Springs.model.replacing("J3", with: long))
        try springs.expectRefusal(
            ["solve", "long.inp", "--output", "a.csv", "--output", "a.out"],
            "Error: the id '\(long)' has 34 bytes, but EPANET's results file holds 31; write .json or .csv instead"
        )
    }

    @Test("Options that make no sense are wrong usage")
    func options() throws {
        let springs = try town()
        for (arguments, reason) in [
            (["--accuracy", "0"], "Error: --accuracy is 0.0; expected a share above 0 and below 1"),
            (["--accuracy", "nan"], "Error: --accuracy is nan; expected a share above 0 and below 1"),
            (
                ["--scenarios", "s.yml", "--output", "a.out"],
                "Error: --scenarios writes no states; leave --output out and print --format json"
            ),
            (["--service-minimum", "300"], "Error: --service-minimum: found 300.0, expected 0 to 200 m"),
        ] {
            let outcome = try springs.run(["solve", "town.inp"] + arguments)
            #expect(outcome.code == 64)
            #expect(outcome.errors.hasPrefix(reason + "\n"), "\(outcome.errors)")
        }
        #expect(try springs.names() == ["town.inp"])
    }
}
