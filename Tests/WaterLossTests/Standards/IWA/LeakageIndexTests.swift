import TestSupport
import Testing
import WaterLoss

@Suite("Unavoidable losses by density, and bands by the matrix")
struct LeakageIndexTests {
    @Test("Litres for each connection depend on the density of connections and the pressure alone")
    func byDensity() {
        // Meters at the property line: (18/density + 0.8)·P, by hand: 20/km 1.7·P, 40/km 1.25·P, 60/km 1.1·P,
        // 80/km 1.025·P, 100/km 0.98·P.
        let perMetre = [20.0: 1.7, 40: 1.25, 60: 1.1, 80: 1.025, 100: 0.98]
        for (density, litres) in perMetre {
            for pressure in [20.0, 40, 60, 80, 100] {
                for kilometres in [3.0, 170, 9000] {
                    let connections = density * kilometres
                    let found = UnavoidableLosses.metric(
                        mains: Uncertain(kilometres * 1000), connections: Uncertain(connections),
                        privatePipe: 0, pressure: Uncertain(pressure))
                    #expect(isNear(found.value * 1000 / connections, litres * pressure, 1e-9))
                }
            }
        }
    }

    @Test("Two systems at one pressure have the unavoidable losses of both together")
    func additive() {
        var random = SplitMix(101)
        func chance(_ most: Double) -> Double { Double.random(in: 0...most, using: &random) }
        for _ in 0..<50 {
            let sizes = (0..<2).map { _ in [chance(800_000), chance(60_000), chance(300_000)] }
            let pressure = Uncertain(chance(90))
            typealias Formula = (Uncertain, Uncertain, Uncertain, Uncertain) -> Uncertain
            let formulas: [Formula] = [
                { UnavoidableLosses.metric(mains: $0, connections: $1, privatePipe: $2, pressure: $3) },
                { UnavoidableLosses.unitedStates(mains: $0, connections: $1, privatePipe: $2, pressure: $3) },
                {
                    ComponentUARL(reportedExponent: 0.6, unreportedExponent: 1.4).unavoidableLosses(
                        mains: $0, connections: $1, privatePipe: $2, pressure: $3)
                },
            ]
            for formula in formulas {
                func losses(_ size: [Double]) -> Double {
                    formula(Uncertain(size[0]), Uncertain(size[1]), Uncertain(size[2]), pressure).value
                }
                let whole = zip(sizes[0], sizes[1]).map(+)
                #expect(isNear(losses(sizes[0]) + losses(sizes[1]), losses(whole), 1e-9))
            }
        }
    }

    @Test("The index of a town is no mean of its zones' indices, but weighted by what is unavoidable in each")
    func joinedIndex() {
        // Zones of UARL 10 and 90 m³/d that lose 80 and 180: ILI 8 and 2; the town 260/100 = 2.6, the mean 5.
        let parts = [(80.0, 10.0), (180, 90)]
        let indices = parts.compactMap {
            UnavoidableLosses.infrastructureLeakageIndex(
                current: Uncertain($0.0), unavoidable: Uncertain($0.1))?.value
        }
        #expect(indices == [8, 2])
        let town = UnavoidableLosses.infrastructureLeakageIndex(current: 260, unavoidable: 100)?.value
        let weighted = zip(indices, parts).reduce(0) { $0 + $1.0 * $1.1.1 } / 100
        #expect(isNear(town, 2.6) && isNear(weighted, 2.6))
        #expect(WorldBankBand.band(ofILI: 2.6, world: .developed) == .b)
        #expect(WorldBankBand.band(ofILI: 5, world: .developed) == .c)
    }

    @Test("A thousand losses fall into the cell that a scan of the printed matrix finds")
    func scan() {
        // Rows A, B, C of the physical loss matrix: upper limits in L/(connection·d) by columns of pressure.
        let printed: [(WorldBankBand.World, [Double: [Double]])] = [
            (
                .developed,
                [20: [50, 100, 200], 30: [75, 150, 300], 40: [100, 200, 400], 50: [125, 250, 500]]
            ),
            (
                .developing,
                [
                    10: [50, 100, 200], 20: [100, 200, 400], 30: [150, 300, 600], 40: [200, 400, 800],
                    50: [250, 500, 1000],
                ]
            ),
        ]
        var random = SplitMix(102)
        for (world, columns) in printed {
            for (pressure, limits) in columns {
                for _ in 0..<100 {
                    let loss = Double(Int.random(in: 0...1200, using: &random))
                    let row = limits.firstIndex { loss < $0 } ?? 3
                    let found = WorldBankBand.lookup(
                        litresPerConnectionAndDay: loss, pressure: pressure, world: world)
                    #expect(found?.band == WorldBankBand.allCases[row] && found?.flags == [])
                }
            }
        }
    }

    @Test("A developing country at a pressure has the matrix of a developed one at twice the pressure")
    func twice() {
        for loss in stride(from: 0.0, through: 1100, by: 7) {
            for pressure in [11.0, 20, 25] {
                let poor = WorldBankBand.lookup(
                    litresPerConnectionAndDay: loss, pressure: pressure, world: .developing)
                let rich = WorldBankBand.lookup(
                    litresPerConnectionAndDay: loss, pressure: 2 * pressure, world: .developed)
                #expect(poor?.band == rich?.band)
            }
        }
    }

    @Test("The edges said beside a band are those at which it changes")
    func edges() {
        for world in WorldBankBand.World.allCases {
            for (place, edge) in WorldBankBand.edges(world: world).enumerated() {
                let (below, at) = (WorldBankBand.allCases[place], WorldBankBand.allCases[place + 1])
                #expect(WorldBankBand.band(ofILI: edge * (1 - 1e-6), world: world) == below)
                #expect(WorldBankBand.band(ofILI: edge, world: world) == at)
                let litres = WorldBankBand.litreEdges(world: world)[place] * 37
                func band(_ loss: Double) -> WorldBankBand? {
                    WorldBankBand.lookup(litresPerConnectionAndDay: loss, pressure: 37, world: world)?.band
                }
                #expect(band(litres * (1 - 1e-6)) == below && band(litres) == at)
            }
            // What is no number is no band.
            #expect(WorldBankBand.band(ofILI: .nan, world: world) == nil)
            #expect(WorldBankBand.band(ofILI: .infinity, world: world) == .d)
        }
    }

    @Test("Rounding does not move a loss over the edge of its band")
    func rounding() {
        // 0.1 + 0.2 = 0.30000000000000004: an ILI of ten such terms is 2 or 1.9999999999999998 by their order.
        let almost = (0..<20).reduce(0.0) { sum, _ in sum + 0.1 }
        #expect(almost != 2 && abs(almost - 2) < 1e-14)
        #expect(WorldBankBand.band(ofILI: almost, world: .developed) == .b)
        #expect(WorldBankBand.band(ofILI: 2 - (almost - 2), world: .developed) == .b)
    }
}
