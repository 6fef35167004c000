import Testing

@testable import SampleCity

@Suite("Where the city's water goes")
struct CityWaterTests {
    @Test(
        "Input is use, loss, storage and export, in every zone on every day",
        arguments: [
            (200, 8), (1_500, 30), (6_000, 9),
        ])
    func massBalance(junctions: Int, days: Int) throws {
        let city = try SampleCity(junctions: junctions, seed: 3, days: days)
        let model = city.model()
        let water = city.water(in: model)
        for zone in model.zones.indices {
            for day in 0..<days {
                let truth = water.truth[zone * days + day]
                #expect(abs(truth.residual) < 1e-6, "\(model.zones[zone].id) day \(day)")
                #expect(truth.input > 0)
                #expect(truth.background > 0)
                #expect(truth.bursts >= 0)
            }
        }
        // Inside the city every export is another zone's input: what is left came from the waterworks.
        let works = model.meters.indices.filter { model.meters[$0].purpose == .waterworks }
        for day in 0..<days {
            let all = model.zones.indices.map { water.truth[$0 * days + day] }
            let net = all.reduce(0) { $0 + $1.input - $1.export }
            var supplied = 0.0
            for meter in works {
                for step in day * 96..<(day + 1) * 96 {
                    supplied += Double(water.flows[meter * water.steps + step]) / 4
                }
            }
            #expect(abs(net - supplied) < 1e-5 * supplied)
        }
    }

    @Test("Zone truth equals what its meters let through, its customers drew and its tank kept")
    func truthFollowsFromParts() throws {
        let days = 10
        let city = try SampleCity(junctions: 900, seed: 8, days: days)
        let model = city.model()
        let water = city.water(in: model)
        for zone in model.zones.indices.dropFirst() {
            let truths = (0..<days).map { water.truth[zone * days + $0] }
            var used = 0.0
            for index in model.zones[zone].customers {
                for day in 0..<days {
                    used += model.customers[index].volume(
                        index: index, day: day, firstWeekday: city.start.weekday - 1, seed: city.seed)
                }
            }
            let known = truths.reduce(0) { $0 + $1.metered + $1.meterError + $1.stuck + $1.unmetered }
            #expect(abs(known - used) < 1e-6 * used)
            var net = 0.0
            for (index, meter) in model.meters.enumerated() {
                let sign = Int(meter.toZone) == zone ? 1.0 : meter.fromZone.map(Int.init) == zone ? -1.0 : 0
                guard sign != 0 else { continue }
                for step in 0..<water.steps - 1 {
                    net += sign * Double(water.flows[index * water.steps + step]) / 4
                }
            }
            #expect(abs(truths.reduce(0) { $0 + $1.input - $1.export } - net) < 1e-5 * max(net, 1))
            if let tank = model.zones[zone].tank {
                let levels = water.levels[tank * water.steps..<(tank + 1) * water.steps]
                let rise = Double((levels.last ?? 0) - (levels.first ?? 0))
                let stored = truths.reduce(0) { $0 + $1.storage }
                #expect(abs(stored - rise * model.tanks[tank].area) < 0.01)
            }
        }
    }

    @Test("Tanks neither run dry nor run over")
    func tanksHold() throws {
        for seed: UInt64 in 1...6 {
            let city = try SampleCity(junctions: 2_500, seed: seed, days: 21)
            let model = city.model()
            let water = city.water(in: model)
            for tank in model.tanks.indices {
                let levels = water.levels[tank * water.steps..<(tank + 1) * water.steps]
                #expect((levels.min() ?? 0) > 0.3)
                #expect((levels.max() ?? 9) <= Float(model.tanks[tank].maxLevel))
            }
        }
    }

    @Test("The exchange runs both ways, the other meters only forward")
    func directions() throws {
        let city = try SampleCity(junctions: 1_500, seed: 1, days: 7)
        let model = city.model()
        let water = city.water(in: model)
        for (index, meter) in model.meters.enumerated() {
            let flows = water.flows[index * water.steps..<(index + 1) * water.steps]
            #expect(((flows.min() ?? 0) < 0) == meter.isBidirectional)
            #expect((flows.max() ?? 0) > 0)
        }
    }

    @Test("Night flow is low, the morning peak high, and losses are a believable share")
    func believable() throws {
        let city = try SampleCity(junctions: 3_000, seed: 2, days: 14)
        let model = city.model()
        let water = city.water(in: model)
        for zone in model.zones.indices.dropFirst() {
            let truths = (0..<14).map { water.truth[zone * 14 + $0] }
            let used = truths.reduce(0) { $0 + $1.metered + $1.unmetered }
            let lost = truths.reduce(0) { $0 + $1.loss }
            #expect((0.02...0.5).contains(lost / (used + lost)))
            let loads = water.loads[zone * water.steps..<zone * water.steps + 96]
            #expect((loads.min() ?? 1) < 0.35)
        }
    }

    @Test("Shapes share a day and a week out whole")
    func shapes() {
        for shape in DiurnalShape.all {
            #expect(abs(shape.shares.reduce(0, +) - 1) < 1e-12)
            #expect(abs(shape.week.reduce(0, +) - 7) < 1e-12)
            #expect(shape.shares.count == 96)
        }
    }

    @Test("Pressures stay between a tap that runs and a pipe that holds")
    func pressures() throws {
        let city = try SampleCity(junctions: 1_500, seed: 1, days: 3)
        let model = city.model()
        let water = city.water(in: model)
        for point in model.pressurePoints {
            for step in 0..<water.steps {
                let load = water.loadPower(zone: Int(point.zone), step: step)
                let pressure = water.pressure(point, step: step, load: load, in: model)
                #expect((6...130).contains(pressure))
            }
        }
    }
}
