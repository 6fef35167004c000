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

    @Option(name: .customLong("valid-from"), help: "The local day or time from which it is so; now if none.")
    var validFrom: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let options = try from.options()
        let (_, result) = try City.importing(
            from.sources, into: city, options: options,
            validFrom: try validFrom.map { try City.timestamp($0, inCityAt: city) }, note: Terminal.note)
        try Terminal.show(ImportSummary(result).text(as: output.format, language: output.language))
    }
}
