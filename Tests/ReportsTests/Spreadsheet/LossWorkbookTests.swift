import InputOutput
import Foundation
import LeakZones
import WaterLoss
import Telemetry
import Testing

@testable import Reports

@Suite("Loss report as a workbook")
struct LossWorkbookTests {
    private let folder: WorkbookFolder

    init() throws { folder = try WorkbookFolder() }

    /// Reports of all shapes: zones side by side, zones in zones, the city evaluated as one, nothing claimed.
    private static func reports() throws -> [String: LossReport] {
        let city = try TinyCity()
        var whole = try city.report()
        var balance = city.first
        balance.zone = "Tiny"
        balance.input = 1900.5
        balance.metered = 1121
        balance.loss = 1900.5 - 100 - 0.5 - 1121 - 49.6
        whole.city = ZoneReport(zone: Zone(id: "Tiny"), balance: balance, facts: whole.zones[0].facts)
        var dead = city.second
        dead.zone = "A"
        return [
            "tiny": try city.report(), "whole": whole, "dead": try city.report(first: dead),
            "nested": try nested(), "demo": try DemoCity().report(),
        ]
    }

    /// A zone P of the parts A and B: P claims nothing as B does not, so that A counts by itself.
    private static func nested() throws -> LossReport {
        let city = try TinyCity()
        var report = try city.report()
        for place in 0..<2 { report.zones[place].zone.parent = "P" }
        var parent = city.second
        parent.zone = "P"
        report.zones.append(
            ZoneReport(zone: Zone(id: "P", name: "All"), balance: parent, facts: report.zones[1].facts))
        return report
    }

    private func isNear(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= 1e-9 * max(1, abs(b))
    }

    @Test(
        "Every formula, computed anew from the numbers alone, gives the value the file holds for it",
        arguments: ["tiny", "whole", "dead", "nested", "demo"], ReportLanguage.allCases)
    func formulas(name: String, language: ReportLanguage) throws {
        let report = try #require(Self.reports()[name])
        let book = try folder.read(report, language)
        #expect(book.names == LossSheet.allCases.filter { $0.isIn(report) }.map { $0.title[language] })
        let reading = FormulaReading(book: book)
        var count = 0
        for (sheet, cells) in book.sheets {
            for (place, cell) in cells where cell.formula != nil {
                let value = try reading.value(sheet, place)
                #expect(isNear(value, cell.number), "\(sheet)!\(place) =\(cell.formula ?? ""): \(value)")
                count += 1
            }
        }
        let claimed = report.zones.count(where: \.balance.isComplete)
        let weeks = report.zones.flatMap(\.weeks).count(where: \.isComplete)
        let rows = claimed * 5 + weeks
        #expect(count >= (claimed > 0 ? rows + 12 : rows), "\(count) formulas")
    }

