import CityStore
import LeakZones
import Telemetry

extension City {
    /// The balances of every zone over a period with which another is compared, by the network and the zones of its time.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-02-05`.
    ///   - to: the first instant after.
    ///   - name: what the city is called, to balance it as one besides its zones; `nil` balances zones only.
    ///   - options: with the city's calendar when `nil`.
    ///   - asOf: a local day or time whose network and zones are used; `nil` for those that held.
    public func comparedPeriod(
        from: String, to: String, city name: String? = nil, options: BalanceOptions? = nil,
        asOf: String? = nil
    ) throws -> ComparedPeriod {
        let timeline = try CityTimeline(
            self, from: from, to: to, asOf: asOf, options: options, whole: name.map { Zone(id: $0) })
        let balances = try timeline.balances(timeline.calendar.periods(in: timeline.period, by: .period))
            .compactMap(\.first)
        let zones = timeline.scheme.zones
        let facts = ZoneFacts.all(timeline.scheme, in: timeline.network)
        return ComparedPeriod(
            timeline.period, zones: zones, balances: Array(balances.prefix(zones.count)),
            mains: facts.map(\.mainsLength),
            city: balances.count > zones.count ? balances[zones.count] : nil)
    }

    /// - Throws: ``RequestError/overlappingPeriods(period:compared:)``: what is in both periods is no difference.
    func refuseOverlap(
        from: String, to: String, _ other: (from: String, to: String), options: BalanceOptions?
    ) throws {
        let calendar = try options?.calendar ?? self.calendar()
        let period = try City.period(from: from, to: to, calendar)
        let compared = try City.period(from: other.from, to: other.to, calendar)
        guard period.start < compared.end, compared.start < period.end else { return }
        throw RequestError.overlappingPeriods(
            period: "\(from)..\(to)", compared: "\(other.from)..\(other.to)")
    }
}
