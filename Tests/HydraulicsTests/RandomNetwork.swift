import TestSupport
import Foundation
import PipeNetwork

/// A seeded network of loops, and the same as a dense system.
struct RandomNetwork {
    var network: Network
    var newton: DenseNewton

    /// How water leaves the junctions.
    enum Outflow: CaseIterable {
        case demands, emitters, pressureDriven, everything
    }

    init(seed: UInt64, _ formula: HeadLossFormula, _ outflow: Outflow) throws {
        var random = SplitMix(seed)
        var network = Network.exact(formula)
        let hasEmitters = outflow == .emitters || outflow == .everything
        let isPressureDriven = outflow == .pressureDriven || outflow == .everything
        let (minimum, required) = (2.0, 25.0)
        if isPressureDriven {
            network.hydraulics.demandModel = .pressureDriven
            network.hydraulics.minimumPressure = minimum
            network.hydraulics.requiredPressure = required
        }
        let junctions = Int.random(in: 4...10, using: &random)
        var outflows: [@Sendable (Double) -> Double] = []
        for index in 0..<junctions {
            let elevation = Double.random(in: 0...20, using: &random)
            let demand =
                Int.random(in: 0..<4, using: &random) == 0 ? 0 : Double.random(in: 0...0.01, using: &random)
            let emitter =
                hasEmitters && Bool.random(using: &random)
                ? Double.random(in: 1e-4...1e-3, using: &random) : 0
            try network.junction("J\(index)", elevation, demand: demand, emitter: emitter)
            outflows.append { head in
                let pressure = head - elevation
                let share = max(0, min(1, (pressure - minimum) / (required - minimum)))
                let leaving = emitter * abs(pressure).squareRoot() * (pressure < 0 ? -1 : 1)
                return leaving + demand * (isPressureDriven ? share.squareRoot() : 1)
            }
        }
        var heads = [Double?](repeating: nil, count: junctions)
        for index in 0..<Int.random(in: 1...2, using: &random) {
            let head = Double.random(in: isPressureDriven ? 20...45 : 50...90, using: &random)
            try network.reservoir("R\(index)", head)
            heads.append(head)
            outflows.append { _ in 0 }
        }
        // Each node after the first hangs on an earlier one; some more pipes close loops.
        var pairs = (1..<heads.count).map { (Int.random(in: 0..<min($0, junctions), using: &random), $0) }
        for _ in 0..<Int.random(in: 2...8, using: &random) {
            let start = Int.random(in: 0..<junctions, using: &random)
            let end = (start + Int.random(in: 1..<junctions, using: &random)) % junctions
            pairs.append((start, end))
        }
        for (index, pair) in pairs.enumerated() {
            let roughness =
                formula == .darcyWeisbach
                ? Double.random(in: 1e-5...1e-3, using: &random) : Double.random(in: 80...140, using: &random)
            try network.pipe(
                "P\(index)", network.nodes.ids[pair.0], network.nodes.ids[pair.1],
                length: Double.random(in: 100...1000, using: &random),
                diameter: Double.random(in: 0.1...0.4, using: &random), roughness: roughness,
                minorLoss: Bool.random(using: &random) ? Double.random(in: 0...10, using: &random) : 0)
        }
        self.network = network
        newton = DenseNewton(
            laws: (0..<pairs.count).compactMap { PipeLaw(network, $0) }, starts: pairs.map(\.0),
            ends: pairs.map(\.1),
            fixedHeads: heads, outflow: outflows)
    }
}
