import Geospatial
import PipeNetwork

/// What an import is told besides its sources.
public struct ImportOptions: Sendable {
    /// What layers and fields are, and where the mapping came from.
    public var mapping: ImportMapping?
    /// The path of the mapping file, for messages and for paths relative to it.
    public var mappingPath: String?
    /// The reference system of sources that state none; it wins over what they state.
    public var crs: CoordinateReferenceSystem?
    /// Put before every id.
    public var prefix: String
    /// The encoding of DBF text.
    public var encoding: TextEncoding?
    /// How near is near enough; `nil` for the mapping's or the default.
    public var tolerance: TopologyTolerance?

    /// Options.
    public init(
        mapping: ImportMapping? = nil, mappingPath: String? = nil, crs: CoordinateReferenceSystem? = nil,
        prefix: String = "", encoding: TextEncoding? = nil, tolerance: TopologyTolerance? = nil
    ) {
        self.mapping = mapping
        self.mappingPath = mappingPath
        self.crs = crs
        self.prefix = prefix
        self.encoding = encoding
        self.tolerance = tolerance
    }
}
