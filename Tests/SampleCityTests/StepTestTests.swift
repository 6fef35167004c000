import Foundation
import Geospatial
import Testing

@testable import SampleCity

@Suite("The planted step test")
struct StepTestTests {
    private struct Stage {
        let city: SampleCity
        let model: CityModel
        let water: CityWater
        let test: PressureStepTest

        init(seed: UInt64, junctions: Int = 1_500, days: Int = 30) throws {
            city = try SampleCity(junctions: junctions, seed: seed, days: days)
            model = city.model()
            water = city.water(in: model)
            test = try #require(water.stepTest)
        }
    }

    @Test("It is in an end zone with two points, without tank or dead meter", arguments: 1...6)
    func place(seed: Int) throws {
        let stage = try Stage(seed: UInt64(seed))
        let (zone, day) = (stage.test.zone, stage.test.day)
        #expect(stage.model.zones[zone].tank == nil)
        #expect(stage.model.pressurePoints.count { Int($0.zone) == zone } == 2)
        #expect(stage.model.failingMeter?.zone != zone)
        #expect(stage.model.meters.allSatisfy { $0.fromZone != Int32(zone) })
        #expect((15..<30).contains(day))
        #expect(stage.test.steps.map(\.lowerBound) == [4, 8, 12].map { day * 96 + $0 })
        #expect(stage.test.steps.map(\.upperBound) == [8, 12, 16].map { day * 96 + $0 })
    }

    @Test("No flaw touches its readings", arguments: 1...6)
    func isClean(seed: Int) throws {
        let stage = try Stage(seed: UInt64(seed))
        let dirt = FaultPlan(
            stage.model, water: stage.water, ids: CityIDs(stage.model), seed: stage.city.seed)
        for step in stage.test.night {
            for (index, meter) in stage.model.meters.enumerated() where Int(meter.toZone) == stage.test.zone {
                #expect(dirt.flow[index].source(step) == step)
                #expect(dirt.flow[index].factor(step) == 1)
            }
            for (index, point) in stage.model.pressurePoints.enumerated()
            where Int(point.zone) == stage.test.zone {
                #expect(dirt.pressure[index].source(step) == step)
            }
            #expect(dirt.flowRows.missing?.contains(step) != true)
        }
    }

    @Test(
        "Each leak follows the zone's pressure by its own exponent, and the inlet shows it",
        arguments: 1...4)
    func leakageFollows(seed: Int) throws {
        let stage = try Stage(seed: UInt64(seed))
        let water = stage.water
        let zone = stage.test.zone
        let leakage = water.leakage[zone]
        let inlets = stage.model.meters.indices.filter { Int(stage.model.meters[$0].toZone) == zone }
        for truth in water.stepTruth {
            let share = truth.pressure / leakage.nightPressure
            var expected = leakage.background * pow(share, ZoneLeakage.backgroundExponent)
            for burst in leakage.bursts where burst.steps.overlaps(truth.steps) {
                expected += burst.flow * pow(share, burst.exponent)
            }
            #expect(abs(truth.leakage / expected - 1) < 1e-5)
            let inflow = truth.steps.reduce(0.0) { sum, step in
                inlets.reduce(sum) { $0 + Double(water.flows[$1 * water.steps + step]) / 4 }
            }
            let parts = truth.leakage + truth.nightUse + truth.unauthorised
            #expect(abs(inflow / parts - 1) < 1e-5)
        }
        let pressures = water.stepTruth.map(\.pressure)
        #expect(abs(pressures[1] / pressures[0] - 0.85) < 0.01)
        #expect(abs(pressures[2] / pressures[0] - 0.70) < 0.01)
    }

    @Test("N1 from the truth's leakages and pressures lies between those of the leaks", arguments: 1...4)
    func exponent(seed: Int) throws {
        let stage = try Stage(seed: UInt64(seed))
        let truth = stage.water.stepTruth
        let leakage = stage.water.leakage[stage.test.zone]
        let running = leakage.bursts.filter { $0.steps.overlaps(stage.test.night) }
        let exponents = running.map(\.exponent) + [ZoneLeakage.backgroundExponent]
        let lowest = try #require(exponents.min())
        let highest = try #require(exponents.max())
        #expect((lowest - 1e-4...highest + 1e-4).contains(truth.exponent))
        // Between the outer states by hand: close to the line through all three.
        let outer = log(truth[2].leakage / truth[0].leakage) / log(truth[2].pressure / truth[0].pressure)
        #expect(abs(truth.exponent - outer) < 0.02)
    }

    @Test("The mean of the pressure over a zone's connections is the average its leaks follow")
    func averagePressure() throws {
        let stage = try Stage(seed: 1)
        let (model, water, zone) = (stage.model, stage.water, stage.test.zone)
        let entry = try #require(model.pressurePoints.first { Int($0.zone) == zone })
        let height = model.nodes[Int(entry.node)].elevation
        for step in [stage.test.steps[0].lowerBound, stage.test.steps[2].lowerBound, 40] {
            let load = water.loadPower(zone: zone, step: step)
            var (sum, weight) = (0.0, 0.0)
            for customer in model.customers[model.zones[zone].customers] {
                let way = model.position(entry.node).distance(to: Coordinate(x: customer.x, y: customer.y))
                var tap = entry
                tap.distance = PressurePoint.detour * way
                let pressure =
                    water.pressure(tap, step: step, load: load, in: model) + height
                    - Double(customer.elevation)
                sum += Double(customer.connections) * pressure
                weight += Double(customer.connections)
            }
            let average = water.averagePressure(zone: zone, step: step, load: load)
            #expect(abs(sum / weight - average) < 1e-6)
        }
    }

    @Test("Both points fall by what the valve takes, and stand again at four")
    func pointsShowIt() throws {
        let stage = try Stage(seed: 1)
        let zone = stage.test.zone
        let first = stage.test.steps[0].lowerBound
        for point in stage.model.pressurePoints where Int(point.zone) == zone {
            let values = (first - 1...first + 13).map { step in
                stage.water.pressure(
                    point, step: step, load: stage.water.loadPower(zone: zone, step: step), in: stage.model)
            }
            let night = stage.water.leakage[zone].nightPressure
            #expect(abs(values[1] - values[0]) < 0.5)
            #expect(abs(values[5] - values[1] + 0.15 * night) < 0.5)
            #expect(abs(values[9] - values[1] + 0.30 * night) < 0.5)
            #expect(abs(values[13] - values[1]) < 0.5)
            #expect(values.allSatisfy { $0 > 6 })
        }
    }

    @Test("A period of days has none, and a short one may have one", arguments: [2, 3, 4])
    func shortPeriods(days: Int) throws {
        let city = try SampleCity(junctions: 1_500, seed: 1, days: days)
        #expect((city.water(in: city.model()).stepTest != nil) == (days >= 4))
    }
}
