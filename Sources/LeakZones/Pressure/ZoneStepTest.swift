import WaterLoss
import Telemetry

/// When the pressure of a zone stood at one step of a test.
public struct StepTestWindow: Sendable, Hashable {
    /// The zone's id.
    public var zone: String
    /// How long it stood.
    public var period: Period

    /// A step.
    public init(zone: String, period: Period) {
        self.zone = zone
        self.period = period
    }
}

/// A pressure step test of a zone, from its readings.
public struct ZoneStepTest: Sendable, Hashable {
    /// The zone's id.
    public let zone: String
    /// The steps as they were asked for.
    public let windows: [Period]
    /// Steps in which inflow or pressure is not known; they are left out.
    public let unknown: [Period]
    /// The test on the other steps.
    public let test: StepTest

    /// A test.
    public init(zone: String, windows: [Period], unknown: [Period], test: StepTest) {
        self.zone = zone
        self.windows = windows
        self.unknown = unknown
        self.test = test
    }
}

extension ZoneStepTest {
    /// All leaks of the zone as one orifice that widens with the pressure (FAVAD), through the states of the lowest and the
    /// highest pressure; `nil` for fewer than two.
    public var orifice: FAVAD? {
        let states = test.steps.sorted { $0.pressure < $1.pressure }
        guard let low = states.first, let high = states.last, states.count > 1 else { return nil }
        return FAVAD(flows: (low.leakage, high.leakage), heads: (low.pressure, high.pressure))
    }

    /// The exponent of that orifice at the mean of the two pressures, N1 = (1.5·LN + 0.5)/(LN + 1).
    public var orificeExponent: Double? {
        let pressures = test.steps.map(\.pressure)
        guard let orifice, let low = pressures.min(), let high = pressures.max() else { return nil }
        return orifice.exponent(at: (low + high) / 2)
    }
}

extension WaterBalance {
    /// Evaluates pressure step tests: mean average zone pressure and mean net inflow of each step, night use subtracted.
    ///
    /// - Parameters:
    ///   - windows: the steps, in any order; those of one zone are one test.
    ///   - measured: of a period that holds the tests: its pressures and its night use.
    /// - Throws: ``ZoneError/unknownZone(_:known:)``.
    public func stepTests(_ windows: [StepTestWindow], _ measured: CityMeasurements) throws -> [ZoneStepTest]
    {
        var order: [String] = []
        for window in windows where !order.contains(window.zone) { order.append(window.zone) }
        return try order.map { id in
            guard let zone = scheme.index(of: id), let known = measured[zone: id] else {
                throw ZoneError.unknownZone(id, known: scheme.zones.map(\.id))
            }
            let steps = windows.filter { $0.zone == id }.map(\.period).sorted { $0.start < $1.start }
            let use = known.nightUse?.total ?? ConfidenceInterval(0, halfWidth: 0)
            let series = known.pressure?.series
            var states: [StepTest.Step] = []
            var unknown: [Period] = []
            for step in steps {
                guard let pressure = series?.mean(in: step), pressure.coverage >= 0.9,
                    let flow = try netFlow(ofZone: zone, in: step)?.mean(in: step), flow.coverage >= 0.9
                else {
                    unknown.append(step)
                    continue
                }
                states.append(
                    StepTest.Step(pressure: pressure.pressure, inflow: flow.flow, nightUse: use.value))
            }
            // What the steps have in common, the meter's error and that of the night use, moves all leakages alike; the
            // noise that tells them apart is the meter's resolution, taken as 1 % of the flow.
            let noise = states.map(\.inflow).max().map { abs($0) * 0.01 } ?? 0
            return ZoneStepTest(
                zone: id, windows: steps, unknown: unknown, test: StepTest(states, flowNoise: noise))
        }
    }
}
