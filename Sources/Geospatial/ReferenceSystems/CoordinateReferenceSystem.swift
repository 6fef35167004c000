import CPROJ

/// A coordinate reference system (CRS), checked by PROJ when it is made.
///
/// Coordinates are always easting, northing or longitude, latitude, whatever order the authority defines.
/// Two systems are equal when they have the same EPSG code or, without codes, the same definition text.
public struct CoordinateReferenceSystem: Sendable {
    /// What the numbers of a coordinate mean.
    public enum Kind: String, Hashable, Sendable {
        /// Longitude and latitude.
        case geographic
        /// Easting and northing on a map projection.
        case projected
        /// A plane of its own, tied to no place on earth; it cannot be transformed.
        case local
    }

    /// What PROJ reads: an authority code such as `EPSG:4548`, WKT, or a PROJ string. A text that was
    /// recognised as an EPSG system is replaced by its code.
    public let definition: String
    /// The system's name, such as `CGCS2000 / 3-degree Gauss-Kruger CM 117E`.
    public let name: String
    /// The EPSG code; `nil` when the definition is not, or not surely, one of EPSG's systems.
    public let epsg: Int?
    /// What the numbers of a coordinate mean.
    public let kind: Kind
    /// Metres in one unit of the coordinates: 1 for most projected systems, 0.3048 for feet; `nil` for
    /// geographic systems, whose units are angles.
    public let metresPerUnit: Double?
    /// Where the system is meant to be used, in degrees of longitude and latitude; `nil` when unknown.
    /// For an area across the 180th meridian `maxX` is larger than 180.
    public let areaOfUse: BoundingBox?
    /// The ellipsoid below the system; WGS 84's for a local system.
    public let ellipsoid: Ellipsoid

    /// Whether coordinates are longitude and latitude.
    public var isGeographic: Bool { kind == .geographic }

    /// Only for systems known when this was written; everything else goes through PROJ.
    private init(epsg: Int, name: String, kind: Kind, area: BoundingBox, ellipsoid: Ellipsoid) {
        self.definition = "EPSG:\(epsg)"
        self.name = name
        self.epsg = epsg
        self.kind = kind
        self.metresPerUnit = kind == .geographic ? nil : 1
        self.areaOfUse = area
        self.ellipsoid = ellipsoid
    }

    init(
        definition: String, name: String, epsg: Int?, kind: Kind, metresPerUnit: Double?,
        areaOfUse: BoundingBox?, ellipsoid: Ellipsoid
    ) {
        self.definition = definition
        self.name = name
        self.epsg = epsg
        self.kind = kind
        self.metresPerUnit = metresPerUnit
        self.areaOfUse = areaOfUse
        self.ellipsoid = ellipsoid
    }

    /// WGS 84 longitude and latitude (EPSG:4326): GPS, GeoJSON.
    public static let wgs84 = CoordinateReferenceSystem(
        epsg: 4326, name: "WGS 84", kind: .geographic,
        area: BoundingBox(minX: -180, minY: -90, maxX: 180, maxY: 90), ellipsoid: .wgs84)

    /// China Geodetic Coordinate System 2000, longitude and latitude (EPSG:4490).
    public static let cgcs2000 = CoordinateReferenceSystem(
        epsg: 4490, name: "China Geodetic Coordinate System 2000", kind: .geographic,
        area: BoundingBox(minX: 73.62, minY: 16.7, maxX: 134.77, maxY: 53.56), ellipsoid: .cgcs2000)

    /// WGS 84 / Pseudo-Mercator (EPSG:3857): web map tiles. Its metres are not metres on the ground.
    public static let webMercator = CoordinateReferenceSystem(
        epsg: 3857, name: "WGS 84 / Pseudo-Mercator", kind: .projected,
        area: BoundingBox(minX: -180, minY: -85.06, maxX: 180, maxY: 85.06), ellipsoid: .wgs84)
}

extension CoordinateReferenceSystem: Hashable {
    /// Same EPSG code, or the same definition when neither has one.
    public static func == (one: Self, other: Self) -> Bool {
        if one.epsg != nil || other.epsg != nil { return one.epsg == other.epsg }
        return one.definition == other.definition
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        if let epsg { hasher.combine(epsg) } else { hasher.combine(definition) }
    }
}

extension CoordinateReferenceSystem: CustomStringConvertible {
    /// Name and code, such as `WGS 84 (EPSG:4326)`.
    public var description: String { epsg.map { "\(name) (EPSG:\($0))" } ?? name }
}

extension CoordinateReferenceSystem {
    /// Length in metres of a path given in this system, over the ellipsoid; the path of a geographic system
    /// only (degrees).
    public func geodesicLength(of path: [Coordinate]) -> Double { ellipsoid.geodesicLength(of: path) }

    /// Length in metres of a path given in this system: along geodesics for a geographic system (degrees),
    /// in the plane and by the unit of length for a projected or local one.
    public func lengthInMetres(of path: [Coordinate]) -> Double {
        guard let metresPerUnit else { return geodesicLength(of: path) }
        guard path.count > 1 else { return 0 }
        var length = 0.0
        for index in 1..<path.count { length += path[index - 1].distance(to: path[index]) }
        return length * metresPerUnit
    }
}
