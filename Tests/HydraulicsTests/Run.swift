import Hydraulics
import PipeNetwork
import Testing

/// An extended period, looked at by time and id. Every one of its states is checked as ``Solved`` checks it, and its
/// volumes leave nothing unexplained.
struct Run {
    let network: Network
    let result: SimulationResult

    init(_ network: Network, sourceLocation: SourceLocation = #_sourceLocation) throws {
        self.network = network
        result = try HydraulicSolver(network).simulated()
        for state in result.states { _ = Solved(network, state, sourceLocation: sourceLocation) }
        let volumes = result.volumes
        let moved = volumes.supplied + volumes.consumed + volumes.emitted + abs(volumes.stored)
        #expect(
            abs(volumes.residual) <= 1e-6 * max(1, moved), "volumes leave \(volumes.residual) m³",
            sourceLocation: sourceLocation)
    }

    var times: [Double] { result.states.map(\.time) }

    /// The state that holds at `time`: the last that begins no later.
    func at(_ time: Double) throws -> Solved {
        Solved(network, try #require(result.states.last { $0.time <= time }))
    }

    /// Times at which `link` begins to let water pass or ceases to, the first state's not included.
    func switches(_ link: String) -> [Double] {
        guard let row = network.links.index(of: link) else { return [] }
        return zip(result.states, result.states.dropFirst()).compactMap { before, after in
            before.statuses[row].isClosed != after.statuses[row].isClosed ? after.time : nil
        }
    }
}

extension Network {
    /// A cylinder of `area` m² on a bottom at `elevation`.
    mutating func tank(
        _ id: String, _ elevation: Double, area: Double, level: Double, from minimum: Double = 0,
        to maximum: Double, canOverflow: Bool = false
    ) throws {
        try add(
            Tank(
                id: id, elevation: elevation, initialLevel: level, minimumLevel: minimum,
                maximumLevel: maximum,
                diameter: (4 * area / Double.pi).squareRoot(), canOverflow: canOverflow))
    }

    /// A tank of 300 m² at level 2 m that gains 30 L/s while P is open and loses 20 L/s while it is closed, whatever
    /// the heads: 50 L/s flow in at A and go to the tank, or else through a check valve to a reservoir high above;
    /// 20 L/s are drawn before the tank.
    static func switchedTank(hours: Double) throws -> Network {
        var network = Network.exact()
        network.times.duration = hours * 3600
        try network.reservoir("R", 90)
        try network.junction("A", demand: -0.05)
        try network.junction("J", demand: 0.02)
        try network.tank("T", 20, area: 300, level: 2, to: 4)
        try network.pipe("P", "A", "J")
        try network.pipe("Q", "J", "T")
        try network.pipe("D", "A", "R", checkValve: true)
        return network
    }
}
