import Hydraulics
import PipeNetwork
import Testing

/// One state of a network, looked at by id. Making one checks what holds in every state: every number is finite, the
/// solve converged, and no node gains or loses water.
struct Solved {
    let network: Network
    let state: HydraulicState

    /// Solves `network` at `time`.
    init(_ network: Network, at time: Double = 0, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let state = try HydraulicSolver(network).steadyState(at: time)
        self.init(network, state, sourceLocation: sourceLocation)
    }

    init(_ network: Network, _ state: HydraulicState, sourceLocation: SourceLocation = #_sourceLocation) {
        self.network = network
        self.state = state
        #expect(state.heads.count == network.nodes.count, sourceLocation: sourceLocation)
        #expect(state.flows.count == network.links.count, sourceLocation: sourceLocation)
        let isFinite = (state.heads + state.flows + state.demands).allSatisfy { $0.isFinite }
        #expect(isFinite, sourceLocation: sourceLocation)
        #expect(state.hasConverged, sourceLocation: sourceLocation)
        let (node, error) = worstImbalance
        #expect(abs(error) < 1e-9, "\(node) gains \(error) m³/s", sourceLocation: sourceLocation)
    }

    /// The node where what flows in differs most from what flows out and leaves, and the difference, m³/s.
    var worstImbalance: (node: String, gain: Double) {
        var gains = state.demands.map { -$0 }
        for link in state.flows.indices {
            gains[Int(network.links.start[link])] -= state.flows[link]
            gains[Int(network.links.end[link])] += state.flows[link]
        }
        for node in gains.indices {
            if !state.emitterFlows.isEmpty { gains[node] -= state.emitterFlows[node] }
            if !state.leakages.isEmpty { gains[node] -= state.leakages[node] }
        }
        let worst = gains.indices.max { abs(gains[$0]) < abs(gains[$1]) } ?? 0
        return gains.isEmpty ? ("", 0) : (network.nodes.ids[worst], gains[worst])
    }

    private func node(_ id: String, _ values: [Double]) -> Double {
        guard let row = network.nodes.index(of: id), row < values.count else { return .nan }
        return values[row]
    }

    private func link(_ id: String, _ values: [Double]) -> Double {
        guard let row = network.links.index(of: id), row < values.count else { return .nan }
        return values[row]
    }

    func head(_ id: String) -> Double { node(id, state.heads) }
    func pressure(_ id: String) -> Double { node(id, state.pressures) }
    func demand(_ id: String) -> Double { node(id, state.demands) }
    func emitterFlow(_ id: String) -> Double { node(id, state.emitterFlows) }
    func leakage(_ id: String) -> Double { node(id, state.leakages) }
    func flow(_ id: String) -> Double { link(id, state.flows) }
    func headLoss(_ id: String) -> Double { link(id, state.headLosses) }

    func status(_ id: String) -> LinkState? {
        guard let row = network.links.index(of: id), row < state.statuses.count else { return nil }
        return state.statuses[row]
    }
}
