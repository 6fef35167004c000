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

    @Argument(help: "Files or folders; may be left out when the mapping names them.")
    var sources: [String] = []

    @Option(help: "A YAML file that says what layers and fields are.")
    var mapping: String?

    @Option(help: "The coordinate reference system of the sources, such as EPSG:4548.")
    var crs: String?

    @Option(help: "Put before every id.")
    var prefix = ""

    @Option(help: "The encoding of DBF text, such as gb18030.")
    var encoding: String?

    @Option(help: "How near two ends must be to meet, m.")
    var tolerance: Double?

    @Option(name: .customLong("valid-from"), help: "The local day or time from which it is so; now if none.")
    var validFrom: String?

    @OptionGroup var output: FormatOption

    func validate() throws {
        if sources.isEmpty, mapping == nil {
            throw ValidationError("Name at least one source, or a --mapping that names them.")
        }
        if let tolerance, !(tolerance.isFinite && tolerance >= 0) {
            throw ValidationError("--tolerance must be 0 m or more.")
        }
    }

    func run() throws {
        let options = ImportOptions(
            mapping: try mapping.map { try ImportMapping(path: $0) }, mappingPath: mapping,
            crs: try crs.map { try CoordinateReferenceSystem($0) }, prefix: prefix,
            encoding: try encoding.map { try TextEncoding($0) },
            tolerance: tolerance.map { TopologyTolerance(snap: $0) })
        let (_, result) = try City.importing(
            sources, into: city, options: options,
            validFrom: try validFrom.map { try City.timestamp($0, inCityAt: city) }, note: Terminal.note)
        try Terminal.show(ImportSummary(result).text(as: output.format, language: output.language))
    }
}
