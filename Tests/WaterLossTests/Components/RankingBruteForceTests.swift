import TestSupport
import Testing
import WaterLoss

@Suite("Ranks by the definition")
struct RankingBruteForceTests {
    private func entry(_ zone: String, _ loss: Double, _ half: Double) -> ZoneRanking.Entry {
        ZoneRanking.Entry(
            zone: zone, loss: ConfidenceInterval(loss, halfWidth: half), mains: 1000, costPerCubicMetre: 1,
            days: 1)
    }

    @Test("Each zone is compared with the head of its group, and ranks count the zones before")
    func definition() {
        var random = SplitMix(221)
        for _ in 0..<100 {
            let entries = (0..<12).map { number in
                entry(
                    "z\(number)", Double(Int.random(in: -20...60, using: &random)),
                    Double(Int.random(in: 0...15, using: &random)))
            }
            let ranking = ZoneRanking(entries, by: .money)
            #expect(ranking.places.map(\.zone).sorted() == entries.map(\.zone).sorted())
            var headAt = 0
            for (place, zone) in ranking.places.enumerated() {
                let head = ranking.places[headAt]
                let gap = head.figure.value - zone.figure.value
                let squares =
                    head.figure.halfWidth * head.figure.halfWidth
                    + zone.figure.halfWidth * zone.figure.halfWidth
                #expect(gap >= 0)
                if place > 0, gap * gap > squares + 1e-9 { headAt = place }
                #expect(zone.rank == headAt + 1, "\(zone.zone)")
                if place > 0 {
                    let before = ranking.places[place - 1]
                    #expect(
                        before.figure.value > zone.figure.value
                            || before.figure.value == zone.figure.value && before.zone < zone.zone)
                }
            }
        }
    }

    @Test("Without limits every zone has a rank of its own, but for equal ones")
    func exact() {
        let ranking = ZoneRanking(
            [entry("c", 5, 0), entry("a", 5, 0), entry("b", 9, 0), entry("d", -3, 0)], by: .money)
        #expect(ranking.places.map(\.zone) == ["b", "a", "c", "d"])
        #expect(ranking.places.map(\.rank) == [1, 2, 2, 4])
        #expect(ranking.groups.map(\.count) == [1, 2, 1])
    }

    @Test("Another currency or period changes no place")
    func scale() {
        var random = SplitMix(222)
        let entries = (0..<30).map { number in
            var entry = entry(
                "z\(number)", Double.random(in: 0...1e5, using: &random),
                Double.random(in: 0...2e4, using: &random))
            entry.mains = Double.random(in: 100...9e4, using: &random)
            return entry
        }
        for criterion in ZoneRanking.Criterion.allCases {
            let plain = ZoneRanking(entries, by: criterion)
            let scaled = ZoneRanking(
                entries.map { entry in
                    var entry = entry
                    (entry.costPerCubicMetre, entry.days) = (1024, 32)
                    return entry
                }, by: criterion)
            #expect(scaled.places.map(\.zone) == plain.places.map(\.zone))
            #expect(scaled.places.map(\.rank) == plain.places.map(\.rank))
        }
        #expect(ZoneRanking([], by: .money).places.isEmpty && ZoneRanking([], by: .money).groups.isEmpty)
    }
}
