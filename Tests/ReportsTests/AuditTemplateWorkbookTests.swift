import Foundation
import InputOutput
import NetworkFormats
import Telemetry
import Testing
import WaterLoss

@testable import Reports

@Suite("Audit files to fill in, as workbooks")
struct AuditTemplateWorkbookTests {
    private func path() -> String {
        FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).xlsx").path
    }

    @Test(
        "A workbook reads back as the YAML with the same cells does, in both languages",
        arguments: AuditTemplate.Form.allCases, ReportLanguage.allCases)
    func same(_ form: AuditTemplate.Form, _ language: ReportLanguage) throws {
        var template = AuditTemplate(form, language: language)
        template.undertaking = "甲 & <B>"
        template.from = LocalDate(year: 2024, month: 1, day: 1)
        template.to = LocalDate(year: 2025, month: 1, day: 1)
        template.known = [
            "volumes.own_sources": .init(1e8, halfWidth: 2e6), "volumes.billed_metered": .init(8e7),
            "volumes.storage_change": .init(-3e4), "network.mains": .init(1.3e6),
            "network.connections": .init(90_000, halfWidth: 2700), "cjj92.pipes_dn75": .init(1.2e6),
        ]
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try template.write(to: path)
        let fromSheet = try AuditFile.read(path: path)
        let fromText = try AuditFile.read(yaml: template.yaml, path: "a.yml")
        #expect(fromSheet == fromText)
        #expect(abs(fromSheet.balance.ownSources.value - 1e8) < 50)
        let book = try ReadWorkbook(path)
        #expect(book.cell(0, "A1").text == (language == .chinese ? "键" : "key"))
        #expect(book.cell(0, "A2").text == (language == .chinese ? "供水单位" : "undertaking"))
    }

    /// A sheet as a person leaves it: dates are numbers, a volume has several rows, some cells are texts.
    private func written(_ rows: [[SheetCell]]) throws -> String {
        var workbook = Workbook(title: "x", date: Timestamp(0))
        var sheet = Sheet(name: "审计", headings: ["键", "名称", "数值", "单位", "误差百分比", "说明"])
        sheet.rows = rows
        workbook.append(Sheet(name: "first", headings: ["Anything", "else"]))
        workbook.append(sheet)
        let path = path()
        try workbook.write(to: path)
        return path
    }

    private func day(_ year: Int) -> SheetCell {
        LocalDate(year: year, month: 1, day: 1).map(SheetCell.date) ?? .empty
    }

    @Test(
        "Dates that Excel keeps as numbers, several rows of a volume, numbers typed as text, another sheet in front"
    )
    func typed() throws {
        let path = try written([
            [.text("统计期.起"), .empty, day(2025)], [.text("统计期.止"), .empty, day(2026)], [.text("水量")],
            [.text("水量.自产供水量"), .text("一水厂"), .number(600, .count), .text("m3"), .number(5, .count)],
            [.text("水量.自产供水量"), .text("二水厂"), .text("1,234.5"), .text("立方米")],
            [
                .text("水量.billed_metered"), .empty, .number(500, .count), .text("m3"), .empty,
                .text("备注"),
            ],
            [.empty], [.text("漏损评定.水厂[1].出厂压力"), .empty, .number(0.4, .number(2)), .text("MPa")],
            [.text("漏损评定.水厂[1].供水量"), .empty, .number(1, .count), .text("m3")],
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let audit = try AuditFile.read(path: path)
        #expect(audit.from?.description == "2025-01-01" && audit.isYear)
        #expect(audit.balance.ownSources.value == 1834.5)
        #expect(audit.lines[.ownSources]?.map(\.name) == ["一水厂", "二水厂"])
        #expect(audit.cjj92.plants == [.init(pressure: 0.4, supply: 1)])
    }

    @Test("A mistake names its row and its key as it is written there")
    func mistake() throws {
        let path = try written([
            [.text("统计期.起"), .empty, day(2025)], [.text("统计期.止"), .empty, day(2026)],
            [.text("水量.自产供水量"), .empty, .number(-600, .count), .text("m3")],
            [.text("水量.计费计量用水量"), .empty, .number(5, .count), .text("m3")],
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let error = try #require(throws: AuditFileError.self) { try AuditFile.read(path: path) }
        #expect(error.description == "\(path), line 4: 水量.自产供水量.value: found -600; expected 0 or more")
        var workbook = Workbook(title: "x", date: Timestamp(0))
        workbook.append(Sheet(name: "a", headings: ["b"]))
        let other = self.path()
        defer { try? FileManager.default.removeItem(atPath: other) }
        try workbook.write(to: other)
        let none = try #require(throws: AuditFileError.self) { try AuditFile.read(path: other) }
        #expect(none.description.contains("no sheet has the columns key, value and unit"))
    }

    @Test(
        "No row is dropped: one without a key, a value with the name of a group, a key under a value, one too many"
    )
    func nothingDropped() throws {
        let whole: [[SheetCell]] = [
            [.text("统计期.起"), .empty, day(2025)], [.text("统计期.止"), .empty, day(2026)],
            [.text("水量.自产供水量"), .empty, .number(600, .count), .text("m3")],
            [.text("水量.计费计量用水量"), .empty, .number(5, .count), .text("m3")],
        ]
        let path = try written(whole)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: Never.self) { try AuditFile.read(path: path) }
        let wrong: [[SheetCell]] = [
            [.empty, .empty, .number(7, .count), .text("m3")],
            [.text("水量"), .empty, .number(7, .count), .text("m3")],
            [.text("水量.自产供水量.多余"), .empty, .number(7, .count)],
            [.text("a.b.c.d.e.f.g.h.i.j"), .empty, .number(7, .count)],
            [.text("供水单位"), .empty, .text("甲")],
        ]
        for (place, row) in wrong.enumerated() {
            let rows = whole + [row] + (place == 4 ? [row] : [])
            let path = try written(rows)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let error = #expect(throws: AuditFileError.self, "\(row)") { try AuditFile.read(path: path) }
            #expect(error?.mistakes.count == 1, "\(error?.description ?? "")")
        }
    }
}
