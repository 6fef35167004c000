import Testing

@testable import SampleCity

@Suite("Water that reaches people but no register")
struct ApparentLossTests {
    static let sizes = [(junctions: 400, seed: UInt64(4)), (1_500, 1), (1_500, 7), (6_000, 3)]

    @Test("Apparent loss is a modest share of what a zone draws from its inlets", arguments: sizes)
    func isModest(junctions: Int, seed: UInt64) throws {
        let city = try SampleCity(junctions: junctions, seed: seed, days: 30)
        let model = city.model()
        let water = city.water(in: model)
        for zone in model.zones.indices.dropFirst() {
            let truths = water.truth[zone * city.days..<(zone + 1) * city.days]
            let supply = truths.reduce(0) { $0 + $1.input - $1.export - $1.storage }
            let share = truths.reduce(0) { $0 + $1.apparentLoss } / supply
            #expect((0.015...0.04).contains(share), "\(model.zones[zone].id): \(share)")
            #expect(truths.allSatisfy { $0.unauthorised > 0 && $0.residual.magnitude < 1e-6 })
            #expect(truths.contains { $0.stuck > 0 })
        }
        let trunk = water.truth[0..<city.days]
        #expect(trunk.allSatisfy { $0.apparentLoss == 0 })
    }

    @Test(
        "Truth counts what the registers count, and the errors between that and the draw", arguments: [1, 5])
    func registersDiffer(seed: Int) throws {
        let city = try SampleCity(junctions: 1_500, seed: UInt64(seed), days: 20)
        let model = city.model()
        let water = city.water(in: model)
        let ids = CityIDs(model)
        let dirt = FaultPlan(model, water: water, ids: ids, seed: city.seed)
        let writer = ReadingsWriter(
            model: model, water: water, dirt: dirt, ids: ids, start: city.start, seed: city.seed)
        for zone in model.zones.indices {
            for day in 0..<city.days {
                var (registered, missed, stuck) = (0.0, 0.0, 0.0)
                for index in model.zones[zone].customers where model.customers[index].reading != .none {
                    let draw = model.customers[index].volume(
                        index: index, day: day, firstWeekday: city.start.weekday - 1, seed: city.seed)
                    let dial = writer.registered(index, day: day)
                    registered += dial
                    if water.apparent.stuckDays(index)?.contains(day) == true {
                        #expect(dial == 0)
                        stuck += draw
                    } else {
                        #expect(abs(dial / draw - 1 - model.customers[index].meterError) < 1e-9)
                        missed += draw - dial
                    }
                }
                let truth = water.truth[zone * city.days + day]
                #expect(abs(truth.metered - registered) < 1e-6)
                #expect(abs(truth.meterError - missed) < 1e-6)
                #expect(abs(truth.stuck - stuck) < 1e-6)
            }
        }
    }

    @Test("Small meters miss some 2 %, more when they are old; bulk meters 1 %")
    func errors() throws {
        let model = try SampleCity(junctions: 20_000, seed: 2, days: 2).model()
        func mean(_ customers: [CityCustomer]) -> Double {
            customers.reduce(0) { $0 + $1.meterError } / Double(customers.count)
        }
        let small = model.customers.filter { $0.kind != .bulk }
        #expect(abs(mean(small) + 0.02) < 0.001)
        #expect(abs(mean(model.customers.filter { $0.kind == .bulk }) + 0.01) < 0.004)
        #expect(mean(small.filter { $0.meterAge > 9 }) < mean(small.filter { $0.meterAge < 3 }) - 0.01)
        #expect(model.customers.allSatisfy { (0...12).contains($0.meterAge) })
    }

    @Test("Some meters stick to the end, some come loose, and no other flaw hides it")
    func stuckMeters() throws {
        let city = try SampleCity(junctions: 1_500, seed: 1, days: 30)
        let model = city.model()
        let water = city.water(in: model)
        let dirt = FaultPlan(model, water: water, ids: CityIDs(model), seed: 1)
        let stuck = water.apparent.stuck
        #expect(Set(stuck.map(\.customer)).count == stuck.count)
        #expect(stuck.contains { $0.days.contains(city.days) })
        #expect(stuck.contains { !$0.days.contains(city.days) })
        for meter in stuck {
            #expect(model.customers[meter.customer].reading != .none)
            #expect(meter.days.lowerBound > 0)
            #expect(meter.customer != dirt.registers.rollover)
            #expect(meter.customer != dirt.registers.replaced?.customer)
        }
    }
}
