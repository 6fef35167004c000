import TestSupport
import Foundation
import WaterLoss
import Telemetry
import Testing

@Suite struct PressurePointTests {
    static let days = 90

    /// Hourly pressures of `days` days from the hour's number.
    private func point(_ id: String = "P", days: Int = days, _ value: (Int) -> Double) throws -> ReadingSeries
    {
        try ReadingSeries(
            element: id, kind: .pressure,
            times: (0..<days * 24).map { TwoZoneCity.start + Int64($0) * 3600 },
            values: (0..<days * 24).map(value))
    }

    /// A head known hour by hour.
    private func head(days: Int = days, _ value: (Int) -> Double) throws -> ZonePressureSeries {
        try .hourly((0..<days * 24).map(value))
    }

    private func daily(_ hour: Int) -> Double { 3 * cos(Double(hour % 24) / 24 * 2 * Double.pi) }

    @Test func aSoundPointIsSound() throws {
        var random = SplitMix(1)
        let series = try point { 80 + daily($0) - 30 + 0.1 * random.normal() }
        let check = try PressurePointCheck(
            series, elevation: 30, reference: .knownHead(head { 80 + daily($0) }), calendar: .utc)
        #expect(check.findings.isEmpty)
        #expect(check.usable == series)
        #expect(check.correction == nil)
    }

