import Foundation
import InputOutput
import LeakZones
import Telemetry
import Testing
import WaterLoss

@testable import Reports

@Suite("Workbooks of hostile text and places")
struct HostileWorkbookTests {
    private let folder: WorkbookFolder

    init() throws { folder = try WorkbookFolder() }

    private static let hostile = [
        "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\"quoted\" 'too'", "<b>&amp;</b>", "]]>",
        "a\u{1}b\u{0}c\u{1B}", "line\nbreak\r\nend", "_x0041_", "_x005F_x0041_", "{=1}", "http://example.org",
        " spaces ", "\u{FFFE}\u{FFFF}x", "👩‍👩‍👧‍👦", "é", "1e400", "\u{202E}txt", "𠮷野家", "",
    ]

    /// The text as it has to come back: what XML cannot hold is a space.
    private func kept(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isKept = scalar == "\n" || scalar == "\t" || scalar.value >= 0x20
                    return isKept && scalar.value != 0xFFFE && scalar.value != 0xFFFF ? scalar : " "
                }))
    }

    @Test("Whatever text says, it comes back as text, never as a formula or a number", arguments: hostile)
    func text(text: String) throws {
        var sheet = Sheet(name: "Cells", headings: [text])
        sheet.rows = [[.text(text)]]
        let book = try folder.read(sheet)
        let expected = text.isEmpty ? .init() : ReadWorkbook.Cell(text: kept(text))
        #expect(book.cell(0, "A1") == expected)
        #expect(book.cell(0, "A2") == expected)
    }

    @Test("Hostile names of city, zones, meters and notes leave the workbook sound", arguments: hostile)
    func names(name: String) throws {
        let city = try TinyCity(firstName: name)
        var balance = city.first
        balance.flags = [BalanceFlag(.filled, name), BalanceFlag(.stuckMeter, name)]
        var report = try city.report(first: balance, notes: [Wording(name, name)])
        report.name = name
        let key = IndicatorKey(name, unit: name, Wording(name, name), method: name, source: name)
        report.zones[0].evaluation = Evaluation(
            standards: [.init(standard: .iwa, indicators: [Indicator(key, .word(name))])])
        for language in ReportLanguage.allCases {
            let book = try folder.read(report, language)
            for (part, text) in book.parts { _ = try Element(text); #expect(!text.isEmpty, "\(part)") }
            #expect(book.cell(0, "B2").text == (name.isEmpty ? nil : kept(name)))
            #expect(book.cell(1, "B2").text == (name.isEmpty ? nil : kept(name)))
            for cells in book.sheets.values {
                for cell in cells.values {
                    #expect(cell.formula?.contains("cmd") != true)
                    #expect(cell.formula?.contains("@") != true)
                }
            }
        }
    }

    @Test("A zone's id of 300 characters is a cell like any other")
    func longId() throws {
        let city = try TinyCity()
        let id = String(repeating: "漏'[", count: 100)
        var report = try city.report()
        report.zones[0].zone = Zone(id: id)
        report.zones[0].balance.zone = id
        let book = try folder.read(report)
        #expect(book.cell(1, "A2").text == id)
        #expect(try book.cell(1, id, "Water loss (m³)").formula == "H2-I2-J2")
    }

    @Test("Text beyond what a cell holds is cut with a mark")
    func longText() throws {
        for (piece, units) in [("a", 1), ("𠮷", 2), ("_x0041_", 14)] {
            let text = String(repeating: piece, count: 40_000 / units + 1_000)
            var sheet = Sheet(name: "Long", headings: ["x"])
            sheet.rows = [[.text(text)]]
            let cell = try folder.read(sheet).cell(0, "A2")
            #expect(cell.text?.hasSuffix(" […]") == true, "\(piece)")
            #expect((cell.text?.utf16.count ?? 0) <= 32_767)
        }
        let whole = String(repeating: "b", count: 32_767)
        #expect(SheetText.cell(whole) == whole)
        #expect(SheetText.cell(whole + "b").utf16.count == 32_767)
    }

    @Test("Names of sheets: short, allowed, and no two alike after that")
    func sheetNames() throws {
        let wanted = [
            "a/b", "a:b", "A?B", "[x]*\\", "'quoted'", "", "   ", "''", "History", "=cmd", "x\u{0}y\nz",
            String(repeating: "区", count: 300), String(repeating: "区", count: 300) + "2",
            String(repeating: "𠮷", count: 40), String(repeating: "a", count: 30) + "'b",
        ]
        var workbook = Workbook(title: "Names", date: Timestamp(0))
        for name in wanted { workbook.append(Sheet(name: name, headings: ["x"])) }
        try workbook.write(to: folder.path("names.xlsx"))
        let names = try ReadWorkbook(folder.path("names.xlsx")).names
        #expect(names == workbook.sheets.map(\.name))
        #expect(names.count == wanted.count)
        #expect(Set(names.map { $0.lowercased() }).count == wanted.count, "\(names)")
        for name in names {
            #expect((1...31).contains(name.utf16.count), "\(name)")
            #expect(!name.contains { "[]:*?/\\".contains($0) })
            #expect(!name.hasPrefix("'") && !name.hasSuffix("'"))
        }
        #expect(names[0] == "a_b" && names[1] == "a_b (2)" && names[2] == "A_B (3)")
    }

    @Test("What is no finite number is an empty cell")
    func notFinite() throws {
        var sheet = Sheet(name: "Numbers", headings: ["x"])
        let one = Formula.number(1)
        for value in [Double.nan, .infinity, -.infinity, 1e308] {
            sheet.rows.append([
                .number(value, .volume), .formula(one, value: value, result: value, .volume),
                SheetCell(content: .number(value), style: .volume),
                SheetCell(content: .formula(one, value: value), style: .volume),
            ])
        }
        let book = try folder.read(sheet)
        for row in 2...4 { for column in "ABCD" { #expect(book.cell(0, "\(column)\(row)") == .init()) } }
        #expect(book.cell(0, "A5").number == 1e308)
        let sheetPart = try book.part("xl/worksheets/sheet1.xml").lowercased()
        #expect(!sheetPart.contains("nan") && !sheetPart.contains("inf"))

        var balance = try TinyCity().first
        balance.input = .nan
        balance.loss = .infinity
        balance.coverage = .nan
        let report = try folder.read(TinyCity().report(first: balance))
        #expect(try report.cell(1, "A", "Water loss (m³)") == .init())
        #expect(try report.cell(1, "A", "Water supplied (m³)") == .init())
    }

    @Test("A place that cannot be written: the path, the reason, and nothing left")
    func unwritable() throws {
        let report = try TinyCity().report()
        func reason(_ path: String) -> String? {
            do throws(SpreadsheetError) {
                try report.writeWorkbook(to: path)
                return nil
            } catch .unwritable(path, let reason) { return reason.english } catch { return "\(error)" }
        }
        #expect(reason(folder.path("no/such/x.xlsx")) == "No such file or directory")
        #expect(reason("") == "this is no name of a file")
        #expect(reason(folder.path("a") + "\u{0}.xlsx") == "this is no name of a file")
        #expect(reason(folder.url.path) == "it exists and is not a regular file")
        let long = folder.path(String(repeating: "x", count: 300) + ".xlsx")
        #expect(reason(long) == "File name too long")
        try Data("kept".utf8).write(to: folder.url.appendingPathComponent("file"))
        #expect(reason(folder.path("file/x.xlsx")) == "Not a directory")
        #expect(try folder.names() == ["file"])
        // A name as long as the system allows has room for its temporary neighbour.
        #expect(reason(folder.path(String(repeating: "x", count: 250) + ".xlsx")) == nil)
    }

    @Test("A file that was there is replaced as a whole, or kept where writing fails")
    func replacing() throws {
        let path = folder.path("r.xlsx")
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        var workbook = Workbook(title: "Too long", date: Timestamp(0))
        var sheet = Sheet(name: "Rows", headings: ["x"])
        sheet.rows = Array(repeating: [], count: 1_048_575) + [[.text("beyond")]]
        workbook.append(sheet)
        #expect {
            try workbook.write(to: path)
        } throws: { error in
            guard case .refused(path, "Rows!A1048577", _)? = error as? SpreadsheetError else { return false }
            return "\(error)".contains("choose a shorter period")
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        try TinyCity().report().writeWorkbook(to: path)
        #expect(try ReadWorkbook(path).names.count == 6)
        #expect(try folder.names() == ["r.xlsx"])
    }

    @Test("A workbook that breaks off is found out")
    func brokenOff() throws {
        let place = try OutputDraft(of: folder.path("b.xlsx"))
        #expect(throws: SpreadsheetError.self) { try WorkbookCheck.check(place, sheets: 1) }
        var workbook = Workbook(title: "Two", date: Timestamp(0))
        workbook.append(Sheet(name: "One", headings: ["x"]))
        let file = try WorkbookFile(place)
        try file.write(workbook)
        try file.close()
        try WorkbookCheck.check(place, sheets: 1)
        #expect(
            throws: SpreadsheetError.unwritable(
                path: place.path, reason: Wording("1 of 2 sheets are missing", "2 个工作表缺 1 个"))
        ) { try WorkbookCheck.check(place, sheets: 2) }
        let whole = try Data(contentsOf: URL(fileURLWithPath: place.temporaryPath))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: place.temporaryPath))
        #expect(throws: SpreadsheetError.self) { try WorkbookCheck.check(place, sheets: 1) }
    }
}
