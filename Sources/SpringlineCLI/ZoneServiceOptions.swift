import InputOutput
import ArgumentParser
import Springline

/// What a zone owes its customers, for every command that shuts valves.
struct ZoneServiceOptions: ParsableArguments {
    @Option(name: .customLong("service-minimum"), help: "Pressure promised to customers, m.")
    var serviceMinimum: Double = 14

    @Option(name: .customLong("inlets"), help: "Most inlets of a zone, where the pressure allows.")
    var inlets: Int = 2

    @Option(help: "The reference system of a file that states none, such as EPSG:4548.")
    var crs: String?

    @Option(help: "The encoding of a model file (.inp) that is no UTF-8, such as gb18030.")
    var encoding: String?

    @Option(help: "Also write the zones' pipes and the devices: .gpkg, .geojson, .shp or .csv.")
    var output: String?

    @Flag(help: "Make the zones those of the city, in place of those before.")
    var save = false

    @OptionGroup var form: FormatOption

    func run(_ file: String) throws -> ZoneDesignRun {
        try ZoneDesignRun(
            path: file, crs: try crs.map { try CoordinateReferenceSystem($0) },
            encoding: try encoding.map { try TextEncoding($0) }, note: Terminal.note)
    }

    /// Writes, saves and shows what came of it.
    func finish(_ run: ZoneDesignRun, _ proposal: ZoneProposal, _ report: ZoneDesignReport) throws {
        Terminal.endProgress()
        var files: [String] = []
        if let output { files = try ZoneLayers.layers(proposal, in: run.network).write(to: output) }
        if save { try run.save(proposal) }
        for note in report.notes { Terminal.note(note) }
        for file in files { Terminal.note(file) }
        try Terminal.show(report.text(as: form.format, language: form.language))
    }
}
