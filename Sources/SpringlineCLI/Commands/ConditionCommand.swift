import InputOutput
import ArgumentParser
import Springline

struct ConditionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "condition",
        abstract:
            "Age, material and diameters, dead ends, loops, and the links and nodes on which others hang alone."
    )

    @OptionGroup var source: NetworkOptions

    @Option(help: "The year that ages are reckoned to; without it the present one.")
    var year: Int?

    @Flag(help: "Also shut each inlet of each zone, one at a time, and solve the network.")
    var inlets = false

    @Option(help: "Pressure promised to customers, m.")
    var serviceMinimum: Double = 14

    @Option(help: "Also write map layers: .gpkg, or .geojson with QGIS styles beside it.")
    var output: String?

    @OptionGroup var listed: ListOption

    @OptionGroup var form: FormatOption

    func validate() throws {
        if let year, !(1800...2200).contains(year) {
            throw ValidationError(
                Wording("--year: found \(year), expected 1800 to 2200", "--year：给出 \(year)，应为 1800 至 2200"))
        }
        guard (0...200).contains(serviceMinimum) else {
            throw ValidationError(
                Wording(
                    "--service-minimum: found \(serviceMinimum), expected 0 to 200 m",
                    "--service-minimum：给出 \(serviceMinimum)，应为 0 至 200 m"))
        }
    }

    func run() throws {
        let (network, scheme) = try source.readZoned()
        let study = ConditionStudy(network, scheme: scheme, year: year)
        var report = study.report
        if inlets {
            report.lists.insert(
                study.inletList(try study.inletLosses(serviceMinimum: serviceMinimum)), at: 0)
        }
        try listed.validate(in: report)
        try Terminal.show(report.text(as: form.format, language: form.language, list: listed.list))
        if let output { try Terminal.note(files: study.layers.write(to: output)) }
    }
}
