import Foundation
import Springline
import Testing

/// Two halves of a month of a made-up city whose losses are known day by day because they were planted.
@Suite("Losses of two periods of a planted city")
struct SampleCityComparisonTests {
    private let then = (from: "2024-03-04", to: "2024-03-18")
    private let now = (from: "2024-03-18", to: "2024-04-01")

    /// The planted change of each zone, m³/d.
    private func planted(_ folder: TemporaryFolder) throws -> [String: Double] {
        let truth = try SampleTruth(folder: folder.url.appendingPathComponent("files"))
        return Dictionary(
            uniqueKeysWithValues: truth.zones.map { zone in
                let losses = zone.days.map(\.loss_m3)
                let mean = { (days: Range<Int>) in losses[days].reduce(0, +) / Double(days.count) }
                return (zone.id, mean(14..<28) - mean(0..<14))
            })
    }

    @Test(
        "What was planted lies within the limits, and what is called significant has the sign of what was planted",
        arguments: [1, 7])
    func plantedChanges(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 1500, seed: seed)
        let planted = try planted(folder)
        let report = try city.lossReport(from: now.from, to: now.to, comparedWith: then)
        let comparison = try #require(report.comparison)
        var inside = 0
        var judged = 0
        for change in comparison.changes {
            guard let truth = planted[change.zone.id], let difference = change.difference,
                let halfWidth = difference.halfWidth
            else { continue }
            judged += 1
            if abs(difference.value - truth) <= halfWidth { inside += 1 }
            if change.verdict == .rise { #expect(truth > 0, "\(change.zone.id)") }
            if change.verdict == .fall { #expect(truth < 0, "\(change.zone.id)") }
        }
        #expect(judged >= 5)
        #expect(Double(inside) >= 0.9 * Double(judged))
        // The city as one: what was planted everywhere, zones that claim nothing by themselves included.
        let whole = try #require(comparison.city?.difference)
        let total = planted.values.reduce(0, +)
        #expect(abs(whole.value - total) <= whole.halfWidth ?? 0, "\(whole.value), planted \(total)")
        // Turned round it is the same with the other sign.
        let back = try city.lossReport(from: then.from, to: then.to, comparedWith: now)
        for change in comparison.changes {
            let other = try #require(back.comparison?[zone: change.zone.id])
            let sum = (other.difference?.value ?? 0) + (change.difference?.value ?? 0)
            #expect(abs(sum) < 1e-6)
            let widths = (other.difference?.halfWidth ?? 0) - (change.difference?.halfWidth ?? 0)
            #expect(abs(widths) < 1e-6)
        }
    }

    @Test("Periods that share time are refused before anything is read; those that touch are not")
    func overlap() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 300, seed: 1)
        for other in [
            ("2024-03-04", "2024-03-19"), ("2024-03-18", "2024-04-01"), ("2024-03-20", "2024-03-21"),
            ("2024-03-31", "2024-04-02"),
        ] {
            #expect(
                throws: RequestError.overlappingPeriods(
                    period: "2024-03-18..2024-04-01", compared: "\(other.0)..\(other.1)")
            ) {
                try city.lossReport(from: now.from, to: now.to, comparedWith: (from: other.0, to: other.1))
            }
        }
        #expect(throws: RequestError.emptyPeriod(from: "2024-03-04", to: "2024-03-04")) {
            try city.lossReport(
                from: now.from, to: now.to, comparedWith: (from: "2024-03-04", to: "2024-03-04"))
        }
    }

    @Test("A period over two months has both, each with its change; the months add to the period")
    func months() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 300, seed: 1)
        let report = try city.lossReport(from: "2024-03-25", to: "2024-04-03")
        for zone in report.zones {
            #expect(zone.months.count == 2)
            #expect(zone.months.map(\.days) == [7, 2])
            #expect(zone.weeks.count == 2)
            guard let loss = zone.balance.loss, zone.months.allSatisfy(\.isComplete) else { continue }
            let sum = zone.months.reduce(0) { $0 + ($1.loss ?? 0) }
            #expect(abs(sum - loss) < 1e-6 * max(1, abs(loss)))
        }
        // A period within a month has none.
        #expect(try city.lossReport(from: now.from, to: "2024-03-25").zones.allSatisfy(\.months.isEmpty))
    }
}
