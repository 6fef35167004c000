import InputOutput
import ArgumentParser
import Springline

struct ChangesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Say what new files of districts change in a city, and with --apply change it.",
        discussion: """
            Each file or folder takes the place of the source of the city that has the same name, and of nothing else. \
            Elements keep their ids, also where the files have renumbered what stayed in its place; what is replaced \
            goes into the history; readings and zones stay.
            """)

    @Argument(help: "The city's file.")
    var city: String

    @OptionGroup var from: SourceOptions

    @Option(
        help: "The source of the city that a file replaces, where its name is another; once for each file.")
    var replaces: [String] = []

    @Option(help: "Also write the changes: .geojson or .gpkg as map layers, .json or .csv as a list.")
    var output: String?

    @Flag(help: "Change the city; all or nothing.")
    var apply = false

    @Option(name: .customLong("valid-from"), help: "The local day or time from which it is so; now if none.")
    var validFrom: String?

    @OptionGroup var form: FormatOption

    func validate() throws {
        if validFrom != nil, !apply {
            throw ValidationError(
                Wording("--valid-from goes with --apply.", "--valid-from 须与 --apply 并用。"))
        }
    }

    func run() throws {
        let options = try from.options()
        let city = try City(path: city, readOnly: !apply)
        let old = output == nil ? Network() : try city.network()
        let date = try validFrom.map { try city.changeDate($0) }
        let note: (Wording) -> Void = Terminal.note
        let result =
            apply
            ? try city.applyChanges(
                from.sources, replacing: replaces, options: options,
                dated: date, note: note)
            : try city.changes(from.sources, replacing: replaces, options: options, note: note)
        for text in result.notes { note(text) }
        if apply, !result.changes.isEmpty, let text = try city.noteOnLastChange(dated: date) {
            note(text)
        }
        let report = ChangeReport(result.changes, kept: result.kept)
        if let output {
            try report.write(to: output, from: old, to: result.network, language: form.language)
            Terminal.note(output)
        }
        try Terminal.show(report.text(as: form.format, language: form.language))
    }
}
