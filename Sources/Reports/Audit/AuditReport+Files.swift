import Foundation
import InputOutput
import NetworkFormats
import WaterLoss

extension AuditReport {
    static let balanceTitle = Wording("Annual water balance", "年度水量平衡")

    /// The standards of ``standards`` whose tables differ: one of CJJ 92 and one of the IWA, which AWWA shares.
    var tables: [LossStandard] {
        var tables: [LossStandard] = []
        for standard in standards where !tables.contains(where: { $0.isChinese == standard.isChinese }) {
            tables.append(standard)
        }
        return tables
    }

    static func tableTitle(_ standard: LossStandard) -> Wording {
        standard.isChinese
            ? Wording("Water balance, CJJ 92 table 4.2.1", "水量平衡表（CJJ 92 表 4.2.1）")
            : Wording("Water balance of the IWA", "IWA 水量平衡表")
    }

    /// Where the water comes from, line by line where the file has several.
    var inputs: [(title: Wording, volume: Uncertain)] {
        let balance = audit.completed.balance
        let sources: [(AuditInput, Uncertain)] = [
            (.ownSources, balance.ownSources), (.imported, balance.imported),
            (.exported, balance.exported),
        ]
        var inputs: [(title: Wording, volume: Uncertain)] = []
        for (input, volume) in sources where volume.value != 0 || input == .ownSources {
            inputs.append((input.title, volume))
            for line in audit.lines[input] ?? [] {
                let name = line.name.map(Wording.init(verbatim:)) ?? Wording("without a name", "未命名")
                inputs.append((input.title + Wording(", ", "，") + name, line.volume))
            }
        }
        if balance.storageChange.value != 0 {
            inputs.append((IndicatorKey.storageChange.title, balance.storageChange))
        }
        if !audit.bulkMeterCorrections.isEmpty {
            let all = AuditInput.allCases.compactMap { audit.bulkMeterCorrections[$0] }
            inputs.append((IndicatorKey.bulkMeterCorrection.title, Uncertain.sum(all)))
        }
        return inputs
    }

    /// The report as one HTML file: the balance tables as boxes, targets, figures and what to know of them.
    public func html(language: ReportLanguage = .english) -> String {
        BalancePage(report: self, language: language).html()
    }

    /// Writes the report in the form that the ending of `path` says: `.html`, `.xlsx`, `.json` or `.csv`. The file appears
    /// whole or not at all.
    ///
    /// - Throws: `FormatError.unknownFormat` for another ending, `OutputError` with the system's reason, of a workbook
    ///   `SpreadsheetError`.
    public func write(to path: String, language: ReportLanguage = .english) throws {
        let text: String
        switch (path as NSString).pathExtension.lowercased() {
        case "html", "htm": text = html(language: language)
        case "xlsx": return try AuditWorkbook(report: self, language: language).workbook.write(to: path)
        case "json": text = self.text(as: .json, language: language)
        case "csv": text = self.text(as: .csv, language: language)
        default:
            throw FormatError.unknownFormat(
                path: path, expected: Wording(".html, .xlsx, .json or .csv", ".html、.xlsx、.json 或 .csv"))
        }
        try OutputFile.write(text.utf8, to: path)
    }
}
