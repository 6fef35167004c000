import Hydraulics
import PipeNetwork

/// How water may pass the links of a network at the moment of a solve, so that what the graph says of supply is what the
/// solve says: statuses as controls have set them, the direction of pumps and check valves, tanks that have run empty.
struct SolvedSupply {
    /// The network with the statuses of that moment.
    let network: Network
    /// How water may pass each open link, by row, as the network draws it.
    let passages: [TraversalDirection]

    /// - Parameters:
    ///   - network: the network that is asked.
    ///   - completion: its model.
    ///   - state: the model's state; the model's own statuses when `nil`.
    init(_ network: Network, _ completion: ModelCompletion, state: HydraulicState?) {
        var model = completion.network
        if let state { model.takeStatuses(of: state) }
        var passages = Array(model.passages(barriers: [.oneWay, .restingPumps]).prefix(network.links.count))
        if let state { Self.shutEmptyTanks(of: model, state, &passages) }
        for link in completion.reversedLinks where passages.indices.contains(link) {
            passages[link] = passages[link].reversed
        }
        self.passages = passages
        var drawn = network
        if let state { drawn.takeStatuses(of: state) }
        self.network = drawn
    }

    /// An empty tank takes water and gives none.
    private static func shutEmptyTanks(
        of model: Network, _ state: HydraulicState, _ passages: inout [TraversalDirection]
    ) {
        let levels = state.pressures
        for node in 0..<model.nodes.count where model.nodes.kinds[node] == .tank {
            guard let tank = model.tank(at: node), levels[node] <= tank.minimumLevel else { continue }
            for link in passages.indices {
                if Int(model.links.start[link]) == node { passages[link].remove(.forward) }
                if Int(model.links.end[link]) == node { passages[link].remove(.backward) }
            }
        }
    }
}

extension Network {
    /// Takes over which links are shut in a solved state. What shuts by the flow itself (check valves, valves that regulate
    /// a pressure) keeps its status, for it opens by the flow again.
    fileprivate mutating func takeStatuses(of state: HydraulicState) {
        for link in 0..<min(links.count, state.statuses.count) {
            let isClosed = state.statuses[link] == .closed
            switch links.kinds[link] {
            case .pipe where links.hasCheckValve[link]: continue
            case .valve where links.status[link] == .active:
                if let valve = valve(at: link), [.prv, .psv].contains(valve.kind) { continue }
            default: break
            }
            guard isClosed != (links.status[link] == .closed) else { continue }
            let open: LinkStatus = links.kinds[link] == .valve ? .active : .open
            setStatus(isClosed ? .closed : open, ofLink: link)
        }
    }
}
