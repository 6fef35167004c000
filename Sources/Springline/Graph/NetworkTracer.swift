import InputOutput
import Hydraulics
import LeakZones
import NetworkFormats
import PipeNetwork
import Reports

/// Answers questions to the graph of one network; what depends on the network alone is kept from one to the next.
public struct NetworkTracer: Sendable {
    /// The network.
    public let network: Network
    /// Its zones; `nil` without any.
    public let scheme: ZoneScheme?
    let graph: NetworkGraph

    /// A tracer of `network`.
    public init(_ network: Network, scheme: ZoneScheme? = nil) {
        self.network = network
        self.scheme = scheme
        graph = NetworkGraph(network)
    }

    /// The answer to a question.
    ///
    /// - Throws: `SearchError` for ids that are not there and ways that do not exist, `HydraulicError` for flows that cannot
    ///   be solved, ``RequestError/incompleteQuery(kind:needs:)``.
    public func answer(_ query: TraceQuery) throws -> TraceAnswer {
        switch query.kind {
        case .connected: return try reach(query, passages(query), remarks: [])
        case .upstream, .downstream:
            let (flows, remarks) = try flows(query)
            return try reach(
                query, passages(query).following(flows, upstream: query.kind == .upstream), remarks: remarks)
        case .path: return try path(query)
        case .nearest: return try nearest(query)
        case .sources: return try sources(query)
        case .supplyAreas: return try supplyAreas(query)
        }
    }

    // MARK: Parts of a question

    func passages(_ query: TraceQuery) throws -> [TraversalDirection] {
        guard query.stopsAtZones else { return network.passages(barriers: query.barriers) }
        guard let scheme, !scheme.zones.isEmpty else { throw SearchError.noneOfKind("zone") }
        return network.passages(barriers: query.barriers, zoneOfNode: scheme.zoneOfNode)
    }

    func from(_ query: TraceQuery) throws -> String {
        guard let from = query.from else {
            throw RequestError.incompleteQuery(kind: query.kind.rawValue, needs: "--from")
        }
        return from
    }

    /// Flows of the network, completed where it is a map.
    func flows(_ query: TraceQuery) throws -> (flows: [Double], remarks: [Wording]) {
        let completion = ModelCompletion(network)
        let state = try HydraulicSolver(completion.network).steadyState(at: query.time)
        return (completion.asDrawn(state.flows), completion.remarks)
    }

    // MARK: Answers

    private func reach(
        _ query: TraceQuery, _ passages: [TraversalDirection], remarks: [Wording]
    ) throws -> TraceAnswer {
        let from = try from(query)
        let seeds = try network.seeds(of: from)
        let reach = graph.reach(from: seeds, passages: passages)
        let links = reach.links(in: graph, passages: passages)
        let part = NetworkSubset(of: network, nodes: reach.nodes, links: links)
        var report = GraphReport()
        report.add("kind", Wording("Trace", "追踪"), .text(query.kind.rawValue))
        report.add("from", Wording("From", "起点"), .text(from))
        report.add(part, of: network)
        let found = Set(reach.nodes)
        let sources = network.sourceNodes().filter { found.contains($0) }
        report.add(
            "sources", Wording("Sources in it", "其中水源"), .list(sources.map { network.nodes.ids[Int($0)] }))
        report.add("barriers", Wording("Links that hold it back", "边界管段"), .count(reach.barriers.count))
        report.lists = [
            .init("links", Wording("Links", "管段"), network.linkTable(part.links)),
            .init(
                "barrier_links", Wording("Links that hold it back", "边界管段"), network.linkTable(reach.barriers)
            ),
            .init("assets", Wording("What lies in it", "范围内设施"), network.assetTable(part.assets)),
        ]
        report.remarks = remarks
        return TraceAnswer(
            report: report,
            layers: [
                StyledLayer(
                    network.linkLayer(
                        "trace", fields: [], groups: [("traced", part.links), ("barrier", reach.barriers)]),
                    style: .tracedLinks),
                StyledLayer(
                    network.nodeLayer(
                        "trace_nodes", groups: [("from", seeds.map(Int32.init)), ("source", sources)]),
                    style: .tracedNodes),
                StyledLayer(network.assetLayer("trace_assets", rows: part.assets), style: .assets),
            ])
    }
}

/// The answer to a ``TraceQuery``.
public struct TraceAnswer: Sendable {
    /// Facts and lists.
    public let report: GraphReport
    /// What can be drawn of it.
    public let layers: [StyledLayer]
}
