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

    @Argument(help: "Files or folders; may be left out when the mapping names them.")
    var sources: [String] = []

    @Option(help: "A YAML file that says what layers and fields are.")
    var mapping: String?

    @Option(help: "The coordinate reference system of the sources, such as EPSG:4548.")
    var crs: String?

    @Option(help: "Put before every id; without it, what was put there before.")
    var prefix = ""

    @Option(help: "The encoding of DBF text, such as gb18030.")
    var encoding: String?

    @Option(help: "How near two ends must be to meet, m.")
    var tolerance: Double?

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
        if sources.isEmpty, mapping == nil {
            throw ValidationError("Name at least one source, or a --mapping that names them.")
        }
        if let tolerance, !(tolerance.isFinite && tolerance >= 0) {
            throw ValidationError("--tolerance must be 0 m or more.")
        }
        if validFrom != nil, !apply { throw ValidationError("--valid-from goes with --apply.") }
    }

    func run() throws {
        let options = ImportOptions(
            mapping: try mapping.map { try ImportMapping(path: $0) }, mappingPath: mapping,
            crs: try crs.map { try CoordinateReferenceSystem($0) }, prefix: prefix,
            encoding: try encoding.map { try TextEncoding($0) },
            tolerance: tolerance.map { TopologyTolerance(snap: $0) })
        let city = try City(path: city, readOnly: !apply)
        let old = output == nil ? Network() : try city.network()
        let result =
            apply
            ? try city.applyChanges(
                sources, replacing: replaces, options: options,
                validFrom: try validFrom.map { try city.timestamp($0) }, note: Terminal.note)
            : try city.changes(sources, replacing: replaces, options: options, note: Terminal.note)
        for note in result.notes { Terminal.note(note) }
        let report = ChangeReport(result.changes, kept: result.kept)
        if let output {
            try report.write(to: output, from: old, to: result.network, language: form.language)
            Terminal.note(output)
        }
        try Terminal.show(report.text(as: form.format, language: form.language))
    }
}
