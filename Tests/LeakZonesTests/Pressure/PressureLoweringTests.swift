import Foundation
import LeakZones
import Telemetry
import TestSupport
import Testing
import WaterLoss

/// The zone of METHODS' worked example: 18.4 m³/h at night, of which 5.010 are used, 4.6787 background at 38 m and 8.7113
/// excess; here at 38 m all day.
@Suite("What a lower pressure would bring")
struct PressureLoweringTests {
    private func report(
        _ id: String, lowest: [String: Double] = [:], hours: [Double?] = Array(repeating: 38, count: 24),
        policy: EvaluationPolicy
    ) throws -> ZoneReport {
        let start = Timestamp(TwoZoneCity.start)
        let period = try Period(from: start, to: start + 7 * TwoZoneCity.day)
        let flow = try FlowSeries(
            ReadingSeries(
                element: "Z", kind: .flow, times: (0..<7 * 24).map { TwoZoneCity.start + Int64($0) * 3600 },
                values: [Double](repeating: 18.4 / 3600, count: 7 * 24)), calendar: .utc)
        let nights = try NetFlowSeries.sum(
            [.init(flow, sign: 1)], on: TimeGrid(covering: period, step: 3600)
        ).nightFlows(calendar: .utc)
        var facts = ZoneFacts()
        facts.mainsLength = 24_500
        facts.connections = 2100
        var pressure = ZonePressure(zone: id)
        pressure.average = 38
        pressure.night = 38
        pressure.highest = 40
        pressure.hours = hours
        pressure.hoursPerDay = ConfidenceInterval(24, halfWidth: 0)
        pressure.points = lowest.sorted { $0.key < $1.key }.map {
            .init(id: $0.key, mean: 38, lowest: $0.value, highest: 40, coverage: 1, findings: [])
        }
        let balance = ZoneBalance(
            zone: id, period: period, input: 18.4 * 168, export: 0, storageChange: 0, metered: 0,
            unmetered: 0,
            loss: 18.4 * 168, lossHalfWidth: 0)
        return balance.evaluated(
            by: .iwa, facts: facts, pressure: pressure, nights: nights,
            nightUse: ZoneNightUse(
                read: NightUsers(others: 2), measured: ConfidenceInterval(1.3 / 3600, halfWidth: 0),
                unread: NightUsers(households: 1900, others: 60)), policy: policy)
    }

    private var policy: EvaluationPolicy {
        var policy = EvaluationPolicy()
        policy.privatePipePerConnection = 6
        policy.conditionFactor = 2
        policy.exponent = 1
        policy.prices = .init(retail: 3, variableCost: 0.5, currency: "CNY")
        return policy
    }

    /// m³/d saved by 33 m instead of 38 m with an N1 of the bursts.
    private func saved(_ exponent: Double) -> Double {
        24 * (4.6787 * (1 - pow(33.0 / 38, 1.5)) + 8.7113 * (1 - pow(33.0 / 38, exponent)))
    }

    @Test("Five metres less save the worked example's leakage by its powers, and are worth that water")
    func example() throws {
        let lowering = PressureLowering(by: 5, [try report("A", policy: policy)], policy: policy)
        let zone = try #require(lowering.zones.first)
        #expect(abs((zone.saved?.value ?? 0) - saved(1)) < 0.02)
        #expect(abs((zone.leakage ?? 0) - 24 * 13.390) < 0.02)
        // N1 is 1 ± 0.3; the limits hold what both ends of it give.
        let width = (saved(1.3) - saved(0.7)) / 2
        #expect((zone.saved?.halfWidth ?? 0) >= width - 0.02)
        let worth = try #require(lowering.worth(policy: policy))
        #expect(abs(worth.value - saved(1) * 0.5 * 365) < 4)
        var unpriced = policy
        unpriced.prices = nil
        #expect(lowering.worth(policy: unpriced) == nil)
    }

    @Test(
        "Of two zones alike the sum is twice as much, N1 doubted for both at once and the flows each by itself"
    )
    func sum() throws {
        let both = try PressureLowering(
            by: 5, [report("A", policy: policy), report("B", policy: policy)], policy: policy)
        let one = try #require(both.zones.first?.saved)
        let sum = try #require(both.saved)
        #expect(abs(sum.value - 2 * one.value) < 1e-9)
        #expect(sum.halfWidth <= 2 * one.halfWidth + 1e-9)
        #expect(sum.halfWidth >= 2.0.squareRoot() * one.halfWidth - 1e-9)
    }

    @Test("Points that would fall below what is promised are named, and those that are below already apart")
    func points() throws {
        let lowest = ["P1": 18.0, "P2": 30, "P3": 12, "P4": 19]
        let zone = try #require(
            PressureLowering(
                by: 5, [try report("A", lowest: lowest, policy: policy)], policy: policy
            ).zones.first)
        // 14 m are promised: 18 - 5 is below, 19 - 5 is not.
        #expect(zone.belowMinimum == ["P1"])
        #expect(zone.alreadyBelow == ["P3"])
    }

    @Test("Where an hour's pressure is not known, or would be gone, nothing is claimed")
    func unknown() throws {
        var hours: [Double?] = Array(repeating: 38, count: 24)
        hours[3] = nil
        let lowering = try PressureLowering(
            by: 5, [report("A", hours: hours, policy: policy), report("B", policy: policy)], policy: policy)
        #expect(lowering.zones[0].saved == nil)
        #expect(lowering.unknown == ["A"])
        #expect(lowering.saved?.value == lowering.zones[1].saved?.value)
        let all = try PressureLowering(by: 39, [report("A", policy: policy)], policy: policy)
        #expect(all.saved == nil && all.unknown == ["A"])
        #expect(PressureLowering(by: 5, [], policy: policy).saved == nil)
    }
}
