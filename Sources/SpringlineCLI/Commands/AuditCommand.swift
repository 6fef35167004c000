import ArgumentParser
import Springline

extension LossStandard: ExpressibleByArgument {}

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Balance a whole undertaking's year from one file of volumes, and grade it.")

    @Argument(help: "The audit file, YAML; Docs/audit.md says what stands in it.")
    var file: String

    @Option(
        name: .customLong("standard"),
        help: "Only the figures of this standard: cjj92-2018, cjj92-2016, iwa or awwa; may be given again.")
    var standards: [LossStandard] = []

    @OptionGroup var output: FormatOption

    func run() throws {
        let audit = try AuditFile.read(path: file)
        let report = AuditReport(audit, standards: standards.isEmpty ? LossStandard.allCases : standards)
        try Terminal.show(report.text(as: output.format, language: output.language))
    }
}
