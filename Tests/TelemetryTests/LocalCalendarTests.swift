import Foundation
import Testing

@testable import Telemetry

@Suite struct LocalCalendarTests {
    let berlin: LocalCalendar
    let shanghai: LocalCalendar

    init() throws {
        berlin = try LocalCalendar(timeZone: "Europe/Berlin")
        shanghai = try LocalCalendar(timeZone: "Asia/Shanghai")
    }

    private func date(_ year: Int, _ month: Int, _ day: Int) throws -> LocalDate {
        try #require(LocalDate(year: year, month: month, day: day))
    }

    @Test func daysOf23And24And25Hours() throws {
        #expect(berlin.day(try date(2018, 3, 25)).duration == 23 * 3600)
        #expect(berlin.day(try date(2018, 3, 26)).duration == 24 * 3600)
        #expect(berlin.day(try date(2018, 10, 28)).duration == 25 * 3600)
        #expect(shanghai.day(try date(2018, 3, 25)).duration == 24 * 3600)
    }

    @Test func shanghaiHadSummerTimeUntil1991() throws {
        // 1991-04-14: 02:00 became 03:00; 1992 has no change.
        #expect(shanghai.day(try date(1991, 4, 14)).duration == 23 * 3600)
        #expect(shanghai.day(try date(1992, 4, 12)).duration == 24 * 3600)
        #expect(try shanghai.timestamp("1991-07-01 12:00").description == "1991-07-01T03:00:00Z")
        #expect(try shanghai.timestamp("1992-07-01 12:00").description == "1992-07-01T04:00:00Z")
    }

