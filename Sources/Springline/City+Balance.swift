import CityStore
import LeakZones
import PipeNetwork
import Telemetry

extension City {
    /// The balance of the city's zones on the readings it has, ready to be asked for periods.
    ///
    /// - Parameter options: with the city's calendar when `nil`.
    public func waterBalance(options: BalanceOptions? = nil) throws -> WaterBalance {
        let (network, scheme) = try zonedNetwork()
        return try WaterBalance(
            network, scheme, meters: meters(in: network), source: self,
            options: options ?? BalanceOptions(calendar: calendar()))
    }

    /// The network and its zones, as they are or at a time.
    ///
    /// - Throws: ``RequestError/noZones(path:)``, `CityError`.
    func zonedNetwork(asOf time: Timestamp? = nil) throws -> (network: Network, scheme: ZoneScheme) {
        let network = try time.map { try self.network(asOf: $0) } ?? self.network()
        let scheme = try time.map { try zones(asOf: $0, for: network) } ?? zones(for: network)
        if scheme.zones.isEmpty { throw RequestError.noZones(path: path) }
        return (network, scheme)
    }

    /// The balance of every zone from one day up to, not including, another.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - unit: days, weeks from Monday, calendar months, or the whole as one.
    ///   - options: with the city's calendar when `nil`.
    ///   - asOf: a local day or time whose network and zones are used for the whole period; when `nil`, each part of the
    ///     period is balanced by those that held then.
    public func balances(
        from: String, to: String, by unit: CalendarUnit = .period, options: BalanceOptions? = nil,
        asOf: String? = nil
    ) throws -> [[ZoneBalance]] {
        let timeline = try CityTimeline(self, from: from, to: to, asOf: asOf, options: options)
        return try timeline.balances(timeline.calendar.periods(in: timeline.period, by: unit))
    }

    /// The period between two local days or times.
    ///
    /// - Throws: ``RequestError/emptyPeriod(from:to:)``, `TelemetryError` for a text that is no time or an end
    ///   before the start.
    static func period(from: String, to: String, _ calendar: LocalCalendar) throws -> Period {
        let period = try Period(from: calendar.timestamp(from), to: calendar.timestamp(to))
        if period.isEmpty { throw RequestError.emptyPeriod(from: from, to: to) }
        return period
    }
}
