import Foundation
import InputOutput
import NetworkFormats
import Telemetry

extension AuditTemplate {
    /// Writes the template: as a workbook where `path` ends with `.xlsx`, else as YAML. Both read back alike.
    ///
    /// - Throws: `OutputError`, of a workbook ``SpreadsheetError``.
    public func write(to path: String) throws {
        guard (path as NSString).pathExtension.lowercased() == "xlsx" else {
            return try OutputFile.write(yaml.utf8, to: path)
        }
        let title = Wording("Water audit", "水量核算")[language]
        var workbook = Workbook(title: title, date: Timestamp(0))
        var sheet = Sheet(name: title, headings: columns.map(\.heading))
        sheet.isFiltered = false
        sheet.widest = 48
        sheet.rows = lines.map { line in
            columns.map { column in
                switch column.name {
                case "key": return .text(line.key)
                case "note": return .text(line.note[language], .sentences)
                default:
                    guard let text = line.cells[column.name], !text.isEmpty else { return .empty }
                    // As many digits as there are: a count has none after the point, a length may have some.
                    if let number = Double(text) {
                        return .number(number, CellStyle(numberFormat: "General"))
                    }
                    return .text(text)
                }
            }
        }
        workbook.append(sheet)
        let remarks = Wording("Remarks", "备注")[language]
        var head = Sheet(name: remarks, headings: [remarks])
        head.isFiltered = false
        head.widest = 100
        head.rows = headLines.map { [.text($0[language], .sentences)] }
        workbook.append(head)
        try workbook.write(to: path)
    }
}
