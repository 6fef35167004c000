import InputOutput
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

        @Option(help: "The decimal mark, where the files do not show it: point or comma.")
        var decimal: DecimalMark?

        @Option(
            help:
                "WORD=good, bad or estimated: what a word in a column such as quality says; once for each word."
        )
        var mark: [String] = []

        @Option(help: "Put before every id, as when the district was imported.")
        var prefix = ""

        @OptionGroup var output: FormatOption

        func validate() throws {
            if files.isEmpty {
                throw ValidationError(
                    Wording("Name at least one file of readings.", "请至少给出一个读数文件。"))
            }
            if let unit, ReadingUnit(parsing: unit, for: kind) == nil {
                throw ValidationError(
                    Wording("'\(unit)' is no unit of \(kind.rawValue).", "“\(unit)”不是 \(kind.rawValue) 的单位。"))
            }
            _ = try marks()
        }

        private func marks() throws -> ReadingMarks {
            var own: [String: ReadingMark] = [:]
            for text in mark {
                guard let at = text.lastIndex(of: "="), at > text.startIndex,
                    let mark = ReadingMark(rawValue: String(text[text.index(after: at)...]))
                else {
                    throw ValidationError(
                        Wording(
                            "--mark takes WORD=good, WORD=bad or WORD=estimated, not '\(text)'.",
                            "--mark 的形式为 词=good、词=bad 或 词=estimated，而非“\(text)”。"))
                }
                own[String(text[..<at])] = mark
            }
            return ReadingMarks(own)
        }

        func run() throws {
            let city = try City(path: city)
            let result = try city.importReadings(
                files, kind: kind, unit: unit.flatMap { ReadingUnit(parsing: $0, for: kind) },
                timeZone: timezone, prefix: prefix, decimal: decimal, marks: marks(),
                progress: Terminal.progress)
            Terminal.endProgress()
            for file in result.files {
                for remark in file.remarks {
                    Terminal.note(Wording("\(file.path): ", "\(file.path)：") + remark)
                }
                if let conflict = file.stored.firstConflict {
                    Terminal.note(
                        Wording(
                            "\(file.path): \(file.stored.conflicts) readings differ from what is stored, which stays; the first "
                                + "at \(conflict.time) of '\(conflict.element)'",
                            "\(file.path)：\(file.stored.conflicts) 个读数与已存的不同，保留已存的；首个在 "
                                + "\(conflict.time)，“\(conflict.element)”"))
                }
            }
            for note in result.notes { Terminal.note(note) }
            try Terminal.show(result.table.text(as: output.format, language: output.language))
        }
    }
}
