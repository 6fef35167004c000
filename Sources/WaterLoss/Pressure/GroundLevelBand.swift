/// A band of ground levels between two contours, and how much of a zone lies in it.
public struct GroundLevelBand: Hashable, Sendable {
    /// Level in the middle of the band, m above datum.
    public var level: Double
    /// How much of the zone: connections, properties, hydrants or metres of main.
    public var weight: Double

    /// A band.
    public init(level: Double, weight: Double) {
        self.level = level
        self.weight = weight
    }

    /// Sorts levels into bands between contours, each band taken at its middle.
    ///
    /// - Parameters:
    ///   - levels: ground levels of connections, properties, hydrants or pipe middles, m; NaN is left out.
    ///   - weights: how much each counts; `nil` for one each.
    ///   - interval: distance of the contours, m.
    /// - Returns: the bands that hold something, from low to high; none for an interval that is not above 0.
    public static func bands(levels: [Double], weights: [Double]? = nil, interval: Double)
        -> [GroundLevelBand]
    {
        guard interval > 0, interval.isFinite else { return [] }
        var sums: [Int: Double] = [:]
        for (place, level) in levels.enumerated() {
            let weight = weights.map { place < $0.count ? $0[place] : 0 } ?? 1
            let number = (level / interval).rounded(.down)
            guard weight > 0, abs(number) < 1e9 else { continue }
            sums[Int(number), default: 0] += weight
        }
        return sums.sorted { $0.key < $1.key }.map {
            GroundLevelBand(level: (Double($0.key) + 0.5) * interval, weight: $0.value)
        }
    }
}
