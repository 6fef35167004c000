import Geospatial

/// How two straight segments lie to each other.
enum SegmentRelation {
    case apart
    case crossing(Coordinate, onFirst: Site, onSecond: Site)
    case overlap(Double, Coordinate)

    /// Lines no further apart than this, m, are drawn on top of each other.
    static let sameLine = 1e-3

    /// Where on a segment.
    enum Site {
        case start
        case inside
        case end

        /// `nil` beyond the segment; `share` is 0 at its start and 1 at its end.
        init?(_ share: Double) {
            let edge = 1e-9
            guard share >= -edge, share <= 1 + edge else { return nil }
            self = share <= edge ? .start : share >= 1 - edge ? .end : .inside
        }
    }

    /// Whether a site on `segment` lies within its path, on a segment or at a bend. What touches at an end of
    /// either path is for the snapping to judge, not a crossing.
    static func isWithin(_ site: Site, of segment: Int, _ last: Int) -> Bool {
        switch site {
        case .start: segment > 0
        case .inside: true
        case .end: segment < last
        }
    }

    /// How segment a–b lies to segment c–d.
    init(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate) {
        self = Self.relation(a, b, c, d)
    }

    private static func relation(
        _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate
    ) -> SegmentRelation {
        let ux = b.x - a.x
        let uy = b.y - a.y
        let vx = d.x - c.x
        let vy = d.y - c.y
        let wx = c.x - a.x
        let wy = c.y - a.y
        let cross = ux * vy - uy * vx
        let lengths = ((ux * ux + uy * uy) * (vx * vx + vy * vy)).squareRoot()
        guard lengths > 0 else { return .apart }
        let isParallel = abs(cross) <= 1e-9 * lengths
        let length = (ux * ux + uy * uy).squareRoot()
        let alongC = (wx * ux + wy * uy) / length
        let alongD = ((d.x - a.x) * ux + (d.y - a.y) * uy) / length
        let low = max(0, min(alongC, alongD))
        let high = min(length, max(alongC, alongD))
        // Lines drawn twice by hand are hardly ever parallel: what counts is how far apart they run.
        if high - low > (isParallel ? 1e-6 : 10 * sameLine) {
            let offC = (wx * uy - wy * ux) / length
            let slope = -cross / length / (alongD - alongC)
            let apart = max(abs(offC + slope * (low - alongC)), abs(offC + slope * (high - alongC)))
            if apart <= sameLine {
                let middle = (low + high) / 2 / length
                return .overlap(high - low, Coordinate(x: a.x + middle * ux, y: a.y + middle * uy))
            }
        }
        guard !isParallel else { return .apart }
        let s = (wx * vy - wy * vx) / cross
        let t = (wx * uy - wy * ux) / cross
        guard let onFirst = Site(s), let onSecond = Site(t) else { return .apart }
        return .crossing(
            Coordinate(x: a.x + s * ux, y: a.y + s * uy), onFirst: onFirst, onSecond: onSecond)
    }
}
