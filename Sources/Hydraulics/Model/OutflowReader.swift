import Foundation
import PipeNetwork

/// Finds the nodes whose outflow depends on pressure: emitters, pressure-driven demands, leaking pipes.
struct OutflowReader {
    private let network: Network
    private let flowRatio: Double
    /// Whether fixed demands may be rationed; see ``PressureDrivenDemand/rationing``.
    private let isRationing: Bool
    /// Fixed and variable leakage of each node, m³/s at 1 m; empty when no pipe leaks.
    private var fixed: [Double] = []
    private var variable: [Double] = []
    /// Junctions that may draw water although they have no demand of their own.
    private let drawing: Set<Int>
    /// Whether each node must stay in the core.
    private(set) var isPinned: [Bool]

    init(_ network: Network, flowRatio: Double, isRationing: Bool, drawing: Set<Int>) {
        self.drawing = drawing
        self.network = network
        self.isRationing = isRationing
        self.flowRatio = flowRatio
        let count = network.nodes.count
        isPinned = [Bool](repeating: false, count: count)
        readLeakage()
        let isPressureDriven = network.hydraulics.demandModel == .pressureDriven
        for row in 0..<count where network.nodes.kinds[row] == .junction {
            let hasEmitter = network.nodes.emitterCoefficient(row) > 0
            let hasDemand = isPressureDriven && mayDraw(row)
            let leaks = !fixed.isEmpty && (fixed[row] > 0 || variable[row] > 0)
            isPinned[row] = hasEmitter || hasDemand || leaks || isRationing
        }
        // What a control watches must be at hand in every trial.
        for control in network.controls {
            switch control.condition {
            case .above(let node, _), .below(let node, _):
                if let row = network.nodes.index(of: node) { isPinned[row] = true }
            case .time, .clockTime: break
            }
        }
    }

    private func mayDraw(_ row: Int) -> Bool {
        drawing.contains(row) || network.nodes.demands[row].contains { $0.base != 0 }
    }

    /// Half of each leaking pipe belongs to either end; all of it to the junction when the other end has a fixed head.
    private mutating func readLeakage() {
        let (nodes, links) = (network.nodes, network.links)
        for row in 0..<links.count where links.kinds[row] == .pipe {
            guard let leakage = links.leakage(row), leakage.area > 0 || leakage.expansion > 0 else {
                continue
            }
            if fixed.isEmpty {
                fixed = [Double](repeating: 0, count: nodes.count)
                variable = fixed
            }
            let ends = [Int(links.start[row]), Int(links.end[row])].filter { nodes.kinds[$0] == .junction }
            for node in ends {
                let share =
                    EPANETConstants.orifice * links.length[row] / Double(ends.count) / flowRatio
                fixed[node] += share * leakage.area
                variable[node] += share * leakage.expansion
            }
        }
    }

    /// The outflows, in the order of the network's nodes.
    func outflows(headIndex: [Int32]) -> [Outflow] {
        let options = network.hydraulics
        var outflows: [Outflow] = []
        for row in isPinned.indices
        where isPinned[row] && network.nodes.kinds[row] == .junction && headIndex[row] >= 0 {
            let elevation = network.nodes.elevation[row]
            func add(_ law: Outflow.Law, elevation: Double) {
                outflows.append(Outflow(node: headIndex[row], row: row, elevation: elevation, law: law))
            }
            let emitter = network.nodes.emitterCoefficient(row)
            if emitter > 0 {
                add(
                    .emitter(
                        Emitter(
                            coefficient: emitter, exponent: options.emitterExponent,
                            backflow: options.emitterBackflow)), elevation: elevation)
            }
            if isRationing {
                add(.demand(.rationing), elevation: elevation)
            } else if options.demandModel == .pressureDriven, mayDraw(row) {
                add(
                    .demand(
                        PressureDrivenDemand(
                            range: max(options.requiredPressure - options.minimumPressure, 1e-6),
                            exponent: options.pressureExponent)),
                    elevation: elevation + options.minimumPressure)
            }
            if !fixed.isEmpty, fixed[row] > 0 || variable[row] > 0 {
                add(.leakage(FAVADLeakage(fixed: fixed[row], variable: variable[row])), elevation: elevation)
            }
        }
        return outflows
    }
}
