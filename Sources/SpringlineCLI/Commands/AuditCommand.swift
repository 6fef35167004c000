import ArgumentParser
import Springline

extension LossStandard: ExpressibleByArgument {}

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Balance a whole undertaking's year from one file of volumes, and grade it.")

    @Argument(
        help:
            "Audit files, YAML; Docs/audit.md says what stands in them. Several are the undertakings of a region."
    )
    var files: [String]

    @Option(
        name: .customLong("standard"),
        help: "Only the figures of this standard: cjj92-2018, cjj92-2016, iwa or awwa; may be given again.")
    var standards: [LossStandard] = []

    @OptionGroup var output: FormatOption

    func run() throws {
        let standards = standards.isEmpty ? LossStandard.allCases : standards
        let reports = try files.map { AuditReport(try AuditFile.read(path: $0), standards: standards) }
        let text =
            reports.count == 1
            ? reports[0].text(as: output.format, language: output.language)
            : RegionReport(reports).text(as: output.format, language: output.language)
        try Terminal.show(text)
    }
}
