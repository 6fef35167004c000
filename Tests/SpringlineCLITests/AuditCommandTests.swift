import Foundation
import Springline
import Testing

@Suite("What audit prints and refuses")
struct AuditCommandTests {
    @Test("A year is graded, in both languages")
    func graded() throws {
        let springs = try Springs()
        try springs.write(
            "year.yml",
            """
            period: {from: 2025-01-01, to: 2026-01-01}
            volumes:
              own_sources: {value: 10000, unit: 万m³}
              billed_metered: {value: 8400, unit: 万m³}
              unbilled_unmetered: {value: 0, unit: m3}
            cjj92:
              households: {value: 4500, unit: 万m³}
              pipes_dn75: {value: 1200, unit: km}
              plants: [{pressure: {value: 0.4, unit: MPa}, supply: {value: 1, unit: 万m³}}]
              frost_depth: {value: 1, unit: m}
            """)
        let english = try springs.run("audit", "year.yml", "--standard", "cjj92-2018")
        #expect(english.code == 0 && english.output.contains("8.900"), "\(english.errors)")
        #expect(english.output.contains("grade 1"))
        let chinese = try springs.run("audit", "year.yml", "--standard", "cjj92-2018", "--lang", "zh")
        #expect(chinese.output.contains("一级") && chinese.output.contains("漏损率"))
    }

