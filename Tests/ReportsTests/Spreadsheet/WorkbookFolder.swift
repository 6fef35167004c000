import InputOutput
import Foundation

@testable import Reports

/// A folder for workbooks that is removed with its last reference.
final class WorkbookFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("sheets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// What stands in the folder, hidden files too.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }

    /// The report's workbook, written and read back.
    func read(_ report: LossReport, _ language: ReportLanguage = .english) throws -> ReadWorkbook {
        let path = path("\(UUID().uuidString).xlsx")
        try report.writeWorkbook(to: path, language: language)
        return try ReadWorkbook(path)
    }

    /// A workbook of one sheet, written and read back.
    func read(_ sheet: Sheet) throws -> ReadWorkbook {
        var workbook = Workbook(title: "Cells", date: .init(1_700_000_000))
        workbook.append(sheet)
        try workbook.write(to: path("cells.xlsx"))
        return try ReadWorkbook(path("cells.xlsx"))
    }
}
