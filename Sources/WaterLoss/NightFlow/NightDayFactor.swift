import Foundation
import Telemetry

/// The night-day factor (NDF): for how many hours of the hour of the minimum a day's leakage stands, h/d.
///
/// NDF = Σ over the hours of the day of (P_i/P_MNF)^N1 (Lambert; *Water Loss Control*, 2nd ed.). At constant pressure
/// it is 24; by gravity it is typically 18 to 24, with the pressure reduced at night up to 36 or more. Some programs
/// give the mean of the hours instead, NDF/24; here that has another name, ``dayNightRatio``, so that no one
/// multiplies a flow by the wrong one.
public struct NightDayFactor: Hashable, Sendable {
    /// The factor, h/d: hours at the night's leakage.
    public let hoursPerDay: Double
    /// How long the day is, s: 86,400, or 82,800 and 90,000 when clocks change.
    public let dayLength: Double
    /// The exponent N1 it rests on.
    public let exponent: Double

    /// The factor of a day of even pressure samples: hours of the day · mean of (P_i/P_MNF)^N1.
    ///
    /// The ratio is raised sample by sample and then averaged; a mean pressure would give another number.
    ///
    /// - Parameters:
    ///   - pressures: average zone pressures of the whole day, evenly spaced, m; 24 hourly ones or any number.
    ///   - nightPressure: average zone pressure in the hour of the minimum, m.
    ///   - exponent: N1.
    ///   - dayLength: s; a day in which the clocks change has 23 or 25 h.
    /// - Returns: `nil` without samples, for a missing or negative one, or without night pressure.
    public init?(
        pressures: [Double], nightPressure: Double, exponent: Double, dayLength: Double = 86_400
    ) {
        guard !pressures.isEmpty, nightPressure > 0, dayLength > 0, exponent.isFinite else { return nil }
        var sum = 0.0
        for pressure in pressures {
            // False for NaN too: a missing sample is no pressure of 0.
            guard pressure >= 0 else { return nil }
            sum += pow(pressure / nightPressure, exponent)
        }
        guard sum.isFinite else { return nil }
        hoursPerDay = dayLength / 3600 * sum / Double(pressures.count)
        self.dayLength = dayLength
        self.exponent = exponent
    }

    /// The factor of a local day from the zone's pressure series.
    ///
    /// - Parameters:
    ///   - pressure: average zone pressures.
    ///   - date: the local day.
    ///   - calendar: the zone's calendar; it knows whether the day has 23, 24 or 25 h.
    ///   - nightPressure: average zone pressure in the hour of that night's minimum, m.
    ///   - exponent: N1.
    ///   - minimumCoverage: the least share of the day that must be measured; what is missing takes the mean.
    /// - Returns: `nil` where too little is measured.
    public init?(
        of pressure: ZonePressureSeries, on date: LocalDate, calendar: LocalCalendar, nightPressure: Double,
        exponent: Double, minimumCoverage: Double = 0.9
    ) {
        let day = calendar.day(date)
        let cells = pressure.grid.cells(in: day)
        let known = cells.map { pressure.values[$0] }.filter { !$0.isNaN }
        let measured = Double(Int64(known.count) * pressure.grid.step)
        guard measured >= minimumCoverage * Double(day.duration) else { return nil }
        self.init(
            pressures: known, nightPressure: nightPressure, exponent: exponent,
            dayLength: Double(day.duration))
    }

    /// Mean leakage of the day over that of the night, NDF/24 on a day of 24 h: a ratio without unit, which other
    /// programs call F_DN or night-day factor.
    public var dayNightRatio: Double { hoursPerDay * 3600 / dayLength }

    /// A day's leakage, m³: NNF · NDF.
    ///
    /// - Parameter nightFlow: net night flow, m³/s.
    public func dailyVolume(nightFlow: Double) -> Double { nightFlow * 3600 * hoursPerDay }
}
