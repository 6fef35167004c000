import Foundation
import Testing

@Suite("Exit codes and forms that other programs rely on")
struct CommandLineTests {
    @Test(
        "What is no proper command ends with the parser's code and its reason",
        arguments: [
            (["nonsense"], "Error: Unexpected argument 'nonsense'"),
            (["import", "city.db"], "Error: Name at least one source, or a --mapping that names them."),
            (["import", "city.db", "a", "--tolerance=-1"], "Error: --tolerance must be 0 m or more."),
            (["balance", "city.db"], "Error: Missing expected argument '--from <from>'"),
            (
                ["balance", "city.db", "--from", "2024-01-01", "--to", "2024-01-02", "--by", "year"],
                "Error: The value 'year' is invalid for '--by <by>'. Please provide one of 'day', 'week', "
                    + "'month' or 'period'."
            ),
            (
                ["readings", "import", "city.db", "f.csv", "--kind", "flows"],
                "Error: The value 'flows' is invalid for '--kind <kind>'. Please provide one of 'flow', "
                    + "'register', 'level', 'pressure' or 'consumption'."
            ),
            (
                ["readings", "import", "city.db", "f.csv", "--kind", "flow", "--unit", "m"],
                "Error: 'm' is no unit of flow."
            ),
            (["zones", "derive", "city.db"], "Error: Give --cut ID... or --attribute."),
            (
                ["evaluate", "city.db", "--from", "2024-01-01", "--to", "2024-01-02", "--n1", "15"],
                "Error: --n1: found 15.0, expected 0.1 to 3.0"
            ),
            (
                ["pressure", "city.db", "--from", "2024-01-01", "--to", "2024-01-02", "--retail-price", "3"],
                "Error: --retail-price and --variable-cost: found one of them, expected both or none"
            ),
            (
                ["zones", "derive", "city.db", "--cut", "P1", "--name", "J1="],
                "Error: --name takes NODE=NAME, not 'J1='."
            ),
            (
                ["info", "city.db", "--format", "xml"],
                "Error: The value 'xml' is invalid for '--format <format>'. Please provide one of 'table', "
                    + "'json' or 'csv'."
            ),
        ])
    func usage(_ arguments: [String], _ reason: String) throws {
        let springs = try Springs()
        let outcome = try springs.run(arguments)
        #expect(outcome.code == 64)
        #expect(outcome.errors.split(separator: "\n").first.map(String.init) == reason)
        #expect(outcome.output.isEmpty)
        #expect(try springs.names().isEmpty)
    }

    static let period = ["--from", "2024-03-04", "--to", "2024-03-05"]

    @Test(
        "A city that is not there, or is none, is neither made nor touched",
        arguments: [
            ["info", "city.db"], ["check", "city.db"], ["zones", "list", "city.db"],
            ["zones", "derive", "city.db", "--cut", "P1"], ["zones", "import", "city.db", "z.geojson"],
            ["readings", "import", "city.db", "f.csv", "--kind", "flow"], ["balance", "city.db"] + period,
            ["report", "city.db", "--output", "x.html"] + period,
        ])
    func noCity(_ arguments: [String]) throws {
        let springs = try Springs()
        try springs.expectRefusal(
            arguments,
            "Error: there is no city at 'city.db'; check the path, or import a network to make one")
        for (bytes, found) in [
            ([], "an empty file"), (Array("no city at all".utf8), "no SQLite database"),
        ] {
            try springs.write("city.db", bytes)
            try springs.expectRefusal(
                arguments,
                "Error: 'city.db' is not a city: it is \(found); give the path of a file that an import made")
        }
    }

    @Test("An import does not write over a file that is no city")
    func importOverOtherFile() throws {
        let springs = try Springs()
        try springs.writePipes("pipes.geojson")
        try springs.write("city.db", "my thesis")
        try springs.expectRefusal(
            ["import", "city.db", "pipes.geojson"],
            "Error: 'city.db' is not a city: it is no SQLite database; give the path of a file that an import "
                + "made")
    }

