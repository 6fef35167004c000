import Foundation
import Testing

@Suite("The zone of a city, and files that say nothing of it")
struct TimeZoneCommandTests {
    @Test("Names that are no IANA zones are refused, and a file without a reading sets nothing")
    func refusals() throws {
        let springs = try Springs()
        try springs.makeTown()
        try springs.writeFlows()
        for name in ["CST", "BST", "IST", "UTC+8", "GMT+8", "+08:00"] {
            let reason =
                "Error: '\(name)' is no IANA time zone; give a name such as Asia/Shanghai, Europe/Berlin or UTC."
            try springs.expectRefusal(
                ["readings", "import", "city.db", "flow.csv", "--kind", "flow", "--timezone", name], reason)
            try springs.expectRefusal(["timezone", "city.db", name], reason)
        }
        try springs.write("headings.csv", "Timestamp,P1\n")
        let outcome = try springs.run(
            "readings", "import", "city.db", "headings.csv", "--kind", "flow", "--timezone", "Asia/Shanghai")
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("headings.csv: the file holds no reading"))
        #expect(try springs.run("timezone", "city.db").output == "UTC (not set)\n")
    }

    @Test("A zone is set, kept by the readings, and moves them only when told")
    func setting() throws {
        let springs = try Springs()
        try springs.makeTown()
        #expect(try springs.run("timezone", "city.db", "Asia/Shanghai").output == "Asia/Shanghai\n")
        try springs.write("flow.csv", "Timestamp,P1\n2024-03-04 00:00,10\n2024-03-04 01:00,11\n")
        #expect(try springs.run("readings", "import", "city.db", "flow.csv", "--kind", "flow").code == 0)
        func first() throws -> String {
            let info = try springs.run("info", "city.db", "--format", "json").output
            return info.contains("2024-03-03T16:00:00Z")
                ? "shanghai" : info.contains("2024-03-04T00:00:00Z") ? "utc" : "?"
        }
        #expect(try first() == "shanghai")
        let refused = try springs.run("timezone", "city.db", "UTC")
        #expect(refused.code == 1)
        #expect(
            refused.errors.contains("has 2 readings in Asia/Shanghai; say whether they keep their instants"))
        #expect(try springs.run("timezone", "city.db", "UTC", "--readings", "move").code == 0)
        #expect(try first() == "utc")
        #expect(try springs.run("timezone", "city.db", "Asia/Shanghai", "--readings", "keep").code == 0)
        #expect(try first() == "utc")
        #expect(try springs.run("timezone", "city.db").output == "Asia/Shanghai\n")
    }

    @Test("An import says since when it is so, and a date before the zone is known is local")
    func dates() throws {
        let springs = try Springs()
        let layer = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"P1","dn":100},
            "geometry":{"type":"LineString","coordinates":[[500000,4050000],[500100,4050000]]}}]}
            """
        try springs.write("a.geojson", layer)
        let undated = try springs.run("import", "undated.db", "a.geojson", "--crs", "EPSG:4548")
        #expect(
            undated.output.contains(
                "no date was given: it holds as far back as anything is asked of the city"))
        #expect(try springs.run("info", "undated.db", "--as-of", "1950-01-01").code == 0)
        let dated = try springs.run(
            "import", "dated.db", "a.geojson", "--crs", "EPSG:4548", "--valid-from", "2024-01-01")
        #expect(dated.output.contains("it holds from 2024-01-01 on, local time of the city"))
        try springs.write("flow.csv", "Timestamp,P1\n2024-03-04 00:00,10\n2024-03-04 01:00,11\n")
        #expect(
            try springs.run(
                "readings", "import", "dated.db", "flow.csv", "--kind", "flow", "--timezone", "Asia/Shanghai"
            ).code == 0)
        let history = try springs.run("history", "dated.db", "--format", "csv").output
        #expect(history.contains("1,2024-01-01T00:00:00+08:00"))
    }
}
