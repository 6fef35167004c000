import InputOutput
import LeakZones
import Telemetry

/// A loss report being laid out as a workbook in one language.
///
/// What an auditor would check is a formula of the cells it is made of, with the report's own figure as its value.
struct LossWorkbook {
    let report: LossReport
    let language: ReportLanguage
    /// The sum of the zones that the sheet of zones adds.
    let sum: LossTotal?
    /// The city's total.
    let total: LossTotal?
    /// Positions of the zones in ``sum``.
    let added: Set<Int>

    init(_ report: LossReport, language: ReportLanguage) {
        self.report = report
        self.language = language
        let added = report.addedZones
        self.added = Set(added)
        sum = LossTotal(added.map { report.zones[$0].balance })
        total = report.total
    }

    /// The sheets.
    var workbook: Workbook {
        var workbook = Workbook(
            title: "\(Phrase.title.wording[language]) · \(report.name)", date: report.period.end)
        for sheet in sheets { workbook.append(self.sheet(sheet)) }
        return workbook
    }

    /// The sheets that this report has.
    var sheets: [LossSheet] { LossSheet.allCases.filter { $0.isIn(report) } }

    private func sheet(_ sheet: LossSheet) -> Sheet {
        switch sheet {
        case .summary: summary
        case .zones: zones
        case .comparison: comparison
        case .months: months
        case .weeks: weeks
        case .nights: nights
        case .figures: figures
        case .glossary: glossary
        }
    }

    func say(_ wording: Wording, _ values: String...) -> String { wording.text(in: language, values) }

    /// A list without its rows.
    func list<Columns: SheetColumns>(_ sheet: LossSheet, _ columns: Columns.Type) -> Sheet {
        Sheet(name: sheet.title[language], headings: Columns.headings(in: language))
    }

}
