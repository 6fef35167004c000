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

/// A file of a source, and what it is.
struct SourceFile: Sendable, Hashable {
    enum Kind: Sendable {
        case layers
        case model
    }

    var path: String
    var kind: Kind

    private static let endings = ["shp", "gpkg", "geojson", "json", "sqlite", "db", "zip"]

    /// The files a source means: itself, or everything readable in a folder, in order of name.
    static func files(at path: String) throws -> [SourceFile] {
        switch FileSystem.kind(of: path) {
        case .missing: throw ImportError.missingSource(path: path)
        case .file: return [SourceFile(path: path, kind: isModel(path) ? .model : .layers)]
        case .folder:
            let files = FileSystem.names(in: path).filter { name in
                isModel(name) || endings.contains(ending(of: name))
            }
            guard !files.isEmpty else { throw ImportError.emptyFolder(path: path) }
            return files.map { SourceFile(path: path + "/" + $0, kind: isModel($0) ? .model : .layers) }
        }
    }

    private static func isModel(_ path: String) -> Bool { ending(of: path) == "inp" }

    private static func ending(of path: String) -> String {
        path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    }
}
