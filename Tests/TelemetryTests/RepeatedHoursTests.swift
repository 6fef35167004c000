import Testing

@testable import Telemetry

@Suite("The hour that the clocks show twice")
struct RepeatedHoursTests {
    /// Berlin, 27 October 2024: 02:00 to 03:00 was 00:00Z to 01:00Z and again 01:00Z to 02:00Z.
    private let midnight: Int64 = 1_729_987_200

    /// Reads wall times `hh:mm` of that day as a file holds them; returns minutes after midnight UTC, oldest
    /// first.
    private func read(_ walls: [String], after last: Int64? = nil) throws -> [Int64] {
        var reader = TimestampReader(try LocalCalendar(timeZone: "Europe/Berlin"), repeated: .undecided)
        var times: [Int64] = []
        var repeats = RepeatedHours()
        for wall in walls {
            let bytes = Array("2024-10-27 \(wall)".utf8)
            switch reader.read(bytes, 0..<bytes.count) {
            case .time(let time): times.append(time)
            case .repeated(let first, let second):
                repeats.note(times.count, second: second)
                times.append(first)
            default: Issue.record("\(wall) was not read")
            }
        }
        if RepeatedHours.isNewestFirst(times) {
            times.reverse()
            repeats.reverse(count: times.count)
        }
        repeats.settle(&times, after: last.map { midnight + 60 * $0 })
        return times.map { ($0 - midnight) / 60 }
    }

    private let whole: [Int64] = [-30, 0, 30, 60, 90, 120]

    @Test("In the order of time, newest first, and sorted by the clock")
    func orders() throws {
        let ascending = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
        #expect(try read(ascending) == whole)
        #expect(try read(ascending.reversed()) == whole)
        // Sorted by the clock: 02:00 twice, then 02:30 twice; each pair is the two hours.
        #expect(
            try read(["01:30", "02:00", "02:00", "02:30", "02:30", "03:00"]) == [-30, 0, 60, 30, 90, 120])
        #expect(try read(["01:00", "02:00", "02:00", "03:00"]) == [-60, 0, 60, 120])
    }

    @Test("A file that begins in the repeated hour")
    func beginnings() throws {
        // The series is known up to 02:30 of the first hour.
        #expect(try read(["02:00", "02:30", "03:00"], after: 30) == [60, 90, 120])
        // Nothing is known, but only the second hour goes on evenly.
        #expect(try read(["02:00", "02:30", "03:00", "03:30"]) == [60, 90, 120, 150])
        // The first hour: known up to 01:30, and nothing after.
        #expect(try read(["02:00", "02:30"], after: -30) == [0, 30])
        #expect(try read(["02:00", "02:30"]) == [0, 30])
    }

    @Test("A logger that lost an hour keeps the first, and one that was away for the first has the second")
    func gaps() throws {
        #expect(try read(["00:00", "01:00", "02:00", "03:00", "04:00"]) == [-120, -60, 0, 120, 180])
        #expect(try read(["00:00", "02:30", "03:00", "03:30"]) == [-120, 90, 120, 150])
    }

    @Test("Rows that are written twice, two for each hour")
    func duplicates() throws {
        #expect(
            try read([
                "01:30", "02:00", "02:00", "02:30", "02:30", "02:00", "02:00", "02:30", "02:30", "03:00",
            ])
                == [-30, 0, 0, 30, 30, 60, 60, 90, 90, 120])
    }

    @Test("In a file sorted by the clock an hour that is there once stays the first")
    func single() throws {
        #expect(try read(["01:30", "02:00", "03:00", "03:30"]) == [-30, 0, 120, 150])
    }
}
