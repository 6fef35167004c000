/// A relation between two quantities, given by points with rising x.
public struct Curve: Hashable, Sendable, Codable {
    /// What the curve relates; it decides the units of x and y (SI throughout).
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Not used by any element.
        case generic
        /// Head gain (m) against flow (m³/s).
        case pumpHead
        /// Efficiency (%) against flow (m³/s).
        case pumpEfficiency
        /// Volume (m³) against level (m).
        case tankVolume
        /// Head loss (m) against flow (m³/s).
        case valveHeadLoss
        /// Percent of full flow against percent open.
        case valvePosition
    }

    /// The curve's id.
    public var id: String
    /// What it relates.
    public var kind: Kind
    /// Its points, x rising.
    public var points: [Point]

    /// A point of a curve.
    public struct Point: Hashable, Sendable, Codable {
        /// The quantity that is given.
        public var x: Double
        /// The quantity that follows.
        public var y: Double

        /// A point.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A curve.
    public init(id: String, kind: Kind = .generic, points: [Point]) {
        self.id = id
        self.kind = kind
        self.points = points
    }

    /// y at `x`, on straight lines between the points and, beyond them, on the line of the two nearest;
    /// `nil` for a curve of no points, the only y for a curve of one.
    public func value(at x: Double) -> Double? {
        guard let first = points.first else { return nil }
        guard points.count > 1 else { return first.y }
        var high = 1
        while high < points.count - 1, points[high].x < x { high += 1 }
        let a = points[high - 1]
        let b = points[high]
        guard b.x != a.x else { return b.y }
        return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
    }
}
