import Testing

@testable import SampleCity

/// The meters' own errors, taken through a balance by hand: the reason why limits of error can be trusted.
@Suite("What the meters say about the losses")
struct ReadingsBalanceTests {
    @Test(
        "A balance of clean readings finds the planted loss inside its limits in nine of ten zone-weeks",
        arguments: [1, 2, 3, 4])
    func coverage(seed: Int) throws {
        let weeks = 4
        let city = try SampleCity(junctions: 3_000, seed: UInt64(seed), days: 7 * weeks)
        let model = city.model()
        let water = city.water(in: model)
        let ids = CityIDs(model)
        let dirt = FaultPlan(model, water: water, ids: ids, seed: city.seed)
        let writer = ReadingsWriter(
            model: model, water: water, dirt: dirt, ids: ids, start: city.start, seed: city.seed)
        var inside = 0
        for zone in model.zones.indices {
            for week in 0..<weeks {
                let steps = week * 672..<(week + 1) * 672
                var measured = 0.0
                var variance = 0.0
                for (index, meter) in model.meters.enumerated() {
                    let sign =
                        Int(meter.toZone) == zone ? 1.0 : meter.fromZone.map(Int.init) == zone ? -1.0 : 0
                    guard sign != 0 else { continue }
                    let volume = steps.reduce(0.0) { $0 + Double(water.flows[index * water.steps + $1]) / 4 }
                    measured += sign * volume * (1 + writer.meterErrors[index])
                    variance +=
                        (volume * meter.accuracyPercent / 196) * (volume * meter.accuracyPercent / 196)
                }
                for index in model.zones[zone].customers {
                    let customer = model.customers[index]
                    guard customer.reading != .none else {
                        measured -= 7 * customer.baseDemand
                        continue
                    }
                    // What a register misses is part of the loss: customers' meters add nothing to its limits.
                    measured -= (7 * week..<7 * week + 7).reduce(0.0) {
                        $0 + writer.registered(index, day: $1)
                    }
                }
                let truths = (7 * week..<7 * week + 7).map { water.truth[zone * city.days + $0] }
                measured -= truths.reduce(0) { $0 + $1.storage }
                let loss = truths.reduce(0) { $0 + $1.loss }
                if abs(measured - loss) <= 1.96 * variance.squareRoot() { inside += 1 }
            }
        }
        #expect(Double(inside) >= 0.9 * Double(model.zones.count * weeks))
    }

    @Test("The dead meter is the only way into its zone, and no transfer hangs on it")
    func deadZone() throws {
        for seed: UInt64 in 1...5 {
            let city = try SampleCity(junctions: 1_500, seed: seed, days: 30)
            let model = city.model()
            let dirt = FaultPlan(model, water: city.water(in: model), ids: CityIDs(model), seed: seed)
            let zone = try #require(dirt.deadZone)
            #expect(model.meters.count { Int($0.toZone) == zone || $0.fromZone == Int32(zone) } == 1)
            #expect(dirt.records.count { $0.kind == .deadMeter } == 1)
        }
    }

    @Test("Every kind of flaw is there and written down")
    func everyFlaw() throws {
        let city = try SampleCity(junctions: 1_500, seed: 1, days: 30)
        let model = city.model()
        let dirt = FaultPlan(model, water: city.water(in: model), ids: CityIDs(model), seed: 1)
        let kinds = Set(dirt.records.map(\.kind))
        #expect(
            kinds == [
                .gap, .deadMeter, .missingRows, .duplicateRow, .outOfOrderRows, .spike, .stuck, .rollover,
                .replacedMeter,
            ])
        let gaps = dirt.flow.flatMap(\.gaps).map(\.count)
        #expect(gaps.contains { (4..<16).contains($0) })
        #expect(gaps.contains(100))
    }
}
