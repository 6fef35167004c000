import Hydraulics
import PipeNetwork
import Testing

@Suite("What pumping uses and costs")
struct EnergyTests {
    /// S (10 m) ─U─ J, where 30 L/s times the pattern are drawn; a low reservoir helps when the pump rests.
    func network(_ multipliers: [Double] = [1], hours: Double = 2) throws -> Network {
        var network = Network.exact()
        network.times.duration = hours * 3600
        network.pattern("day", multipliers)
        network.energy.price = 0.1
        try network.reservoir("S", 10)
        try network.reservoir("R", 5)
        try network.junction("J", demand: 0.03, pattern: "day")
        network.curve("head", .pumpHead, PumpTests.onePoint)
        try network.add(Pump(id: "U", start: "S", end: "J", headCurve: "head"))
        try network.pipe("P", "R", "J", checkValve: true)
        return network
    }

    /// EPANET's power, kW: feet times cubic feet a second over 8.814 are horsepower of 0.7457 kW.
    func power(_ head: Double, _ flow: Double, efficiency: Double) -> Double {
        (head / 0.3048) * (flow / 0.028316846592) / 8.814 * 0.7457 / efficiency
    }

    @Test("A steady pump uses ρ g q h / η, an hour's worth of it each hour")
    func steady() throws {
        // 36.4 m, 30 L/s: 9.81 · 0.03 · 36.4 = 10.71 kW in the water, 14.28 kW at 75 %.
        let kW = power(36.4, 0.03, efficiency: 0.75)
        #expect(near(kW, 14.28, 0.02))
        let account = try Run(network()).result.energy
        let pump = try #require(account.pumps.first)
        #expect(account.pumps.count == 1 && pump.pump == "U")
        #expect(near(pump.utilization, 1, 1e-9))
        #expect(near(pump.efficiency, 0.75, 1e-9))
        #expect(near(pump.averagePower, kW, 1e-5))
        #expect(near(pump.peakPower, kW, 1e-5))
        #expect(near(pump.energy, 2 * kW, 1e-5))
        #expect(near(pump.energyPerVolume, kW / 108, 1e-7))
        #expect(near(pump.cost, 0.2 * kW, 1e-5))
        #expect(near(account.peakPower, kW, 1e-5))
        #expect(account.demandCharge == 0)
        #expect(near(account.totalCost, 0.2 * kW, 1e-5))
    }

    @Test("Prices follow their pattern, the highest power is charged, the efficiency follows its curve")
    func priced() throws {
        // First hour 30 L/s at 36.4 m and 80 %, price 0.1; second 15 L/s at 40 − 10 · 0.09 = 39.1 m and, between
        // 50 % at 10 L/s and 80 % at 30 L/s, 57.5 %, price 0.2.
        var network = try network([1, 0.5])
        network.pattern("tariff", [1, 2])
        network.curve("eff", .pumpEfficiency, [(0.01, 50), (0.03, 80), (0.05, 60)])
        network.energy.demandCharge = 3
        network.energy.pricePattern = "tariff"
        network = try replacingPump(network) { $0.efficiencyCurve = "eff" }
        let (first, second) = (power(36.4, 0.03, efficiency: 0.8), power(39.1, 0.015, efficiency: 0.575))
        let account = try Run(network).result.energy
        let pump = try #require(account.pumps.first)
        #expect(near(pump.energy, first + second, 1e-5))
        #expect(near(pump.averagePower, (first + second) / 2, 1e-5))
        #expect(near(pump.efficiency, (0.8 + 0.575) / 2, 1e-6))
        #expect(near(pump.peakPower, first, 1e-5))
        // The mean over time of kWh/m³, as EPANET reports it, with 108 and 54 m³/h.
        #expect(near(pump.energyPerVolume, (first / 108 + second / 54) / 2, 1e-7))
        #expect(near(pump.cost, 0.1 * first + 0.2 * second, 1e-5))
        #expect(near(account.demandCharge, 3 * first, 1e-4))
        #expect(near(account.totalCost, 3 * first + 0.1 * first + 0.2 * second, 1e-4))
    }

    @Test("Beyond its ends an efficiency curve stays level")
    func ends() throws {
        var network = try network([1, 0.1])
        network.curve("eff", .pumpEfficiency, [(0.01, 50), (0.02, 80)])
        network = try replacingPump(network) { $0.efficiencyCurve = "eff" }
        // 30 L/s at 80 %, 3 L/s at 40 − 10 · 0.0036 = 39.964 m and 50 %.
        let pump = try #require(try Run(network).result.energy.pumps.first)
        let energy = power(36.4, 0.03, efficiency: 0.8) + power(39.964, 0.003, efficiency: 0.5)
        #expect(near(pump.energy, energy, 1e-5))
    }

    @Test("A pump's own price and price pattern come before the network's")
    func ownPrice() throws {
        var network = try network()
        network.pattern("tariff", [5])
        network.pattern("own", [1, 3])
        network.energy.pricePattern = "tariff"
        network = try replacingPump(network) {
            $0.energyPrice = 0.2
            $0.pricePattern = "own"
        }
        let kW = power(36.4, 0.03, efficiency: 0.75)
        let pump = try #require(try Run(network).result.energy.pumps.first)
        #expect(near(pump.cost, kW * (0.2 + 0.6), 1e-5))
    }

    @Test("A pump that rests half of the time is used half of the time")
    func resting() throws {
        var network = try network(hours: 4)
        network.controls = [Control(link: "U", action: .close, condition: .time(7200))]
        let pump = try #require(try Run(network).result.energy.pumps.first)
        let kW = power(36.4, 0.03, efficiency: 0.75)
        #expect(near(pump.utilization, 0.5, 1e-9))
        #expect(near(pump.energy, 2 * kW, 1e-5))
        #expect(near(pump.averagePower, kW, 1e-5))
        #expect(near(pump.efficiency, 0.75, 1e-9))
    }

    @Test("Two pumps are two rows, and the peak is that of their sum")
    func two() throws {
        var network = try network()
        try network.junction("K", demand: 0.05)
        try network.add(Pump(id: "W", start: "S", end: "K", headCurve: "head"))
        network.energy.demandCharge = 2
        let account = try Run(network).result.energy
        // W gives 50 L/s at 30 m.
        let (u, w) = (power(36.4, 0.03, efficiency: 0.75), power(30, 0.05, efficiency: 0.75))
        #expect(account.pumps.map(\.pump) == ["U", "W"])
        #expect(near(account.pumps.last?.averagePower ?? 0, w, 1e-5))
        #expect(near(account.peakPower, u + w, 1e-5))
        #expect(near(account.demandCharge, 2 * (u + w), 1e-4))
    }

    /// The network with its pump changed, which is an element that cannot be replaced in place.
    func replacingPump(_ network: Network, _ change: (inout Pump) -> Void) throws -> Network {
        var other = network
        var copy = Network.exact()
        (copy.times, copy.patterns, copy.curves, copy.energy) = (
            other.times, other.patterns, other.curves, other.energy
        )
        for reservoir in other.reservoirs { try copy.add(reservoir) }
        for junction in other.junctions { try copy.add(junction) }
        for row in 0..<other.links.count {
            if let pipe = other.pipe(at: row) { try copy.add(pipe) }
            if var pump = other.pump(at: row) {
                change(&pump)
                try copy.add(pump)
            }
        }
        other = copy
        return other
    }
}
