import Testing

@testable import Telemetry

/// Series built from a rule, for tests.
enum Samples {
    /// 2018-01-01T00:00:00Z, a Monday.
    static let newYear: Int64 = 1_514_764_800

    /// A flow series in m³/s from `newYear` on, `nil` for a missing reading.
    static func flow(
        step: Int64 = 300, count: Int, from: Int64 = newYear, meter: Meter? = nil,
        policy: GapPolicy = .standard, calendar: LocalCalendar = .utc, _ value: (Int) -> Double?
    ) throws -> FlowSeries {
        try FlowSeries(
            series(.flow, step: step, count: count, from: from, value), calendar: calendar, meter: meter,
            policy: policy)
    }

    static func series(
        _ kind: ReadingKind, step: Int64, count: Int, from: Int64 = newYear, form: ConsumptionForm = .volume,
        _ value: (Int) -> Double?
    ) throws -> ReadingSeries {
        var times: [Int64] = []
        var values: [Double] = []
        for at in 0..<count {
            guard let value = value(at) else { continue }
            times.append(from + Int64(at) * step)
            values.append(value)
        }
        return try ReadingSeries(element: "M1", kind: kind, form: form, times: times, values: values)
    }

    static func period(_ from: Int64, _ to: Int64) throws -> Period {
        try Period(from: Timestamp(newYear + from), to: Timestamp(newYear + to))
    }

    static func register(
        _ readings: [(Int64, Double)], meter: Meter? = nil, policy: GapPolicy = .standard
    ) throws -> RegisterSeries {
        try RegisterSeries(
            ReadingSeries(
                element: "M1", kind: .register, times: readings.map { newYear + $0.0 },
                values: readings.map(\.1)), meter: meter, policy: policy)
    }
}

func near(_ a: Double?, _ b: Double, within tolerance: Double = 1e-9) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= tolerance * max(1, abs(b))
}
