import Telemetry

/// A file that an import took elements or readings from.
public struct SourceRecord: Hashable, Sendable {
    /// Name of the file, as the person gave it.
    public var path: String
    /// Its format, such as `shapefile`, `geopackage`, `inp`, `csv`.
    public var format: String
    /// Definition of the reference system its positions were read in; `nil` when there was none.
    public var crs: String?
    /// What was put before each of its ids.
    public var prefix: String
    /// When it was imported.
    public var importedAt: Timestamp
    /// How many elements of each kind came from it, by table name.
    public var counts: [String: Int]
    /// The number of the district that it is of; `nil` for readings and for what an older version imported.
    public var district: Int32?

    /// A source.
    public init(
        path: String, format: String, crs: String? = nil, prefix: String = "", importedAt: Timestamp,
        counts: [String: Int] = [:], district: Int32? = nil
    ) {
        self.path = path
        self.format = format
        self.crs = crs
        self.prefix = prefix
        self.importedAt = importedAt
        self.counts = counts
        self.district = district
    }
}
