import Testing

@testable import Telemetry

@Suite("Times as programs spell them")
struct WallTimeSpellingTests {
    /// 2024-03-04T00:15 in UTC.
    private let quarterPast: Int64 = 1_709_511_300

    @Test(
        "A spelling that can mean one time only",
        arguments: [
            "2024年3月4日 0:15", "2024年03月04日0时15分", "2024年3月4日 0时15分00秒", "2024年3月4日 上午 12:15",
            "2024/3/4 上午 0:15:00",
            "2024-03-04 12:15 AM", "2024-03-04 12:15:00 am", "2024-03-04 12:15 a.m.", "20240304 0015",
            "20240304 001500",
            "202403040015", "20240304001500", "20240304 00:15",
            "04-Mar-2024 00:15", "2024-03-04\u{A0}00:15", "2024-03-04\n00:15",
            "２０２４－０３－０４ ００：１５", "2024-03-04　00:15",
        ])
    func spelled(text: String) throws {
        #expect(try LocalCalendar.utc.timestamp(text).secondsSince1970 == quarterPast)
    }

    @Test("Halves of a day")
    func halves() throws {
        func hour(_ text: String) throws -> Int64 {
            (try LocalCalendar.utc.timestamp(text).secondsSince1970 - (quarterPast - 900)) / 3600
        }
        #expect(try hour("2024-03-04 12:00 AM") == 0)
        #expect(try hour("2024-03-04 01:00 AM") == 1)
        #expect(try hour("2024-03-04 12:00 PM") == 12)
        #expect(try hour("2024-03-04 01:00 PM") == 13)
        #expect(try hour("2024-03-04 13:00 PM") == 13)
        #expect(try hour("2024/3/4 下午 11:00:00") == 23)
        #expect(try hour("2024年3月4日 5时") == 5)
        #expect(try LocalCalendar.utc.timestamp("2024年3月4日").secondsSince1970 == quarterPast - 900)
        #expect(try LocalCalendar.utc.timestamp("20240304").secondsSince1970 == quarterPast - 900)
    }

    @Test(
        "What may mean several days, or none, is refused",
        arguments: [
            "3/4/2024 00:15", "04/03/2024 00:15", "13/03/2024 00:15", "04-03-2024 00:15", "24-03-04 00:15",
            "4.3.24 0:15",
            "45355", "45355.0104", "1709511300", "1709511300000", "2024年3月", "2024-03", "20241304",
            "202403042515",
            "2024-03-04 13:15 AM", "2024-03-04 0:15 PM", "2024年2月30日", "04-Mrz-2024 00:15", "上午", "年月日", "",
        ])
    func refused(text: String) {
        #expect(throws: TelemetryError.self) { try LocalCalendar.utc.timestamp(text) }
    }

    @Test("Only names of the IANA database are zones")
    func zones() throws {
        for name in [
            "CST", "BST", "IST", "EST", "MST", "HST", "PST", "CEST", "UTC+8", "UTC-8", "GMT+8", "GMT-0500",
            "+08:00", "+8", "Z",
            "", "Asia", "Asia/", "Asia/Nowhere", "asia/shanghai", "SystemV/PST8", "Beijing",
            "China Standard Time",
        ] {
            #expect(throws: TelemetryError.unknownTimeZone(name)) { try LocalCalendar(timeZone: name) }
        }
        for name in [
            "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC",
            "Etc/GMT-8", "PRC",
            "Singapore", "CET", "Africa/Cairo", "US/Pacific",
        ] {
            #expect(try LocalCalendar(timeZone: name).timeZoneIdentifier == name)
        }
    }

    @Test("A midnight that the clocks skip is the beginning of the day")
    func skippedMidnight() throws {
        // Cairo puts its clocks forward at 00:00 on 26 April 2024, from UTC+2 to UTC+3: 2024-04-25T22:00Z.
        let cairo = try LocalCalendar(timeZone: "Africa/Cairo")
        #expect(try cairo.timestamp("2024-04-26 00:00").description == "2024-04-25T22:00:00Z")
        #expect(try cairo.timestamp("2024-04-26").description == "2024-04-25T22:00:00Z")
        #expect(throws: TelemetryError.self) { try cairo.timestamp("2024-04-26 00:30") }
    }

    @Test("The same time on the clocks of another zone")
    func otherZone() throws {
        let shanghai = try LocalCalendar(timeZone: "Asia/Shanghai")
        let moved = try LocalCalendar.utc.sameWallTime(Timestamp(quarterPast), in: shanghai)
        #expect(moved == Timestamp(quarterPast - 8 * 3600))
        // 02:00 and 02:30 twice in Berlin on 27 October 2024, told apart by their order in UTC's half hours.
        let berlin = try LocalCalendar(timeZone: "Europe/Berlin")
        #expect(throws: TelemetryError.self) {
            try LocalCalendar.utc.sameWallTime(
                try LocalCalendar.utc.timestamp("2024-03-31 02:15"), in: berlin)
        }
    }
}
