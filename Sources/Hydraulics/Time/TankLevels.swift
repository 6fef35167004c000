import PipeNetwork

/// How much water stands in each tank, and how fast it rises or falls.
///
/// Heads of tanks stand in the state that is solved; what is here moves them between two states.
struct TankLevels: Sendable {
    private let model: HydraulicModel
    /// Volume of each tank, m³, by row among the fixed nodes; 0 for reservoirs.
    private(set) var volumes: [Double]
    /// Net inflow of each tank and reservoir in the last state, m³/s.
    var inflows: [Double]

    init(_ model: HydraulicModel) {
        self.model = model
        volumes = model.tanks.map { $0.map { $0.volume($0.initialHead) } ?? 0 }
        inflows = [Double](repeating: 0, count: volumes.count)
    }

    /// A tank's inflow in EPANET's own figure, so that it fills in its time.
    func inflow(_ row: Int) -> Double { inflows[row] * model.flowRatio }

    /// An inflow that moves no tank, m³/s.
    static var leastFlow: Double { 1e-6 * ModelFlowUnit.cubicFoot }

    /// The place of a tank's or reservoir's head among those of a state.
    private func head(_ row: Int) -> Int { model.reduced.coreCount + row }

    /// Whether a tank or reservoir stands at a head or beyond it. A level that will be reached within a second counts as
    /// reached.
    func isBeyond(_ head: Double, _ row: Int, isAbove: Bool, _ state: borrowing NewtonState) -> Bool {
        let present = state.heads[self.head(row)]
        guard let tank = model.tanks[row] else { return isAbove ? present >= head : present <= head }
        let margin = abs(inflows[row]) * model.flowRatio
        let difference = tank.volume(present) - tank.volume(head)
        return isAbove ? difference >= -margin : difference <= margin
    }

    /// Tanks that take no more water, and tanks that give none.
    func fullAndEmpty(_ state: borrowing NewtonState) -> (full: Set<Int32>, empty: Set<Int32>) {
        let tolerance = model.options.headTolerance
        var full: Set<Int32> = []
        var empty: Set<Int32> = []
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let head = state.heads[self.head(row)]
            if head >= tank.maximumHead - tolerance, !tank.canOverflow { full.insert(Int32(row)) }
            if head <= tank.minimumHead + tolerance { empty.insert(Int32(row)) }
        }
        return (full, empty)
    }

    /// Fills tanks that what flows in now would fill before half a second is over, and empties those that would be empty
    /// then; whether there were any.
    ///
    /// Steps are whole seconds, so that such a tank would take water for a whole step in which it is full. Its inflow can
    /// be so large only because something has opened or shut since it was last moved.
    mutating func endBrimming(_ state: inout NewtonState) -> Bool {
        var isAny = false
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let (head, inflow) = (state.heads[self.head(row)], inflow(row))
            guard abs(inflow) > Self.leastFlow else { continue }
            let tolerance = model.options.headTolerance
            if inflow > 0, !tank.canOverflow, head < tank.maximumHead - tolerance,
                tank.maximumVolume - volumes[row] < inflow / 2
            {
                volumes[row] = tank.maximumVolume
            } else if inflow < 0, head > tank.minimumHead + tolerance,
                volumes[row] - tank.minimumVolume < -inflow / 2
            {
                volumes[row] = tank.minimumVolume
            } else {
                continue
            }
            state.heads[self.head(row)] = tank.head(volumes[row])
            isAny = true
        }
        return isAny
    }

    /// Lets what flows in flow in for some seconds.
    mutating func move(_ state: inout NewtonState, seconds: Int) {
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let inflow = inflow(row)
            volumes[row] += inflow * Double(seconds)
            // Full or empty within the next second is full or empty. (EPANET asks whether an empty tank was empty a second
            // ago, and so may draw on it for another whole step.)
            if volumes[row] + inflow >= tank.maximumVolume { volumes[row] = tank.maximumVolume }
            if volumes[row] + inflow <= tank.minimumVolume { volumes[row] = tank.minimumVolume }
            state.heads[head(row)] = tank.head(volumes[row])
        }
    }

    /// Head of each tank and reservoir, by row in the network's nodes.
    func heads(_ state: borrowing NewtonState) -> [Int: Double] {
        var heads: [Int: Double] = [:]
        for (row, node) in model.reduced.fixedNodes.enumerated() {
            heads[Int(node)] = state.heads[head(row)]
        }
        return heads
    }

    /// Time that each tank takes to fill and to drain at its present inflow, s, by row in the network's nodes.
    var times: [Int: (fill: Double?, drain: Double?)] {
        var found: [Int: (fill: Double?, drain: Double?)] = [:]
        for (row, tank) in model.tanks.enumerated() {
            guard let tank else { continue }
            let inflow = inflow(row)
            found[tank.node] = (
                inflow > Self.leastFlow ? (tank.maximumVolume - volumes[row]) / inflow : nil,
                inflow < -Self.leastFlow ? (tank.minimumVolume - volumes[row]) / inflow : nil
            )
        }
        return found
    }
}
