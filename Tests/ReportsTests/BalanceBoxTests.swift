import Foundation
import InputOutput
import Telemetry
import Testing
import WaterLoss

@testable import Reports

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The balance table, as a page and a workbook")
struct BalanceBoxTests {
    /// 1000 own and 200 bought less 100 sold; 700 + 50 billed, 20 + 30 free; 10 + 40 + 5 apparent.
    private static var audit: Audit {
        var audit = Audit(
            StandardBalance(
                ownSources: Uncertain(1000, source: "own", halfWidth: 30), imported: 200, exported: 100,
                billedMetered: 700, billedUnmetered: 50, unbilledMetered: 20, unbilledUnmetered: 30,
                unauthorised: 10, customerMetering: 40, dataHandling: 5), days: 365, isYear: true)
        audit.undertaking = "<A & B>"
        audit.from = LocalDate(year: 2025, month: 1, day: 1)
        audit.to = LocalDate(year: 2026, month: 1, day: 1)
        audit.cjj92.components = [
            .visibleLeaks: 100, .hiddenLeaks: 60, .background: 50, .tanks: 5, .masterMeterDifference: 30,
            .nonResidentMeterError: 10,
        ]
        audit.lines[.billedMetered] = [
            .init(name: "Homes", volume: 500), .init(name: nil, volume: 200),
        ]
        return audit
    }

    private func all(_ box: BalanceBox) -> [BalanceBox] { [box] + box.parts.flatMap(all) }

    @Test(
        "What a box consists of adds up to it, in both tables",
        arguments: [LossStandard.iwa, .cjj92Revision2018])
    func sums(_ standard: LossStandard) throws {
        let whole = BalanceBox.table(Self.audit, standard)
        for box in all(whole) where !box.parts.isEmpty {
            let parts = box.parts.compactMap(\.volume?.value)
            #expect(parts.count == box.parts.count)
            #expect(abs(parts.reduce(0, +) - (box.volume?.value ?? .nan)) < 1e-9, "\(box.title)")
        }
        // CJJ 92 knows no exports: they are billed. 1200 − (850 + 50) = 300; WS 1100 − 800 = 300.
        let loss = try #require(all(whole).first { $0.title.english.hasPrefix("Water loss") })
        #expect(loss.volume?.value == 300)
        #expect(whole.volume?.value == 1200)
    }

    @Test("Boxes fill the table without gaps or overlaps", arguments: [LossStandard.iwa, .cjj92Revision2018])
    func places(_ standard: LossStandard) {
        let whole = BalanceBox.table(Self.audit, standard)
        var taken: Set<[Int]> = []
        for item in whole.placed(columns: whole.depth) {
            for row in item.row..<item.row + item.rows {
                for column in item.column..<item.column + item.columns {
                    #expect(taken.insert([row, column]).inserted, "\(item.box.title)")
                }
            }
        }
        #expect(taken.count == whole.leafCount * whole.depth)
    }

    @Test(
        "The page is well-formed and escaped, in both languages and units", arguments: ReportLanguage.allCases
    )
    func page(_ language: ReportLanguage) {
        for units in FigureUnits.allCases {
            let html = AuditReport(Self.audit, units: units).html(language: language)
            #expect(XMLParser(data: Data(html.utf8)).parse())
            #expect(html.contains("&lt;A &amp; B&gt;") && !html.contains("<A & B>"))
            #expect(!html.contains("http://") || html.components(separatedBy: "http://").count == 2)
            #expect(html.contains(language == .chinese ? "水量平衡表" : "Water balance of the IWA"))
            #expect(html.contains("Homes"))
        }
    }

    @Test("What is not known is said and is no zero")
    func unknown() {
        var audit = Self.audit
        audit.balance.unauthorised = nil
        let html = AuditReport(audit, standards: [.iwa]).html()
        #expect(html.contains("not known"))
        let boxes = all(BalanceBox.table(audit, .iwa))
        #expect(boxes.first { $0.symbol == "AL" }?.volume == nil)
        #expect(boxes.first { $0.symbol == "RL" }?.volume == nil)
    }

    @Test(
        "The workbook's sums and residuals are formulas of its boxes, and the same report is the same bytes")
    func workbook() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "balance-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = AuditReport(Self.audit)
        let path = folder.appending(path: "a.xlsx").path
        try report.write(to: path, language: .chinese)
        let book = try ReadWorkbook(path)
        #expect(book.names.prefix(2) == ["CJJ 92", "IWA"])
        // 万m³: A2 whole, C2 registered use, E2 billed.
        #expect(book.cell(0, "A2").text == "供水总量 Qs" && book.cell(0, "B2").number == 0.12)
        let registered = book.cell(0, "D2")
        #expect(registered.number.map { abs($0 - 0.09) < 1e-12 } == true && registered.formula == "F2+F4")
        // The loss is what is left of the whole.
        let loss = book.cell(0, "D6")
        #expect(book.cell(0, "C6").text == "漏损水量" && loss.formula == "B2-D2")
        #expect(loss.number.map { abs($0 - 0.03) < 1e-12 } == true)
        let again = folder.appending(path: "b.xlsx").path
        try report.write(to: again, language: .chinese)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(contentsOf: URL(filePath: again)))
        try report.write(to: folder.appending(path: "a.csv").path)
        #expect(throws: (any Error).self) { try report.write(to: folder.appending(path: "a.pdf").path) }
    }

    @Test("US units: 1 m³ is 264.172 gal, L/(connection·d·m) become gal/(connection·d·psi)")
    func units() throws {
        let gallon = 231 * 0.0254 * 0.0254 * 0.0254
        func converted(_ key: IndicatorKey, _ value: Double) -> Indicator {
            Indicator(key, .number(value), halfWidth: value / 10).converted(to: .unitedStates)
        }
        func near(_ value: Double?, _ expected: Double) -> Bool {
            value.map { abs($0 - expected) <= 1e-9 * abs(expected) } ?? false
        }
        let volume = converted(.realLosses, 1e6)
        #expect(near(volume.number, 1 / gallon) && volume.unit == "MG")
        #expect(near(volume.halfWidth, 0.1 / gallon))
        #expect(near(converted(.realLossesPerConnection, 100).number, 0.1 / gallon))
        // A psi is 6894.757293168 Pa, a metre of water 9806.65 Pa.
        #expect(
            near(
                converted(.realLossesPerConnectionAndPressure, 1).number,
                0.001 / gallon * 6894.757293168 / 9806.65))
        #expect(near(converted(.realLossesPerKilometre, 2).number, 2 * 1.609344 / gallon))
        #expect(converted(.ili, 3).number == 3)
    }
}
