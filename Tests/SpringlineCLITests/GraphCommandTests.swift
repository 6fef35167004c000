import Foundation
import Testing

@Suite("Commands that ask the graph, and what they refuse")
struct GraphCommandTests {
    /// R ─P1─ J1 ─P2─ J2 ─P3─ J3, and P4 from J1 to J3: a loop with a source.
    private static let model = """
        [JUNCTIONS]
        J1 10 1
        J2 12 2
        J3 11 3
        [RESERVOIRS]
        R 60
        [PIPES]
        P1 R J1 100 200 120
        P2 J1 J2 100 150 120
        P3 J2 J3 100 150 120
        P4 J1 J3 100 150 120
        [COORDINATES]
        R 0 0
        J1 100 0
        J2 200 0
        J3 200 100
        [OPTIONS]
        Units LPS
        Headloss H-W
        [END]
        """

    private func springs() throws -> Springs {
        let springs = try Springs()
        try springs.write("loop.inp", Self.model)
        return springs
    }

    @Test("a burst with valves by rule, as JSON, with a GeoPackage")
    func isolate() throws {
        let springs = try springs()
        let outcome = try springs.run(
            "isolate", "loop.inp", "--pipe", "P3", "--place-valves", "n", "--format", "json", "--output",
            "x.gpkg")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(json["possible"] as? String == "yes")
        // J2 and J3 meet two pipes only, so P2, P3 and P4 are one part between the valves at J1.
        let valves = try #require(json["valves"] as? [[String: Any]])
        #expect(Set(valves.compactMap { $0["valve"] as? String }) == ["P2@J1", "P4@J1"])
        // Most flows to J3 by P4.
        #expect(valves.first?["valve"] as? String == "P4@J1")
        #expect(json["connections"] as? Double == 2)
        #expect(FileManager.default.fileExists(atPath: springs.path("x.gpkg")))
    }

    @Test("no valve anywhere: it says so, with the whole affected part")
    func noValve() throws {
        let springs = try springs()
        let outcome = try springs.run("isolate", "loop.inp", "--pipe", "P3")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains("No valve takes the water away: the source R stands in the same segment"))
        #expect(outcome.output.contains("P1"))
        let chinese = try springs.run("isolate", "loop.inp", "--pipe", "P3", "--lang", "zh")
        #expect(chinese.output.contains("无阀门可切断水源"))
    }

    @Test("an id that is not there names those that look alike; a place outside names the nearest pipe")
    func refused() throws {
        let springs = try springs()
        try springs.expectRefusal(
            ["isolate", "loop.inp", "--pipe", "P33"],
            "Error: 'P33' is not in the network; expected the id of a pipe, a pump or a regulating valve; did you "
                + "mean 'P3'?")
        try springs.expectRefusal(
            ["isolate", "loop.inp", "--at", "5000,0"],
            "Error: the place 5000.0, 0.0 is outside the network: no pipe within 100.0 m; the nearest is 'P2', "
                + "4800.0 m away; check the order (easting or longitude first) and the reference system")
        try springs.expectRefusal(
            ["locate", "loop.inp", "--at", "117,36", "--crs", "EPSG:4326"],
            "Error: the network lies in a plane of its own, so a place in WGS 84 (EPSG:4326) cannot be found in it; "
                + "give the place in the network's own coordinates")
        try springs.expectRefusal(
            ["trace", "loop.inp", "--kind", "nearest", "--from", "J1", "--of", "hydrant"],
            "Error: the network has no hydrant")
        for (arguments, option) in [
            (["path", "--from", "J1"], "--to"), (["nearest", "--from", "J1"], "--of"),
            (["sources"], "--from"), (["path", "--to", "J1"], "--from"),
        ] {
            let lacking = try springs.run(["trace", "loop.inp", "--kind"] + arguments)
            #expect(lacking.code == 64)
            #expect(lacking.errors.contains("Error: a trace of kind '\(arguments[0])' needs \(option)"))
        }
        try springs.expectRefusal(
            ["locate", "loop.inp", "--customer", "K1"],
            "Error: 'K1' is not in the network; expected a customer's id, account or meter")
    }

    @Test("a map of streets is refused by a solve for want of heights, and solved when they are filled in")
    func complete() throws {
        let springs = try Springs()
        try springs.makeStreet()
        let refused = try springs.run("solve", "city.db")
        #expect(refused.code == 1)
        // A street without a waterworks has no head to begin with, whatever is filled in.
        try springs.expectRefusal(
            ["solve", "city.db", "--complete"],
            "Error: the network has no reservoir and no tank, so no head is known; expected at least one of them"
        )
        try springs.write(
            "stations.geojson",
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}},"#
                + #""features":[{"type":"Feature","properties":{"id":"W1","kind":"waterworks","elevation":30},"#
                + #""geometry":{"type":"Point","coordinates":[500000,4060000]}}]}"#)
        let imported = try springs.run("import", "city.db", "stations.geojson")
        #expect(imported.code == 0, "\(imported.errors)")
        let solved = try springs.run("solve", "city.db", "--complete")
        #expect(solved.code == 0, "\(solved.errors)")
        #expect(solved.errors.contains("assumed: waterworks W1 holds a head of 70.0 m"))
    }

    @Test("a date before the first import, and a date for a model file")
    func dates() throws {
        let springs = try springs()
        try springs.expectRefusal(
            ["trace", "loop.inp", "--kind", "connected", "--from", "J1", "--as-of", "2024-01-01"],
            "Error: loop.inp: a model file is what it is and has no history; give a city's file with --as-of")
        let imported = try springs.run("import", "city.db", "loop.inp", "--valid-from", "2024-03-01")
        #expect(imported.code == 0, "\(imported.errors)")
        let before = try springs.run("isolate", "city.db", "--pipe", "P3", "--as-of", "2024-02-01")
        #expect(before.code == 1)
        #expect(before.reason.hasPrefix("Error: the city's history begins at 2024-03-01"))
        let after = try springs.run(
            "isolate", "city.db", "--pipe", "P3", "--as-of", "2024-04-01", "--place-valves", "n")
        #expect(after.code == 0, "\(after.errors)")
    }

    @Test("a way, a trace and the condition, in every form", arguments: ["table", "json", "csv"])
    func forms(_ format: String) throws {
        let springs = try springs()
        for arguments in [
            ["trace", "loop.inp", "--kind", "path", "--from", "R", "--to", "J3"],
            ["trace", "loop.inp", "--kind", "downstream", "--from", "J1"],
            ["trace", "loop.inp", "--kind", "supply-areas"], ["condition", "loop.inp", "--year", "2024"],
            ["isolate", "loop.inp", "--place-valves", "n-1"], ["locate", "loop.inp", "--at", "150,10"],
        ] {
            let outcome = try springs.run(arguments + ["--format", format])
            #expect(outcome.code == 0, "\(arguments): \(outcome.errors)")
            #expect(!outcome.output.isEmpty)
            if format == "json" {
                #expect(throws: Never.self) {
                    try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
                }
            }
        }
        let way = try springs.run([
            "trace", "loop.inp", "--kind", "path", "--from", "R", "--to", "J3", "--format", "csv",
        ])
        #expect(
            way.output.split(whereSeparator: \.isNewline).dropFirst().map { $0.prefix(2) } == ["P1", "P4"])
    }
}
