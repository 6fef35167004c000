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

    @OptionGroup var period: PeriodOptions

    @Option(
        name: .customLong("as-of"),
        help: "Network and zones of this local day for the whole period; those of each time if none.")
    var asOf: String?

    @Option(help: "day, week (from Monday), month, or period (the whole as one).")
    var by: CalendarUnit = .period

    @Option(name: .customLong("zone"), help: "Only this zone; may be given again.")
    var zones: [String] = []

    @Option(help: "What customers without a meter use: base-demand, or none (it is loss then).")
    var unmetered: Unmetered = .baseDemand

    @OptionGroup var output: FormatOption

    func run() throws {
        let city = try City(path: period.city, readOnly: true)
        let options = BalanceOptions(
            calendar: try city.calendar(), unmetered: unmetered == .none ? .none : .baseDemand)
        let report = try city.balanceReport(
            from: period.from, to: period.to, by: by, zones: zones, options: options, asOf: asOf)
        try Terminal.show(report.text(as: output.format, language: output.language))
    }
}