    @Test func anOffsetAgainstAKnownHeadIsFoundWithItsSize() throws {
        var random = SplitMix(2)
        let series = try point { 80 + daily($0) - 30 + 2.5 + 0.2 * random.normal() }
        let check = try PressurePointCheck(
            series, elevation: 30, reference: .knownHead(head { 80 + daily($0) }), calendar: .utc)
        guard case .offset(let size) = try #require(check.findings.first) else {
            Issue.record("no offset but \(check.findings)")
            return
        }
        #expect(check.findings.count == 1)
        #expect(size.contains(2.5) && size.halfWidth < 0.1)
        #expect(isNear(check.correction, -2.5, 0.03))
        // Without a surveyed level the same series tells no offset.
        let unsurveyed = try PressurePointCheck(
            series, elevation: nil, reference: .knownHead(head { 80 + daily($0) }), calendar: .utc)
        #expect(unsurveyed.findings.isEmpty)
    }

    @Test func driftIsFoundAgainstHeadsAndAgainstNeighbours() throws {
        // 4 m a year: 1 m in these 90 days.
        var random = SplitMix(3)
        let series = try point {
            80 + daily($0) - 30 + 4 * Double($0) / 24 / 365.25 + 0.2 * random.normal()
        }
        let references: [(PressurePointCheck.Reference, Bool)] = [
            (.knownHead(try head { 80 + daily($0) }), true),
            // One of three neighbours is itself wrong: the median does not mind.
            (
                .neighbours([
                    try head { 78 + daily($0) }, try head { 79 + daily($0) }, try head { -Double($0) },
                ]), false
            ),
        ]
        for (reference, isKnown) in references {
            let check = try PressurePointCheck(
                series, elevation: 30, reference: reference, calendar: .utc)
            guard case .drift(let perYear, let againstHead) = try #require(check.findings.last) else {
                Issue.record("no drift but \(check.findings)")
                return
            }
            #expect(perYear.contains(4) && abs(perYear.value - 4) < 0.7)
            #expect(againstHead == isKnown)
            // A point that drifts cannot be set right by one number.
            #expect(check.correction == nil)
        }
    }

    @Test func calmPointsAreNotAccusedInAMonth() throws {
        // 30 days of nights that resemble their neighbours (a correlation of 0.8 from hour to hour, 0.15 m): 40 points
        // and none drifts. Slopes of 1 m a year and more are there by chance.
        var accused = 0
        for seed in 0..<40 {
            var random = SplitMix(UInt64(700 + seed))
            var slow = 0.0
            let series = try point(days: 30) { hour in
                if hour % 24 == 0 { slow = 0.8 * slow + 0.09 * random.normal() }
                return 50 + daily(hour) + slow + 0.05 * random.normal()
            }
            let others = try [78.0, 79, 81].map { level in try head(days: 30) { level + daily($0) } }
            let check = try PressurePointCheck(
                series, elevation: 30, reference: .neighbours(others), calendar: .utc)
            if check.findings.contains(where: { $0.code == "drift" }) { accused += 1 }
        }
        #expect(accused == 0)
    }

    @Test func onlyThePointThatLeavesTheOthersIsAccused() throws {
        // 8 m a year over 90 days: 2 m.
        func heads(_ drift: Double) throws -> ZonePressureSeries {
            try head { 80 + daily($0) + drift * Double($0) / 24 / 365.25 }
        }
        func codes(_ own: Double, _ others: [Double]) throws -> [String] {
            let series = try point { 50 + daily($0) + own * Double($0) / 24 / 365.25 }
            return try PressurePointCheck(
                series, elevation: 30, reference: .neighbours(others.map(heads)), calendar: .utc
            ).findings.map(\.code)
        }
        // Three points, one drifts: it alone is accused.
        #expect(try codes(8, [0, 0]) == ["drift"])
        #expect(try codes(0, [8, 0]).isEmpty)
        // Two points move apart and no third tells which.
        #expect(try codes(8, [0]) == ["no_reference"])
        #expect(try codes(0, [8]) == ["no_reference"])
        // Two of four drift apart: each leaves more than half of the others.
        #expect(try codes(8, [-8, 0, 0]) == ["drift"])
        #expect(try codes(0, [-8, 8, 0]).isEmpty)
    }

    @Test func neighboursTellNoOffset() throws {
        let series = try point { 80 + daily($0) - 30 + 2.5 }
        let check = try PressurePointCheck(
            series, elevation: 30, reference: .neighbours([head { 80 + daily($0) }]), calendar: .utc)
        #expect(check.findings.isEmpty)
    }

    @Test func aStuckStretchIsLeftOut() throws {
        let series = try point { (1000..<1048).contains($0) ? 47 : 50 + daily($0) }
        let check = try PressurePointCheck(series, elevation: 30, calendar: .utc)
        let from = Timestamp(TwoZoneCity.start + 1000 * 3600)
        #expect(
            check.findings == [
                .stuck(try Period(from: from, to: from + 48 * 3600), value: 47), .noReference,
            ])
        #expect(check.usable.count == series.count - 48)
        // 20 hours are not a day.
        let short = try PressurePointCheck(
            try point { (1000..<1020).contains($0) ? 47 : 50 + daily($0) }, elevation: 30, calendar: .utc)
        #expect(short.findings == [.noReference])
    }

    @Test func aPointThatNeverVariesIsOfNoUse() throws {
        let check = try PressurePointCheck(try point { _ in 33 }, elevation: 30, calendar: .utc)
        #expect(check.findings == [.neverVaries(value: 33), .noReference])
        #expect(check.usable.count == 0)
    }

    @Test func impossiblePressuresAreLeftOut() throws {
        let series = try point(days: 2) { $0 == 5 ? 4000 : $0 == 9 ? -50 : 50 + daily($0) }
        let check = try PressurePointCheck(series, elevation: 30, calendar: .utc)
        #expect(
            check.findings.first
                == .impossible(count: 2, first: Timestamp(TwoZoneCity.start + 5 * 3600)))
        #expect(check.usable.count == 46)
    }

    @Test func tooLittleIsToldAndNotJudged() throws {
        let few = try PressurePointCheck(
            try point(days: 5) { 50 + daily($0) }, elevation: 30, reference: .knownHead(head { _ in 80 }),
            calendar: .utc)
        #expect(few.findings == [.tooFewNights(5, needed: 14)])
        #expect(few.findings.map(\.code) == ["too_few_nights"])
        let one = try ReadingSeries(element: "P", kind: .pressure, times: [TwoZoneCity.start], values: [50])
        #expect(
            try PressurePointCheck(
                one, elevation: 30, reference: .knownHead(head { _ in 80 }), calendar: .utc
            )
            .findings == [.tooFewReadings(1), .noReference])
    }

    @Test func criticalPointsByTheirDeficit() throws {
        let places = [
            ("a", try ZonePressureSeries.hourly([30, 14, 16, .nan])),
            ("b", try ZonePressureSeries.hourly([30, 19, 10, 19])),
            ("c", try ZonePressureSeries.hourly([30, 20, 20, 20])),
            ("d", try ZonePressureSeries.hourly([30, 30, 14, 30])),
        ]
        let points = CriticalPoint.ranked(places.map { (id: $0.0, pressures: $0.1) }, serviceMinimum: 20)
        // Exactly 20 m are enough, so c is none; a and d miss 6 m, a for longer.
        #expect(points.map(\.id) == ["b", "a", "d"])
        #expect(points[0].deficit == 10 && points[0].secondsBelow == 3 * 3600 && points[0].shareBelow == 0.75)
        #expect(points[0].lowestAt == Timestamp(TwoZoneCity.start + 2 * 3600))
        // The missing hour is no hour below.
        #expect(points[1].secondsBelow == 2 * 3600 && isNear(points[1].shareBelow, 2.0 / 3))
    }
}
