import ArgumentParser
import Springline

/// How long a network takes to be read, analysed and solved; one line of JSON.
@main
struct SolveTimingProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve-timing",
        abstract: "Measure how long a model or a city takes to be read, analysed and solved.",
        discussion: """
            SPRINGLINE_THREADS=n limits the solver to n threads.
            """)

    @Argument(help: "An EPANET input file (.inp), or a city's file.")
    var file: String

    @Option(help: "Solve this many times.")
    var repeats = 20

    @Flag(help: "Only the state at the start, whatever duration the file says.")
    var steady = false

    @Option(
        help: "Converged when the sum of flow changes is this share of the sum of flows; else the file's.")
    var accuracy: Double?

    @Option(help: "Solve so many demand scenarios of the start on all cores instead.")
    var ensemble: Int?

    @Option(help: "Decides the scenarios of --ensemble.")
    var seed: UInt64 = 1

    func validate() throws {
        if repeats < 1 { throw ValidationError("--repeats is \(repeats); expected 1 or more") }
        if let ensemble, !(1...1_000_000).contains(ensemble) {
            throw ValidationError("--ensemble is \(ensemble); expected 1 to 1000000 scenarios")
        }
        if let accuracy, !(accuracy > 0 && accuracy < 1) {
            throw ValidationError("--accuracy is \(accuracy); expected a share above 0 and below 1")
        }
    }

    func run() throws {
        if let ensemble {
            let network = try SolveRun(path: file, isSteady: true, accuracy: accuracy).network
            return print(try EnsembleTiming(network, scenarios: ensemble, seed: seed).text, terminator: "")
        }
        let timing = try SolveTiming(repetitions: repeats) {
            try SolveRun(path: file, isSteady: steady, accuracy: accuracy).network
        }
        print(timing.text, terminator: "")
    }
}
