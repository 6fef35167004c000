import Geospatial

/// A surveyed path with the distance of each position from its start.
struct LinePath {
    let points: [Coordinate]
    let distances: [Double]

    var length: Double { distances.last ?? 0 }

    /// The length; `nil` where nothing is drawn between two places.
    var drawnLength: Double? { points.count > 1 ? length : nil }

    init(_ points: [Coordinate]) {
        self.points = points
        var distances: [Double] = []
        distances.reserveCapacity(points.count)
        var sum = 0.0
        for (index, point) in points.enumerated() {
            if index > 0 { sum += points[index - 1].distance(to: point) }
            distances.append(sum)
        }
        self.distances = distances
    }

    /// The place on segment `segment` nearest to `place`: how far along the path it is, and how far off.
    func nearest(to place: Coordinate, onSegment segment: Int) -> (along: Double, gap: Double, at: Coordinate)
    {
        let a = points[segment]
        let b = points[segment + 1]
        let dx = b.x - a.x
        let dy = b.y - a.y
        let square = dx * dx + dy * dy
        let t = square > 0 ? max(0, min(1, ((place.x - a.x) * dx + (place.y - a.y) * dy) / square)) : 0
        let at = Coordinate(x: a.x + t * dx, y: a.y + t * dy)
        return (distances[segment] + t * square.squareRoot(), at.distance(to: place), at)
    }

    /// The positions strictly between two distances along the path.
    func bends(from low: Double, to high: Double) -> [Coordinate] {
        zip(points, distances).filter { $0.1 > low && $0.1 < high }.map(\.0)
    }
}