    @Test(
        "The figures of each zone and of the total are the report's own",
        arguments: ["tiny", "nested", "demo"])
    func figures(name: String) throws {
        let report = try #require(Self.reports()[name])
        let book = try folder.read(report)
        func number(_ zone: String, _ heading: String) throws -> Double? {
            try book.cell(1, zone, heading).number
        }
        for known in report.zones {
            let balance = known.balance
            let zone = known.zone.id
            #expect(isNear(try number(zone, "Input (m³)"), balance.input))
            #expect(isNear(try number(zone, "Export (m³)"), balance.export))
            #expect(isNear(try number(zone, "Storage change (m³)"), balance.storageChange))
            #expect(isNear(try number(zone, "Water supplied (m³)"), known.supplied))
            #expect(isNear(try number(zone, "Metered use (m³)"), balance.metered))
            #expect(isNear(try number(zone, "Unmetered use (m³)"), balance.unmetered))
            #expect(isNear(try number(zone, "Water loss (m³)"), balance.loss))
            #expect(isNear(try number(zone, "± 95 % (m³)"), balance.lossHalfWidth))
            #expect(isNear(try number(zone, "Non-revenue water (%)"), known.nonRevenueWaterPercent))
            #expect(
                isNear(try number(zone, "Loss per km (m³/(km·d))"), known.lossPerKilometreAndDay))
            #expect(
                isNear(
                    try number(zone, "Loss per connection (L/(connection·d))"),
                    known.lossPerConnectionAndDay))
            let formula = try book.cell(1, zone, "Water loss (m³)").formula
            #expect((formula != nil) == balance.isComplete)
        }
        let total = try #require(report.total)
        let sum = "Sum of the zones marked 1"
        #expect(try number(sum, "In total") == Double(total.zones.count))
        for (heading, item, value) in [
            ("Input (m³)", "Input", total.input), ("Export (m³)", "Export", total.export),
            ("Storage change (m³)", "Storage change", total.storageChange),
            ("Water supplied (m³)", "Water supplied", total.supplied),
            ("Metered use (m³)", "Metered use", total.metered),
            ("Unmetered use (m³)", "Unmetered use", total.unmetered),
            ("Water loss (m³)", "Water loss", total.loss), ("± 95 % (m³)", "± 95 %", total.lossHalfWidth),
            ("Non-revenue water (%)", "Non-revenue water", total.nonRevenueWaterPercent),
        ] {
            #expect(isNear(try number(sum, heading), value), "\(heading)")
            let cell = try book.cell(0, item, "Value")
            #expect(isNear(cell.number, value), "\(item)")
            #expect(cell.formula != nil, "\(item)")
        }
    }

    @Test("A zone that claims no loss has empty cells and the reason, and counts in no total")
    func unclaimed() throws {
        let book = try folder.read(TinyCity().report())
        for heading in [
            "In total", "Input (m³)", "Export (m³)", "Water supplied (m³)", "Water loss (m³)", "± 95 % (m³)",
            "Non-revenue water (%)", "Loss per km (m³/(km·d))", "Loss per connection (L/(connection·d))",
        ] { #expect(try book.cell(1, "B", heading) == .init(), "\(heading)") }
        #expect(try book.cell(1, "B", "Metered use (m³)").number == 321)
        let reason = try book.cell(1, "B", "Why no loss is claimed").text
        #expect(reason?.contains("Boundary meter inB has no usable readings") == true)
        #expect(
            try book.cell(1, "B", "Flags").text == "no loss claimed; boundary meter without readings: inB")
        #expect(try book.cell(1, "A", "Why no loss is claimed").text == nil)
        #expect(try book.cell(1, "A", "In total").number == 1)
        #expect(try book.cell(0, "Zones without a claimed loss", "Value").text == "B Mountain")

        let city = try TinyCity()
        var dead = city.second
        dead.zone = "A"
        let none = try folder.read(city.report(first: dead))
        let total = try none.cell(1, "No zone claims a loss.", "Water loss (m³)")
        #expect(total == .init())
        #expect(try none.cell(0, "Water loss", "Value") == .init())
        #expect(try none.cell(0, "Water loss", "Remark").text?.contains("no loss is claimed") == true)
    }

    @Test("The city as one zone: its terms are numbers, what follows from them is formulas")
    func whole() throws {
        let report = try #require(Self.reports()["whole"])
        let book = try folder.read(report)
        #expect(try book.cell(0, "Basis of the totals", "Value").text == "Whole city")
        #expect(try book.cell(0, "Input", "Value") == .init(number: 1900.5))
        #expect(try book.cell(0, "Water loss", "Value").formula == "B11-B12-B13")
        #expect(isNear(try book.cell(0, "Water loss", "Value").number, report.total?.loss))
        #expect(isNear(try book.cell(1, "Sum of the zones marked 1", "Water loss (m³)").number, 250.0234))
    }

    @Test("City, period in local time, weeks and nights")
    func times() throws {
        let report = try TinyCity().report()
        let book = try folder.read(report)
        #expect(try book.cell(0, "City", "Value").text == "Tiny")
        // 1 and 11 March 2024 as day numbers.
        #expect(try book.cell(0, "From", "Value").number == 45_352)
        #expect(try book.cell(0, "To, not included", "Value").number == 45_362)
        #expect(try book.cell(0, "Days", "Value").number == 10)
        #expect(try book.cell(0, "Time zone", "Value").text == "Asia/Shanghai")
        #expect(book.cell(2, "A2").text == "A")
        #expect(book.cell(2, "C2").number == 45_352)
        #expect(book.cell(2, "J2").formula == "E2-F2-G2-H2-I2")
        #expect(book.cell(2, "J3") == .init())
        let least = try book.column("Least rolling hour (m³/h)", of: 3)
        #expect(book.cell(3, "C2").number == 45_352)
        let first = report.zones[0].nights[0].rollingMinimum.map { $0 * 3600 }
        #expect(isNear(book.cell(3, "\(least)2").number, first))
        // The fifth night is not known: a row without figures.
        #expect(book.cell(3, "C6").number == 45_356)
        #expect(book.cell(3, "\(least)6") == .init())
        #expect(book.cell(3, "F6").number == 0)
    }

    @Test("Figures: numbers with limits, words, what cannot be said; each is explained in the glossary")
    func indicators() throws {
        var report = try TinyCity().report()
        let figures = [
            [
                Indicator(
                    .uarl, .number(12.5), unit: "m³/d", halfWidth: 2, method: "UARL = …",
                    source: "Lambert 1999", flags: [.init(.assumed, "pressure")]),
                Indicator(.grade, .word("1"), method: "table 3", source: "CJJ 92-2016"),
                Indicator(
                    .ili, nil as Indicator.Value?, method: "CARL / UARL", source: "IWA",
                    flags: [.init(.notGiven, "x")]),
            ],
            [
                Indicator(
                    IndicatorKey(
                        "of_my_own", unit: "=1", Wording(verbatim: "of_my_own"), method: "=2",
                        source: "+3"), .number(.infinity))
            ],
        ]
        for (place, indicators) in figures.enumerated() {
            report.zones[place].evaluation = Evaluation(
                standards: [.init(standard: .iwa, indicators: indicators)])
        }
        let book = try folder.read(report)
        let rows = (2...5).map { row in "ABCDEFGHIJK".map { book.cell(4, "\($0)\(row)") } }
        #expect(
            rows[0].map(\.text) == [
                "A", "Old town", "Unavoidable annual real losses UARL", nil, "m³/d", nil, nil,
                "assumed: pressure", "uarl_m3_per_d", "UARL = …", "Lambert 1999",
            ])
        #expect(rows[0][3].number == 12.5 && rows[0][5].number == 10.5 && rows[0][6].number == 14.5)
        #expect(rows[1][3].text == "grade 1" && rows[1][5] == .init())
        #expect(rows[2][3] == .init() && rows[2][7].text == "not given: x")
        #expect(rows[3][0].text == "B" && rows[3][3] == .init() && rows[3][4] == .init(text: "=1"))
        #expect(rows[3][9] == .init(text: "=2"))
        let glossary = book.sheets["Glossary"]?.values.compactMap(\.text) ?? []
        #expect(glossary.contains("Infrastructure leakage index ILI (ili)"))
        #expect(glossary.contains("CARL / UARL"))
        let chinese = try folder.read(report, .chinese)
        #expect(chinese.cell(4, "C2").text == "不可避免年真实漏失量 UARL")
        #expect(chinese.cell(4, "D3").text == "一级")
    }

    @Test("Every column is explained in both languages, and the glossary holds them all")
    func wordings() throws {
        func isChinese(_ text: String) -> Bool {
            text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        }
        for sheet in LossSheet.allCases {
            #expect(isChinese(sheet.title.chinese) && !isChinese(sheet.title.english))
            for column in sheet.columns {
                for wording in [column.title, column.meaning, column.source].compactMap({ $0 }) {
                    #expect(!wording.english.isEmpty && !isChinese(wording.english), "\(wording.english)")
                    let isSign = wording.english == "± 95 %"
                    #expect(isSign || isChinese(wording.chinese), "\(wording.english)")
                }
            }
            for language in ReportLanguage.allCases {
                let headings = sheet.columns.map { $0.heading(in: language) }
                #expect(Set(headings).count == headings.count, "\(sheet)")
            }
        }
        for language in ReportLanguage.allCases {
            let book = try folder.read(TinyCity().comparedReport(), language)
            let glossary = try #require(book.names.last)
            let terms = (book.sheets[glossary] ?? [:]).filter { $0.key.first == "B" }.values.compactMap(
                \.text)
            for column in LossSheet.allCases.flatMap(\.columns) {
                #expect(terms.contains(column.heading(in: language)))
            }
            for code in BalanceFlag.Code.allCases { #expect(terms.contains(code.title[language])) }
        }
    }

    @Test("Headings stay and repeat, lists filter without their totals, sheets print on one page's width")
    func arrangement() throws {
        let book = try folder.read(TinyCity().report(), .chinese)
        for position in 1...6 {
            let xml = try book.part("xl/worksheets/sheet\(position).xml")
            #expect(xml.contains("<pane ySplit=\"1\" topLeftCell=\"A2\""))
            #expect(xml.contains("state=\"frozen\""))
            #expect(xml.contains("orientation=\"landscape\""))
            #expect(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"))
            #expect(xml.contains("fitToHeight=\"0\""))
            #expect(xml.contains("<autoFilter") == (position > 1))
        }
        #expect(try book.part("xl/worksheets/sheet2.xml").contains("<autoFilter ref=\"A1:W3\"/>"))
        let workbook = try book.part("xl/workbook.xml")
        #expect(workbook.components(separatedBy: "_xlnm.Print_Titles").count == 7)
        // The zones are two pages wide and have their names on both.
        #expect(try book.part("xl/worksheets/sheet2.xml").contains("fitToWidth=\"2\""))
        #expect(workbook.contains("'分区'!$A:$B,'分区'!$1:$1"), "\(workbook)")
        #expect(workbook.contains("fullCalcOnLoad=\"1\""))
        // Programs’ names, formulas and sources of figures are not printed: the glossary has each once.
        #expect(workbook.contains("_xlnm.Print_Area\" localSheetId=\"4\">'指标'!$A$1:$H$"), "\(workbook)")
        let styles = try book.part("xl/styles.xml")
        for code in ["#,##0.0", "0.0%", "yyyy-mm-dd"] { #expect(styles.contains("formatCode=\"\(code)\"")) }
    }

    @Test("A column is as wide as its text, Chinese counted double, within limits")
    func widths() {
        var sheet = Sheet(name: "w", headings: ["a", "分区", "n"])
        sheet.rows = [
            [.text("漏损水量漏损水量"), .text(String(repeating: "x", count: 500)), .number(-1_234_567.25, .volume)]
        ]
        #expect(sheet.widths == [18, 60, 14])
        #expect(sheet.lines(of: sheet.rows[0], in: sheet.widths) == 1)
        let long = SheetCell.text(String(repeating: "漏", count: 60) + "\n\nend", .sentences)
        #expect(sheet.lines(of: [long], in: [41]) == 5)
        // A heading breaks between Chinese characters, and elsewhere at spaces only.
        let headings = Sheet(name: "w", headings: ["单位管长漏损水量 (m³/(km·d))", "Loss per connection (L/d)"])
        #expect(headings.widths == [14, 13])
    }

    @Test("A figure that its formula would not give stays the report's figure")
    func disagreement() throws {
        var first = try TinyCity().first
        first.loss = 260
        let book = try folder.read(TinyCity().report(first: first))
        #expect(try book.cell(1, "A", "Water loss (m³)") == .init(number: 260))
        // What follows from the loss follows from the cell that holds it.
        let perKilometre = try book.cell(1, "A", "Loss per km (m³/(km·d))")
        #expect(perKilometre.formula == "K2/N2/'Summary'!$B$5")
        let total = try book.cell(1, "Sum of the zones marked 1", "Water loss (m³)")
        #expect(total == .init(number: 260))
    }

    @Test("The same report is the same bytes; the system's clock is not in them")
    func reproducible() throws {
        let report = try TinyCity().report()
        try report.writeWorkbook(to: folder.path("a.xlsx"))
        try report.writeWorkbook(to: folder.path("b.xlsx"))
        #expect(
            FileManager.default.contentsEqual(atPath: folder.path("a.xlsx"), andPath: folder.path("b.xlsx")))
        let core = try ReadWorkbook(folder.path("a.xlsx")).part("docProps/core.xml")
        #expect(core.contains("2024-03-10T16:00:00Z"))
    }
}
