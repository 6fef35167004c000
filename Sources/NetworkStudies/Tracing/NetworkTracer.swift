import Hydraulics
import LeakZones
import PipeNetwork

/// Answers questions to the graph of one network; what depends on the network alone is kept from one to the next.
///
/// ```swift
/// let tracer = NetworkTracer(network)
/// let answer = try tracer.answer(.nearest(from: "J1", to: .asset(.hydrant), count: 3))
/// ```
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
    /// - Throws: `SearchError` for ids that are not there and paths that do not exist, `HydraulicError` for flows that cannot
    ///   be solved.
    public func answer(_ query: TraceQuery, options: TraceOptions = .init()) throws -> TraceAnswer {
        TraceAnswer(
            network: network, query: query, options: options, finding: try finding(query, options))
    }

    private func finding(_ query: TraceQuery, _ options: TraceOptions) throws -> TraceAnswer.Finding {
        let barriers = options.barriers(of: query)
        switch query {
        case .connected(let from):
            return .part(try reach(from, try passages(barriers, options)))
        case .upstream(let from), .downstream(let from):
            let flows = try flows(at: options.time)
            let passages = try passages(barriers, options)
                .following(flows.flows, upstream: query.kind == .upstream)
            return .part(try reach(from, passages, completion: flows.completion))
        case .path(let from, let to): return .path(try path(from, to, barriers, options))
        case .nearest(let from, let target, let count):
            return .nearest(try nearest(from, target, count, barriers, options))
        case .sources(let place): return .sources(try sources(place, barriers, options))
        case .supplyAreas: return .supplyAreas(try supplyAreas(at: options.time))
        }
    }

    // MARK: Parts of a question

    func passages(_ barriers: TraceBarriers, _ options: TraceOptions) throws(SearchError)
        -> [TraversalDirection]
    {
        guard options.stopsAtZones else { return network.passages(barriers: barriers) }
        guard let scheme, !scheme.zones.isEmpty else { throw .noneOfKind("zone") }
        return network.passages(barriers: barriers, zoneOfNode: scheme.zoneOfNode)
    }

    /// Flows of the network as it is drawn, completed where it is a map.
    func flows(at time: Double) throws(HydraulicError) -> (flows: [Double], completion: ModelCompletion) {
        let completion = ModelCompletion(network)
        let state = try HydraulicSolver(completion.network).steadyState(at: time)
        return (completion.asDrawn(state.flows), completion)
    }

    private func reach(
        _ from: String, _ passages: [TraversalDirection], completion: ModelCompletion? = nil
    ) throws(SearchError) -> TracedPart {
        let seeds = try network.seeds(of: from)
        let reach = graph.reach(from: seeds, passages: passages)
        let found = Set(reach.nodes)
        return TracedPart(
            seeds: seeds,
            part: NetworkSubset(
                of: network, nodes: reach.nodes, links: reach.links(in: graph, passages: passages)),
            barriers: reach.barriers, sources: network.sourceNodes().filter { found.contains($0) },
            completion: completion)
    }
}
