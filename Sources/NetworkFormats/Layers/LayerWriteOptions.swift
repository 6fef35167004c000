/// How a layer is written.
public struct LayerWriteOptions: Sendable {
    /// The encoding of the text in a DBF table. Everything else is UTF-8.
    public var encoding: TextEncoding
    /// Digits after the point of the coordinates in GeoJSON and CSV; `nil` for 8 in degrees (a millimetre) and
    /// 4 in other units. Binary formats keep every bit.
    public var decimals: Int?
    /// Keep the layer's own reference system in GeoJSON and name it in a `crs` member, which RFC 7946 dropped
    /// but GDAL and QGIS read. Otherwise positions are transformed to WGS 84.
    public var keepsReferenceSystemInGeoJSON: Bool
    /// The geometry class the layer is declared with, into whose multiple form single geometries are brought;
    /// `nil` to go by the features.
    public var geometryClass: GeometryClass?
    /// Whether a Shapefile holds heights; `nil` to go by the first geometry.
    public var hasHeights: Bool?

    /// Options, with defaults that suit exchange with QGIS and the web.
    public init(
        encoding: TextEncoding = .utf8, decimals: Int? = nil, keepsReferenceSystemInGeoJSON: Bool = false,
        geometryClass: GeometryClass? = nil, hasHeights: Bool? = nil
    ) {
        self.encoding = encoding
        self.decimals = decimals
        self.keepsReferenceSystemInGeoJSON = keepsReferenceSystemInGeoJSON
        self.geometryClass = geometryClass
        self.hasHeights = hasHeights
    }
}
