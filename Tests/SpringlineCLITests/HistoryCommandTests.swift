import Foundation
import Testing

@Suite("A city as it was, and as new files make it")
struct HistoryCommandTests {
    private func pipes(_ pipes: [(id: String, dn: Int, x: Double)]) -> String {
        let features = pipes.map { pipe in
            """
            {"type":"Feature","properties":{"id":"\(pipe.id)","dn":\(pipe.dn)},"geometry":{"type":"LineString",
            "coordinates":[[\(500_000 + pipe.x),4050000],[\(500_100 + pipe.x),4050000]]}}
            """
        }
        return #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
    }

    /// A city of two pipes since New Year, in which the second became wider and a third was laid on 1 March.
    private func city() throws -> Springs {
        let springs = try Springs()
        try springs.write("a.geojson", pipes([("P1", 100, 0), ("P2", 100, 100)]))
        try springs.run(
            "import", "city.db", "a.geojson", "--crs", "EPSG:4548", "--valid-from", "2024-01-01")
        try springs.write("a.geojson", pipes([("P1", 100, 0), ("P2", 200, 100), ("P3", 100, 200)]))
        return springs
    }

    @Test("Changes are told without writing, then made, and the day before is as it was")
    func changes() throws {
        let springs = try city()
        let before = try springs.bytes("city.db")
        let command = ["changes", "city.db", "a.geojson", "--crs", "EPSG:4548", "--format", "csv"]
        let told = try springs.run(command)
        let expected =
            "change,layer,id,field,before,after\r\nadded,junction,auto-4,,,\r\nadded,pipe,P3,,,\r\n"
            + "reattributed,pipe,P2,diameter,0.1,0.2\r\n"
        #expect(told.output.hasPrefix(expected), "\(told.output)\(told.errors)")
        #expect(try springs.bytes("city.db") == before)
        let made = try springs.run(
            command + ["--apply", "--valid-from", "2024-03-01", "--output", "diff.geojson"])
        #expect(made.output == told.output)
        // Lines under the name that was given, points beside it, each with its style.
        for (name, count) in [("diff", 2), ("diff-changed_points", 1)] {
            let layer =
                try JSONSerialization.jsonObject(with: springs.bytes("\(name).geojson")) as? [String: Any]
            #expect((layer?["features"] as? [Any])?.count == count)
            #expect(!(try springs.bytes("\(name).qml")).isEmpty)
        }
        #expect(try springs.run(command).output == "change,layer,id,field,before,after\r\n")
        func count(_ day: String) throws -> Bool {
            let outcome = try springs.run("info", "city.db", "--as-of", day, "--format", "json")
            return outcome.output.contains("\"pipe\": 2") || outcome.output.contains("\"pipe\":2")
        }
        #expect(try count("2024-02-29"))
        #expect(try !count("2024-03-01"))
        let history = try springs.run("history", "city.db", "--format", "csv").output
        let lines = history.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("1,2024-01-01T00:00:00"))
        #expect(lines[2].hasPrefix("2,2024-03-01T00:00:00"))
        #expect(lines[2].contains("junction: 1 added; pipe: 1 added, 1 re-attributed"))
        let life = try springs.run("history", "city.db", "--element", "P2", "--format", "csv").output
        #expect(life.split(separator: "\r\n").count == 3)
        #expect(life.contains("diameter: 0.2"))
    }

    @Test("The zones of a day are those that were listed then")
    func zones() throws {
        let springs = try city()
        let first = try springs.run("zones", "derive", "city.db", "--cut", "P2", "--format", "csv").output
        let second = try springs.run(
            "zones", "derive", "city.db", "--cut", "P2", "--name", "auto-1=West", "--format", "csv"
        ).output
        #expect(first != second)
        #expect(
            try springs.run("history", "city.db", "--zones", "2024-01-01", "--format", "csv").output == first)
        #expect(try springs.run("zones", "list", "city.db", "--format", "csv").output == second)
    }

    @Test("Dates and ids that the city does not know are refused in one sentence")
    func refusals() throws {
        let springs = try city()
        let early =
            "Error: the city's history begins at 2024-01-01T00:00:00Z and 2023-12-31T00:00:00Z was asked for; "
            + "give a later date, or import the first network with the date from which it holds (--valid-from)"
        try springs.expectRefusal(["info", "city.db", "--as-of", "2023-12-31"], early)
        try springs.expectRefusal(["check", "city.db", "--as-of", "2023-12-31"], early)
        try springs.expectRefusal(
            ["history", "city.db", "--element", "X"],
            "Error: no element called 'X' is or was in the city; check the id and its prefix")
        try springs.expectRefusal(
            [
                "changes", "city.db", "a.geojson", "--crs", "EPSG:4548", "--apply", "--valid-from",
                "2023-12-31",
            ],
            "Error: the change is dated 2023-12-31T00:00:00Z and the last one 2024-01-01T00:00:00Z; "
                + "a change cannot hold from before the last")
        try springs.write("b.geojson", pipes([("B", 1, 500)]))
        try springs.expectRefusal(
            ["changes", "city.db", "b.geojson", "--crs", "EPSG:4548"],
            "Error: b.geojson: no source of the city is called so; it has a.geojson; "
                + "say with --replaces which one it is")
    }
}
