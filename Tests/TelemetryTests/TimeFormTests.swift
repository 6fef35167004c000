import Telemetry
import Testing

@Suite("Times that have to be known by their form")
struct TimeFormTests {
    /// What the clock shows, worked out by hand from the definition of each form.
    @Test(
        "Each form reads its own spelling",
        arguments: [
            (TimeForm.dayFirst, "04/03/2024 00:15", "2024-03-04 00:15:00"),
            (.dayFirst, "4.3.24 7:05", "2024-03-04 07:05:00"),
            (.dayFirst, "31-12-1999", "1999-12-31"),
            (.dayFirst, "29/02/2024 23:59:59", "2024-02-29 23:59:59"),
            (.dayFirst, "04/03/2024 12:15 AM", "2024-03-04 00:15:00"),
            (.dayFirst, "04/03/2024 24:00", "2024-03-05 00:00:00"),
            (.monthFirst, "03/04/2024 12:15 PM", "2024-03-04 12:15:00"),
            (.monthFirst, "12/31/69", "1969-12-31"),
            (.yearFirst, "24/03/04 00:15", "2024-03-04 00:15:00"),
            // 19 786 days after 1970-01-01 is 2024-03-04; 900 s more is a quarter past midnight.
            (.unixSeconds, "1709511300", "2024-03-04 00:15:00 UTC"),
            (.unixMilliseconds, "1709511300000", "2024-03-04 00:15:00 UTC"),
            // 45 355 days after 1899-12-30; a quarter of an hour is 1/96 of a day.
            (.spreadsheetDays, "45355.0104166667", "2024-03-04 00:15:00"),
            (.spreadsheetDays, "45355", "2024-03-04"),
            (.spreadsheetDays, "45355.01042", "2024-03-04 00:15:00"),
            (.spreadsheetDays, "45355 0.25", "2024-03-04 06:00:00"),
            (.compactHours, "2024030423", "2024-03-04 23:00:00"),
        ] as [(TimeForm, String, String)])
    func reading(_ form: TimeForm, _ text: String, _ expected: String) {
        #expect(form.reading(of: text) == expected)
    }

    @Test(
        "What is no date of a form is none",
        arguments: [
            (TimeForm.dayFirst, "13/13/2024"), (.dayFirst, "30/02/2024"), (.dayFirst, "4/3/204"),
            (.dayFirst, "04/03-2024"), (.dayFirst, "04/03/2024 25:00"), (.monthFirst, "13/01/2024"),
            (.yearFirst, "2024/03/040"), (.unixSeconds, "17095113"), (.unixSeconds, "1709511300x"),
            (.spreadsheetDays, "19999"), (.spreadsheetDays, "45355.5.5"), (.compactHours, "2024033023x"),
            (.compactHours, "2024133000"), (.dayFirst, ""), (.dayFirst, "//"), (.spreadsheetDays, "-45355"),
        ] as [(TimeForm, String)])
    func none(_ form: TimeForm, _ text: String) {
        #expect(form.reading(of: text) == nil)
    }

    @Test("A pattern says its form by the order of its letters")
    func patterns() {
        #expect(TimeForm(named: "DD/MM/YYYY HH:mm") == .dayFirst)
        #expect(TimeForm(named: "mm-dd-yy hh:mm:ss") == .monthFirst)
        #expect(TimeForm(named: "YY.MM.DD") == .yearFirst)
        #expect(TimeForm(named: "日/月/年") == .dayFirst)
        #expect(TimeForm(named: "excel") == .spreadsheetDays)
        #expect(TimeForm(named: "UNIX") == .unixSeconds)
        #expect(TimeForm(named: "L/s") == nil)
        #expect(TimeForm(named: "m") == nil)
        #expect(TimeForm(named: "HH:mm") == nil)
    }

    @Test("Two readings of a text are two, and one that lies in the future is none")
    func possible() {
        // Until 2026-12-31.
        let now = 0...Int64(1_798_675_200)
        #expect(TimeForm.possible("03/04/2024", within: now) == [.dayFirst, .monthFirst])
        #expect(TimeForm.possible("13/04/2024", within: now) == [.dayFirst])
        #expect(TimeForm.possible("04/13/2024", within: now) == [.monthFirst])
        // As year, month, day it would be 2013-04-24, as month, day, year nothing.
        #expect(TimeForm.possible("13/04/24", within: now) == [.dayFirst, .yearFirst])
        // 2034-02-20 as seconds.
        #expect(TimeForm.possible("2024030400", within: now) == [.compactHours])
        #expect(TimeForm.possible("2024-03-04 00:15", within: now).isEmpty)
        #expect(TimeForm.possible("soon", within: now).isEmpty)
    }

    @Test("A month by its name needs no form")
    func names() throws {
        let calendar = LocalCalendar.utc
        let expected = try calendar.timestamp("2024-03-01 00:15")
        for text in [
            "1-Mar-24 00:15", "01-Mar-2024 0:15", "1 March 2024 00:15".replacing(" March ", with: "-March-"),
            "Mar 1, 2024 00:15", "March 1 2024 12:15 AM",
        ] {
            #expect(try calendar.timestamp(text) == expected, "\(text)")
        }
        #expect(throws: TelemetryError.self) { try calendar.timestamp("31-Feb-24") }
        #expect(throws: TelemetryError.self) { try calendar.timestamp("1-Max-24") }
    }

    @Test("A reader of a form keeps to the clock where the clocks go back")
    func clock() throws {
        let rome = try LocalCalendar(timeZone: "Europe/Rome")
        var reader = TimestampReader(rome, form: .dayFirst, repeated: .undecided)
        let text = Array("27/10/2024 02:30".utf8)
        // 02:30 is shown at 00:30 UTC in summer time and an hour later in winter time.
        let first: Int64 = 1_729_989_000
        #expect(reader.read(text, 0..<text.count) == .repeated(first: first, second: first + 3600))
        let skipped = Array("31/03/2024 02:30".utf8)
        #expect(reader.read(skipped, 0..<skipped.count) == .skipped)
    }
}
