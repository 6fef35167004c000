import InputOutput
import ArgumentParser
import Springline

extension TraceQuery.Kind: ExpressibleByArgument {}
extension TraceWeight: ExpressibleByArgument {}

/// What holds a trace back, by the words of the command line.
enum BarrierArgument: String, ExpressibleByArgument, CaseIterable {
    case none, closed, meters, valves, zones, regulatingValves = "regulating-valves", pumps
    case oneWay = "one-way"

    var barriers: TraceBarriers {
        switch self {
        case .none, .zones: []
        case .closed: .closed
        case .meters: .meters
        case .valves: .isolationValves
        case .regulatingValves: .regulatingValves
        case .pumps: .pumps
        case .oneWay: .oneWay
        }
    }
}

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract:
            "Follow the pipes: what is connected, where water comes from and goes to, the path, the nearest.",
        discussion: """
            upstream, downstream, sources and supply-areas solve the network; a map without elevations, demands or reservoirs \
            is completed for it, and what was assumed is said.
            """)

    @OptionGroup var source: NetworkOptions

    @Option(help: "connected, upstream, downstream, path, nearest, sources or supply-areas.")
    var kind: TraceQuery.Kind?

    @Option(help: "The id of a node, a link or a point asset.")
    var from: String?

    @Option(help: "path: the id of the other end.")
    var to: String?

    @Option(
        help:
            "nearest: what to look for, such as hydrant, isolation_valve, meter, waterworks, reservoir, tank."
    )
    var of: String?

    @Option(help: "nearest: how many.")
    var count: Int = 1

    @Option(
        parsing: .upToNextOption,
        help:
            "What holds the trace back: none, closed, meters, valves, zones, regulating-valves, pumps, one-way; closed if not given, and one-way always for sources unless none."
    )
    var barriers: [BarrierArgument] = []

    @Option(help: "What ways are measured by: length, resistance or links.")
    var weight: TraceWeight = .length

    @Option(help: "The time of the solve, hours from the start of the simulation.")
    var hour: Double = 0

    @Option(help: "Also write map layers: .gpkg, or .geojson with QGIS styles beside it.")
    var output: String?

    @OptionGroup var listed: ListOption

    @OptionGroup var form: FormatOption

    func validate() throws {
        guard let kind else {
            let kinds = TraceQuery.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError(
                Wording("Give --kind: \(kinds).", "请用 --kind 指定追踪类型：\(kinds)。"))
        }
        if kind != .supplyAreas, from == nil { throw lacking("--from", kind) }
        if kind == .path, to == nil { throw lacking("--to", kind) }
        if kind == .nearest, of == nil { throw lacking("--of", kind) }
        guard (1...1_000_000).contains(count) else {
            throw ValidationError(
                Wording(
                    "--count: found \(count), expected 1 to 1000000", "--count：给出 \(count)，应为 1 至 1000000"))
        }
        guard hour >= 0, hour < 1e6 else {
            throw ValidationError(
                Wording("--hour: found \(hour), expected 0 or more", "--hour：给出 \(hour)，不能小于 0"))
        }
        if barriers.contains(.none), barriers.count > 1 {
            throw ValidationError(
                Wording("--barriers: 'none' excludes the others", "--barriers：none 不能与其他项并用"))
        }
    }

    private func lacking(_ option: String, _ kind: TraceQuery.Kind) -> ValidationError {
        ValidationError(
            Wording(
                "a trace of kind '\(kind.rawValue)' needs \(option)", "类型为 \(kind.rawValue) 的追踪需要 \(option)"))
    }

    /// The question; `nil` for one that lacks something, which ``validate()`` refuses.
    private func query() throws -> TraceQuery? {
        switch (kind, from, to) {
        case (.supplyAreas, _, _): .supplyAreas
        case (.connected, let from?, _): .connected(from: from)
        case (.upstream, let from?, _): .upstream(from: from)
        case (.downstream, let from?, _): .downstream(from: from)
        case (.sources, let from?, _): .sources(of: from)
        case (.path, let from?, let to?): .path(from: from, to: to)
        case (.nearest, let from?, _):
            try of.map { .nearest(from: from, to: try TraceTarget($0), count: count) }
        default: nil
        }
    }

    private var options: TraceOptions {
        var options = TraceOptions()
        if !barriers.isEmpty {
            var given: TraceBarriers = barriers.reduce(into: []) { $0.formUnion($1.barriers) }
            // What cannot come is no supply, whatever else holds it back.
            if kind == .sources, !barriers.contains(.none) { given.insert(.oneWay) }
            options.barriers = given
        }
        options.stopsAtZones = barriers.contains(.zones)
        options.weight = weight
        options.time = hour * 3600
        return options
    }

    func run() throws {
        let (network, scheme) = try source.readZoned()
        guard let query = try query() else { return }
        let answer = try NetworkTracer(network, scheme: scheme).answer(query, options: options)
        let report = answer.report
        try listed.validate(in: report)
        try Terminal.show(report.text(as: form.format, language: form.language, list: listed.list))
        if let output { try Terminal.note(files: answer.layers.write(to: output)) }
    }
}
