import InputOutput
import ArgumentParser
import Springline

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring GIS files and models into a city; all or nothing.",
        discussion: """
            Sources are Shapefiles, GeoPackages, GeoJSON, SpatiaLite or SQLite files, EPANET models (.inp), or \
            folders of them. Without a mapping, layers and fields are guessed by their names, and every guess is \
            printed before it is used.
            """)

    @Argument(help: "The city's file; made when it is not there.")
    var city: String

    @OptionGroup var from: SourceOptions

    @Option(
        name: .customLong("valid-from"),
        help:
            "The local day or time from which it is so; if none, the first import as far back as is asked, others now."
    )
    var validFrom: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let options = try from.options()
        let date = try validFrom.map { try City.changeDate($0, inCityAt: city) }
        var (made, result) = try City.importing(
            from.sources, into: city, options: options, dated: date, note: Terminal.note)
        if let note = try made.noteOnLastChange(dated: date) { result.notes.append(note) }
        try Terminal.show(ImportSummary(result).text(as: output.format, language: output.language))
    }
}
