import ZoneDesign
import PipeNetwork
import Testing

@Suite struct ResilienceIndexTests {
    /// A source of 50 m feeds 10 L/s at 42 m of head and 20 L/s at 40 m, both at 5 m with 20 m promised:
    /// (0.01·17 + 0.02·15) / (0.03·50 − 0.03·25) = 0.47 / 0.75.
    @Test func isThePowerToSpareOverThePowerToLose() throws {
        var network = Network()
        try network.add(Reservoir(id: "R", head: 50))
        try network.add(Junction(id: "a", elevation: 5))
        try network.add(Junction(id: "b", elevation: 5))
        try network.add(Pipe(id: "p", start: "R", end: "a", length: 1, diameter: 0.1))
        try network.add(Pump(id: "pump", start: "a", end: "b"))
        var state = DesignState(
            heads: [50, 42, 40], pressures: [0, 37, 35], demands: [-0.03, 0.01, 0.02], flows: [0.03, 0.02])
        let index = try #require(ResilienceIndex.todini(state, in: network, serviceMinimum: 20))
        #expect(abs(index - 0.47 / 0.75) < 1e-12)
        // A pump that adds 8 m to 20 L/s: 0.16 more in the denominator, b 10 m higher: 0.2 more above.
        state.heads[2] = 50
        state.pressures[2] = 45
        let pumped = try #require(ResilienceIndex.todini(state, in: network, serviceMinimum: 20))
        #expect(abs(pumped - 0.67 / 0.91) < 1e-12)
        state.demands = [0, 0, 0]
        state.flows = [0, 0]
        #expect(ResilienceIndex.todini(state, in: network, serviceMinimum: 20) == nil)
    }

    /// 0.5 + 0.5·(d/100)^1.5: 1 at DN100, 4.5 at DN400.
    @Test func aValveCostsByItsDiameter() {
        #expect(abs(DeviceCost.valve(diameter: 0.1) - 1) < 1e-12)
        #expect(abs(DeviceCost.valve(diameter: 0.4) - 4.5) < 1e-12)
    }
}
