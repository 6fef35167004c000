import Testing

@testable import Telemetry

@Suite("A register that is misread for a while, and one that is exchanged")
struct RegisterSlipTests {
    private let day: Int64 = 86_400

    /// 24 m³ a day from 100 on, for 31 days; readings at `wrong` show something else.
    private func register(_ wrong: [Int: Double], exchange: Meter.Replacement? = nil) throws -> RegisterSeries
    {
        let readings = register { at in wrong[Int(at)] ?? 100 + 24 * at }
        let meter = exchange.map { Meter(id: "C1", replacements: [$0]) }
        return try Samples.register(readings, meter: meter)
    }

    /// Readings at midnight of 32 days, each from the number of its day.
    private func register(_ shown: (Double) -> Double) -> [(Int64, Double)] {
        var readings: [(Int64, Double)] = []
        for at in 0...31 { readings.append((Int64(at) * day, shown(Double(at)))) }
        return readings
    }

    private func use(_ register: RegisterSeries) throws -> Double {
        register.volume(in: try Samples.period(0, 31 * day)).net
    }

    @Test(
        "A fall that is taken back is no use however long it lasted",
        arguments: [1, 2, 3, 10, 20], [0.0, 50, 99])
    func falls(days: Int, shown: Double) throws {
        let register = try register(
            Dictionary(uniqueKeysWithValues: (5..<5 + days).map { ($0, shown) }))
        #expect(near(try use(register), 744))
        #expect(register.unknownSpans.isEmpty)
        #expect(register.faults.count(.spikes) == days)
    }

    @Test("A rise that is taken back is none either", arguments: [1, 2, 7])
    func rises(days: Int) throws {
        let register = try register(
            Dictionary(uniqueKeysWithValues: (12..<12 + days).map { ($0, 65_535 + Double($0)) }))
        #expect(near(try use(register), 744))
        #expect(register.faults.count(.spikes) == days)
    }

    @Test("Figures that differ from day to day, and two such times in a month")
    func mixed() throws {
        #expect(near(try use(register([5: 0, 6: 3, 7: 0, 20: 1, 21: 0])), 744))
    }

    @Test("A new register that counts past the old figure is an exchange, and its own counting is use")
    func passing() throws {
        // 124 on day 1; the new register starts at 0 on day 2 and passes 124 on day 8.
        let readings = register { at in at < 2 ? 100 + 24 * at : 24 * (at - 2) }
        let register: RegisterSeries = try Samples.register(readings)
        #expect(register.unknownSpans.map(\.period) == [try Samples.period(day, 2 * day)])
        // A day's use is unknown, 30 days are known.
        #expect(near(try use(register), 24 * 30))
        #expect(register.faults.count(.spikes) == 0)
    }

    @Test("A new register that begins between two figures of the old one is an exchange too")
    func secondHand() throws {
        let readings = register { at in at < 20 ? 100 + 24 * at : 130 + 24 * (at - 20) }
        let register = try Samples.register(readings)
        #expect(register.faults.count(.resets) == 1)
        #expect(near(try use(register), 24 * 30))
    }

    @Test("Reads of once a month that are 0 twice")
    func monthly() throws {
        let days: [(Int64, Double)] = [
            (0, 1000), (30, 1060), (61, 1122), (91, 0), (122, 0), (152, 1304), (183, 1366),
        ]
        let readings = days.map { ($0.0 * day, $0.1) }
        let register = try Samples.register(readings)
        #expect(near(register.volume(in: try Samples.period(0, 183 * day)).net, 366))
    }

    @Test(
        "An exchange at the instant of a reading belongs behind the old register's last figure",
        arguments: [0.0, 7, 5000])
    func exchangeAtReading(initial: Double) throws {
        // The old register shows 340 on day 10, at the very instant of the exchange.
        let readings = register { at in at <= 10 ? 100 + 24 * at : initial + 24 * (at - 10) }
        let meter = Meter(
            id: "C1",
            replacements: [
                .init(at: Timestamp(Samples.newYear + 10 * day), oldFinal: 340, newInitial: initial)
            ])
        let register = try Samples.register(readings, meter: meter)
        #expect(near(try use(register), 744))
        #expect(register.faults.count(.replacements) == 1)
        #expect(register.unknownSpans.isEmpty)
    }

    @Test("An exchange at the instant of the new register's first figure stays where it is")
    func exchangeAtFirst() throws {
        let readings = register { at in at < 10 ? 100 + 24 * at : 24 * (at - 10) }
        let meter = Meter(
            id: "C1",
            replacements: [.init(at: Timestamp(Samples.newYear + 10 * day), oldFinal: 340, newInitial: 0)])
        #expect(near(try use(Samples.register(readings, meter: meter)), 744))
    }
}
