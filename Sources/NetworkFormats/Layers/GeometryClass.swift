import Geospatial

/// What kind of geometry a layer holds, by the names of the Simple Features standard.
public enum GeometryClass: String, Hashable, Sendable {
    /// Single positions.
    case point = "POINT"
    /// Single paths.
    case lineString = "LINESTRING"
    /// Single areas.
    case polygon = "POLYGON"
    /// Sets of positions.
    case multiPoint = "MULTIPOINT"
    /// Sets of paths.
    case multiLineString = "MULTILINESTRING"
    /// Sets of areas.
    case multiPolygon = "MULTIPOLYGON"
    /// Collections of anything.
    case collection = "GEOMETRYCOLLECTION"
    /// Anything, or not known.
    case any = "GEOMETRY"

    /// The class that holds both: the multiple form of single and multiple, otherwise any.
    func union(_ other: GeometryClass) -> GeometryClass {
        if self == other { return self }
        return multiple == other.multiple ? multiple : .any
    }

    /// The multiple form of a single class.
    var multiple: GeometryClass {
        switch self {
        case .point: .multiPoint
        case .lineString: .multiLineString
        case .polygon: .multiPolygon
        default: self
        }
    }
}

extension Geometry {
    /// The class of this geometry.
    public var geometryClass: GeometryClass {
        switch self {
        case .point: .point
        case .lineString: .lineString
        case .polygon: .polygon
        case .multiPoint: .multiPoint
        case .multiLineString: .multiLineString
        case .multiPolygon: .multiPolygon
        case .collection: .collection
        }
    }

    /// The geometry in the multiple form when `target` is that form of it; otherwise as it is.
    func promoted(to target: GeometryClass) -> Geometry {
        switch (self, target) {
        case (.point(let position), .multiPoint): .multiPoint([position])
        case (.lineString(let path), .multiLineString): .multiLineString([path])
        case (.polygon(let polygon), .multiPolygon): .multiPolygon([polygon])
        default: self
        }
    }

    /// Whether a first position exists and has a height.
    var startsWithHeight: Bool {
        switch self {
        case .point(let position): position.z != nil
        case .lineString(let path), .multiPoint(let path): path.first?.z != nil
        case .polygon(let polygon): polygon.exterior.first?.z != nil
        case .multiLineString(let paths): paths.first?.first?.z != nil
        case .multiPolygon(let polygons): polygons.first?.exterior.first?.z != nil
        case .collection(let parts): parts.first?.startsWithHeight ?? false
        }
    }

    /// Calls `body` with every position, in order and without collecting them.
    func forEachCoordinate(_ body: (Coordinate) throws -> Void) rethrows {
        switch self {
        case .point(let position): try body(position)
        case .lineString(let path), .multiPoint(let path): try path.forEach(body)
        case .polygon(let polygon):
            try polygon.exterior.forEach(body)
            for hole in polygon.holes { try hole.forEach(body) }
        case .multiLineString(let paths): for path in paths { try path.forEach(body) }
        case .multiPolygon(let polygons):
            for polygon in polygons {
                try polygon.exterior.forEach(body)
                for hole in polygon.holes { try hole.forEach(body) }
            }
        case .collection(let parts): for part in parts { try part.forEachCoordinate(body) }
        }
    }
}

extension FeatureLayer {
    /// The class that holds every geometry of the layer; `nil` when no feature has one.
    public var geometryClass: GeometryClass? {
        var result: GeometryClass?
        for feature in features {
            guard let found = feature.geometry?.geometryClass else { continue }
            result = result?.union(found) ?? found
        }
        return result
    }
}
