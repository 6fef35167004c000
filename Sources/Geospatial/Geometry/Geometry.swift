import InputOutput

/// A geometry of the Simple Features model, as a plain value: it can be copied, compared and sent
/// across threads. Operations live in extensions of this type, one capability a file.
///
/// Coordinates carry no reference system; the layer or network that owns the geometry does.
public indirect enum Geometry: Hashable, Sendable {
    /// One position.
    case point(Coordinate)
    /// A path of two or more positions.
    case lineString([Coordinate])
    /// An area.
    case polygon(Polygon)
    /// Several positions.
    case multiPoint([Coordinate])
    /// Several paths.
    case multiLineString([[Coordinate]])
    /// Several areas.
    case multiPolygon([Polygon])
    /// Anything together.
    case collection([Geometry])
}

/// An area with an outer ring and any number of holes. Rings are closed: first position equals last.
public struct Polygon: Hashable, Sendable {
    /// The outer ring.
    public var exterior: [Coordinate]
    /// The holes.
    public var holes: [[Coordinate]]

    /// An area from its rings, each closed.
    public init(exterior: [Coordinate], holes: [[Coordinate]] = []) {
        self.exterior = exterior
        self.holes = holes
    }
}

extension Geometry {
    /// Every position of the geometry, in order.
    public var coordinates: [Coordinate] {
        switch self {
        case .point(let coordinate): [coordinate]
        case .lineString(let path), .multiPoint(let path): path
        case .polygon(let polygon): polygon.exterior + polygon.holes.flatMap { $0 }
        case .multiLineString(let paths): paths.flatMap { $0 }
        case .multiPolygon(let polygons): polygons.flatMap { $0.exterior + $0.holes.flatMap { $0 } }
        case .collection(let parts): parts.flatMap(\.coordinates)
        }
    }

    /// The Simple Features name of the geometry's type, for messages.
    public var typeName: String {
        switch self {
        case .point: "point"
        case .lineString: "linestring"
        case .polygon: "polygon"
        case .multiPoint: "multipoint"
        case .multiLineString: "multilinestring"
        case .multiPolygon: "multipolygon"
        case .collection: "geometry collection"
        }
    }

    /// The same in every language.
    public var typeWording: Wording {
        let chinese =
            switch self {
            case .point: "点"
            case .lineString: "线"
            case .polygon: "多边形"
            case .multiPoint: "多点"
            case .multiLineString: "多线"
            case .multiPolygon: "多部件多边形"
            case .collection: "几何集合"
            }
        return Wording(typeName, chinese)
    }

    /// The smallest box around the geometry; `nil` when it is empty.
    public var boundingBox: BoundingBox? { BoundingBox(coordinates) }

    /// The geometry with every position replaced by `transform` of it.
    public func mapCoordinates<E: Error>(
        _ transform: (Coordinate) throws(E) -> Coordinate
    ) throws(E) -> Geometry {
        switch self {
        case .point(let coordinate): .point(try transform(coordinate))
        case .lineString(let path): .lineString(try Self.map(path, transform))
        case .multiPoint(let path): .multiPoint(try Self.map(path, transform))
        case .polygon(let polygon): .polygon(try Self.map(polygon, transform))
        case .multiLineString(let paths):
            .multiLineString(try paths.map { path throws(E) in try Self.map(path, transform) })
        case .multiPolygon(let polygons):
            .multiPolygon(try polygons.map { polygon throws(E) in try Self.map(polygon, transform) })
        case .collection(let parts):
            .collection(try parts.map { part throws(E) in try part.mapCoordinates(transform) })
        }
    }

    private static func map<E: Error>(
        _ path: [Coordinate], _ transform: (Coordinate) throws(E) -> Coordinate
    ) throws(E) -> [Coordinate] {
        try path.map { coordinate throws(E) in try transform(coordinate) }
    }

    private static func map<E: Error>(
        _ polygon: Polygon, _ transform: (Coordinate) throws(E) -> Coordinate
    ) throws(E) -> Polygon {
        Polygon(
            exterior: try map(polygon.exterior, transform),
            holes: try polygon.holes.map { ring throws(E) in try map(ring, transform) })
    }
}
