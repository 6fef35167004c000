import LeakZones
import Telemetry
import Testing

@Suite struct ZoneHistoryTests {
    private func time(_ day: Int64) -> Timestamp { Timestamp(TwoZoneCity.start + day * 86_400) }

    private func scheme(_ id: String) throws -> ZoneScheme {
        try ZoneScheme(zones: [Zone(id: id)], zoneOfNode: [0, 0])
    }

    @Test func aPeriodThatCrossesAChangeIsSplitThere() throws {
        let history = try ZoneHistory([
            .init(scheme("new"), validFrom: time(10)), .init(scheme("old"), validTo: time(10)),
        ])
        let month = try Period(from: time(0), to: time(30))
        let pieces = history.pieces(of: month)
        #expect(
            pieces.map(\.period) == [
                try Period(from: time(0), to: time(10)), try Period(from: time(10), to: time(30)),
            ])
        #expect(pieces.map { $0.version.map { history.versions[$0].scheme.zones[0].id } } == ["old", "new"])
        #expect(pieces.reduce(0) { $0 + $1.period.duration } == month.duration)
    }

    @Test func theInstantOfTheChangeBelongsToTheNewZones() throws {
        let history = try ZoneHistory([
            .init(scheme("old"), validTo: time(10)), .init(scheme("new"), validFrom: time(10)),
        ])
        #expect(history.scheme(at: time(10))?.zones[0].id == "new")
        #expect(history.scheme(at: time(10) - 1)?.zones[0].id == "old")
        // A period that ends at the change, or starts there, is not split.
        #expect(history.pieces(of: try Period(from: time(0), to: time(10))).map(\.version) == [0])
        #expect(history.pieces(of: try Period(from: time(10), to: time(12))).map(\.version) == [1])
        #expect(history.pieces(of: try Period(from: time(3), to: time(3))).isEmpty)
    }

    @Test func timeWithoutZonesIsAPieceOfItsOwn() throws {
        let history = try ZoneHistory([
            .init(scheme("a"), validFrom: time(0), validTo: time(5)),
            .init(scheme("b"), validFrom: time(8), validTo: time(20)),
        ])
        let pieces = history.pieces(of: try Period(from: time(-2), to: time(30)))
        #expect(pieces.map(\.version) == [nil, 0, nil, 1, nil])
        #expect(pieces.map { $0.period.duration / 86_400 } == [2, 5, 3, 12, 10])
        #expect(history.scheme(at: time(6)) == nil)
    }

    @Test func versionsThatOverlapAreRefusedWithTheirTimes() throws {
        let old = ZoneHistory.Version(try scheme("old"), validTo: time(10))
        let new = ZoneHistory.Version(try scheme("new"), validFrom: time(9))
        #expect(throws: ZoneError.overlappingVersions(first: nil, second: time(9))) {
            try ZoneHistory([new, old])
        }
        #expect(throws: ZoneError.self) { try ZoneHistory([.init(scheme("a")), .init(scheme("b"))]) }
        #expect(throws: ZoneError.emptyVersion(from: time(5), to: time(5))) {
            try ZoneHistory([.init(scheme("a"), validFrom: time(5), validTo: time(5))])
        }
        #expect(
            ZoneError.overlappingVersions(first: nil, second: time(9)).description
                == "the zones valid from the beginning and those valid from 2024-01-10T00:00:00Z hold at one "
                + "time; let the earlier end when the later begins")
        #expect(
            ZoneError.emptyVersion(from: time(5), to: time(4)).description
                == "zones valid from 2024-01-06T00:00:00Z to 2024-01-05T00:00:00Z never hold; the end must be "
                + "later than the start")
    }
}
