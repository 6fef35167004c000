import ArgumentParser
import InputOutput
import Springline

extension ReadingsCommand {
    /// Which series of a city.
    struct SeriesOptions: ParsableArguments {
        @Argument(help: "The city's file.")
        var city: String

        @Argument(help: "The id of what was read.")
        var id: String

        @Option(help: "What was measured: flow, register, level, pressure or consumption.")
        var kind: ReadingKind
    }

    struct Correct: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give one stored reading another value; what it was is kept.")

        @OptionGroup var series: SeriesOptions

        @Option(help: "The local time of the reading.")
        var at: String

        @Option(parsing: .unconditional, help: "What it should be.")
        var value: Double

        @Option(help: "The unit of the value: m3/h, L/s, m3, m, kPa, …")
        var unit: String?

        @OptionGroup var note: CorrectionOptions
        @OptionGroup var form: FormatOption

        func validate() throws {
            if let unit, ReadingUnit(parsing: unit, for: series.kind) == nil {
                throw ValidationError(
                    Wording(
                        "'\(unit)' is no unit of \(series.kind.rawValue).",
                        "“\(unit)”不是 \(series.kind.rawValue) 的单位。"))
            }
            _ = try note.note()
        }

        func run() throws {
            let city = try City(path: series.city)
            let correction = try city.correctReading(
                of: series.id, kind: series.kind, at: at, to: value,
                unit: unit.flatMap { ReadingUnit(parsing: $0, for: series.kind) }, note.note())
            if correction == nil {
                Terminal.note(Wording("the reading has that value already", "读数已是该值"))
            }
            let table = Table(correction.map { [$0] } ?? [], calendar: try city.calendar())
            try Terminal.show(table.text(as: form.format, language: form.language))
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take stored readings of a period out; what they were is kept.")

        @OptionGroup var series: SeriesOptions

        @Option(help: "The first local day or time.")
        var from: String

        @Option(help: "The local day or time after the last: it is not included.")
        var to: String

        @OptionGroup var note: CorrectionOptions
        @OptionGroup var language: LanguageOption

        func validate() throws { _ = try note.note() }

        func run() throws {
            let count = try City(path: series.city).deleteReadings(
                of: series.id, kind: series.kind, from: from, to: to, note.note())
            try Terminal.show(
                Wording(
                    "\(count) reading\(count == 1 ? "" : "s") of '\(series.id)' taken out",
                    "已删除“\(series.id)”的 \(count) 个读数"))
        }
    }

    struct Corrections: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "List the readings that were put right or taken out: what they were, who did it, and why.")

        @Argument(help: "The city's file.")
        var city: String

        @Option(help: "Of this meter, tank or point only.")
        var id: String?

        @OptionGroup var form: FormatOption

        func run() throws {
            let city = try City(path: city, readOnly: true)
            let table = Table(try city.readingCorrections(of: id), calendar: try city.calendar())
            try Terminal.show(table.text(as: form.format, language: form.language))
        }
    }
}
