import CityStore
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// The balance of the city's zones on the readings it has, ready to be asked for periods.
    ///
    /// - Parameter options: with the city's calendar when `nil`.
    public func waterBalance(options: BalanceOptions? = nil) throws -> WaterBalance {
        let network = try network()
        return try WaterBalance(
            network, zones(for: network), meters: meters(in: network), source: self,
            options: options ?? BalanceOptions(calendar: calendar()))
    }

    /// The balance of every zone from one day up to, not including, another.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - unit: days, weeks from Monday, calendar months, or the whole as one.
    public func balances(
        from: String, to: String, by unit: CalendarUnit = .period, options: BalanceOptions? = nil
    ) throws -> [[ZoneBalance]] {
        let balance = try waterBalance(options: options)
        let calendar = balance.options.calendar
        let period = try Period(from: calendar.timestamp(from), to: calendar.timestamp(to))
        return try balance.balances(calendar.periods(in: period, by: unit))
    }
}
