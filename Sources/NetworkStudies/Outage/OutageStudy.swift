import Hydraulics
import PipeNetwork

/// What happens to pressures when links are shut or opened: the network solved before and after.
///
/// Demands are drawn as the network says (`demandModel`); nodes without water draw nothing.
public struct OutageStudy: Sendable {
    /// The network, with a model that can be solved.
    public let network: Network
    /// The state before.
    public let before: HydraulicState
    /// Pressure promised to customers, m.
    public let serviceMinimum: Double
    /// Time since the start of the simulation, s.
    public let time: Double
    private let isServed: [Bool]

    /// Solves `network` as it is.
    ///
    /// - Parameters:
    ///   - network: a network that can be solved.
    ///   - serviceMinimum: pressure promised to customers, m.
    ///   - time: seconds from the start of the simulation.
    /// - Throws: `HydraulicError`.
    public init(_ network: Network, serviceMinimum: Double, time: Double = 0) throws(HydraulicError) {
        self.network = network
        self.serviceMinimum = serviceMinimum
        self.time = time
        before = try HydraulicSolver(network).steadyState(at: time)
        var isServed = network.nodes.demands.map { $0.contains { $0.base > 0 } }
        for asset in network.assets.rows(of: .customerPoint) where network.assets.node[asset] >= 0 {
            // The level of a tank is no pressure of a customer's.
            let node = Int(network.assets.node[asset])
            if network.nodes.kinds[node] == .junction { isServed[node] = true }
        }
        self.isServed = isServed
    }

    /// Pressures with links shut and opened.
    ///
    /// Controls and rules of these links are left out: a crew turned them, and no control turns them back.
    ///
    /// - Parameters:
    ///   - closing: rows of links to be shut.
    ///   - opening: rows of links to be opened.
    ///   - nodes: rows of nodes that get no water and draw none.
    /// - Throws: `HydraulicError`.
    public func effect(
        closing: [Int] = [], opening: [Int] = [], withoutWater nodes: [Int32] = []
    ) throws(HydraulicError) -> OutageEffect {
        var network = network
        for link in closing { network.setStatus(.closed, ofLink: link) }
        for link in opening {
            network.setStatus(network.links.kinds[link] == .valve ? .active : .open, ofLink: link)
        }
        network.stopDemands(at: nodes)
        network.forgetControls(of: Set((closing + opening).map { network.links.ids[$0] }))
        let after = try HydraulicSolver(network).steadyState(at: time)
        var isDry = [Bool](repeating: false, count: network.nodes.count)
        for node in nodes { isDry[Int(node)] = true }
        return OutageEffect(
            before: before, after: after, serviceMinimum: serviceMinimum,
            isServed: isServed.indices.map { isServed[$0] && !isDry[$0] })
    }
}
