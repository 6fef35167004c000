import ArgumentParser
import Springline

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the loss report of a city: .html, .xlsx, .json or .csv by its ending.")

    @Argument(help: "The city's file.")
    var city: String

    @Option(help: "The first local day or time.")
    var from: String

    @Option(help: "The local day or time after the last: it is not included.")
    var to: String

    @Option(help: "The file to write.")
    var output: String

    @OptionGroup var assumptions: AssumptionOptions
    @OptionGroup var form: FormatOption

    func run() throws {
        let city = try City(path: city, readOnly: true)
        Terminal.progress("balancing")
        let report = try city.lossReport(from: from, to: to, policy: assumptions.policy())
        Terminal.endProgress()
        try report.write(to: output, language: form.language)
        switch form.format {
        case .table: try Terminal.show(report.summary(language: form.language))
        case .json: try Terminal.show(report.json())
        case .csv: try Terminal.show(report.csv())
        }
        Terminal.note(output)
    }
}
