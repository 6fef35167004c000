/// Heads and flows of a whole network at one time. Arrays are by row of the network's nodes or links; SI throughout.
public struct HydraulicState: Sendable, Equatable {
    /// Time since the start of the simulation, s.
    public internal(set) var time = 0.0
    /// Total head of each node, m.
    public internal(set) var heads: [Double] = []
    /// What consumers draw at each junction, m³/s, after any reduction for want of pressure; negative for an inflow. At a
    /// tank or reservoir: what flows into it from the network.
    public internal(set) var demands: [Double] = []
    /// What leaves each node through its emitter, m³/s; empty when the network has no emitters.
    public internal(set) var emitterFlows: [Double] = []
    /// What each node loses from the halves of its leaking pipes, m³/s; empty when no pipe leaks.
    public internal(set) var leakages: [Double] = []
    /// What consumers would draw at each junction, m³/s; empty when demands do not depend on pressure and all are met.
    public internal(set) var fullDemands: [Double] = []
    /// Flow of each link, m³/s, positive from its start to its end.
    public internal(set) var flows: [Double] = []
    /// What each link does.
    public internal(set) var statuses: [LinkState] = []
    /// Speed of pumps, setting of regulating valves; NaN where there is none.
    public internal(set) var settings: [Double] = []
    /// Newton steps of the solve.
    public internal(set) var iterations = 0
    /// Sum of flow changes of the last step over the sum of flows.
    public internal(set) var relativeError = 0.0
    /// Whether the solve met the network's accuracy.
    public internal(set) var hasConverged = true
    /// Whether the time is one of the network's report times.
    public internal(set) var isReported = true
    /// What an engineer should know of this state.
    public internal(set) var warnings: [HydraulicWarning] = []

    /// What does not change from state to state, shared by all states of one solver.
    var frame = Frame()

    /// Columns of the network that results are derived from; never changed, so shared by one count.
    final class Frame: Sendable, Equatable {
        let elevations: [Double]
        let areas: [Double]
        let starts: [Int32]
        let ends: [Int32]

        init(elevations: [Double] = [], areas: [Double] = [], starts: [Int32] = [], ends: [Int32] = []) {
            self.elevations = elevations
            self.areas = areas
            self.starts = starts
            self.ends = ends
        }

        static func == (a: Frame, b: Frame) -> Bool {
            a === b
                || a.elevations == b.elevations && a.areas == b.areas && a.starts == b.starts
                    && a.ends == b.ends
        }
    }

    /// Pressure head of each node above its elevation, m; of a tank, its level; of a reservoir, 0.
    public var pressures: [Double] {
        heads.indices.map { heads[$0] - frame.elevations[$0] }
    }

    /// Velocity of each link, m/s, never negative; 0 for pumps.
    public var velocities: [Double] {
        flows.indices.map { frame.areas[$0] > 0 ? abs(flows[$0]) / frame.areas[$0] : 0 }
    }

    /// Head at the start minus head at the end of each link, m.
    public var headLosses: [Double] {
        flows.indices.map { heads[Int(frame.starts[$0])] - heads[Int(frame.ends[$0])] }
    }
}

extension HydraulicState {
    /// Whether two states hold the same numbers; two settings that are not there are equal.
    public static func == (a: HydraulicState, b: HydraulicState) -> Bool {
        a.time == b.time && a.heads == b.heads && a.flows == b.flows && a.demands == b.demands
            && a.emitterFlows == b.emitterFlows && a.leakages == b.leakages && a.fullDemands == b.fullDemands
            && a.statuses == b.statuses && a.settings.count == b.settings.count
            && zip(a.settings, b.settings).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
            && a.iterations == b.iterations && a.relativeError == b.relativeError
            && a.hasConverged == b.hasConverged && a.isReported == b.isReported && a.warnings == b.warnings
            && a.frame == b.frame
    }
}
