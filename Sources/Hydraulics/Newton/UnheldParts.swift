import PipeNetwork

/// The parts of a network whose heads hang on nothing at present: every link around them is shut or holds a flow, and no
/// source, no regulating pressure valve and no outflow inside gives a head.
///
/// What such a component draws beyond what its links hold can only be forced through them, at heads that mean nothing:
/// its demands are what the links cannot pass. Whether a link is shut is for the solve to find, so this is a look at a
/// solution, where ``SourceReach`` looks at what could be.
struct UnheldParts: Sendable {
    /// Net flow that is forced into each component, m³/s: what it draws beyond what its links hold; below 0 for an inflow
    /// that cannot leave.
    private(set) var forced: [Double] = []
    /// The component of each part, -1 where heads are held; empty where all are.
    private(set) var components: [Int32] = []

    /// Looks at a state.
    ///
    /// - Parameters:
    ///   - reach: the parts.
    ///   - demands: what core nodes draw.
    ///   - full: what demands that follow the pressure ask for, by node.
    ///   - isHeldByDemands: whether a demand that follows the pressure, or a leak, holds the head of its part.
    init(
        _ model: HydraulicModel, _ reach: SourceReach, _ state: borrowing NewtonState,
        _ demands: borrowing NodalDemands, full: [Double], isHeldByDemands: Bool
    ) {
        let links = model.controlLinkTable.links
        let isBarrier = links.indices.map { row in
            state.commands[row].isClosed || state.controlStatuses[row] == .shut
                || state.controlStatuses[row] == .active && links[row].isRegulating
        }
        guard isBarrier.contains(true) else { return }
        var roots = (0..<reach.partCount).map { Int32($0) }
        func root(_ part: Int32) -> Int32 {
            var part = Int(part)
            while roots[part] != part {
                roots[part] = roots[Int(roots[part])]
                part = Int(roots[part])
            }
            return Int32(part)
        }
        for row in links.indices where !isBarrier[row] {
            let (a, b) = (root(reach.parts[Int(links[row].start)]), root(reach.parts[Int(links[row].end)]))
            if a != b { roots[Int(max(a, b))] = min(a, b) }
        }
        var isHeld = [Bool](repeating: false, count: roots.count)
        func hold(_ head: Int32) { isHeld[Int(root(reach.parts[Int(head)]))] = true }
        for head in model.reduced.coreCount..<reach.parts.count { hold(Int32(head)) }
        for row in model.controlLinkTable.pressureValves.map({ Int($0) })
        where state.isRegulatingPressure(row, links[row]) { hold(links[row].pinnedNode) }
        for (row, outflow) in model.outflows.enumerated() where state.outflowStatuses[row] == .partial {
            switch outflow.law {
            case .emitter(let emitter): if emitter.backflow || isHeldByDemands { hold(outflow.node) }
            case .leakage: if isHeldByDemands { hold(outflow.node) }
            case .demand:
                if isHeldByDemands, !full.isEmpty, full[outflow.row] > 0 { hold(outflow.node) }
            }
        }
        guard roots.indices.contains(where: { roots[$0] == $0 && !isHeld[$0] }) else { return }
        number(roots.indices.map { isHeld[Int(root(Int32($0)))] ? -1 : root(Int32($0)) })
        sum(model, reach, state, demands, full)
    }

    /// Numbers components in the order of their first part.
    private mutating func number(_ roots: [Int32]) {
        var numbers: [Int32: Int32] = [:]
        components = roots.map { root in
            guard root >= 0 else { return -1 }
            if let number = numbers[root] { return number }
            let number = Int32(numbers.count)
            numbers[root] = number
            return number
        }
        forced = [Double](repeating: 0, count: numbers.count)
    }

    private mutating func sum(
        _ model: HydraulicModel, _ reach: SourceReach, _ state: borrowing NewtonState,
        _ demands: borrowing NodalDemands, _ full: [Double]
    ) {
        for head in 0..<model.reduced.coreCount { draw(demands.core[head], at: Int32(head), reach) }
        for (row, outflow) in model.outflows.enumerated() {
            switch (state.outflowStatuses[row], outflow.law) {
            case (.none, _): continue
            case (.full, .demand): draw(full.isEmpty ? 0 : full[outflow.row], at: outflow.node, reach)
            default: draw(state.outflowFlows[row], at: outflow.node, reach)
            }
        }
        for row in model.controlLinkTable.links.indices where state.controlStatuses[row] == .active {
            let link = model.controlLinkTable.links[row]
            guard link.isRegulating, !state.commands[row].isClosed else { continue }
            let flow = link.isFlowValve ? state.commands[row].setting : state.controlFlows[row]
            // What leaks through shut links around a pressure valve is rounding.
            let held = abs(flow) < 1e-9 ? 0 : flow
            draw(held, at: link.start, reach)
            draw(-held, at: link.end, reach)
        }
    }

    private mutating func draw(_ flow: Double, at head: Int32, _ reach: SourceReach) {
        let component = Int(components[Int(reach.parts[Int(head)])])
        if component >= 0 { forced[component] += flow }
    }

    /// The component that a head belongs to, nil where it is held.
    func component(ofHead head: Int32, _ reach: SourceReach) -> Int? {
        guard head >= 0, !components.isEmpty else { return nil }
        let component = components[Int(reach.parts[Int(head)])]
        return component < 0 ? nil : Int(component)
    }

    /// m³/s that no demand is made of: what sums of flows round off.
    static var rounding: Double { 1e-12 }

    /// Whether a component draws what its links do not pass.
    func lacksWater(_ component: Int) -> Bool { forced[component] > Self.rounding }

    /// Whether more flows into a component than can leave.
    func isFlooded(_ component: Int) -> Bool { forced[component] < -Self.rounding }
}
