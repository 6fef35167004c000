import TestSupport
import LeakZones
import WaterLoss
import Telemetry
import Testing

/// A step test in the telemetry of a city, by hand.
@Suite("Step tests from readings")
struct ZoneStepTestTests {
    /// West leaks 2.5 m³/h at 50 m, and by the square root of the pressure less; its customer takes 5 m³/h; East gets 4.
    private func city() throws -> TwoZoneCity {
        var city = try TwoZoneCity()
        // The third night: 1 o'clock 50 m, 2 o'clock 40 m, 3 o'clock 32 m.
        func pressure(_ hour: Int) -> Double {
            switch hour {
            case 2 * 24 + 2: 40
            case 2 * 24 + 3: 32
            default: 50
            }
        }
        try city.add("IN", .flow, step: 3600, count: 8 * 24) { hour in
            (9 + 2.5 * (pressure(hour) / 50).squareRoot()) / 3600
        }
        try city.addFlow("X", 4)
        try city.add("m", .consumption, step: 3600, count: 8 * 24) { _ in 5.0 / 3600 }
        for id in ["a", "b"] {
            try city.add(id, .pressure, step: 3600, count: 8 * 24) { pressure($0) + 0.0001 * Double($0 % 2) }
        }
        return city
    }

    private func window(_ hour: Int64) throws -> StepTestWindow {
        let start = Timestamp(TwoZoneCity.start + hour * 3600)
        return StepTestWindow(zone: "West", period: try Period(from: start, to: start + 3600))
    }

    @Test("Night use is subtracted, AZP is taken, and a square root is found as one")
    func exponent() throws {
        let balance = try city().balance()
        let measured = try balance.measurements(try TwoZoneCity.period(days: 7)[0])
        let windows = try [51, 49, 50].map { try window($0) }
        let test = try #require(try balance.stepTests(windows, measured).first)
        #expect(test.unknown.isEmpty)
        #expect(test.test.steps.map(\.leakage).map { ($0 * 36_000).rounded() / 10 } == [2.5, 2.2, 2])
        #expect(isNear(test.test.exponent?.value, 0.5, 1e-3))
        #expect((test.test.determination ?? 0) > 0.9999)
        // A square root is an orifice of fixed area: 2.5 m³/h at 50 m through 0.6·√(2g·50).
        #expect(isNear(test.orificeExponent, 0.5, 1e-3))
        let area = 2.5 / 3600 / (0.6 * (2 * 9.80665 * 50).squareRoot())
        #expect(isNear(test.orifice.map { $0.area / area }, 1, 1e-3))
        // Without taking the customer's 5 m³/h off, the exponent would be another by far: the trap.
        let gross = StepTest(
            test.test.steps.map { StepTest.Step(pressure: $0.pressure, inflow: $0.inflow, nightUse: 0) })
        #expect((gross.exponent?.value ?? 1) < 0.2)
    }

    @Test("A step without readings is named and left out; an unknown zone is refused")
    func unknown() throws {
        let balance = try city().balance()
        let measured = try balance.measurements(try TwoZoneCity.period(days: 7)[0])
        let far = try window(400)
        let test = try #require(try balance.stepTests([try window(49), far], measured).first)
        #expect(test.unknown == [far.period])
        #expect(test.test.flags.contains(.tooFewSteps))
        #expect(throws: ZoneError.unknownZone("Mars", known: ["West", "East"])) {
            try balance.stepTests([StepTestWindow(zone: "Mars", period: far.period)], measured)
        }
    }
}