    @Test("A file that is not there, and one that is wrong")
    func refusals() throws {
        let springs = try Springs()
        try springs.expectRefusal(["audit", "no.yml"], "Error: no.yml: the audit file cannot be read")
        try springs.write(
            "bad.yml", "period: {from: 2025-01-01, to: 2026-01-01}\nvolumes: {own_sources: 5}\n")
        let outcome = try springs.run("audit", "bad.yml")
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("bad.yml, line 2: volumes.own_sources: a value needs its unit"))
        #expect(outcome.errors.contains("bad.yml, line 2: volumes.billed_metered: missing"))
    }

    @Test("A template that is filled in is graded; one that is not says what it needs, in its language")
    func template() throws {
        let springs = try Springs()
        let empty = try springs.run("audit", "--template", "cjj92", "--year", "2025")
        #expect(empty.code == 0 && empty.output.contains("period: {from: 2025-01-01, to: 2026-01-01}"))
        try springs.write("empty.yml", empty.output)
        let needs = try springs.run("audit", "empty.yml")
        #expect(
            needs.reason
                == "Error: empty.yml, line 5: volumes: missing; every balance needs own_sources and billed_metered"
        )
        var text = try springs.run("audit", "--template", "cjj92", "--year", "2025", "--lang", "zh").output
        for (key, value) in [
            ("自产供水量", "10000"), ("计费计量用水量", "8400"), ("免费未计量用水量", "0"), ("居民抄表到户水量", "4500"),
            ("DN75及以上管长", "1200"), ("出厂压力", "0.4"), ("供水量", "1"), ("最大冻土深度", "1"),
        ] {
            for mark in [" ", "{"] {
                text = text.replacing("\(mark)\(key): {数值: ,", with: "\(mark)\(key): {数值: \(value),")
            }
        }
        try springs.write("zh.yml", text)
        let book = try springs.run("audit", "--template", "cjj92", "--lang", "zh", "--output", "空.xlsx")
        #expect(book.code == 0 && book.output.isEmpty)
        let unfilled = try springs.run("audit", "空.xlsx", "--lang", "zh")
        #expect(unfilled.code == 1 && unfilled.errors.contains("空.xlsx") && unfilled.errors.contains("统计期"))
        let graded = try springs.run("audit", "zh.yml", "--standard", "cjj92-2018", "--lang", "zh")
        #expect(
            graded.code == 0 && graded.output.contains("8.900") && graded.output.contains("一级"), "\(graded)")
        #expect(graded.output.contains("2025 年全国目标"))
    }

    @Test("A page, a workbook, and nothing over the input")
    func files() throws {
        let springs = try Springs()
        try springs.write("year.yml", AuditExample.revision.text)
        for name in ["b.html", "b.xlsx", "b.json", "b.csv"] {
            let outcome = try springs.run("audit", "year.yml", "--output", name, "--lang", "zh")
            #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.errors)")
        }
        let page = String(decoding: try springs.bytes("b.html"), as: UTF8.self)
        #expect(page.contains("水量平衡表") && page.contains("注册用户用水量"))
        try springs.expectRefusal(
            ["audit", "year.yml", "--output", "b.pdf"],
            "Error: b.pdf: not a format known here; expected .html, .xlsx, .json or .csv.")
        let over = try springs.run("audit", "year.yml", "--output", "year.yml")
        #expect(over.code == 1)
        try springs.write("year.csv", AuditExample.revision.text)
        let input = try springs.run("audit", "year.csv", "--output", "year.csv")
        #expect(input.code == 1 && input.errors.contains("it is an input of this run"))
        #expect(String(decoding: try springs.bytes("year.csv"), as: UTF8.self) == AuditExample.revision.text)
    }

    @Test("Years side by side, and what is no series of years")
    func years() throws {
        let springs = try Springs()
        var earlier = AuditExample.revision
        earlier.period = "{from: 2024-01-01, to: 2025-01-01}"
        earlier.volumes["billed_metered"] = "{value: 8200, unit: 万m³}"
        try springs.write("b.yml", AuditExample.revision.text)
        try springs.write("a.yml", earlier.text)
        let table = try springs.run("audit", "b.yml", "a.yml", "--years", "--standard", "cjj92-2018")
        let row = table.output.split(separator: "\n").first { $0.contains("R_BL") }
        // 10.9 % in 2024, 8.9 % in 2025.
        let cells = row?.split(separator: " ").map(String.init) ?? []
        #expect(cells.contains("10.90") && cells.contains("8.900") && cells.contains("-2.000"), "\(table)")
        let same = try springs.run("audit", "a.yml", "a.yml", "--years")
        #expect(same.code == 1 && same.reason.hasPrefix("Error: a.yml, a.yml: two periods overlap"))
        for arguments in [
            ["audit"], ["audit", "a.yml", "--years"], ["audit", "a.yml", "--year", "2024"],
            ["audit", "--template", "cjj92", "a.yml"], ["audit", "a.yml", "b.yml", "--output", "c.html"],
            ["audit", "a.yml", "--units", "us", "--format", "json"], ["audit", "--from-city", "x.db"],
            ["audit", "--template", "cjj92", "--year", "99999"], ["audit", "--template", "bs"],
            ["audit", "--template", "iwa", "--from", "2024-01-01"],
            ["audit", "--template", "iwa", "--from", "2024-02-30", "--to", "2024-03-01"],
            ["audit", "--template", "iwa", "--from", "2024-03-01", "--to", "2024-03-01"],
        ] {
            let outcome = try springs.run(arguments)
            #expect(outcome.code == 64 && outcome.output.isEmpty, "\(arguments) \(outcome)")
        }
    }

    @Test("US units are for people; JSON stays in those of its keys")
    func units() throws {
        let springs = try Springs()
        try springs.write("year.yml", AuditExample.revision.text)
        let table = try springs.run("audit", "year.yml", "--units", "us", "--standard", "iwa").output
        // 10⁸ m³ are 26 417 million gallons.
        #expect(table.contains("26417") && table.contains("MG"))
    }

    @Test("What a city knows of a period fills in a template that reads back with its volumes and lengths")
    func fromCity() throws {
        let city = try ChineseCity.shared.get()
        let period = ["--from", "2024-03-04", "--to", "2024-04-01"]
        let json = try city.springs.run(["balance", "city.db", "--format", "json"] + period)
        #expect(json.code == 0)
        for (form, language) in [("cjj92", "zh"), ("iwa", "en"), ("awwa", "en")] {
            let outcome = try city.springs.run(
                ["audit", "--from-city", "city.db", "--template", form, "--lang", language] + period)
            #expect(outcome.code == 0, "\(outcome.errors)")
            try city.springs.write("\(form).yml", outcome.output)
            let audit = try AuditFile.read(path: city.springs.path("\(form).yml"))
            #expect(audit.days == 28 && !audit.isYear && audit.undertaking == "city")
            #expect(audit.balance.ownSources.value > 0 && audit.balance.billedMetered.value > 0)
            #expect(audit.balance.ownSources.halfWidth.map { $0 > 0 } == true)
            // The loss is the city's own: WS − use.
            let loss = audit.balance.nonRevenueWater.value
            #expect(loss > 0 && loss < audit.balance.ownSources.value)
            if form != "cjj92" { #expect((audit.mains?.value ?? 0) > 1000 && audit.averagePressure != nil) }
        }
        let year = try city.springs.run("audit", "--from-city", "city.db", "--year", "2023")
        #expect(year.code == 0 && year.output.contains("own_sources: {value: ,"), "\(year)")
        #expect(year.output.contains("billed_metered: {value: ,"), "\(year)")
    }
}
