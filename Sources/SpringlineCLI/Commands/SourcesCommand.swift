import ArgumentParser
import InputOutput
import Springline

struct SourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "List what a city was made from, or take a source out.",
        subcommands: [List.self, Delete.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sources: the names that 'changes --replaces' and 'sources delete' take.")

        @Argument(help: "The city's file.")
        var city: String

        @OptionGroup var form: FormatOption

        func run() throws {
            let list = try City(path: city, readOnly: true).sourceList()
            try Terminal.show(list.text(as: form.format, language: form.language))
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take sources out; what came from them goes into the history, readings and zones stay.")

        @Argument(help: "The city's file.")
        var city: String

        @Argument(help: "The names of sources, as 'sources list' prints them.")
        var names: [String]

        @Option(
            name: .customLong("valid-from"),
            help: "The local day or time from which they are gone; now if none.")
        var validFrom: String?

        @OptionGroup var form: FormatOption

        func run() throws {
            let city = try City(path: city)
            let date = try validFrom.map { try city.changeDate($0) }
            let removal = try city.removeSources(names, dated: date, note: Terminal.note)
            for text in removal.notes { Terminal.note(text) }
            if !removal.changes.isEmpty, let text = try city.noteOnLastChange(dated: date) {
                Terminal.note(text)
            }
            let report = ChangeReport(removal.changes, kept: removal.kept)
            try Terminal.show(report.text(as: form.format, language: form.language))
        }
    }
}
