import TestSupport
import WaterLoss
import Testing

@Suite struct ZoneRankingTests {
    private func entry(
        _ zone: String, _ loss: Double?, _ halfWidth: Double = 1, mains: Double = 1000, cost: Double = 1,
        days: Double = 10
    ) -> ZoneRanking.Entry {
        ZoneRanking.Entry(
            zone: zone, loss: loss.map { ConfidenceInterval($0, halfWidth: halfWidth) }, mains: mains,
            costPerCubicMetre: cost, days: days)
    }

    @Test func moneyAndLengthRankDifferently() {
        // a: 1000 m³ at 0.5 = 500; on 10 km and 10 d 10 m³/(km·d). b: 400 m³ at 2 = 800; on 2 km 20.
        let zones = [
            entry("a", 1000, mains: 10_000, cost: 0.5), entry("b", 400, mains: 2000, cost: 2),
            entry("c", 900, mains: 500, cost: 0.1),
        ]
        let money = ZoneRanking(zones, by: .money)
        #expect(money.places.map(\.zone) == ["b", "a", "c"])
        #expect(money.places.map(\.figure.value) == [800, 500, 90])
        #expect(money.places.map(\.rank) == [1, 2, 3])
        let length = ZoneRanking(zones, by: .perKilometreAndDay)
        #expect(length.places.map(\.zone) == ["c", "b", "a"])
        #expect(length.places.map(\.figure.value) == [180, 20, 10])
    }

    @Test func whatTheLimitsCannotTellApartSharesARank() {
        // 100 ± 3 and 95 ± 4: the difference 5 lies on the combined limit √(9 + 16) = 5.
        let tied = ZoneRanking([entry("a", 100, 3), entry("b", 95, 4), entry("c", 80, 1)], by: .money)
        #expect(tied.places.map(\.rank) == [1, 1, 3])
        #expect(tied.groups.map { $0.map(\.zone) } == [["a", "b"], ["c"]])
        let apart = ZoneRanking([entry("a", 100, 3), entry("b", 94.9, 4)], by: .money)
        #expect(apart.places.map(\.rank) == [1, 2])
    }

    @Test func groupsDoNotChain() {
        // Each is within 5.66 of its neighbour, the first and the last are 10 apart.
        let ranking = ZoneRanking(
            [entry("a", 100, 4), entry("b", 95, 4), entry("c", 90, 4)], by: .money)
        #expect(ranking.groups.map { $0.map(\.zone) } == [["a", "b"], ["c"]])
    }

    @Test func aZoneWithoutALossIsNeitherBestNorWorst() {
        let ranking = ZoneRanking(
            [entry("z", nil), entry("a", -5), entry("b", 10), entry("n", 10, mains: 0)],
            by: .perKilometreAndDay)
        #expect(ranking.places.map(\.zone) == ["b", "a"])
        #expect(ranking.unranked == ["n", "z"])
    }

    @Test func theOrderOfTheZonesDoesNotMatter() {
        var random = SplitMix(21)
        let zones = (0..<40).map {
            entry("z\($0)", .random(in: 0...100, using: &random), .random(in: 0...9, using: &random))
        }
        let first = ZoneRanking(zones, by: .money)
        for _ in 0..<10 { #expect(ZoneRanking(zones.shuffled(using: &random), by: .money) == first) }
    }
}
