import Telemetry
import WaterLoss

/// The losses of a city's zones in two periods, held beside each other.
///
/// Zones are the same when their ids are. A zone that was there in one period only, or claims a loss in one only, is in
/// ``changes`` with a verdict that says so; none is dropped.
///
/// ```swift
/// let comparison = LossComparison(of: report.zones, city: report.city, over: march, with: february)
/// for change in comparison.changes where change.verdict == .rise { print(change.zone.id) }
/// ```
///
/// By 95 % limits, one of twenty zones in which nothing changed shows a significant change all the same.
public struct LossComparison: Sendable, Hashable {
    /// The period of the report.
    public var period: Period
    /// The period it is compared with.
    public var compared: Period
    /// The change of each zone, in the order of the report, then the zones of the compared period alone.
    public var changes: [LossChange]
    /// The change of the city as one; `nil` where it was not balanced so.
    public var city: LossChange?

    /// Compares the zones of a report with those of another period.
    ///
    /// - Parameters:
    ///   - zones: what is known of each zone in the period of the report.
    ///   - city: the city balanced as one.
    ///   - period: the period of the report.
    ///   - other: the period it is compared with.
    public init(
        of zones: [ZoneReport], city: ZoneReport? = nil, over period: Period, with other: ComparedPeriod
    ) {
        self.period = period
        compared = other.period
        var places: [String: Int] = [:]
        for (place, zone) in other.zones.enumerated() where other.balances.indices.contains(place) {
            places[zone.id] = place
        }
        func mains(_ place: Int) -> Double? {
            other.mains.indices.contains(place) ? other.mains[place] : nil
        }
        changes = zones.map { report in
            let place = places.removeValue(forKey: report.zone.id)
            return LossChange(
                of: report.zone, from: place.map { other.balances[$0] }, to: report.balance,
                mains: report.facts.mainsLength, comparedMains: place.flatMap(mains))
        }
        changes += places.values.sorted().map { place in
            LossChange(
                of: other.zones[place], from: other.balances[place], to: nil, comparedMains: mains(place))
        }
        self.city = city.map { LossChange(of: $0.zone, from: other.city, to: $0.balance) }
        // Without a balance of the city as one in both there is nothing to hold beside each other.
        if other.city == nil { self.city = nil }
    }

    /// The change of the zone called `id`.
    public subscript(zone id: String) -> LossChange? { changes.first { $0.zone.id == id } }

    /// How many zones have each verdict, in the order of ``LossChange/Verdict``; verdicts that no zone has are left out.
    ///
    /// - Parameter isCounted: which zones count; all where it is not given. A zone that holds others repeats what these say.
    public func counts(
        where isCounted: (LossChange) -> Bool = { _ in true }
    ) -> [(verdict: LossChange.Verdict, zones: Int)] {
        let counted = changes.filter(isCounted)
        return LossChange.Verdict.allCases.compactMap { verdict in
            let count = counted.count { $0.verdict == verdict }
            return count > 0 ? (verdict, count) : nil
        }
    }
}
