import ArgumentParser
import InputOutput
import Springline

extension LossStandard: ExpressibleByArgument {}
extension AuditTemplate.Form: ExpressibleByArgument {}
extension FigureUnits: ExpressibleByArgument {}

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Balance a whole undertaking's year from one file of volumes, and grade it.")

    @Argument(
        help:
            "Audit files, YAML or .xlsx; Docs/audit.md says what stands in them. Several are the undertakings of a region."
    )
    var files: [String] = []

    @Flag(name: .customLong("years"), help: "The files are years of one undertaking: show them side by side.")
    var isSeriesOfYears = false

    @Option(
        name: .customLong("standard"),
        help: "Only the figures of this standard: cjj92-2018, cjj92-2016, iwa or awwa; may be given again.")
    var standards: [LossStandard] = []

    @Option(help: "The units of tables, pages and workbooks: si or us.")
    var units: FigureUnits = .metric

    @Option(
        help:
            "Write the balance table as a page (.html), a workbook (.xlsx), .json or .csv; of a template the file, .yml or .xlsx."
    )
    var output: String?

    @Option(help: "Print an audit file to fill in: cjj92, iwa or awwa.")
    var template: AuditTemplate.Form?

    @Option(name: .customLong("from-city"), help: "Fill in what this city knows of a year.")
    var city: String?

    @Option(help: "The calendar year of a template.")
    var year: Int?

    @Option(help: "The first day of a template that is no calendar year.")
    var from: String?

    @Option(help: "The day after its last.")
    var to: String?

    @OptionGroup var form: FormatOption

    private var isTemplate: Bool { template != nil || city != nil }

    func validate() throws {
        if isTemplate, !files.isEmpty {
            throw ValidationError(
                Wording(
                    "a template is made of no audit files: leave them out, or --template and --from-city",
                    "生成模板无需核算文件：请去掉文件，或去掉 --template 与 --from-city"))
        }
        if !isTemplate, files.isEmpty {
            throw ValidationError(
                Wording(
                    "give audit files, or --template for one to fill in",
                    "请给出核算文件；或用 --template 生成待填文件"))
        }
        if !isTemplate, year != nil || from != nil || to != nil {
            throw ValidationError(
                Wording(
                    "--year, --from and --to are for templates; an audit file states its period",
                    "--year、--from 与 --to 仅用于模板；核算文件自身给出统计期"))
        }
        if (from == nil) != (to == nil) || year != nil && from != nil {
            throw ValidationError(
                Wording("give --year, or --from and --to", "请给出 --year，或同时给出 --from 与 --to"))
        }
        if city != nil, year == nil, from == nil {
            throw ValidationError(
                Wording(
                    "--from-city needs --year, or --from and --to", "--from-city 须与 --year，或 --from 与 --to 同用"
                ))
        }
        if let year, !(1900...2200).contains(year) {
            throw ValidationError(
                Wording("--year \(year): expected 1900 to 2200", "--year \(year)：应为 1900 至 2200"))
        }
        if isSeriesOfYears, files.count < 2 {
            throw ValidationError(Wording("--years needs two files or more", "--years 须至少给出两个文件"))
        }
        if output != nil, files.count > 1 {
            throw ValidationError(
                Wording("--output is the page of one audit: give one file", "--output 为单个核算文件的输出：请只给一个文件"))
        }
        if units != .metric, form.format != .table {
            throw ValidationError(
                Wording(
                    "--units us is for tables, pages and workbooks: figures for programs are in the units of their keys",
                    "--units us 仅用于表格、网页与工作簿：供程序使用的数值采用其键名所示单位"))
        }
    }

    func run() throws {
        if isTemplate { return try writeTemplate() }
        let standards = standards.isEmpty ? LossStandard.allCases : standards
        let reports = try files.map {
            AuditReport(try AuditFile.read(path: $0), standards: standards, units: units)
        }
        if isSeriesOfYears {
            let years = YearsReport(reports)
            if let objection = years.objection {
                throw RequestError.noSeriesOfYears(files: files, reason: objection)
            }
            return try Terminal.show(years.text(as: form.format, language: form.language))
        }
        if let output, let report = reports.first {
            try report.write(to: output, language: form.language)
            Terminal.note(output)
            return
        }
        let text =
            reports.count == 1
            ? reports[0].text(as: form.format, language: form.language)
            : RegionReport(reports).text(as: form.format, language: form.language)
        try Terminal.show(text)
    }

    private func writeTemplate() throws {
        let days = try period()
        let form = self.template ?? .cjj92
        var template = AuditTemplate(form, language: self.form.language)
        if let city, let days {
            let city = try City(path: city, readOnly: true)
            Terminal.progress(Wording("balancing", "正在平衡水量"))
            template = try city.auditTemplate(
                form, from: days.from, to: days.to, language: self.form.language)
            Terminal.endProgress()
        } else {
            (template.from, template.to) = (days?.from, days?.to)
        }
        guard let output else { return try Terminal.show(template.yaml) }
        try template.write(to: output)
        Terminal.note(output)
    }

    /// The days that the options name.
    private func period() throws -> (from: LocalDate, to: LocalDate)? {
        if let year, let from = LocalDate(year: year, month: 1, day: 1),
            let to = LocalDate(year: year + 1, month: 1, day: 1)
        {
            return (from, to)
        }
        guard let from, let to else { return nil }
        func day(_ text: String) throws -> LocalDate {
            guard let day = LocalDate(parsing: text) else {
                throw ValidationError(
                    Wording(
                        "found '\(text.quotable)'; expected a date such as 2025-01-01",
                        "实际为：“\(text.quotable)”；应为 2025-01-01 之类的日期"))
            }
            return day
        }
        let days = (from: try day(from), to: try day(to))
        guard days.from < days.to else {
            throw ValidationError(Wording("--to must be after --from", "--to 应晚于 --from"))
        }
        return days
    }
}
