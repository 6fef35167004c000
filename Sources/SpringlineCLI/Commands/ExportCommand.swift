import ArgumentParser
import InputOutput
import Springline

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write a network for other programs: .inp for EPANET, .gpkg, .geojson, .shp or .csv for maps.",
        discussion: """
            A GeoPackage holds all layers; of the others each layer is a file with the layer's name behind a hyphen, such as \
            net-pipe.shp. Lengths and heights are in m, diameters in mm, with the unit in the field's name; an import recognises \
            them.
            """)

    @Argument(help: "A city's file or an EPANET input file.")
    var network: String

    @Argument(help: "The file to write.")
    var output: String

    @Option(
        name: .customLong("as-of"), help: "As it was on this local day or at this time; as it is if none.")
    var asOf: String?

    @Option(help: "The encoding of a model file's text, where it is known.")
    var encoding: String?

    @OptionGroup var language: LanguageOption

    func run() throws {
        let text = try encoding.map { try TextEncoding($0) }
        let read =
            try asOf.map { try Network.readZoned(path: network, asOf: $0, encoding: text).network }
            ?? Network.read(path: network, encoding: text, note: Terminal.note)
        let files = try read.export(to: output)
        try Terminal.show(files.joined(separator: "\n"))
    }
}
