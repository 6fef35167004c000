import InputOutput
import ArgumentParser
import Foundation
import Springline

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Write the loss report of a city: .html, .xlsx, .json, .csv, .gpkg or .geojson by its ending, or all into a folder.",
        discussion: """
            The map of an .html report pans and zooms with Leaflet, which is read where it is installed (Debian: \
            libjs-leaflet; or the folder that SPRINGLINE_LEAFLET names) and goes into the page. Without it the map \
            is a drawing.
            """)

    @OptionGroup var period: PeriodOptions

    @Option(
        name: .customLong("as-of"),
        help: "Network and zones of this local day for the whole period; those of each time if none.")
    var asOf: String?

    @Option(
        help:
            "FROM..TO: local days of another period, TO not included; how the losses differ, and whether significantly."
    )
    var compare: String?

    @Option(help: "What the city is called; its file's name if none.")
    var name: String?

    @Option(help: "The file to write; without an ending, a folder for all forms.")
    var output: String

    @OptionGroup var assumptions: AssumptionOptions
    @OptionGroup var printed: FormatOption

    func validate() throws {
        if let compare { _ = try Self.range(compare) }
    }

    /// The two ends of `FROM..TO`.
    private static func range(_ text: String) throws -> (from: String, to: String) {
        let ends = text.components(separatedBy: "..").map { $0.trimmingCharacters(in: .whitespaces) }
        guard ends.count == 2, !ends[0].isEmpty, !ends[1].isEmpty else {
            throw ValidationError(
                Wording(
                    "--compare: found '\(text.quotable)', expected FROM..TO, such as 2024-02-05..2024-03-04",
                    "--compare：给出“\(text.quotable)”，应为 起..止，如 2024-02-05..2024-03-04"))
        }
        return (ends[0], ends[1])
    }

    func run() throws {
        // A name that says no form is refused now, not when all is computed.
        let form = try ReportForm(output)
        let city = try City(path: period.city, readOnly: true)
        Terminal.progress(Wording("balancing", "正在平衡水量"))
        var report = try city.lossReport(
            from: period.from, to: period.to, name: name, policy: assumptions.policy(of: city), asOf: asOf,
            comparedWith: compare.map(Self.range))
        Terminal.endProgress()
        let map = LeafletLibrary.installed()
        if map == nil { report.mapNote = LossReport.drawnMapNote }
        let files = try report.write(to: output, language: printed.language, map: map)
        switch printed.format {
        case .table: try Terminal.show(report.summary(language: printed.language))
        case .json: try Terminal.show(report.json())
        case .csv: try Terminal.show(report.csv())
        }
        if map == nil, form == .page || form == .folder {
            Terminal.note(
                Wording(
                    "the map is a drawing: no leaflet.js and leaflet.css in \(LeafletLibrary.folder())",
                    "地图为静态图：\(LeafletLibrary.folder()) 中没有 leaflet.js 与 leaflet.css"))
        }
        Terminal.note(files: files)
    }
}
