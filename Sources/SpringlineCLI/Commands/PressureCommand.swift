import InputOutput
import ArgumentParser
import Springline

struct PressureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pressure",
        abstract:
            "Check the pressure points and say what they tell: averages, critical points, N1 of step tests.")

    @OptionGroup var period: PeriodOptions

    @Option(name: .customLong("zone"), help: "Only this zone; may be given again.")
    var zones: [String] = []

    @Option(name: .customLong("tests"), help: "A CSV file of step tests: zone, from, to, a row a step.")
    var tests: String?

    @Option(
        help: "Write the pressures interpolated at every node to this file: .geojson, .gpkg, .shp or .csv.")
    var map: String?

    @Flag(name: .customLong("model"), help: "Interpolate pressures by the city's own hydraulic model.")
    var usesModel = false

    @Option(
        help: "Say what a pressure lower by so many metres would save, and whom it takes below the minimum.")
    var lower: Double?

    @OptionGroup var assumptions: AssumptionOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
        guard let lower, !(lower > 0 && lower <= 200) else { return }
        throw ValidationError(
            Wording(
                "--lower: found \(lower), expected more than 0 and up to 200 m",
                "--lower：给出 \(lower)，应大于 0 且不超过 200 m"))
    }

    func run() throws {
        let city = try City(path: period.city, readOnly: true)
        Terminal.progress(Wording("reading pressures", "正在读取压力"))
        let report = try city.pressureReport(
            from: period.from, to: period.to, zones: zones, tests: tests, map: map,
            policy: assumptions.policy(of: city),
            usesModel: usesModel, lowerBy: lower
        )
        Terminal.endProgress()
        if let map { Terminal.note(map) }
        try Terminal.show(report.text(as: output.format, language: output.language))
    }
}
