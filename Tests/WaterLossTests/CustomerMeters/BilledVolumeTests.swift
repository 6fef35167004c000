import Telemetry
import TestSupport
import Testing
import WaterLoss

@Suite("Bills and reads against a ledger of days")
struct BilledVolumeTests {
    private static let start: Int64 = 1_700_006_400

    private func period(_ from: Int, _ to: Int) throws -> Period {
        try Period(
            from: Timestamp(Self.start + Int64(from) * 86_400), to: Timestamp(Self.start + Int64(to) * 86_400)
        )
    }

    @Test("Consumption is what a ledger of every day adds up")
    func ledger() throws {
        var random = SplitMix(151)
        for _ in 0..<60 {
            // Customers' bills of 20 to 70 days each, laid end to end from day −80 on; written down day by day.
            var bills: [DataHandling.BilledVolume] = []
            var ledger = [Int: Double]()
            for _ in 0..<5 {
                var day = -80
                while day < 120 {
                    let end = day + Int.random(in: 20...70, using: &random)
                    let volume = Double.random(in: 0...90, using: &random)
                    bills.append(.init(period: try period(day, end), volume: volume))
                    for each in day..<end { ledger[each, default: 0] += volume / Double(end - day) }
                    day = end
                }
            }
            bills.shuffle(using: &random)
            let from = Int.random(in: -50...50, using: &random)
            let to = from + Int.random(in: 1...60, using: &random)
            let expected = (from..<to).reduce(0.0) { $0 + (ledger[$1] ?? 0) }
            let month = try period(from, to)
            #expect(isNear(DataHandling.consumption(bills, in: month), expected, 1e-9))
            // Billed are the reads after the first instant up to the last one.
            let billed = bills.reduce(0.0) { sum, bill in
                let end = Int((bill.period.end.secondsSince1970 - Self.start) / 86_400)
                return end > from && end <= to ? sum + bill.volume : sum
            }
            #expect(isNear(DataHandling.lagError(bills, in: month), billed - expected, 1e-9))
        }
    }

    @Test("Lag errors of months that follow each other add up to that of the quarter")
    func quarter() throws {
        let bills = try [(-20, 15, 70.0), (15, 44, 61), (44, 88, 99), (88, 130, 40)].map {
            DataHandling.BilledVolume(period: try period($0.0, $0.1), volume: $0.2)
        }
        let months = try [(0, 31), (31, 59), (59, 90)].map {
            try #require(DataHandling.lagError(bills, in: period($0.0, $0.1)))
        }
        let quarter = try #require(DataHandling.lagError(bills, in: period(0, 90)))
        #expect(isNear(months.reduce(0, +), quarter, 1e-9))
        // By hand: billed 70 + 61 + 99; drawn 15/35·70 + 61 + 99 + 2/42·40 = 191.904762.
        #expect(isNear(quarter, 230 - (30 + 61 + 99 + 80.0 / 42)))
    }

    @Test("A credit is a bill of less than nothing; estimates of it have the same width")
    func credits() throws {
        let month = try period(0, 30)
        let bills = [
            DataHandling.BilledVolume(period: month, volume: 50),
            .init(period: month, volume: -8, isEstimated: true),
        ]
        #expect(DataHandling.consumption(bills, in: month) == 42)
        let width = DataHandling.estimatedReads(bills, percent: 25)
        #expect(width == ConfidenceInterval(0, halfWidth: 2))
        #expect(DataHandling.estimatedReads([], percent: 25) == ConfidenceInterval(0, halfWidth: 0))
    }

    @Test("The days a meter may go unread or stand still are allowed in full")
    func thresholds() throws {
        func state(_ reads: [(day: Int64, value: Double)], end: Int64) throws -> CustomerMeterReads.State {
            let series = try RegisterSeries(
                ReadingSeries(
                    element: "m", kind: .register, times: reads.map { Self.start + $0.day * 86_400 },
                    values: reads.map(\.value)))
            return CustomerMeterReads(
                [("m", series)], until: Timestamp(Self.start + end * 86_400)
            ).meters[0].state
        }
        // Last read on day 50: unread after more than 100 days.
        #expect(try state([(0, 0), (50, 10)], end: 150) == .read)
        #expect(
            try state([(0, 0), (50, 10)], end: 151) == .unread(since: Timestamp(Self.start + 50 * 86_400)))
        // Moved last on day 50, read again on day 110 (60 days) or 109.
        #expect(
            try state([(0, 0), (50, 10), (110, 10)], end: 110)
                == .stuck(since: Timestamp(Self.start + 50 * 86_400)))
        #expect(try state([(0, 0), (50, 10), (109, 10)], end: 109) == .read)
        // A read after the end is not looked at.
        #expect(
            try state([(0, 0), (50, 10), (110, 10), (140, 30)], end: 110)
                == .stuck(since: Timestamp(Self.start + 50 * 86_400)))
    }

    @Test("What stuck meters missed is their use before, with half of it as limits, in quadrature")
    func missed() throws {
        // 0.4 and 0.3 m³/d for 100 days, then nothing to day 200: 40 and 30 m³ missed; ± √(20² + 15²) = 25.
        let meters = try [("a", 40.0), ("b", 30.0)].map { id, total in
            (
                id: id,
                reads: try RegisterSeries(
                    ReadingSeries(
                        element: id, kind: .register,
                        times: [0, 100, 200].map { Self.start + $0 * 86_400 },
                        values: [5, 5 + total, 5 + total]
                    ))
            )
        }
        let reads = CustomerMeterReads(
            meters.map { (id: $0.id, reads: Optional($0.reads)) },
            until: Timestamp(Self.start + 200 * 86_400))
        #expect(reads.meters.compactMap(\.missed).map { ($0 * 1e6).rounded() / 1e6 } == [40, 30])
        #expect(isNear(reads.missed.value, 70) && isNear(reads.missed.halfWidth, 25))
    }
}
