import Foundation
import Testing

/// Needs the solver: a model of three pipes in a row, whose flows follow from its demands and whose heads from
/// Hazen and Williams.
@Suite("The solve command")
struct SolveCommandTests {
    /// Six hours of the town, in steps of one: J3 asks for 1 L/s, in the second half for 2.
    static let day = Springs.model
        .replacing("J3 12 1\n", with: "J3 12 1 D\n")
        .replacing("[OPTIONS]", with: "[PATTERNS]\nD 1 1 1 2 2 2\n[TIMES]\nDuration 6\n[OPTIONS]")

    private func document(_ data: Data) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// Head loss in m of Hazen and Williams, in the constant of EPANET 2.2: 4.727 ft by cfs and ft.
    private func loss(_ flow: Double, length: Double, diameter: Double, roughness: Double) -> Double {
        let foot = 0.3048
        let cfs = flow / (foot * foot * foot)
        return 4.727 * pow(roughness, -1.852) * pow(diameter / foot, -4.871) * length * pow(cfs, 1.852)
    }

    @Test("Heads and flows of a steady state, as JSON")
    func steady() throws {
        let springs = try Springs()
        try springs.write("town.inp", Self.day)
        let outcome = try springs.run(
            "solve", "town.inp", "--steady", "--accuracy", "1e-6", "--output", "a.json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors == "a.json\n")
        #expect(outcome.output.hasPrefix("town.inp: 4 nodes, 3 links; steady state, "))
        let result = try document(try springs.bytes("a.json"))
        #expect(result["units"] as? String == "SI")
        #expect((result["nodes"] as? [String: [String]])?["ids"] == ["J1", "J2", "J3", "R"])
        let states = try #require(result["states"] as? [[String: Any]])
        try #require(states.count == 1)
        let flows = try #require(states[0]["flow_m3_per_s"] as? [Double])
        for (flow, expected) in zip(flows, [0.002, 0.002, 0.001]) { #expect(abs(flow - expected) < 1e-7) }
        let heads = try #require(states[0]["head_m"] as? [Double])
        let first = 50 - loss(0.002, length: 100, diameter: 0.2, roughness: 100)
        #expect(abs(heads[0] - first) < 1e-4)
        let third = 2 * first - 50 - loss(0.001, length: 100, diameter: 0.1, roughness: 100)
        #expect(abs(heads[2] - third) < 1e-4)
        #expect(states[0]["status"] as? [String] == ["open", "open", "open"])
        #expect(states[0]["reported"] as? Bool == true)
        #expect(states[0]["converged"] as? Bool == true)
    }

    @Test("Over time: the balance is what the demands add up to")
    func balance() throws {
        let springs = try Springs()
        try springs.write("town.inp", Self.day)
        let outcome = try springs.run("solve", "town.inp", "--format", "json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        let result = try document(Data(outcome.output.utf8))
        let volumes = try #require(result["volumes"] as? [String: Double])
        // 1 L/s at J2 for 6 h, at J3 1 L/s for 3 h and 2 L/s for 3 h: 54 m³.
        #expect(abs((volumes["consumed_m3"] ?? 0) - 54) < 1e-6)
        #expect(abs((volumes["supplied_m3"] ?? 0) - 54) < 1e-2)
        let run = try #require(result["run"] as? [String: Any])
        #expect(run["duration_s"] as? Double == 21600)
        let extremes = try #require(result["extremes"] as? [String: [String: Any]])
        #expect(extremes["lowest_pressure"]?["element"] as? String == "J3")
        #expect(extremes["lowest_pressure"]?["time_s"] as? Double == 10800)
        #expect(extremes["highest_velocity"]?["element"] as? String == "P3")
    }

    @Test("EPANET's results file has a period for each report time, and nothing is left beside it")
    func binary() throws {
        let springs = try Springs()
        try springs.write("town.inp", Self.day)
        let outcome = try springs.run("solve", "town.inp", "--output", "a.out", "--output", "a.csv")
        try #require(outcome.code == 0, "\(outcome.errors)")
        // 884 + 36·4 + 52·3 + 8·1, energy 4, seven periods of 16·4 + 32·3, epilog 28.
        #expect(try springs.bytes("a.out").count == 1192 + 4 + 7 * 160 + 28)
        #expect(try springs.names() == ["a.csv", "a.out", "town.inp"])
        let rows = String(decoding: try springs.bytes("a.csv"), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(rows[0] == "time_s,reported,kind,id,quantity,value,unit")
        #expect(rows.contains("21600,true,pipe,P3,status,open,"))
    }

    @Test("A city is solved as its model is, and its map has two layers")
    func city() throws {
        let springs = try Springs()
        try springs.makeTown()
        let outcome = try springs.run(
            "solve", "city.db", "--lang", "zh", "--output", "map.gpkg", "--output", "a.json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("恒定流计算"))
        #expect(try springs.bytes("map.gpkg").starts(with: Data("SQLite format 3".utf8)))
        let result = try document(try springs.bytes("a.json"))
        #expect((result["states"] as? [Any])?.count == 1)
        guard GDAL.ogrinfo != nil else { return }
        let nodes = try GDAL.ask(springs, ["-al", "map.gpkg", "nodes"])
        #expect(try GDAL.number("Feature Count", in: nodes) == 4)
        #expect(nodes.contains("pressure_m (Real) = "))
        let links = try GDAL.ask(springs, ["-al", "map.gpkg", "links"])
        #expect(try GDAL.number("Feature Count", in: links) == 3)
        #expect(links.contains("status (String) = open"))
    }

    @Test("A city of pipes without source: the reason is said, nothing is written")
    func unsolvable() throws {
        let springs = try Springs()
        try springs.makeStreet()
        let outcome = try springs.run("solve", "city.db", "--output", "a.json")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("the network has no reservoir and no tank"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: springs.path("a.json")))
    }

    @Test("A full disk: the reason is said and no half a file is left")
    func fullDisk() throws {
        let springs = try Springs()
        try springs.write("town.inp", Self.day)
        for ending in ["out", "json", "csv", "gpkg"] {
            let outcome = try springs.shell(
                "trap '' XFSZ; ulimit -f 1; springline solve town.inp --output a.\(ending) >/dev/null")
            #expect(outcome.code == 1, "\(ending)")
            #expect(outcome.reason.hasPrefix("Error: a.\(ending)"), "\(outcome.errors)")
            #expect(try springs.names() == ["town.inp"], "\(ending)")
        }
    }

    @Test("Scenarios stand side by side; a mistake in their file is named with its line")
    func scenarios() throws {
        let springs = try Springs()
        try springs.write("town.inp", Self.day)
        try springs.write(
            "s.yml", "scenarios:\n  - name: as it is\n  - name: peak\n    demand_factor: 1.5\n")
        let table = try springs.run("solve", "town.inp", "--scenarios", "s.yml")
        try #require(table.code == 0, "\(table.errors)")
        #expect(table.output.hasPrefix("town.inp: 4 nodes, 3 links; 2 scenarios\n"), "\(table.output)")
        let json = try springs.run("solve", "town.inp", "--scenarios", "s.yml", "--format", "json")
        let found = try #require(try document(Data(json.output.utf8))["scenarios"] as? [[String: Any]])
        #expect(found.map { $0["name"] as? String } == ["as it is", "peak"])
        #expect((found[1]["head_m"] as? [Double])?.count == 4)
        try springs.write("s.yml", "scenarios:\n  - name: peak\n    demand_faktor: 1.5\n")
        try springs.expectRefusal(
            ["solve", "town.inp", "--scenarios", "s.yml"],
            "Error: s.yml, line 3: peak.demand_faktor: unknown; expected one of demand_factor, roughness_factor, "
                + "demands, status, settings")
    }
}
