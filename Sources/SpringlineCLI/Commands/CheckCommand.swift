import InputOutput
import ArgumentParser
import Springline

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Name every defect of the network with its place.")

    @Argument(help: "The city's file.")
    var city: String

    @Option(help: "Also write the defects: .geojson, .gpkg or .shp as a map layer, .json or .csv as a list.")
    var output: String?

    @Option(
        name: .customLong("as-of"), help: "As it was on this local day or at this time; as it is if none.")
    var asOf: String?

    @OptionGroup var form: FormatOption

    func run() throws {
        let city = try City(path: city, readOnly: true)
        let network = try city.network(asOf: asOf)
        let defects = NetworkCheck(network).defects()
        let report = CheckReport(defects)
        if let output {
            try report.write(to: output, crs: network.crs, language: form.language)
            Terminal.note(
                Wording("\(output): \(defects.count) defects", "\(output)：\(defects.count) 个问题"))
        }
        try Terminal.show(report.text(as: form.format, language: form.language))
    }
}
