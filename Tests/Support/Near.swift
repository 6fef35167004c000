import WaterLoss
import Telemetry

/// Whether a figure is known and within a relative tolerance of what it should be (absolute near 0).
package func isNear(_ figure: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    guard let figure else { return false }
    return abs(figure - expected) <= tolerance * max(1, abs(expected))
}

/// Whether a flow in m³/s is so many m³/h.
package func isHourly(_ flow: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    isNear(flow.map { $0 * 3600 }, expected, tolerance)
}

extension LocalDate {
    /// A date that the tests write out.
    package static func of(_ year: Int, _ month: Int, _ day: Int) -> LocalDate {
        LocalDate(year: year, month: month, day: day) ?? LocalDate(daysSince1970: 0)
    }
}

extension ZonePressureSeries {
    /// Pressures at a step from the start of a local day.
    package static func hourly(
        _ values: [Double], from start: Timestamp = Timestamp(1_704_067_200), step: Int64 = 3600
    ) throws -> ZonePressureSeries {
        let period = try Period(from: start, to: start + Int64(values.count) * step)
        return try ZonePressureSeries(grid: TimeGrid(covering: period, step: step), values: values)
    }
}
