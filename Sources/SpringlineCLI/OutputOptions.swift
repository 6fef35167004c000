import InputOutput
import ArgumentParser
import Springline

extension OutputFormat: ExpressibleByArgument {}
extension ReportLanguage: ExpressibleByArgument {}
extension CalendarUnit: ExpressibleByArgument {}
extension ReadingKind: ExpressibleByArgument {}

/// The language of what a command prints, for commands whose results have one form.
struct LanguageOption: ParsableArguments {
    @Option(
        name: .customLong("lang"),
        help: "The language of what is printed: en or zh; that of the locale if none.")
    var language: ReportLanguage = Terminal.language
}

/// The form in which a command prints its results.
struct FormatOption: ParsableArguments {
    @Option(help: "Print as table, json or csv.")
    var format: OutputFormat = .table

    @Option(help: "The columns wanted, by their keys in JSON and CSV: zone,loss_m3; all if none.")
    var columns: String?

    @Option(
        name: .customLong("lang"),
        help: "The language of what is printed: en or zh; that of the locale if none.")
    var language: ReportLanguage = Terminal.language
}
