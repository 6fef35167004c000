import Geospatial

/// How far one drawing is from another.
package enum Movement {
    /// The largest distance of a position of one path from the other path (the Hausdorff distance of the paths, measured
    /// at their positions); `nil` when only one has any.
    package static func between(_ a: [Coordinate], _ b: [Coordinate]) -> Double? {
        if a.isEmpty, b.isEmpty { return 0 }
        guard !a.isEmpty, !b.isEmpty else { return nil }
        if a.count == b.count {
            let pairwise = zip(a, b).reduce(0) { max($0, $1.0.distance(to: $1.1)) }
            if pairwise == 0 || a.count == 1 { return pairwise }
        }
        return max(farthest(a, from: b), farthest(b, from: a))
    }

    private static func farthest(_ points: [Coordinate], from path: [Coordinate]) -> Double {
        let line = LinePath(path)
        return points.reduce(0) { worst, point in
            var nearest = path.first.map { point.distance(to: $0) } ?? .infinity
            for segment in path.indices.dropLast() {
                nearest = min(nearest, line.nearest(to: point, onSegment: segment).gap)
            }
            return max(worst, nearest)
        }
    }
}
