/// The limits of size that a design works with, and what had to be done to them.
public struct SizeLimits: Sendable, Hashable {
    /// Least size of a zone.
    public var minimum: Double
    /// Greatest size of a zone.
    public var maximum: Double
    /// Size of all that can be divided.
    public var total: Double
    /// Why these are not the limits that were asked for; `nil` when they are.
    public var adaptation: Adaptation?

    /// Why limits were changed.
    public enum Adaptation: String, Sendable, Hashable {
        /// The network is smaller than two zones of the least size: it is divided into a few zones all the same.
        case smallNetwork = "small_network"
        /// The number of zones asked for does not fit the limits: zones are within half and one and a half of the mean.
        case numberOfZones = "number_of_zones"
    }

    /// How many zones a network that is too small is divided into, about.
    static let zonesOfSmall = 4.0

    init(total: Double, _ options: ZoneDesignOptions) {
        self.total = total
        (minimum, maximum) = (options.minimum, options.maximum)
        if let zones = options.zones {
            let mean = total / Double(zones)
            if !(minimum...maximum).contains(mean) {
                (minimum, maximum) = (0.5 * mean, 1.5 * mean)
                adaptation = .numberOfZones
            }
        } else if total < 2 * minimum {
            let mean = total / Self.zonesOfSmall
            (minimum, maximum) = (0.5 * mean, 1.5 * mean)
            adaptation = .smallNetwork
        }
    }

    /// More zones than any city has.
    private static let mostZones = 1e5

    /// Mean sizes worth aiming at, at most five.
    func aims(_ zones: Int?) -> [Double] {
        if let zones { return [total / Double(zones)] }
        let fewest = max(1, Int(min(Self.mostZones, (total / maximum).rounded(.up))))
        let most = max(fewest, Int(min(Self.mostZones, (total / minimum).rounded(.down))))
        let counts = fewest == most ? [fewest] : Self.spread(from: max(2, fewest), to: most)
        return counts.map { total / Double($0) }
    }

    /// Up to five counts between two, evenly in ratio.
    private static func spread(from fewest: Int, to most: Int) -> [Int] {
        guard most > fewest else { return [fewest] }
        let ratio = Double(most) / Double(fewest)
        var counts: [Int] = []
        for step in 0..<5 {
            var factor = 1.0
            // ratio^(step/4), by square roots, which are the same on every machine.
            if step & 1 != 0 { factor *= ratio.squareRoot().squareRoot() }
            if step & 2 != 0 { factor *= ratio.squareRoot() }
            if step & 4 != 0 { factor *= ratio }
            let count = Int((Double(fewest) * factor).rounded())
            if counts.last != count { counts.append(count) }
        }
        return counts
    }
}
