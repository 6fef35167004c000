import ArgumentParser
import Springline

struct BalanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Balance the water of every zone, period by period, with its 95 % limits.")

    enum Unmetered: String, ExpressibleByArgument, CaseIterable {
        case baseDemand = "base-demand"
        case none
    }

    @Argument(help: "The city's file.")
    var city: String

    @Option(help: "The first local day or time.")
    var from: String

    @Option(help: "The local day or time after the last: it is not included.")
    var to: String

    @Option(help: "day, week (from Monday), month, or period (the whole as one).")
    var by: CalendarUnit = .period

    @Option(name: .customLong("zone"), help: "Only this zone; may be given again.")
    var zones: [String] = []

    @Option(help: "What customers without a meter use: base-demand, or none (it is loss then).")
    var unmetered: Unmetered = .baseDemand

    @OptionGroup var output: FormatOption

    func run() throws {
        let city = try City(path: city, readOnly: true)
        let options = BalanceOptions(
            calendar: try city.calendar(), unmetered: unmetered == .none ? .none : .baseDemand)
        let report = try city.balanceReport(from: from, to: to, by: by, zones: zones, options: options)
        try Terminal.show(report.text(as: output.format, language: output.language))
    }
}
