import Geospatial
import PipeNetwork
import Testing

@Suite struct NetworkTests {
    @Test func elementsComeOutAsTheyWentIn() throws {
        var network = Network()
        let junction = Junction(
            id: "J", position: Coordinate(x: 1, y: 2), elevation: 3,
            demands: [Demand(base: 0.001, pattern: "P", category: "domestic")], emitterCoefficient: 0.5,
            attributes: ["road": .text("泉城路")])
        let tank = Tank(
            id: "T", position: nil, elevation: 98, initialLevel: 3, minimumLevel: 0.5, maximumLevel: 4,
            diameter: 16, minimumVolume: 2, volumeCurve: "C", canOverflow: true,
            attributes: ["dma": .integer(4)])
        let reservoir = Reservoir(id: "R", head: 100, headPattern: "H")
        try network.add(junction)
        try network.add(tank)
        try network.add(reservoir)
        let pipe = Pipe(
            id: "P", start: "J", end: "T", length: 10, diameter: nil, roughness: 120, minorLoss: 0.3,
            status: .closed, hasCheckValve: true, vertices: [Coordinate(x: 5, y: 5)],
            attributes: ["year": .integer(1998)])
        let pump = Pump(
            id: "U", start: "R", end: "J", headCurve: "K", power: nil, speed: 0.9, speedPattern: "S",
            efficiencyCurve: "E", energyPrice: 0.7, pricePattern: "Q")
        let valve = Valve(
            id: "V", start: "T", end: "J", kind: .gpv, diameter: 0.2, setting: 0, curve: "G", minorLoss: 1)
        try network.add(pipe)
        try network.add(pump)
        try network.add(valve)
        #expect(network.junction(at: 0) == junction)
        #expect(network.tank(at: 1) == tank)
        #expect(network.reservoir(at: 2) == reservoir)
        #expect(network.pipe(at: 0) == pipe)
        #expect(network.pump(at: 1) == pump)
        #expect(network.valve(at: 2) == valve)
        #expect(network.tank(at: 0) == nil)
        #expect(network == network)
        var other = network
        other.setStatus(.open, ofLink: 0)
        #expect(other != network)
    }

    @Test func linksNameNodesThatAreThere() throws {
        var network = Network()
        try network.add(Junction(id: "J"))
        #expect(throws: NetworkError.unknownNode("K", namedBy: "P")) {
            try network.add(Pipe(id: "P", start: "J", end: "K"))
        }
        #expect(network.links.count == 0)
        #expect(throws: NetworkError.duplicateNode("J")) { try network.add(Reservoir(id: "J")) }
        #expect(network.nodes.count == 1)
        #expect(network.nodes.index(of: "J") == 0)
    }

    @Test func aCylinderHoldsItsAreaTimesItsLevel() {
        // 16 m across: π/4·16² = 201.06193 m².
        let tank = Tank(id: "T", diameter: 16)
        #expect(abs((tank.volume(atLevel: 2, curve: nil) ?? 0) - 402.1238597) < 1e-6)
        let curve = Curve(
            id: "C", kind: .tankVolume, points: [.init(x: 0, y: 0), .init(x: 2, y: 10), .init(x: 4, y: 40)])
        let shaped = Tank(id: "S", volumeCurve: "C")
        #expect(shaped.volume(atLevel: 3, curve: curve) == 25)
        #expect(Tank(id: "N").volume(atLevel: 1, curve: nil) == nil)
    }

    @Test func aPatternAveragesOverPartsOfItsSteps() {
        // 1, 2, 3 for an hour each, repeating. From 0:30 to 2:30: ½·1 + 2 + ½·3 = 4 hours' worth over 2 h.
        let pattern = Pattern(id: "P", multipliers: [1, 2, 3])
        #expect(pattern.mean(from: 1800, to: 9000, step: 3600) == 2)
        // Over the end of the cycle, from 2:30 to 3:30: ½·3 + ½·1.
        #expect(pattern.mean(from: 9000, to: 12600, step: 3600) == 2)
        // Before time zero the pattern repeats as well: the hour before 0 is the third.
        #expect(pattern.mean(from: -3600, to: 0, step: 3600) == 3)
        #expect(pattern.mean(from: 0, to: 10 * 10_800, step: 3600) == 2)
    }
}
