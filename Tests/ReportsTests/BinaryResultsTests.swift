import Foundation
import PipeNetwork
import Testing

@testable import Hydraulics
@testable import Reports

/// The layout is that of the EPANET 2.2 User Manual, section Output File Format; offsets are worked out by hand.
@Suite("EPANET's binary results")
struct BinaryResultsTests {
    /// The whole file, with the energy in its place.
    private func file(
        _ network: Network, _ states: [HydraulicState], name: String = "trio.inp"
    ) throws -> [UInt8] {
        var results = BinaryResults(network, inputFile: name)
        var bytes: [UInt8] = []
        try results.open { bytes += $0 }
        for state in states { try results.append(state) { bytes += $0 } }
        let correction = try results.close(Trio.totals()) { bytes += $0 }
        let place = try #require(correction)
        bytes.replaceSubrange(place.offset..<place.offset + place.bytes.count, with: place.bytes)
        return bytes
    }

    private func integers(_ bytes: [UInt8], at offset: Int, _ count: Int) -> [Int32] {
        (0..<count).map { number in
            let place = offset + 4 * number
            return Int32(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) })
        }
    }

    private func floats(_ bytes: [UInt8], at offset: Int, _ count: Int) -> [Float] {
        integers(bytes, at: offset, count).map { Float(bitPattern: UInt32(bitPattern: $0)) }
    }

    private func text(_ bytes: [UInt8], at offset: Int, _ size: Int) -> String {
        String(decoding: bytes[offset..<offset + size].prefix { $0 != 0 }, as: UTF8.self)
    }

    @Test("Prolog, energy, period and epilog stand where the manual says, number by number")
    func layout() throws {
        var network = try Trio.network()
        network.times.duration = 7200
        network.times.reportStep = 3600
        var between = Trio.state(network, at: 1800)
        between.isReported = false
        let states = [Trio.state(network), between, Trio.state(network, at: 3600)]
        let bytes = try file(network, states)
        // Prolog 884 + 36 nodes + 52 links + 8 tanks, energy 28 pumps + 4, period 16 nodes + 32 links, epilog 28.
        let prolog = 884 + 36 * 3 + 52 * 3 + 8 * 2
        #expect(prolog == 1164)
        #expect(bytes.count == 1164 + 32 + 2 * 144 + 28)
        #expect(
            integers(bytes, at: 0, 15)
                == [516_114_521, 20012, 3, 2, 3, 1, 1, 0, 0, 5, 2, 0, 0, 3600, 7200])
        #expect(text(bytes, at: 60, 80) == "Trio")
        #expect(text(bytes, at: 140, 80) == "")
        #expect(text(bytes, at: 300, 260) == "trio.inp")
        #expect(text(bytes, at: 560, 260) == "")
        #expect(text(bytes, at: 820, 32) == "Chemical")
        // The junction comes first, then reservoir and tank in the network's order.
        #expect((0..<3).map { text(bytes, at: 884 + 32 * $0, 32) } == ["J", "R", "T"])
        #expect((0..<3).map { text(bytes, at: 980 + 32 * $0, 32) } == ["P", "U", "V"])
        #expect(integers(bytes, at: 1076, 3) == [2, 1, 3])
        #expect(integers(bytes, at: 1088, 3) == [1, 3, 1])
        #expect(integers(bytes, at: 1100, 3) == [1, 2, 3])
        #expect(integers(bytes, at: 1112, 2) == [2, 3])
        // 20 m across: 314.159 m², which are 3381.58 ft².
        #expect(floats(bytes, at: 1120, 2)[0] == 0)
        #expect(abs(floats(bytes, at: 1120, 2)[1] - 3381.58) < 0.01)
        #expect(floats(bytes, at: 1128, 3) == [10, 50, 40])
        #expect(floats(bytes, at: 1140, 3) == [500, 0, 0])
        #expect(floats(bytes, at: 1152, 3) == [200, 0, 100])
        // Link 2; 50 % of the time, 75 %, 0.25 kWh/m³, 8 and 16 kW; 12 in two hours are 144 a day. Charge 4.
        #expect(integers(bytes, at: 1164, 1) == [2])
        #expect(floats(bytes, at: 1168, 6) == [50, 75, 0.25, 8, 16, 144])
        #expect(floats(bytes, at: 1192, 1) == [4])
        for period in [1196, 1340] {
            #expect(floats(bytes, at: period, 3) == [15.625, -31.25, 15.625])
            #expect(floats(bytes, at: period + 12, 3) == [48, 50, 42])
            #expect(floats(bytes, at: period + 24, 3) == [38, 0, 2])
            #expect(floats(bytes, at: period + 36, 3) == [0, 0, 0])
            // The closed valve has no flow, no velocity, no loss.
            #expect(floats(bytes, at: period + 48, 3) == [31.25, 15.625, 0])
            #expect(floats(bytes, at: period + 60, 3) == [1, 0, 0])
            // 2 m on 500 m are 4 in 1000; the pump lifts by -6 m of loss, tank to junction.
            #expect(floats(bytes, at: period + 72, 3) == [4, 6, 0])
            #expect(floats(bytes, at: period + 84, 3) == [0, 0, 0])
            #expect(floats(bytes, at: period + 96, 3) == [3, 3, 2])
            #expect(floats(bytes, at: period + 108, 3) == [120, 1, 25])
            #expect(floats(bytes, at: period + 120, 3) == [0, 0, 0])
            #expect(floats(bytes, at: period + 132, 3)[1...] == [0, 0])
        }
        #expect(floats(bytes, at: 1484, 4) == [0, 0, 0, 0])
        #expect(integers(bytes, at: 1500, 3) == [2, 0, 516_114_521])
    }

    @Test("US units: feet, inches, gallons a minute, psi of 0.4333 a foot")
    func customary() throws {
        var network = Network()
        network.hydraulics.flowUnit = .gpm
        try network.add(Junction(id: "J", elevation: 30.48))
        try network.add(Reservoir(id: "R", head: 60.96))
        try network.add(Pipe(id: "P", start: "R", end: "J", length: 304.8, diameter: 0.254, roughness: 100))
        var state = HydraulicState()
        state.heads = [57.912, 60.96]
        state.demands = [0.003785411784 * 10, -0.003785411784 * 10]
        state.emitterFlows = [0.003785411784 / 60, 0]
        state.flows = [0.003785411784 * 10]
        state.statuses = [.open]
        state.settings = [.nan]
        state.frame = HydraulicState.Frame(
            elevations: network.nodes.elevation, areas: [0.3048], starts: [1], ends: [0])
        let bytes = try file(network, [state])
        // 884 + 72 + 52 + 8, no pump.
        #expect(integers(bytes, at: 36, 2) == [1, 0])
        let lengths = floats(bytes, at: 1000, 4)
        for (found, feet) in zip(lengths, [100, 200, 1000, 10] as [Float]) {
            #expect(abs(found - feet) < 1e-4)
        }
        let period = 1016 + 4
        // 600 gpm drawn and 1 through the emitter.
        #expect(abs(floats(bytes, at: period, 1)[0] - 601) < 1e-4)
        #expect(abs(floats(bytes, at: period + 8, 1)[0] - 190) < 1e-4)
        #expect(abs(floats(bytes, at: period + 16, 1)[0] - 90 * 0.4333) < 1e-4)
        // Velocity 0.037854 / 0.3048 m/s in ft/s; 10 ft on 1000 ft.
        #expect(abs(floats(bytes, at: period + 36, 1)[0] - 0.03785411784 / 0.3048 / 0.3048) < 1e-6)
        #expect(abs(floats(bytes, at: period + 40, 1)[0] - 10) < 1e-4)
    }

    @Test("A friction factor that Darcy and Weisbach's formula turns into the head loss again")
    func friction() {
        // f = 0.02, L = 1000 m, d = 0.5 m, v = 1 m/s: h = f·L/d·v²/2g with g = 9.81456 m/s².
        let loss = 0.02 * 1000 / 0.5 / (2 * 9.81456)
        let factor = BinaryResults.frictionFactor(
            headLoss: loss, length: 1000, diameter: 0.5, flow: .pi / 4 * 0.25)
        #expect(abs(factor - 0.02) < 1e-6)
    }

    @Test("The gravest warning has EPANET's number")
    func warnings() {
        #expect(BinaryResults.code(of: []) == nil)
        #expect(BinaryResults.code(of: [.negativePressures(junctions: ["J"], lowest: -1)]) == 6)
        #expect(BinaryResults.code(of: [.valvesCannotDeliverFlow(["V"]), .pumpsBeyondCurve(["U"])]) == 4)
        #expect(
            BinaryResults.code(of: [
                .disconnected(junctions: ["J"], demand: 1), .notConverged(relativeError: 1, elements: []),
            ]) == 1)
        #expect(BinaryResults.code(of: [.demandsNotMet(junctions: ["J"], missing: 0.5)]) == nil)
    }

    @Test("An id of 31 bytes fits, one of 32 is refused by name")
    func longIDs() throws {
        for length in [31, 32] {
            var network = Network()
            try network.add(Junction(id: String(repeating: "x", count: length)))
            var results = BinaryResults(network, inputFile: "")
            if length == 31 {
                try results.open { _ in }
            } else {
                let error = #expect(throws: ResultsError.self) { try results.open { _ in } }
                #expect(
                    error?.description
                        == "the id 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' has 32 bytes, but EPANET's results file "
                        + "holds 31; write .json or .csv instead")
            }
        }
    }

    @Test("A title too long is cut after a whole character")
    func longTitle() throws {
        var bytes = LittleEndianBytes()
        bytes.append("水水水", size: 8)
        #expect(bytes.bytes == Array("水水".utf8) + [0, 0])
        bytes = LittleEndianBytes()
        bytes.append("abcd", size: 4)
        #expect(bytes.bytes == Array("abc".utf8) + [0])
        bytes = LittleEndianBytes()
        bytes.append("ab", size: 4)
        #expect(bytes.bytes == Array("ab".utf8) + [0, 0])
    }
}
