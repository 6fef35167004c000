import InputOutput
import ArgumentParser
import Springline

struct SolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Compute heads and flows of a model or a city, in steady state or over time.",
        discussion: """
            SPRINGLINE_THREADS=n limits the solver to n threads.
            """)

    @Argument(help: "An EPANET input file (.inp), or a city's file.")
    var file: String

    @Flag(help: "Only the state at the start, whatever duration the file says.")
    var steady = false

    @Flag(
        help: "Fill in what a map leaves open: heights, roughness, customers' demands, waterworks, boosters.")
    var complete = false

    @Option(
        help: "Converged when the sum of flow changes is this share of the sum of flows; else the file's.")
    var accuracy: Double?

    @Option(
        help: """
            Also write the states: .out (EPANET's binary results), .json, .csv, or as map layers .gpkg, .geojson; \
            may be given again.
            """)
    var output: [String] = []

    @Option(help: "The reference system of a file that states none, such as EPSG:4548; for map layers.")
    var crs: String?

    @Option(help: "The encoding of a model file (.inp) that is no UTF-8, such as gb18030.")
    var encoding: String?

    @Option(
        help: """
            Solve the scenarios of this file (.yml or .csv) at the start and compare them: factors on demands and \
            roughness, demands of nodes, statuses and settings of links.
            """)
    var scenarios: String?

    @Option(
        name: .customLong("service-minimum"),
        help: "Pressure promised to customers, m: scenarios count the junctions below it.")
    var serviceMinimum: Double = 14

    @OptionGroup var form: FormatOption

    func validate() throws {
        if let accuracy, !(accuracy > 0 && accuracy < 1) {
            throw ValidationError(
                Wording(
                    "--accuracy is \(accuracy); expected a share above 0 and below 1",
                    "--accuracy 为 \(accuracy)；应为 0 与 1 之间的比例"))
        }
        guard (0...200).contains(serviceMinimum) else {
            throw ValidationError(
                Wording(
                    "--service-minimum: found \(serviceMinimum), expected 0 to 200 m",
                    "--service-minimum：给出 \(serviceMinimum)，应为 0 至 200 m"))
        }
        if scenarios != nil, !output.isEmpty {
            throw ValidationError(
                Wording(
                    "--scenarios writes no states; leave --output out and print --format json",
                    "--scenarios 不写出状态文件；请去掉 --output，用 --format json 输出"))
        }
    }

    func run() throws {
        let encoding = try encoding.map { try TextEncoding($0) }
        let crs = try crs.map { try CoordinateReferenceSystem($0) }
        let run = try SolveRun(
            path: file, isSteady: steady || scenarios != nil, accuracy: accuracy, crs: crs,
            completes: complete, encoding: encoding, note: Terminal.note)
        for remark in run.completion?.remarks ?? [] { Terminal.note(remark) }
        if let scenarios { return try compare(scenarios, run) }
        let duration = run.network.times.duration
        var shown = -1
        defer { Terminal.endProgress() }
        let summary = try run.run(outputs: output) { time in
            let percent = duration > 0 ? Int(time / duration * 100) : 0
            if percent != shown {
                Terminal.progress(Wording("solving", "正在计算"), duration > 0 ? time / duration : 0)
                shown = percent
            }
        }
        Terminal.endProgress()
        try Terminal.show(summary.text(as: form.format, language: form.language))
        for remark in run.doubts(of: summary)?.remarks ?? [] { Terminal.note(remark) }
        for path in output { Terminal.note(path) }
    }

    /// Solves the scenarios of a file and shows them side by side.
    private func compare(_ path: String, _ run: SolveRun) throws {
        let scenarios = try ScenarioFile.read(path: path, for: run.network)
        let report = try ScenarioRun(run.network, source: file, scenarios).report(
            serviceMinimum: serviceMinimum, keepsStates: form.format == .json)
        try Terminal.show(report.text(as: form.format, language: form.language))
    }
}