    @Test("Output that cannot be written: the reason, and code 1")
    func unwritable() throws {
        let springs = try Springs()
        try springs.makeTown()
        for ending in ["geojson", "gpkg", "shp", "json", "csv"] {
            let outcome = try springs.run("check", "city.db", "--output", "no/such/folder/x.\(ending)")
            #expect(outcome.code == 1)
            #expect(outcome.reason.hasPrefix("Error: no/such/folder/x."), "\(outcome.errors)")
            #expect(outcome.reason.contains(": cannot be written: "), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
        for ending in ["html", "xlsx", "json", "csv", "gpkg", "geojson"] {
            let outcome = try springs.run(
                ["report", "city.db", "--output", "no/such/folder/x.\(ending)"] + Self.period)
            #expect(outcome.code == 1)
            #expect(outcome.reason.hasPrefix("Error: no/such/folder/x.\(ending): cannot be written: "))
            #expect(outcome.output.isEmpty)
        }
        try springs.expectRefusal(
            ["check", "city.db", "--output", "x.txt"],
            "Error: x.txt: not a format known here; expected an ending .geojson, .gpkg, .shp or .csv.")
        try springs.expectRefusal(
            ["report", "city.db", "--output", "x.pdf"] + Self.period,
            "Error: x.pdf: not a format known here; expected .html, .xlsx, .json, .csv, .gpkg, "
                + ".geojson or a folder.")
    }

    /// A town with two days of flow.
    static func town() throws -> Springs {
        let springs = try Springs()
        try springs.makeTown()
        try springs.writeFlows()
        let outcome = try springs.run(
            "readings", "import", "city.db", "flow.csv", "--kind", "flow", "--unit", "m3/h")
        try #require(outcome.code == 0, "\(outcome.errors)")
        return springs
    }

    @Test("balance --format json has every key that was promised, null where nothing is known")
    func balanceKeys() throws {
        let springs = try Self.town()
        let outcome = try springs.run(
            "balance", "city.db", "--from", "2024-03-04", "--to", "2024-03-08", "--by", "day", "--zone",
            "Town", "--unmetered", "none", "--format", "json")
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(root.keys.sorted() == ["zones"])
        let zone = try #require((root["zones"] as? [[String: Any]])?.first)
        #expect(zone["id"] as? String == "Town")
        let periods = try #require(zone["periods"] as? [[String: Any]])
        #expect(periods.count == 4)
        let promised: Set = [
            "from", "to", "input_m3", "export_m3", "storage_change_m3", "metered_m3", "unmetered_m3",
            "loss_m3", "loss_ci95_m3", "coverage", "flags",
        ]
        for period in periods { #expect(promised.isSubset(of: period.keys)) }
        #expect(periods[3]["loss_m3"] is NSNull)
        #expect(try BalanceJSON(outcome.output).zones[0].periods[0].loss_m3 == 240)
    }

    @Test(
        "Every result is one JSON value, or CSV of rows of one width without an empty one",
        arguments: [
            ["info", "city.db"], ["check", "city.db"], ["zones", "list", "city.db"],
            ["zones", "derive", "city.db", "--cut", "P1"],
            ["readings", "import", "city.db", "flow.csv", "--kind", "flow"],
            ["balance", "city.db", "--by", "day"] + period,
            ["report", "city.db", "--output", "r.html"] + period,
            ["report", "city.db", "--output", "r.xlsx"] + period,
        ])
    func forms(_ arguments: [String]) throws {
        let springs = try Self.town()
        let json = try springs.run(arguments + ["--format", "json"])
        #expect(json.code == 0, "\(json.errors)")
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.output.utf8)) }
        let csv = try springs.run(arguments + ["--format", "csv"])
        #expect(csv.code == 0, "\(csv.errors)")
        // Nothing in this town needs quotes but lists of ids, which hold no comma.
        let lines = csv.output.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "")
        let widths = Set(
            lines.dropLast().map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
        #expect(widths.count == 1, "\(csv.output)")
        #expect(try springs.run(arguments + ["--format", "table"]).code == 0)
        #expect(try springs.run(arguments + ["--lang", "zh"]).code == 0)
    }

    @Test("Progress is for a terminal: a file or a pipe never gets a bar")
    func noProgress() throws {
        let springs = try Springs()
        let outcome = try springs.run("sample", "sample", "--junctions", "300", "--days", "2")
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        let town = try Self.town()
        for arguments in [
            ["readings", "import", "city.db", "flow.csv", "--kind", "flow"],
            ["report", "city.db", "--output", "r.html"] + Self.period, ["check", "city.db"],
        ] {
            let outcome = try town.run(arguments)
            #expect(!outcome.errors.contains { "\r\u{1B}█░".contains($0) }, "\(outcome.errors)")
            #expect(!outcome.output.contains("\u{1B}"))
        }
    }
}
