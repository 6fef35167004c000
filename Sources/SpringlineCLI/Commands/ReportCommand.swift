import InputOutput
import ArgumentParser
import Springline

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Write the loss report of a city: .html, .xlsx, .json or .csv by its ending, or all into a folder.",
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

    @Option(help: "The file to write; without an ending, a folder for all forms.")
    var output: String

    @OptionGroup var assumptions: AssumptionOptions
    @OptionGroup var form: FormatOption

    func run() throws {
        let city = try City(path: period.city, readOnly: true)
        Terminal.progress(Wording("balancing", "正在平衡水量"))
        var report = try city.lossReport(
            from: period.from, to: period.to, policy: assumptions.policy(of: city), asOf: asOf)
        Terminal.endProgress()
        let map = LeafletLibrary.installed()
        if map == nil { report.mapNote = LossReport.drawnMapNote }
        try report.write(to: output, language: form.language, map: map)
        switch form.format {
        case .table: try Terminal.show(report.summary(language: form.language))
        case .json: try Terminal.show(report.json())
        case .csv: try Terminal.show(report.csv())
        }
        if map == nil, output.lowercased().hasSuffix("html") || output.lowercased().hasSuffix("htm") {
            Terminal.note(
                Wording(
                    "the map is a drawing: no leaflet.js and leaflet.css in \(LeafletLibrary.folder())",
                    "地图为静态图：\(LeafletLibrary.folder()) 中没有 leaflet.js 与 leaflet.css"))
        }
        Terminal.note(output)
    }
}
