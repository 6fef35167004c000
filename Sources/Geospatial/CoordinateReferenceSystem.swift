/// A coordinate reference system, by its definition text.
public struct CoordinateReferenceSystem: Hashable, Sendable {
    /// What PROJ reads: an authority code such as `EPSG:4548`, or WKT.
    public let definition: String
}
