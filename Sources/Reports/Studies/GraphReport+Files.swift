import Foundation
import InputOutput
import NetworkFormats
import Telemetry

extension GraphReport {
    /// Writes the report in the form that the ending of `path` says, see ``StudyForm``.
    ///
    /// A workbook has the facts, the remarks and every list. A CSV has the list `list`, or the first one; the other lists of
    /// `companions` that have rows get files of their own beside it, with their names after a hyphen.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - title: what the workbook is called.
    ///   - layers: the same answer as map layers.
    ///   - list: the list that a CSV consists of, alone.
    ///   - companions: the lists that stand beside the first one as CSV.
    ///   - language: of headings and words. A Chinese CSV has Chinese headings and begins with the mark by which a
    ///     spreadsheet knows UTF-8; an English one has the keys that programs read.
    /// - Returns: the files that were written.
    /// - Throws: `FormatError`, `OutputError`, ``SpreadsheetError``.
    @discardableResult
    public func write(
        to path: String, title: String, layers: [StyledLayer], list: String? = nil,
        companions: [String] = [], language: ReportLanguage = .english
    ) throws -> [String] {
        switch try StudyForm(path) {
        case .layers: return try layers.write(to: path)
        case .workbook:
            try workbook(title: title, language: language).write(to: path)
            return [path]
        case .lists:
            guard let first = list.flatMap({ key in lists.first { $0.key == key } }) ?? lists.first else {
                try OutputFile.write(facts.text(as: .csv, language: language).utf8, to: path)
                return [path]
            }
            let others =
                list == nil ? lists.filter { companions.contains($0.key) && $0.key != first.key } : []
            let (stem, ending) = ((path as NSString).deletingPathExtension, (path as NSString).pathExtension)
            var files: [(String, Table)] = [(path, first.table)]
            files += others.map { ("\(stem)-\($0.key).\(ending)", $0.table) }
            // All are written before the first gets its name: lists that belong together appear together.
            let drafts = try files.map { file, table in
                let draft = try OutputFile(file)
                try draft.write(
                    language == .chinese ? "\u{FEFF}" + table.csv(titledIn: language) : table.csv())
                try draft.close()
                return draft
            }
            for draft in drafts { try draft.publish() }
            return files.map(\.0)
        }
    }

    /// The report as a workbook: facts and remarks, then a sheet for each list that has rows.
    func workbook(title: String, language: ReportLanguage) -> Workbook {
        // A study is asked of a network, which has no date; the same answer is the same bytes.
        var workbook = Workbook(title: title, date: Timestamp(0))
        let headings = [Wording("Item", "项目"), Wording("Value", "数值"), Wording("Unit", "单位")]
        var summary = Sheet(
            name: LossSheet.summary.title[language], headings: headings.map { $0[language] })
        summary.isFiltered = false
        summary.rows = facts.facts.map { fact in
            [
                .text(fact.title[language], .sentences), fact.value.sheetCell(in: language),
                .text(fact.value == .missing ? nil : fact.unit),
            ]
        }
        let remark = Phrase.remark.wording[language]
        summary.rows += remarks.map { [.text(remark), .text($0[language], .sentences)] }
        workbook.append(summary)
        for list in lists where !list.table.rows.isEmpty {
            var sheet = Sheet(
                name: list.title[language], headings: list.table.columns.map { $0.heading(in: language) })
            sheet.rows = list.table.rows.map { $0.map { $0.sheetCell(in: language) } }
            workbook.append(sheet)
        }
        return workbook
    }
}

extension Table.Column {
    /// The title with the unit.
    func heading(in language: ReportLanguage) -> String {
        title[language] + (unit.map { " (\($0))" } ?? "")
    }
}

extension Table.Cell {
    /// The cell in a workbook; what is missing is empty there.
    func sheetCell(in language: ReportLanguage) -> SheetCell {
        switch self {
        case .number(let value, let decimals): .number(value, .number(decimals))
        case .missing: .empty
        case .text, .word, .list, .words: .text(shown(in: language), .sentences)
        }
    }
}
