import InputOutput
import ArgumentParser
import Springline

extension ReadingsCommand {
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

        @Option(
            name: .customLong("time-format"),
            help:
                "How times are written: day-first, month-first, year-first, unix, unix-ms, excel, or a pattern such as DD/MM/YYYY."
        )
        var timeFormat: TimeForm?

        @Option(help: "A CSV file that says which name in the files is which id: columns 'heading' and 'id'.")
        var ids: String?

        @Flag(help: "Let the files' readings take the place of others at the same times.")
        var replace = false

        @Option(help: "With --replace: also take out what is stored from this local day or time on …")
        var from: String?

        @Option(help: "… up to this one, and take nothing from the files outside.")
        var to: String?

        @OptionGroup var note: CorrectionOptions

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
            if (from == nil) != (to == nil) || (from != nil && !replace) {
                throw ValidationError(
                    Wording(
                        "--from and --to go together and with --replace.", "--from 与 --to 须一起并与 --replace 同用。"
                    ))
            }
            if replace { _ = try note.note() }
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
                timeForm: timeFormat, names: try ids.map { try ReadingNames(path: $0) } ?? ReadingNames(),
                replacement: try replace ? ReadingReplacement(from: from, to: to, note: note.note()) : nil,
                progress: Terminal.progress)
            Terminal.endProgress()
            for file in result.files {
                for remark in file.remarks {
                    Terminal.note(Wording("\(file.path): ", "\(file.path)：") + remark)
                }
                if file.stored.outside > 0 {
                    Terminal.note(
                        Wording(
                            "\(file.path): \(file.stored.outside) readings outside the period were not taken",
                            "\(file.path)：\(file.stored.outside) 个读数在时段之外，未读取"))
                }
                if let conflict = file.stored.firstConflict {
                    Terminal.note(
                        Wording(
                            "\(file.path): \(file.stored.conflicts) readings differ from what is stored, which stays; the first "
                                + "at \(conflict.time) of '\(conflict.element)'; --replace takes those of the file",
                            "\(file.path)：\(file.stored.conflicts) 个读数与已存的不同，保留已存的；首个在 "
                                + "\(conflict.time)，“\(conflict.element)”；用 --replace 可改用文件中的读数"))
                }
            }
            for note in result.notes { Terminal.note(note) }
            try Terminal.show(result.table.text(as: output.format, language: output.language))
        }
    }
}

extension TimeForm: ExpressibleByArgument {
    /// A form by its name or by a pattern.
    public init?(argument: String) { self.init(named: argument) }
}
