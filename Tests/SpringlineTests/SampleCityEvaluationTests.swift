import Foundation
import Springline
import Testing

/// The whole way from files to figures on a city whose losses, night use, pressures and N1 are known because they were
/// planted.
@Suite("The sample city, evaluated against what was planted")
struct SampleCityEvaluationTests {
    /// What the truth file says of a zone over 28 days.
    private struct Truth: Decodable {
        struct Day: Decodable {
            var background_m3, bursts_m3, meter_error_m3, stuck_m3, unauthorised_m3: Double
        }
        struct Zone: Decodable {
            var id: String
            var dead_meter: Bool
            var days: [Day]
            var average_pressure_m: Double?
            var night_use_m3_per_h: Double
        }
        struct StepTest: Decodable {
            var zone: String
            var n1: Double
        }
        var zones: [Zone]
        var step_tests: [StepTest]
    }

    @Test(
        "Real and apparent loss, night use, pressure and N1 come out inside their limits", arguments: [1, 5])
    func everything(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 1500, seed: seed)
        let files = folder.url.appendingPathComponent("files")
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(contentsOf: files.appendingPathComponent("truth.json")))
        var policy = EvaluationPolicy()
        // What a sample of meters would have told: planted are 2.0 to 2.2 % of most, 1.2 % of the largest.
        policy.underRegistration = ConfidenceInterval(0.019, halfWidth: 0.01)
        let report = try city.evaluationReport(
            from: "2024-03-04", to: "2024-04-01", standards: [.iwa], policy: policy)
        var claimed = 0
        var (plantedApparent, saidApparent, apparentWidth) = (0.0, 0.0, 0.0)
        for zone in report.zones {
            guard let planted = truth.zones.first(where: { $0.id == zone.zone.id }) else { continue }
            let days = planted.days.prefix(28)
            let real = days.reduce(0) { $0 + $1.background_m3 + $1.bursts_m3 }
            let apparent = days.reduce(0) { $0 + $1.meter_error_m3 + $1.stuck_m3 + $1.unauthorised_m3 }
            func check(_ key: IndicatorKey, _ expected: Double) {
                guard let figure = zone[key], let value = figure.number, let width = figure.halfWidth else {
                    Issue.record("\(key) of \(planted.id) is not said")
                    return
                }
                #expect(
                    abs(value - expected) <= width,
                    "\(key) of \(planted.id): \(value) ± \(width), planted \(expected)")
            }
            // The truth has no average for gravity zones, whose far points stand at the formula's floor.
            if let pressure = planted.average_pressure_m, planted.id != "trunk" {
                check(.averagePressure, pressure)
            }
            check(.legitimateNightUse, planted.night_use_m3_per_h)
            check(.nightLeakage, real)
            #expect(zone.balance.isComplete || planted.dead_meter || planted.id == "trunk", "\(planted.id)")
            guard zone.balance.isComplete else { continue }
            claimed += 1
            check(.realLosses, real)
            check(.apparentByNights, apparent)
            check(.customerMetering, days.reduce(0) { $0 + $1.meter_error_m3 })
            // Illegal connections gather where they like, and AWWA's share is the same everywhere: the sum has to hold.
            plantedApparent += apparent
            saidApparent += zone[.apparentLosses]?.number ?? .nan
            apparentWidth += zone[.apparentLosses]?.halfWidth ?? .nan
            #expect(zone[.agreement]?.value == .word("agrees"), "\(planted.id)")
        }
        #expect(claimed >= 5)
        #expect(abs(saidApparent - plantedApparent) <= apparentWidth)
        let test = try #require(truth.step_tests.first)
        let pressures = try city.pressureReport(
            from: "2024-03-04", to: "2024-04-01",
            tests: files.appendingPathComponent("step-tests.csv").path, policy: policy)
        let found = try #require(pressures.tests.first)
        #expect(found.zone == test.zone && found.test.steps.count == 3)
        #expect(found.test.exponent?.contains(test.n1) == true)
        #expect(abs((found.test.exponent?.value ?? 0) - test.n1) < 0.4)
    }
}
