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

    @Option(help: "Solve this many times, write nothing, print how long it took as a line of JSON.")
    var timing: Int?

    @Option(
        help: """
            Solve so many demand scenarios of the start on all cores, write nothing, print how long they took as a line \
            of JSON.
            """)
    var ensembleTiming: Int?

    @Option(help: "Decides the scenarios of --ensemble-timing.")
    var seed: UInt64 = 1

    @OptionGroup var form: FormatOption

    func validate() throws {
        if let ensembleTiming, !(1...1_000_000).contains(ensembleTiming) {
            throw ValidationError(
                Wording(
                    "--ensemble-timing is \(ensembleTiming); expected 1 to 1000000 scenarios",
                    "--ensemble-timing 为 \(ensembleTiming)；应为 1 至 1000000 个情景"))
        }
        if let accuracy, !(accuracy > 0 && accuracy < 1) {
            throw ValidationError(
                Wording(
                    "--accuracy is \(accuracy); expected a share above 0 and below 1",
                    "--accuracy 为 \(accuracy)；应为 0 与 1 之间的比例"))
        }
        if let timing {
            if timing < 1 {
                throw ValidationError(
                    Wording(
                        "--timing is \(timing); expected 1 or more repetitions",
                        "--timing 为 \(timing)；应重复 1 次以上"))
            }
            if ensembleTiming != nil {
                throw ValidationError(
                    Wording(
                        "give --timing or --ensemble-timing, not both", "--timing 与 --ensemble-timing 只能给出其一")
                )
            }
            if !output.isEmpty {
                throw ValidationError(
                    Wording("--timing writes no files; leave --output out", "--timing 不写文件；请去掉 --output"))
            }
        }
    }

    func run() throws {
        let encoding = try encoding.map { try TextEncoding($0) }
        if let ensembleTiming {
            let run = try SolveRun(path: file, isSteady: true, accuracy: accuracy, encoding: encoding)
            let network = run.network
            return try Terminal.show(EnsembleTiming(network, scenarios: ensembleTiming, seed: seed).text)
        }
        let crs = try crs.map { try CoordinateReferenceSystem($0) }
        if let timing {
            let result = try SolveTiming(repetitions: timing) {
                try SolveRun(path: file, isSteady: steady, accuracy: accuracy, encoding: encoding).network
            }
            return try Terminal.show(result.text)
        }
        let run = try SolveRun(
            path: file, isSteady: steady, accuracy: accuracy, crs: crs, completes: complete,
            encoding: encoding, note: Terminal.note)
        for remark in run.completion?.remarks ?? [] { Terminal.note(remark) }
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
}
