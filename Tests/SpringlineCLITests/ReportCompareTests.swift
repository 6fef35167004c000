import Foundation
import Testing

@Suite("Reports that compare, and answers as workbooks and lists")
struct ReportCompareTests {
    private static let period = ["--from", "2024-03-04", "--to", "2024-03-05"]

    @Test(
        "What is no period is refused with what was found and expected",
        arguments: [
            "2024-02-05", "2024-02-05..", "..2024-03-04", "2024-02-05..2024-02-10..2024-03-04", "", "..",
            "2024-02-05...2024-03-04 ..x",
        ])
    func unreadable(_ range: String) throws {
        let springs = try Springs()
        let outcome = try springs.run(
            ["report", "city.db", "--output", "x.html", "--compare", range] + Self.period)
        #expect(outcome.code == 64, "\(outcome.errors)")
        #expect(
            outcome.errors.contains(
                "Error: --compare: found '\(range)', expected FROM..TO, such as 2024-02-05..2024-03-04"),
            "\(outcome.errors)")
        let chinese = try springs.run(
            ["report", "city.db", "--output", "x.html", "--compare", range, "--lang", "zh"] + Self.period)
        #expect(chinese.errors.contains("错误：--compare：给出“\(range)”，应为 起..止"), "\(chinese.errors)")
    }

    @Test("Periods that overlap, end before they begin or are no dates are refused, and nothing is written")
    func refused() throws {
        let springs = try CommandLineTests.town()
        try springs.expectRefusal(
            ["report", "city.db", "--output", "x.html", "--compare", "2024-03-04..2024-03-06"] + Self.period,
            "Error: the periods 2024-03-04..2024-03-05 and 2024-03-04..2024-03-06 overlap, and what lies in both "
                + "is no difference; compare with a period that ends before the other begins, or begins after it ends"
        )
        for range in ["2024-03-03..2024-03-02", "gestern..2024-03-04", "2024-03-02..2024-03-02"] {
            let names = try springs.names()
            let outcome = try springs.run(
                ["report", "city.db", "--output", "x.html", "--compare", range] + Self.period)
            #expect(outcome.code == 1, "\(range): \(outcome.errors)")
            #expect(outcome.reason.hasPrefix("Error: "))
            #expect(try springs.names() == names)
        }
    }

    @Test(
        "The report says what became of the losses, by the day, in every form; the city has the name it is given"
    )
    func compared() throws {
        let springs = try CommandLineTests.town()
        let outcome = try springs.run(
            "report", "city.db", "--from", "2024-03-05", "--to", "2024-03-06", "--compare",
            "2024-03-04..2024-03-05", "--output", "all", "--name", "Town of Springs")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("Water loss report · Town of Springs"))
        #expect(outcome.output.contains("Compared with 2024-03-04 – 2024-03-04: "), "\(outcome.output)")
        let page = String(decoding: try springs.bytes("all/report.html"), as: UTF8.self)
        #expect(page.contains("<h1>Town of Springs</h1>") && page.contains("id=\"comparison\""))
        let head =
            String(decoding: try springs.bytes("all/zones.csv"), as: UTF8.self)
            .split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        #expect(head.hasSuffix("change_m3_per_d,change_ci95_m3_per_d,change,compared_mains_km"), "\(head)")
        let json = try #require(
            try JSONSerialization.jsonObject(with: springs.bytes("all/report.json")) as? [String: Any])
        let comparison = try #require(json["comparison"] as? [String: Any])
        #expect(comparison["days"] as? Double == 1)
        #expect(FileManager.default.fileExists(atPath: springs.path("all/losses.gpkg")))
    }

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

    @Test(
        "An ending that says no form is refused before the network is read",
        arguments: [
            "burst.doc", "burst", "burst.xls", "burst.xlsx.bak", "burst.CSVX",
        ])
    func endings(_ name: String) throws {
        let springs = try Springs()
        // The network is not there: that would be the second thing to say.
        try springs.expectRefusal(
            ["isolate", "none.inp", "--pipe", "P3", "--output", name],
            "Error: \(name): not a format known here; expected an ending .xlsx, .csv, .gpkg, .geojson or .shp."
        )
        let outcome = try springs.run("isolate", "none.inp", "--pipe", "P3", "--output", name, "--lang", "zh")
        #expect(outcome.errors.contains("\(name)：无法识别的格式；应为：扩展名 .xlsx、.csv、.gpkg、.geojson 或 .shp。"))
    }

    @Test("A burst as lists: keys in English, headings and words in Chinese behind the mark of UTF-8")
    func lists() throws {
        let springs = try Springs()
        try springs.write("loop.inp", Self.model)
        let arguments = ["isolate", "loop.inp", "--pipe", "P3", "--place-valves", "n", "--output"]
        #expect(try springs.run(arguments + ["en.csv"]).code == 0)
        let english = try springs.bytes("en.csv")
        #expect(
            String(decoding: english, as: UTF8.self).hasPrefix("order,valve,action,link,node,diameter_mm,"))
        let outcome = try springs.run(arguments + ["zh.csv", "--lang", "zh"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let chinese = try springs.bytes("zh.csv")
        #expect(chinese.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: chinese.dropFirst(3), as: UTF8.self)
        #expect(text.hasPrefix("序号,阀门,操作,所在管段,所在节点,管径 (mm),"), "\(text)")
        #expect(text.contains(",关闭,") && !text.contains("close"))
        // The order of closing is the order of the rows, and numbers are those of the English file.
        #expect(text.split(whereSeparator: \.isNewline).dropFirst().first?.hasPrefix("1,") == true)
        // One list alone.
        #expect(try springs.run(arguments + ["pipes.csv", "--list", "isolated_links"]).code == 0)
        #expect(
            String(decoding: try springs.bytes("pipes.csv"), as: UTF8.self).hasPrefix("id,kind,diameter_mm"))
        #expect(try springs.names() == ["en.csv", "loop.inp", "pipes.csv", "zh.csv"])
    }

    @Test("A burst as a workbook: facts, valves in order, and no input is replaced by it")
    func workbook() throws {
        let springs = try Springs()
        try springs.write("loop.inp", Self.model)
        let outcome = try springs.run(
            "isolate", "loop.inp", "--pipe", "P3", "--place-valves", "n", "--output", "burst.xlsx")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try springs.bytes("burst.xlsx").starts(with: [0x50, 0x4B]))
        try springs.write("model.xlsx", Self.model)
        let before = try springs.bytes("model.xlsx")
        let over = try springs.run("isolate", "model.xlsx", "--pipe", "P3", "--output", "model.xlsx")
        #expect(over.code != 0)
        #expect(try springs.bytes("model.xlsx") == before)
        // Without a burst: every part between valves.
        let all = try springs.run("isolate", "loop.inp", "--place-valves", "n", "--output", "parts.xlsx")
        #expect(all.code == 0, "\(all.errors)")
        #expect(try springs.bytes("parts.xlsx").starts(with: [0x50, 0x4B]))
    }
}
