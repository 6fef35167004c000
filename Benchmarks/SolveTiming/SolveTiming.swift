import Springline

/// How long reading, analysing and solving a network takes on this machine.
struct SolveTiming {
    /// Nodes and links of the network.
    var nodes = 0, links = 0
    /// Time to read the file, once, ms.
    var load = 0.0
    /// Least time to analyse the network (`HydraulicSolver.init`), ms.
    var analyse = 0.0
    /// Newton steps of the steady state.
    var steadyIterations = 0
    /// Times of the steady state at the start, one for each repetition, ms.
    var steady: [Double] = []
    /// Hydraulic steps of the whole simulation.
    var steps = 0
    /// Newton steps of the whole simulation.
    var iterations = 0
    /// Times of the whole simulation, one for each repetition, ms.
    var simulation: [Double] = []
    /// Greatest memory of the process so far, MB.
    var peakMemory = 0.0
    /// Threads that a solver may use: `SPRINGLINE_THREADS`, or the processor's.
    var threads = 1

    /// Measures.
    ///
    /// - Parameters:
    ///   - repetitions: how often each solve runs; at least once.
    ///   - read: reads the network; timed once.
    /// - Throws: what `read` throws, `HydraulicError`.
    init(repetitions: Int, reading read: () throws -> Network) throws {
        let count = max(1, repetitions)
        let (network, load) = try Stopwatch.timed(read)
        self.load = load
        (nodes, links) = (network.nodes.count, network.links.count)
        var (solver, analyse) = try Stopwatch.timed { try HydraulicSolver(network) }
        for _ in 1..<max(2, count) {
            let (again, time) = try Stopwatch.timed { try HydraulicSolver(network) }
            solver = again
            analyse = min(analyse, time)
        }
        self.analyse = analyse
        for _ in 0..<count {
            let (state, time) = try Stopwatch.timed { try solver.steadyState() }
            steady.append(time)
            steadyIterations = state.iterations
        }
        for _ in 0..<count {
            let (totals, time) = Stopwatch.timed { solver.simulate { _ in } }
            simulation.append(time)
            (steps, iterations) = (totals.steps, totals.iterations)
        }
        peakMemory = Stopwatch.peakMemory()
        threads = HydraulicSolver.threads
    }

    /// One line of JSON.
    var text: String {
        JSONValue.object([
            "nodes": .number(Double(nodes)), "links": .number(Double(links)),
            "load_ms": Self.milliseconds(load),
            "analyse_ms": Self.milliseconds(analyse), "steady_iterations": .number(Double(steadyIterations)),
            "steady_min_ms": Self.milliseconds(steady.min()),
            "steady_median_ms": Self.milliseconds(Stopwatch.median(steady)),
            "eps_steps": .number(Double(steps)),
            "eps_iterations": .number(Double(iterations)), "eps_min_ms": Self.milliseconds(simulation.min()),
            "eps_median_ms": Self.milliseconds(Stopwatch.median(simulation)),
            "peak_rss_mb": .number((peakMemory * 10).rounded() / 10), "threads": .number(Double(threads)),
        ]).text(expandedTo: 0) + "\n"
    }

    private static func milliseconds(_ value: Double?) -> JSONValue {
        .number(value.map { ($0 * 1_000_000).rounded() / 1_000_000 })
    }
}
