import Benchmark
import Foundation
import Springline
import StreetCity

/// Wall time and memory of one thing done to a model.
///
/// The limits are wide, as in the city's benchmarks: they catch a slip to a worse order of growth, not a few per cent.
/// How fast the solver is beside EPANET, on one machine in one run, is for the programs in `compare` to say.
var fewTimes: Benchmark.Configuration {
    .init(
        metrics: [.wallClock, .peakMemoryResident],
        warmupIterations: 1,
        maxDuration: .seconds(10),
        maxIterations: 50,
        thresholds: [
            .wallClock: .init(relative: [.p50: 60]),
            .peakMemoryResident: .init(relative: [.p50: 20]),
        ])
}

let benchmarks: @Sendable () -> Void = {
    var sizes = [("1k", 1_000), ("10k", 10_000), ("100k", 100_000)]
    if ProcessInfo.processInfo.environment["SPRINGLINE_BENCHMARK_MILLION"] != nil {
        sizes.append(("1M", 1_000_000))
    }
    for (name, junctions) in sizes { city(name, junctions) }
    ensemble()
    realNetworks()
}

/// Load, analyse and solve a made-up city.
func city(_ name: String, _ junctions: Int) {
    Benchmark("hydraulics_load_\(name)", configuration: fewTimes) { benchmark, text in
        for _ in benchmark.scaledIterations { blackHole(try Network(inp: text, file: "city.inp")) }
    } setup: {
        try StreetCity(junctions: junctions).network().inp()
    }

    Benchmark("hydraulics_analyse_\(name)", configuration: fewTimes) { benchmark, network in
        for _ in benchmark.scaledIterations { blackHole(try HydraulicSolver(network)) }
    } setup: {
        try StreetCity(junctions: junctions).network()
    }

    Benchmark("hydraulics_steady_\(name)", configuration: fewTimes) { benchmark, solver in
        for _ in benchmark.scaledIterations { blackHole(try solver.steadyState()) }
    } setup: {
        try HydraulicSolver(StreetCity(junctions: junctions).network())
    }

    Benchmark("hydraulics_extended_\(name)", configuration: fewTimes) { benchmark, solver in
        for _ in benchmark.scaledIterations { blackHole(solver.simulate { _ in }) }
    } setup: {
        try HydraulicSolver(StreetCity(junctions: junctions).network())
    }
}

/// A solver and what it is to solve.
struct PreparedEnsemble: Sendable {
    var solver: HydraulicSolver
    var scenarios: [DemandScenario]
}

/// Two hundred demand scenarios on all cores.
func ensemble() {
    Benchmark("hydraulics_ensemble_1k", configuration: fewTimes) {
        (benchmark: Benchmark, prepared: PreparedEnsemble) in
        for _ in benchmark.scaledIterations {
            blackHole(try prepared.solver.ensemble(prepared.scenarios) { _, state in state.iterations })
        }
    } setup: { () -> PreparedEnsemble in
        let solver = try HydraulicSolver(StreetCity(junctions: 1_000).network())
        let base = try solver.demands()
        let scenarios = (0..<200).map { number in
            DemandScenario(demands: base.map { $0 * (0.5 + Double(number) / 200) })
        }
        return PreparedEnsemble(solver: solver, scenarios: scenarios)
    }
}

/// The models in the folder that SPRINGLINE_NETWORKS names, if it does.
func realNetworks() {
    guard let folder = ProcessInfo.processInfo.environment["SPRINGLINE_NETWORKS"],
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return }
    for file in files.sorted() where file.lowercased().hasSuffix(".inp") {
        let name = file.dropLast(4).replacing(" ", with: "_")
        Benchmark("hydraulics_steady_\(name)", configuration: fewTimes) { benchmark, solver in
            for _ in benchmark.scaledIterations { blackHole(try solver.steadyState()) }
        } setup: {
            try HydraulicSolver(INPFile.read(path: "\(folder)/\(file)"))
        }
    }
}
