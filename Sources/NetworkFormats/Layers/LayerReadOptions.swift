import Geospatial

/// What a reader must be told when the file does not say it.
public struct LayerReadOptions: Sendable {
    /// The encoding of the text in a DBF table; `nil` to go by the file: its `.cpg`, then its language
    /// driver byte, then ASCII or UTF-8 if the bytes are that.
    public var encoding: TextEncoding?
    /// The reference system, put in the place of the one the file states or lacks.
    public var crs: CoordinateReferenceSystem?
    /// The columns that hold x and y (or longitude and latitude) in plain SQLite tables, which are then
    /// listed as layers of points.
    public var pointColumns: PointColumns?

    /// The names of two columns.
    public struct PointColumns: Hashable, Sendable {
        /// The column of eastings or longitudes.
        public var x: String
        /// The column of northings or latitudes.
        public var y: String

        /// A pair of columns.
        public init(x: String, y: String) {
            self.x = x
            self.y = y
        }
    }

    /// Options; every one may be left to the file.
    public init(
        encoding: TextEncoding? = nil, crs: CoordinateReferenceSystem? = nil,
        pointColumns: PointColumns? = nil
    ) {
        self.encoding = encoding
        self.crs = crs
        self.pointColumns = pointColumns
    }
}
