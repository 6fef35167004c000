import Foundation
import Hydraulics
import PipeNetwork
import Reports

/// How long reading, analysing and solving a network takes on this machine.
public struct SolveTiming: Sendable, Hashable {
    /// Nodes and links of the network.
    public var nodes = 0, links = 0
    /// Time to read the file, once, ms.
    public var load = 0.0
    /// Least time to analyse the network (`HydraulicSolver.init`), ms.
    public var analyse = 0.0
    /// Newton steps of the steady state.
    public var steadyIterations = 0
    /// Times of the steady state at the start, one for each repetition, ms.
    public var steady: [Double] = []
    /// Hydraulic steps of the whole simulation.
    public var steps = 0
    /// Newton steps of the whole simulation.
    public var iterations = 0
    /// Times of the whole simulation, one for each repetition, ms.
    public var simulation: [Double] = []
    /// Greatest memory of the process so far, MB.
    public var peakMemory = 0.0
    /// Threads that a solver may use: `SPRINGLINE_THREADS`, or the processor's.
    public var threads = 1

    /// Measures.
    ///
    /// - Parameters:
    ///   - repetitions: how often each solve runs; at least once.
    ///   - read: reads the network; timed once.
    /// - Throws: what `read` throws, `HydraulicError`.
    public init(repetitions: Int, reading read: () throws -> Network) throws {
        let count = max(1, repetitions)
        let (network, load) = try Self.timed(read)
        self.load = load
        (nodes, links) = (network.nodes.count, network.links.count)
        var (solver, analyse) = try Self.timed { try HydraulicSolver(network) }
        for _ in 1..<max(2, count) {
            let (again, time) = try Self.timed { try HydraulicSolver(network) }
            solver = again
            analyse = min(analyse, time)
        }
        self.analyse = analyse
        for _ in 0..<count {
            let (state, time) = try Self.timed { try solver.steadyState() }
            steady.append(time)
            steadyIterations = state.iterations
        }
        for _ in 0..<count {
            let (totals, time) = Self.timed { solver.simulate { _ in } }
            simulation.append(time)
            (steps, iterations) = (totals.steps, totals.iterations)
        }
        peakMemory = Self.peakMemory()
        threads = HydraulicSolver.threads
    }

    /// One line of JSON.
    public var text: String {
        JSONValue.object([
            "nodes": .number(Double(nodes)), "links": .number(Double(links)),
            "load_ms": Self.milliseconds(load),
            "analyse_ms": Self.milliseconds(analyse), "steady_iterations": .number(Double(steadyIterations)),
            "steady_min_ms": Self.milliseconds(steady.min()),
            "steady_median_ms": Self.milliseconds(Self.median(steady)), "eps_steps": .number(Double(steps)),
            "eps_iterations": .number(Double(iterations)), "eps_min_ms": Self.milliseconds(simulation.min()),
            "eps_median_ms": Self.milliseconds(Self.median(simulation)),
            "peak_rss_mb": .number((peakMemory * 10).rounded() / 10), "threads": .number(Double(threads)),
        ]).text(expandedTo: 0) + "\n"
    }

    /// The middle of `values`, or between the two middle ones; `nil` for none.
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    private static func milliseconds(_ value: Double?) -> JSONValue {
        .number(value.map { ($0 * 1_000_000).rounded() / 1_000_000 })
    }

    static func timed<T>(_ body: () throws -> T) rethrows -> (T, Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        let (seconds, attoseconds) = (clock.now - start).components
        return (result, Double(seconds) * 1000 + Double(attoseconds) / 1e15)
    }

    static func peakMemory() -> Double {
        // What getrusage tells may be the peak of the program that started this one.
        if let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Double($0) })
        {
            return kilobytes / 1024
        }
        var usage = rusage()
        #if os(Linux)
            guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return .nan }
            return Double(usage.ru_maxrss) / 1024
        #else
            guard getrusage(RUSAGE_SELF, &usage) == 0 else { return .nan }
            return Double(usage.ru_maxrss) / 1_048_576
        #endif
    }
}
