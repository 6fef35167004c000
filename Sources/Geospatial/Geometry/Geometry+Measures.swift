import CGEOS

extension Geometry {
    /// Length of all paths and of all rings of areas, in the plane and in the units of the coordinates.
    public var length: Double {
        switch self {
        case .point, .multiPoint: 0
        case .lineString(let path): Self.length(of: path)
        case .polygon(let polygon): Self.length(of: polygon)
        case .multiLineString(let paths): paths.reduce(0) { $0 + Self.length(of: $1) }
        case .multiPolygon(let polygons): polygons.reduce(0) { $0 + Self.length(of: $1) }
        case .collection(let parts): parts.reduce(0) { $0 + $1.length }
        }
    }

    /// Area of all polygons without their holes, in the plane and in squared units of the coordinates. Never
    /// negative for valid polygons, whichever way their rings turn.
    public var area: Double {
        switch self {
        case .point, .multiPoint, .lineString, .multiLineString: 0
        case .polygon(let polygon): Self.area(of: polygon)
        case .multiPolygon(let polygons): polygons.reduce(0) { $0 + Self.area(of: $1) }
        case .collection(let parts): parts.reduce(0) { $0 + $1.area }
        }
    }

    /// The centre of gravity: of the areas if there are any, else of the lines, else of the points.
    /// - Throws: ``GeospatialError/tooFewPositions(found:needed:)`` when empty,
    ///   ``GeospatialError/geos(operation:message:)``, or an error for a position that is not finite.
    public func centroid() throws(GeospatialError) -> Coordinate {
        guard case .point(let centre) = try construct("centroid", GEOSGetCentroid_r) else {
            throw .tooFewPositions(found: 0, needed: 1)
        }
        return centre
    }

    private static func length(of path: [Coordinate]) -> Double {
        guard path.count > 1 else { return 0 }
        var length = 0.0
        for index in 1..<path.count { length += path[index - 1].distance(to: path[index]) }
        return length
    }

    private static func length(of polygon: Polygon) -> Double {
        polygon.holes.reduce(length(of: polygon.exterior)) { $0 + length(of: $1) }
    }

    private static func area(of polygon: Polygon) -> Double {
        polygon.holes.reduce(abs(signedArea(of: polygon.exterior))) { $0 - abs(signedArea(of: $1)) }
    }

    /// Shoelace formula, from the first position so that eastings of millions do not cost digits.
    private static func signedArea(of ring: [Coordinate]) -> Double {
        guard let origin = ring.first else { return 0 }
        var twice = 0.0
        for index in 1..<ring.count {
            let from = ring[index - 1]
            let to = ring[index]
            twice += (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y)
        }
        return twice / 2
    }
}
