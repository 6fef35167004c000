import Foundation
import Hydraulics
import PipeNetwork
import Testing

/// At the accuracy that a file has where it says none, every law holds all the same.
@Suite("A state is converged when every law holds, not when flows rest")
struct LawResidualTests {
    func network(_ change: (inout Network) throws -> Void) throws -> Network {
        var network = Network.exact()
        network.hydraulics.accuracy = 1e-3
        try network.reservoir("S", 12)
        try change(&network)
        return network
    }

    @Test("A demand that follows a power of 2 and more of the pressure", arguments: [1.2, 2.0, 2.5, 4])
    func steepDemand(exponent: Double) throws {
        let network = try network { network in
            network.hydraulics.demandModel = .pressureDriven
            network.hydraulics.minimumPressure = 5
            network.hydraulics.requiredPressure = 20
            network.hydraulics.pressureExponent = exponent
            try network.junction("N", demand: 0.015)
            try network.pipe("P", "S", "N", length: 800, diameter: 0.2)
        }
        let flow = bisection(0, 0.015) { flow in
            let pressure = 12 - PipeLaw(length: 800, diameter: 0.2).loss(flow)
            return flow - 0.015 * pow(max(0, pressure - 5) / 15, exponent)
        }
        let found = try Solved(network).demand("N")
        #expect(near(found, flow, 1e-6), "found \(found), due \(flow)")
    }

    @Test("An emitter of a power of 2 and more", arguments: [2.0, 2.5, 3])
    func steepEmitter(exponent: Double) throws {
        let network = try network { network in
            network.hydraulics.emitterExponent = exponent
            try network.junction("N", emitter: 1e-4)
            try network.pipe("P", "S", "N", length: 800, diameter: 0.1)
        }
        let flow = bisection(0, 0.1) { flow in
            flow - 1e-4 * pow(max(0, 12 - PipeLaw(length: 800, diameter: 0.1).loss(flow)), exponent)
        }
        #expect(near(try Solved(network).emitterFlow("N"), flow, 1e-6))
    }

    @Test("A tiny pipe beside a main", arguments: [2.5e-6, 1e-4, 1e-3])
    func tinyPipe(diameter: Double) throws {
        let network = try network { network in
            try network.junction("N", demand: 0.05)
            try network.pipe("P", "S", "N")
            try network.pipe("Q", "S", "N", diameter: diameter)
        }
        let solved = try Solved(network)
        let (main, tiny) = (PipeLaw(), PipeLaw(diameter: diameter))
        let loss = bisection(0, 100) { main.flow($0) + tiny.flow($0) - 0.05 }
        #expect(near(solved.head("N"), 12 - loss, 5e-4))
        #expect(near(solved.flow("Q"), tiny.flow(loss), 1e-8))
    }

    @Test("A demand by a power so near 1 that the law is all but straight")
    func straightDemand() throws {
        let network = try network { network in
            network.hydraulics.demandModel = .pressureDriven
            network.hydraulics.requiredPressure = 20
            network.hydraulics.pressureExponent = 0.9996
            for index in 0..<3 {
                try network.junction("N\(index)", demand: 0.01)
                try network.pipe("P\(index)", index == 0 ? "S" : "N\(index - 1)", "N\(index)")
            }
        }
        let solved = try Solved(network)
        for index in 0..<3 {
            let due = 0.01 * pow(solved.pressure("N\(index)") / 20, 0.9996)
            #expect(near(solved.demand("N\(index)"), due, 1e-7))
        }
    }

    @Test("A pump of constant power downhill has no flow that its law allows, and no number is lost")
    func downhill() throws {
        let network = try network { network in
            try network.reservoir("T", 2)
            try network.add(Pump(id: "U", start: "S", end: "T", power: 1000))
        }
        let state = try HydraulicSolver(network).steadyState()
        #expect(!state.hasConverged)
        #expect((state.heads + state.flows + state.demands).allSatisfy { $0.isFinite })
    }
}
