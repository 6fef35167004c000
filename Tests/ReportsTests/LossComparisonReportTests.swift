import Foundation
import InputOutput
import LeakZones
import Testing

@testable import Reports

@Suite("A loss report beside another period")
struct LossComparisonReportTests {
    @Test(
        "Programs get both losses by the day, the change with its limits and a verdict; √(2² + 3.128²) = 3.7128"
    )
    func table() throws {
        let table = try TinyCity().comparedReport().table
        let place = { (key: String) in table.columns.firstIndex { $0.key == key } ?? -1 }
        func cell(_ row: Int, _ key: String) -> JSONValue { table.rows[row][place(key)].json }
        #expect(table.rows.map { $0[0].json } == ["A", "B", "C"].map { .string($0) })
        #expect(cell(0, "loss_m3_per_d") == .number(25.002))
        #expect(cell(0, "compared_loss_m3") == .number(400))
        #expect(cell(0, "compared_loss_m3_per_d") == .number(20))
        #expect(cell(0, "change_m3_per_d") == .number(5.002))
        #expect(cell(0, "change_ci95_m3_per_d") == .number(3.713))
        #expect(cell(0, "change") == .string("rise"))
        #expect(cell(1, "change") == .string("no_loss"))
        #expect(cell(1, "change_m3_per_d") == .null)
        #expect(cell(2, "change") == .string("gone_zone"))
        #expect(cell(2, "compared_loss_m3_per_d") == .number(4))
        #expect(cell(2, "loss_m3") == .null)
        // Without a comparison the table is what it was.
        let plain = try TinyCity().report().table
        #expect(plain.rows.count == 2)
        #expect(plain.columns.count == table.columns.count - LossComparison.columns.count)
    }

    @Test("The JSON has the compared period, the counts, every zone of either period, and the months")
    func json() throws {
        let text = try TinyCity().comparedReport().json()
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let comparison = try #require(document["comparison"] as? [String: Any])
        #expect(comparison["days"] as? Double == 20)
        #expect((comparison["from"] as? String)?.hasPrefix("2024-02-10T00:00") == true, "\(comparison)")
        #expect(comparison["counts"] as? [String: Int] == ["rise": 1, "no_loss": 1, "gone_zone": 1])
        let zones = try #require(comparison["zones"] as? [[String: Any]])
        #expect(zones.map { $0["zone"] as? String } == ["A", "B", "C"])
        #expect(zones[0]["compared_mains_km"] as? Double == 0.5)
        let months = try #require(document["months"] as? [String: [[String: Any]]])
        #expect(months["A"]?.count == 2)
        #expect(months["A"]?[0]["change"] is NSNull)
        #expect(months["A"]?[1]["change_m3_per_d"] as? Double == 5.002)
        #expect(months["A"]?[1]["change"] as? String == "rise")
        let plain = try TinyCity().report().json()
        #expect(!plain.contains("\"comparison\"") && !plain.contains("\"months\""))
    }

    @Test(
        "The page has arrows on table and map, both periods, and what cannot be compared",
        arguments: ReportLanguage.allCases)
    func page(language: ReportLanguage) throws {
        let report = try TinyCity().comparedReport()
        let html = report.html(language: language)
        let page = PageReader(html)
        #expect(page.isWellFormed)
        #expect(html.contains("id=\"comparison\"") && html.contains("id=\"months\""))
        // On the map, in the legend and in both tables.
        #expect(html.contains(">A ▲</text>"))
        #expect(html.contains("▲ " + Phrase.lossRose.wording[language]))
        #expect(!html.contains(Phrase.lossFell.wording[language]))
        #expect(html.contains("+5.00</strong><span class=\"quiet\">± 3.71</span>"))
        #expect(html.contains(LossChange.Verdict.goneZone.wording[language]))
        #expect(html.contains(LossChange.Verdict.noLoss.wording[language]))
        #expect(html.contains("Closed &lt;works&gt;"))
        let plain = try TinyCity().report().html(language: language)
        #expect(
            !plain.contains("▲") && !plain.contains("id=\"comparison\"") && !plain.contains("id=\"months\""))
    }

    @Test("A zone whose mains differ by more than 1 % says so; the summary stays within 15 lines")
    func remarks() throws {
        let report = try TinyCity().comparedReport()
        // Zone A has 0.73 km in the report (see TinyCity) and had 0.5.
        let change = try #require(report.comparison?[zone: "A"])
        #expect(
            change.remark?.english.contains("had 0.50 km of mains in the compared period and has 0.73 km")
                == true)
        #expect(report.html().contains("the difference is of two areas"))
        let summary = report.summary()
        #expect(summary.split(separator: "\n").count <= 15)
        #expect(
            summary.contains(
                "Compared with 2024-02-10 – 2024-02-29: significant rise 1, no loss claimed in this period 1")
        )
    }

    @Test(
        "The workbook has both periods with formulas that a spreadsheet can follow",
        arguments: ReportLanguage.allCases)
    func workbook(language: ReportLanguage) throws {
        let folder = try WorkbookFolder()
        let book = try folder.read(try TinyCity().comparedReport(), language)
        #expect(book.names.contains(LossSheet.comparison.title[language]))
        #expect(book.names.contains(LossSheet.months.title[language]))
        let cells = try #require(book.sheets[LossSheet.comparison.title[language]])
        // Row 2 is zone A: C days then, D loss then, F loss then by the day, I now, J change, K limits.
        #expect(cells["F2"]?.formula == "D2/C2")
        #expect(cells["F2"]?.number == 20)
        #expect(cells["J2"]?.formula == "I2-F2")
        #expect(abs((cells["J2"]?.number ?? 0) - 5.00234) < 1e-9)
        #expect(abs((cells["K2"]?.number ?? 0) - (4 + 3.128 * 3.128).squareRoot()) < 1e-9)
        #expect(cells["L2"]?.text == "▲ " + LossChange.Verdict.rise.wording[language])
        #expect(cells["J3"]?.formula == nil && cells["J3"]?.number == nil)
        #expect(cells["L4"]?.text == LossChange.Verdict.goneZone.wording[language])
        let reading = FormulaReading(book: book)
        for (place, cell) in cells where cell.formula != nil {
            let value = try reading.value(LossSheet.comparison.title[language], place)
            #expect(abs(value - (cell.number ?? .infinity)) < 1e-9, "\(place)")
        }
    }

    @Test("Every verdict is there in both languages")
    func words() {
        func isChinese(_ text: String) -> Bool {
            text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        }
        for verdict in LossChange.Verdict.allCases {
            #expect(isChinese(verdict.wording.chinese) && !isChinese(verdict.wording.english))
        }
    }

    @Test("A change carries its sign, and what rounds to nothing has none")
    func signs() {
        #expect(Figure.signed(12.34) == "+12.3")
        #expect(Figure.signed(-12.34) == "−12.3")
        #expect(Figure.signed(0.001) == "0.00")
        #expect(Figure.signed(0) == "0.00")
    }
}
