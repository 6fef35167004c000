import Hydraulics
import WaterLoss
import PipeNetwork

extension HeadModel {
    /// The heads of a network's own model over one day, hour by hour.
    ///
    /// The network is solved for 24 hours from its start, with its patterns, tanks and controls. An hour's heads are those of
    /// the last state that begins in it or before; hours count from the clock at which the model starts.
    ///
    /// - Throws: `HydraulicError` for a network that cannot be solved.
    public init?(solving network: Network) throws {
        var network = network
        network.times.duration = 86_400
        let start = Int((network.times.startClock / 3600).rounded(.down))
        var hours = [[Double]](repeating: [], count: 24)
        var latest: [Double] = []
        var reached = 0
        try HydraulicSolver(network).simulate { state in
            let hour = min(24, Int(state.time / 3600))
            while reached < hour {
                hours[(start + reached) % 24] = latest
                reached += 1
            }
            latest = state.hasConverged ? state.heads : state.heads.map { _ in .nan }
        }
        while reached < 24 {
            hours[(start + reached) % 24] = latest
            reached += 1
        }
        self.init(hours: hours)
    }
}
