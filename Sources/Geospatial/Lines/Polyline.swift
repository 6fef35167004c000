/// A path with its cumulative lengths, for linear referencing: where along it is a point, and the reverse.
///
/// Distances are in the plane, in the units of the coordinates, from the first position. Positions may repeat,
/// and the whole path may have no length.
public struct Polyline: Hashable, Sendable {
    /// The positions, two or more, all finite.
    public let coordinates: [Coordinate]
    /// Distance from the start to each position, ascending from 0; as many as there are positions.
    public let distances: [Double]

    /// A path through `coordinates`.
    /// - Throws: ``GeospatialError/tooFewPositions(found:needed:)`` for fewer than two,
    ///   ``GeospatialError/nonFiniteCoordinate(index:coordinate:)``.
    public init(_ coordinates: [Coordinate]) throws(GeospatialError) {
        guard coordinates.count >= 2 else { throw .tooFewPositions(found: coordinates.count, needed: 2) }
        var distances: [Double] = []
        distances.reserveCapacity(coordinates.count)
        var total = 0.0
        var previous = coordinates[0]
        for (index, coordinate) in coordinates.enumerated() {
            guard coordinate.isFinite else {
                throw .nonFiniteCoordinate(index: index, coordinate: coordinate)
            }
            total += previous.distance(to: coordinate)
            distances.append(total)
            previous = coordinate
        }
        self.coordinates = coordinates
        self.distances = distances
    }

    /// Length of the whole path.
    public var length: Double { distances[distances.count - 1] }

    /// Whether the path ends where it starts.
    public var isClosed: Bool {
        let first = coordinates[0]
        let last = coordinates[coordinates.count - 1]
        return first.x == last.x && first.y == last.y
    }
}

/// Where a point falls on a path.
public struct LineLocation: Hashable, Sendable {
    /// Distance from the path's start to `point`, along the path.
    public var distanceAlong: Double
    /// Distance from the path to what was projected; never negative.
    public var offset: Double
    /// The point of the path nearest to what was projected.
    public var point: Coordinate
    /// The leg of the path that `point` lies on: the one that starts at this position of the path.
    public var segment: Int

    /// A location from its parts.
    public init(distanceAlong: Double, offset: Double, point: Coordinate, segment: Int) {
        self.distanceAlong = distanceAlong
        self.offset = offset
        self.point = point
        self.segment = segment
    }
}
