import PipeNetwork

/// How much power a looped network has to spare when a pipe fails.
public enum ResilienceIndex {
    /// Todini's resilience index, no unit: the power left at the nodes over the power that could be dissipated.
    ///
    ///     I_r = Σ q_j·(h_j − h*_j) / (Σ Q_k·H_k + Σ P_i/γ − Σ q_j·h*_j)
    ///
    /// over junctions j with demand q (m³/s), head h and least head h* = elevation + `serviceMinimum` (m), sources k that
    /// deliver Q at head H, and pumps i that add P/γ = flow · head gain. Tanks that fill count as demand at their head.
    ///
    /// Source: E. Todini, *Looped water distribution networks design using a resilience index based heuristic approach*,
    /// Urban Water 2 (2000) 115–122.
    ///
    /// - Returns: the index; `nil` when no power is put in.
    public static func todini(
        _ state: DesignState, in network: Network, serviceMinimum: Double
    ) -> Double? {
        let (nodes, links) = (network.nodes, network.links)
        var (spare, needed, supplied) = (0.0, 0.0, 0.0)
        for node in 0..<nodes.count {
            let drawn = state.demands[node]
            switch nodes.kinds[node] {
            case .junction:
                let least = state.heads[node] - state.pressures[node] + serviceMinimum
                guard least.isFinite else { continue }
                if drawn > 0 {
                    spare += drawn * (state.heads[node] - least)
                    needed += drawn * least
                } else {
                    supplied -= drawn * state.heads[node]
                }
            case .reservoir, .tank: supplied -= drawn * state.heads[node]
            }
        }
        for link in 0..<links.count where links.kinds[link] == .pump {
            let gain = state.heads[Int(links.end[link])] - state.heads[Int(links.start[link])]
            supplied += max(0, state.flows[link] * gain)
        }
        let available = supplied - needed
        return available > 0 ? spare / available : nil
    }
}