    @Test func skippedTimesAreRefusedOrShifted() throws {
        #expect(throws: TelemetryError.skippedWallTime("2018-03-25 02:30", zone: "Europe/Berlin")) {
            try berlin.timestamp("2018-03-25 02:30")
        }
        var reader = TimestampReader(berlin, skipped: .shift)
        let bytes = Array("2018-03-25 02:30:00".utf8)
        let shifted = try berlin.timestamp("2018-03-25 03:30")
        #expect(reader.read(bytes, 0..<bytes.count) == .time(shifted.secondsSince1970))
    }

    @Test func repeatedTimesMeanTheFirstUnlessTheOrderSaysOtherwise() throws {
        #expect(try berlin.timestamp("2018-10-28 02:30").description == "2018-10-28T00:30:00Z")
        #expect(try berlin.timestamp("2018-10-28T02:30:00+01:00").description == "2018-10-28T01:30:00Z")
        var reader = TimestampReader(berlin)
        var previous: Int64?
        var read: [Int64] = []
        for text in ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"] {
            let bytes = Array("2018-10-28 \(text)".utf8)
            guard case .time(let time) = reader.read(bytes, 0..<bytes.count, after: previous) else {
                Issue.record("\(text) was not read")
                continue
            }
            previous = time
            read.append(time)
        }
        // 2018-10-27T23:30Z and every half hour after.
        #expect(read == (0..<6).map { 1_540_683_000 + $0 * 1800 })
    }

    @Test(arguments: [
        "2018-01-01 00:05:00", "2018-01-01 00:05", "2018-01-01T00:05:00", "2018/01/01 00:05:00",
        "2018/1/1 0:05",
        "2018-1-1 0:05:00", "2018.01.01 00:05", "2018-01-01 00:05:00.250", "2018-01-01T00:05:00+01:00",
        "2017-12-31T23:05:00Z", "2018-01-01T00:05:00+0100", "2018-01-01T00:05+01",
    ])
    func oneTimeInManyForms(text: String) throws {
        #expect(try berlin.timestamp(text).secondsSince1970 == Samples.newYear - 3600 + 300)
    }

    @Test(arguments: [
        "2018-13-01", "2018-02-29", "2018-01-01 24:01", "2018-01-01 00:60", "2018-01-01 0", "18-01-01", "x",
        "2018-01/01", "2018-01-01 00:05:00 x", "01.02.2018 00:00", "", "2018-01-01 00:05:61",
        "2018-0a-01 00:05:00",
    ])
    func whatIsNoTime(text: String) {
        #expect(throws: TelemetryError.unreadableTime(text)) { try berlin.timestamp(text) }
    }

    @Test func dateAloneAndMidnightAtTheEnd() throws {
        #expect(try berlin.timestamp("2018-07-01") == berlin.timestamp("2018-07-01 00:00"))
        #expect(try berlin.timestamp("2018-06-30 24:00") == berlin.timestamp("2018-07-01 00:00"))
    }

    @Test func fastReaderAgreesWithFoundation() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        var reader = TimestampReader(berlin)
        var time = Samples.newYear
        while time < Samples.newYear + 400 * 86_400 {
            let wall = time + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time))))
            let bytes = Array(WallTime.text(seconds: wall).utf8)
            #expect(reader.read(bytes, 0..<bytes.count, after: time - 1740) == .time(time))
            #expect(berlin.offset(at: Timestamp(time)) == Int(wall - time))
            time += 1740
        }
    }

    @Test func writesTheLocalOffset() throws {
        #expect(berlin.format(Timestamp(Samples.newYear)) == "2018-01-01T01:00:00+01:00")
        let newYork = try LocalCalendar(timeZone: "America/New_York")
        #expect(newYork.format(Timestamp(Samples.newYear)) == "2017-12-31T19:00:00-05:00")
        #expect(throws: TelemetryError.unknownTimeZone("Mars/Olympus")) {
            try LocalCalendar(timeZone: "Mars/Olympus")
        }
    }

    @Test func periodsTouchAndAddUp() throws {
        let start = try berlin.timestamp("2018-01-15 12:00")
        let end = try berlin.timestamp("2019-02-10")
        for unit in CalendarUnit.allCases {
            let pieces = berlin.periods(from: start, to: end, by: unit)
            #expect(pieces.map(\.period.duration).reduce(0, +) == end - start)
            #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.period.end == $1.period.start })
        }
        let months = berlin.periods(from: start, to: end, by: .month)
        #expect(months.count == 14)
        #expect(months.first?.isComplete == false)
        #expect(months.last?.isComplete == false)
        #expect(months.dropFirst().dropLast().allSatisfy { $0.isComplete })
        // March loses an hour, October gains one.
        #expect(months[2].label == "2018-03" && months[2].period.duration == 31 * 86_400 - 3600)
        #expect(months[9].label == "2018-10" && months[9].period.duration == 31 * 86_400 + 3600)
        let weeks = berlin.periods(from: start, to: end, by: .week)
        #expect(weeks.first?.label == "2018-W03" && weeks.first?.isComplete == false)
        #expect(weeks.dropFirst().dropLast().allSatisfy { berlin.date(at: $0.period.start).weekday == 1 })
        // The Sunday night of 10 February is left out, so the last week is not whole.
        #expect(weeks.last?.isComplete == false)
        #expect(berlin.periods(from: end, to: end, by: .day).isEmpty)
    }

    @Test func leapYearHas366Days() throws {
        let utc = LocalCalendar.utc
        let days = utc.periods(
            from: try utc.timestamp("2020-01-01"), to: try utc.timestamp("2021-01-01"), by: .day)
        #expect(days.count == 366)
        #expect(days.allSatisfy { $0.isComplete })
        #expect(days.filter { $0.label.hasPrefix("2020-02") }.count == 29)
    }

    @Test func aMidnightEndsTheDayItEndsAndNoMore() throws {
        let start = try shanghai.timestamp("2018-01-01")
        let end = try shanghai.timestamp("2018-01-03")
        #expect(
            shanghai.periods(from: start, to: end, by: .day).map(\.label) == ["2018-01-01", "2018-01-02"])
        #expect(shanghai.periods(from: start, to: end + 1, by: .day).count == 3)
    }

    @Test func daysWithoutMidnightAndDaysThatNeverWere() throws {
        // Brazil's clocks went from 00:00 to 01:00 on 2018-11-04.
        let brazil = try LocalCalendar(timeZone: "America/Sao_Paulo")
        #expect(brazil.day(try date(2018, 11, 4)).duration == 23 * 3600)
        #expect(brazil.format(brazil.startOfDay(try date(2018, 11, 4))) == "2018-11-04T01:00:00-02:00")
        // Samoa left out 2011-12-30.
        let samoa = try LocalCalendar(timeZone: "Pacific/Apia")
        let days = samoa.periods(
            from: samoa.startOfDay(try date(2011, 12, 29)), to: samoa.startOfDay(try date(2012, 1, 1)),
            by: .day)
        #expect(days.map(\.label) == ["2011-12-29", "2011-12-31"])
    }

    @Test func nightWindowsAreWallTime() throws {
        // Ordinary night 2 h; 02:00 is skipped in March, shown twice in October.
        #expect(berlin.window(on: try date(2018, 1, 10), from: 7200, to: 14_400).duration == 7200)
        #expect(berlin.window(on: try date(2018, 3, 25), from: 7200, to: 14_400).duration == 3600)
        #expect(berlin.window(on: try date(2018, 10, 28), from: 7200, to: 14_400).duration == 10_800)
    }
}
