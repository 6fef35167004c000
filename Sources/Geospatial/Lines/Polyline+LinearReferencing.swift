extension Polyline {
    /// The place on the path nearest to `coordinate`; the first one when several are equally near.
    ///
    /// A path without length gives distance 0. For a coordinate that is not finite the offset is NaN or
    /// infinite, and the place is the start.
    public func project(_ coordinate: Coordinate) -> LineLocation {
        var best = Double.infinity
        var bestSegment = 0
        var bestFraction = 0.0
        for index in 0..<(coordinates.count - 1) {
            let start = coordinates[index]
            let end = coordinates[index + 1]
            let dx = end.x - start.x
            let dy = end.y - start.y
            let squared = dx * dx + dy * dy
            let px = coordinate.x - start.x
            let py = coordinate.y - start.y
            let fraction = squared > 0 ? min(1, max(0, (px * dx + py * dy) / squared)) : 0
            let ox = px - fraction * dx
            let oy = py - fraction * dy
            let distance = ox * ox + oy * oy
            if distance < best {
                best = distance
                bestSegment = index
                bestFraction = fraction
            }
        }
        let point = Self.between(coordinates[bestSegment], coordinates[bestSegment + 1], bestFraction)
        let leg = distances[bestSegment + 1] - distances[bestSegment]
        // Rounding must not carry the place past the end of its leg.
        let along = min(distances[bestSegment] + bestFraction * leg, distances[bestSegment + 1])
        return LineLocation(
            distanceAlong: along, offset: point.distance(to: coordinate), point: point, segment: bestSegment)
    }

    /// The point of the path at `distance` from its start. Its height is interpolated when both ends of its leg
    /// have one.
    /// - Throws: ``GeospatialError/distanceOutsideLine(distance:length:)`` for less than 0, more than
    ///   ``length``, or NaN.
    public func interpolate(at distance: Double) throws(GeospatialError) -> Coordinate {
        try locate(distance).point
    }

    /// The two parts of the path before and after `distance`. They share the point of the split, which is an
    /// existing position where one lies exactly there.
    /// - Throws: ``GeospatialError/splitAtLineEnd(distance:length:)`` when one part would have no length: at 0,
    ///   at ``length``, nearer to either than numbers can tell, and for any path without length;
    ///   ``GeospatialError/distanceOutsideLine(distance:length:)`` as ``interpolate(at:)``.
    public func split(at distance: Double) throws(GeospatialError) -> ([Coordinate], [Coordinate]) {
        let cut = try locate(distance)
        let head = Array(coordinates[..<cut.before]) + [cut.point]
        let tail = [cut.point] + coordinates[cut.after...]
        guard Self.hasLength(head), Self.hasLength(tail) else {
            throw .splitAtLineEnd(distance: distance, length: length)
        }
        return (head, tail)
    }

    /// The part of the path from one distance to another.
    /// - Throws: ``GeospatialError/emptyStretch(from:to:)`` unless `to` is more than `from`;
    ///   ``GeospatialError/distanceOutsideLine(distance:length:)`` as ``interpolate(at:)``.
    public func substring(from: Double, to: Double) throws(GeospatialError) -> [Coordinate] {
        let first = try locate(from)
        let last = try locate(to)
        guard from < to else { throw .emptyStretch(from: from, to: to) }
        let middle = first.after < last.before ? Array(coordinates[first.after..<last.before]) : []
        return [first.point] + middle + [last.point]
    }

    /// A point of the path: positions below `before` lie before it, those from `after` on behind it. A position
    /// that is the point itself belongs to neither.
    private struct Cut {
        var point: Coordinate
        var before: Int
        var after: Int
    }

    private func locate(_ distance: Double) throws(GeospatialError) -> Cut {
        guard distance >= 0, distance <= length else {
            throw .distanceOutsideLine(distance: distance, length: length)
        }
        // The last position that does not lie behind the distance.
        var low = 0
        var high = distances.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if distances[middle] <= distance { low = middle } else { high = middle }
        }
        guard distances[low] < distance, low + 1 < distances.count else {
            return Cut(point: coordinates[low], before: low, after: low + 1)
        }
        let fraction = (distance - distances[low]) / (distances[low + 1] - distances[low])
        let point = Self.between(coordinates[low], coordinates[low + 1], fraction)
        // Rounding may put the point onto a neighbour, which then takes its place.
        if point.distance(to: coordinates[low]) == 0 {
            return Cut(point: coordinates[low], before: low, after: low + 1)
        }
        if point.distance(to: coordinates[low + 1]) == 0 {
            return Cut(point: coordinates[low + 1], before: low + 1, after: low + 2)
        }
        return Cut(point: point, before: low + 1, after: low + 1)
    }

    private static func between(_ start: Coordinate, _ end: Coordinate, _ fraction: Double) -> Coordinate {
        if fraction <= 0 { return start }
        if fraction >= 1 { return end }
        var point = Coordinate(
            x: start.x + fraction * (end.x - start.x), y: start.y + fraction * (end.y - start.y))
        if let from = start.z, let to = end.z { point.z = from + fraction * (to - from) }
        return point
    }

    private static func hasLength(_ path: [Coordinate]) -> Bool {
        path.dropFirst().contains { $0.x != path[0].x || $0.y != path[0].y }
    }
}
