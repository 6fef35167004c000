import Foundation
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Resistance of pipes")
struct ResistanceTests {
    private func network(
        _ formula: HeadLossFormula, length: Double? = 1000, diameter: Double? = 0.3, roughness: Double?
    ) throws -> Network {
        var network = Network()
        network.hydraulics.headLoss = formula
        for id in ["A", "B"] { try network.add(Junction(id: id)) }
        try network.add(
            Pipe(id: "P", start: "A", end: "B", length: length, diameter: diameter, roughness: roughness))
        try network.add(Pump(id: "U", start: "A", end: "B", power: 1000))
        try network.add(Valve(id: "V", start: "A", end: "B", kind: .prv, diameter: 0.3))
        return network
    }

    @Test("Hazen-Williams by logarithms: 1000 m of DN300 with C = 100 lose 743 m at 1 m³/s")
    func hazenWilliams() throws {
        // log₁₀ r = log₁₀ 10.667 + 3 − 1.852·2 − 4.871·log₁₀ 0.3 with log₁₀ 0.3 = −0.522879 and
        // log₁₀ 10.667 = 1.028042: 1.028042 + 3 − 3.704 + 2.546943 = 2.870985.
        let resistance = try network(.hazenWilliams, roughness: 100).resistance(ofLink: 0)
        #expect(isNear(log10(resistance), 2.870985, 1e-5))
    }

    @Test("Darcy-Weisbach for a rough wall: ε/d = 0.0037 has √(1/f) = 6")
    func darcyWeisbach() throws {
        // ε = 0.00111 m: ε/(3.7·0.3) = 10⁻³, 1/√f = −2·(−3) = 6, f = 1/36; 8/36·1000/(π²·9.81·0.00243).
        let resistance = try network(.darcyWeisbach, roughness: 0.00111).resistance(ofLink: 0)
        #expect(isNear(resistance, 8000 / 36 / (.pi * .pi * 9.81 * 0.00243), 1e-9))
        // A wall rougher than the pipe is wide has no more than 1/√f = 2, and no pole at ε = 3.7·d.
        for roughness in [0.111, 0.5, 1.11, 2, 1e6] {
            let rough = try network(.darcyWeisbach, roughness: roughness).resistance(ofLink: 0)
            #expect(isNear(rough, 8000 / 4 / (.pi * .pi * 9.81 * 0.00243), 1e-9))
        }
    }

    @Test("Chezy-Manning: a pipe of 1 m, n = 0.01, loses 1.029 m a kilometre at 1 m³/s")
    func manning() throws {
        let resistance = try network(.chezyManning, diameter: 1, roughness: 0.01).resistance(ofLink: 0)
        #expect(isNear(resistance, 1.029))
        // Manning in full: v = 4/π, R = 1/4: h = n²·v²·L/R^(4/3).
        let velocity = 4 / Double.pi
        let exact = 1e-4 * velocity * velocity * 1000 / pow(0.25, 4.0 / 3)
        #expect(isNear(resistance, exact, 1e-3))
    }

    @Test(
        "Pipes in series add up, and a pipe half as wide resists as its formula's power says",
        arguments: [
            (HeadLossFormula.hazenWilliams, 120.0, 4.871), (.chezyManning, 0.012, 16.0 / 3),
        ])
    func scaling(formula: HeadLossFormula, roughness: Double, power: Double) throws {
        let whole = try network(formula, roughness: roughness).resistance(ofLink: 0)
        let part = try network(formula, length: 250, roughness: roughness).resistance(ofLink: 0)
        #expect(isNear(4 * part / whole, 1))
        let narrow = try network(formula, diameter: 0.15, roughness: roughness).resistance(ofLink: 0)
        #expect(isNear(log2(narrow / whole), power))
    }

    @Test("What is unknown has no resistance that a path could take for none; a pump and a valve have 0")
    func unknown() throws {
        for (length, diameter, roughness) in [
            (nil, 0.3, 100), (1000, nil, 100), (1000, 0.3, nil), (-1, 0.3, 100), (1000, 0, 100),
            (1000, 0.3, 0), (1000, -0.3, 100), (1000, .nan, 100),
        ] as [(Double?, Double?, Double?)] {
            let network = try network(
                .hazenWilliams, length: length, diameter: diameter, roughness: roughness)
            #expect(network.weights(.resistance)[0].isNaN)
            #expect(Array(network.weights(.resistance).dropFirst()) == [0, 0])
            let path = NetworkGraph(network).shortestPath(
                from: 0, to: 1, by: { $0 == 0 ? network.weights(.resistance)[0] : .infinity })
            #expect(path == nil)
        }
        #expect(try network(.hazenWilliams, length: 0, roughness: 100).resistance(ofLink: 0) == 0)
        #expect(try network(.hazenWilliams, roughness: 100).weights(.links) == [1, 1, 1])
        #expect(try network(.hazenWilliams, roughness: 100).weights(.length) == [1000, 0, 0])
    }
}
