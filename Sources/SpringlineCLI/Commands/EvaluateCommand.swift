import InputOutput
import ArgumentParser
import Springline

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract:
            "Evaluate the loss of every zone: indicators, night flow and pressure, each with its limits.")

    @OptionGroup var period: PeriodOptions

    @Option(
        name: .customLong("as-of"),
        help: "Network and zones of this local day for the whole period; those of each time if none.")
    var asOf: String?

    @Option(name: .customLong("zone"), help: "Only this zone; may be given again.")
    var zones: [String] = []

    @Option(
        name: .customLong("standard"),
        help: "Only the figures of this standard: cjj92-2018, cjj92-2016, iwa or awwa; may be given again.")
    var standards: [LossStandard] = []

    @Flag(name: .customLong("model"), help: "Interpolate pressures by the city's own hydraulic model.")
    var usesModel = false

    @OptionGroup var assumptions: AssumptionOptions
    @OptionGroup var output: FormatOption

    func run() throws {
        let city = try City(path: period.city, readOnly: true)
        Terminal.progress(Wording("evaluating", "正在评估"))
        let report = try city.evaluationReport(
            from: period.from, to: period.to, zones: zones,
            standards: standards.isEmpty ? [.cjj92Revision2018, .iwa] : standards,
            policy: assumptions.policy(of: city), usesModel: usesModel, asOf: asOf)
        Terminal.endProgress()
        try Terminal.show(report.text(as: output.format, language: output.language))
    }
}
