import ArgumentParser
import Springline

struct ReadingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readings", abstract: "Take meter readings in.", subcommands: [Import.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take readings from CSV files, wide or long, plain or compressed; all or nothing.")

        @Argument(help: "The city's file.")
        var city: String

        @Argument(help: "CSV files: a time column and one column a meter, or id, time and value.")
        var files: [String]

        @Option(help: "What was measured: flow, register, level, pressure or consumption.")
        var kind: ReadingKind

        @Option(help: "The unit, where the headers say none: m3/h, L/s, m3, m, kPa, …")
        var unit: String?

        @Option(
            help: "The IANA time zone of the files' times; the first import sets the city's (UTC if none).")
        var timezone: String?

        @Option(help: "Put before every id, as when the district was imported.")
        var prefix = ""

        @OptionGroup var output: FormatOption

        func validate() throws {
            if files.isEmpty { throw ValidationError("Name at least one file of readings.") }
            if let unit, ReadingUnit(parsing: unit, for: kind) == nil {
                throw ValidationError("'\(unit)' is no unit of \(kind.rawValue).")
            }
        }

        func run() throws {
            let city = try City(path: city)
            let result = try city.importReadings(
                files, kind: kind, unit: unit.flatMap { ReadingUnit(parsing: $0, for: kind) },
                timeZone: timezone, prefix: prefix, progress: Terminal.progress)
            Terminal.endProgress()
            try Terminal.show(result.table.text(as: output.format, language: output.language))
        }
    }
}
