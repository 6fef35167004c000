import InputOutput
import ArgumentParser
import Springline

extension OutputFormat: ExpressibleByArgument {}
extension ReportLanguage: ExpressibleByArgument {}
extension CalendarUnit: ExpressibleByArgument {}
extension ReadingKind: ExpressibleByArgument {}

/// The language of what a command prints, for commands whose results have one form.
struct LanguageOption: ParsableArguments {
    @Option(name: .customLong("lang"), help: "The language of what is printed: en or zh.")
    var language: ReportLanguage = .english
}

/// The form in which a command prints its results.
struct FormatOption: ParsableArguments {
    @Option(help: "Print as table, json or csv.")
    var format: OutputFormat = .table

    @Option(name: .customLong("lang"), help: "The language of what is printed: en or zh.")
    var language: ReportLanguage = .english
}
