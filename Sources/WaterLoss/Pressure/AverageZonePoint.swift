/// The average zone point: the place whose pressure follows the zone's average best, and where a logger tells AZP by
/// itself from then on.
public struct AverageZonePoint: Hashable, Sendable {
    /// The place's id.
    public let id: String
    /// Mean of its pressure less AZP, m.
    public let bias: Double
    /// Root mean square of its pressure less AZP, m: the measure of "best".
    public let rootMeanSquare: Double
    /// Largest absolute difference, m.
    public let largest: Double
    /// Instants compared.
    public let count: Int

    /// How a place's pressure follows the average; `nil` without an instant at which both are known.
    ///
    /// - Parameters:
    ///   - id: the place.
    ///   - pressures: its pressure at each instant, m; NaN where not known.
    ///   - average: AZP at the same instants, m; NaN where not known.
    public init?(id: String, pressures: [Double], average: [Double]) {
        let differences = zip(pressures, average).map { $0 - $1 }.filter(\.isFinite)
        guard !differences.isEmpty else { return nil }
        let count = Double(differences.count)
        self.id = id
        self.count = differences.count
        bias = differences.reduce(0, +) / count
        rootMeanSquare = (differences.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
        largest = differences.reduce(0) { max($0, abs($1)) }
    }

    /// The places in order, the average zone point first: least root mean square, of equals the first by id.
    ///
    /// - Parameters:
    ///   - places: ids and pressures at each instant, m.
    ///   - average: AZP at the same instants, m.
    ///   - minimumShare: a place known at fewer of the instants than this share is no candidate.
    public static func ranked(
        _ places: [(id: String, pressures: [Double])], average: [Double], minimumShare: Double = 0.9
    ) -> [AverageZonePoint] {
        let known = average.count { $0.isFinite }
        return places.compactMap { AverageZonePoint(id: $0.id, pressures: $0.pressures, average: average) }
            .filter { Double($0.count) >= minimumShare * Double(known) }
            .sorted { ($0.rootMeanSquare, $0.id) < ($1.rootMeanSquare, $1.id) }
    }
}
