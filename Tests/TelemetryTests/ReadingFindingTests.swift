import Telemetry
import Testing

@Suite("What is odd in a series, with its span and its water")
struct ReadingFindingTests {
    /// Hourly readings of 10 days: 0.001 m³/s and a little more every other hour.
    private func flows(_ change: (inout [Int64], inout [Double]) -> Void) throws -> ReadingSeries {
        var times = (0..<240).map { Int64($0) * 3600 }
        var values = (0..<240).map { $0 % 2 == 0 ? 0.001 : 0.0012 }
        change(&times, &values)
        return try ReadingSeries(element: "M", kind: .flow, times: times, values: values)
    }

    @Test("A clean series has no finding")
    func clean() throws {
        #expect(try flows { _, _ in }.findings(calendar: .utc).isEmpty)
    }

    @Test("A gap of two hours is filled with the mean of its sides")
    func gap() throws {
        // Without the readings at 10:00 and 11:00 the one of 09:00 stands for its hour, so two hours are open; a line from
        // 0.0012 m³/s at 09:00 to 0.001 at 12:00 gives 0.0011 in the middle, 7.92 m³ in two hours or near it.
        let series = try flows { times, values in
            times.removeSubrange(10..<12)
            values.removeSubrange(10..<12)
        }
        let found = try series.findings(calendar: .utc)
        let only = try #require(found.first)
        #expect(found.count == 1 && only.fault == .gaps && only.treatment == .filledByLine)
        #expect(only.start == Timestamp(10 * 3600) && only.end == Timestamp(12 * 3600))
        #expect(abs((only.volume ?? 0) - 7.92) < 0.73)
    }

    @Test("A spike is dropped, and says what it would have counted")
    func spike() throws {
        let series = try flows { _, values in values[100] = 1 }
        let found = try series.findings(calendar: .utc)
        let spike = try #require(found.first { $0.fault == .spikes })
        #expect(spike.start == Timestamp(360_000) && spike.end == spike.start)
        #expect(spike.volume == 3600)
        #expect(spike.treatment == .dropped)
    }

    @Test("A register that falls says by how much and when")
    func jump() throws {
        let values = (0..<100).map { $0 < 50 ? 1000 + Double($0) : Double($0) }
        let series = try ReadingSeries(
            element: "R", kind: .register, times: (0..<100).map { Int64($0) * 3600 }, values: values)
        let found = try series.findings(calendar: .utc)
        let jump = try #require(found.first { $0.fault == .resets })
        #expect(jump.start == Timestamp(49 * 3600) && jump.end == Timestamp(50 * 3600))
        // From 1049 to 50.
        #expect(jump.volume == -999)
        #expect(jump.treatment == .unmeasured)
    }

    @Test("A level that is not read for a day is a gap from where its last reading ends")
    func level() throws {
        let times = (0..<48).map { Int64($0) * 3600 }.filter { !(10 * 3600..<34 * 3600).contains($0) }
        let series = try ReadingSeries(
            element: "T", kind: .level, times: times, values: times.map { _ in 3 })
        let found = try series.findings(calendar: .utc)
        #expect(found.count == 1)
        #expect(found.first?.start == Timestamp(10 * 3600) && found.first?.end == Timestamp(34 * 3600))
    }

    @Test("A finding belongs to the periods that it touches, half-open")
    func touches() throws {
        func finding(_ start: Int64, _ end: Int64) -> ReadingFinding {
            ReadingFinding(
                element: "M", kind: .flow, fault: .gaps, start: Timestamp(start), end: Timestamp(end),
                volume: nil, treatment: .unmeasured)
        }
        let period = try Period(from: Timestamp(100), to: Timestamp(200))
        #expect(finding(50, 101).touches(period) && finding(199, 300).touches(period))
        #expect(!finding(50, 100).touches(period) && !finding(200, 300).touches(period))
        #expect(finding(100, 100).touches(period) && !finding(200, 200).touches(period))
    }
}
