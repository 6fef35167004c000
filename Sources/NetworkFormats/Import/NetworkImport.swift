import Geospatial
import InputOutput
import PipeNetwork

/// Brings GIS files and model files into a network: plan, read, transform, join.
///
/// Everything happens on values: the network that is passed in stays as it was, whatever goes wrong.
public struct NetworkImport {
    /// What the import did.
    public struct Result: Sendable {
        /// The network with the sources in it.
        public var network: Network
        /// One entry a file.
        public var sources: [ImportedSource]
        /// What the topology did, all sources together.
        public var topology: [TopologyReport]
        /// What an analyst should know.
        public var notes: [Wording]
        /// What was imported as one, in order: files, or folders of files that were joined at once.
        public var districts: [SourceKey] = []
        /// For each row of the network the place of its district in ``districts``, counted from 1; 0 for what stood
        /// before.
        public var origins = ElementOrigins()
        /// Nodes of before that have another name now, by the old one, because a source describes what had none.
        public var renamed: [String: String] = [:]
        /// The network that sources are joined to instead, while they replace what came from them before.
        var replacement: SourceReplacement?
        /// The number of the district that each of ``districts`` replaces.
        var replaced: [Int32] = []
        /// The options of the model that a curve came from which nothing in that model uses: its units.
        var unusedCurves: [String: HydraulicOptions] = [:]

        init(_ network: Network) {
            self.network = network
            sources = []
            topology = []
            notes = []
        }
    }

    let options: ImportOptions
    let note: (Wording) -> Void
    let transforms = TransformCache()

    /// An import; `note` is told every plan before it is used, guesses included.
    public init(_ options: ImportOptions = .init(), note: @escaping (Wording) -> Void = { _ in }) {
        self.options = options
        self.note = note
    }

    /// Adds the files at `paths` to `network`.
    ///
    /// - Parameters:
    ///   - paths: files or folders. With a mapping and no paths, the mapping's own sources are read; so are those
    ///     of a single folder that holds a `mapping.yml`.
    ///   - network: what stands already; an empty network for a city that is new.
    /// - Throws: ``ImportError``, ``FormatError``, ``INPErrors``, ``MappingError`` or `NetworkError`; each says
    ///   what, where and what to do.
    public func adding(_ paths: [String], to network: Network) throws -> Result {
        if options.mapping == nil, let own = try ownMapping(paths) { return try own.adding([], to: network) }
        var result = Result(network)
        result.origins = ElementOrigins().adding(0, from: Network(), to: network)
        try add(try plannedSources(paths), to: &result)
        return result
    }

    /// Adds sources as one survey: nodes, links and devices of all of them are matched by their ids, then by place.
    ///
    /// Models come first, as they bring patterns and curves; then the order of the paths decides about the names of made
    /// nodes and the order of rows, so that the order in which the sources are given decides about nothing.
    func add(_ sources: [PlannedSource], to result: inout Result) throws {
        var files: [(file: SourceFile, place: Int)] = []
        for (place, source) in sources.enumerated() {
            files += try SourceFile.files(at: source.path).map { ($0, place) }
            result.districts.append(SourceKey(path: source.path, prefix: source.prefix))
        }
        let first = result.districts.count - sources.count
        var surveys: [PlacedSurvey] = []
        let sorted = files.enumerated().sorted {
            ($0.element.file.path, $0.offset) < ($1.element.file.path, $1.offset)
        }.map(\.element)
        for (file, place) in sorted where file.kind == .model {
            try addModel(file.path, sources[place], district: first + place, to: &result, &surveys)
        }
        try addLayers(
            files.filter { $0.file.kind == .layers }.map { ($0.file.path, $0.place) }, sources, first: first,
            to: &result, &surveys)
        try join(surveys, into: &result)
        let order = Dictionary(files.enumerated().map { ($1.file.path, $0) }) { a, _ in a }
        result.sources.sort { (order[$0.path] ?? 0) < (order[$1.path] ?? 0) }
    }

    /// What one layer or model says, and which source it is of.
    struct PlacedSurvey {
        var survey: SurveyedFeatures
        var path: String
        /// The place of its district; `nil` for things of other districts that are placed again.
        var district: Int?
    }

    /// The import by the mapping file that the only source, a folder, brings along as `mapping.yml`.
    func ownMapping(_ paths: [String]) throws -> NetworkImport? {
        guard paths.count == 1 else { return nil }
        for name in ["mapping.yml", "mapping.yaml"] {
            let path = paths[0] + "/" + name
            guard FileSystem.kind(of: path) == .file else { continue }
            note(Wording("\(path): the folder's own mapping is used", "\(path)：采用该文件夹自带的映射"))
            var options = options
            options.mapping = try ImportMapping(path: path)
            options.mappingPath = path
            return NetworkImport(options, note: note)
        }
        return nil
    }

    /// A source with everything that mapping and flags say of it.
    struct PlannedSource {
        var path: String
        var prefix: String
        var crs: CoordinateReferenceSystem?
        var encoding: TextEncoding?
        var layers: [String: ImportMapping.Layer]
    }

    func plannedSources(_ paths: [String]) throws -> [PlannedSource] {
        let mapped = options.mapping?.sources ?? []
        var wanted = paths
        if wanted.isEmpty {
            wanted = mapped.map { FileSystem.path($0.path, relativeTo: options.mappingPath) }
        }
        // Of many sources each looks only at the entries that end as it does.
        let entries = Dictionary(grouping: mapped) { $0.path.split(separator: "/").last ?? "" }
        var systems: [String: CoordinateReferenceSystem] = [:]
        return try wanted.map { path in
            let named = entries[path.split(separator: "/").last ?? ""]?.first { Self.isSame($0.path, path) }
            let entry = named ?? (mapped.count == 1 ? mapped[0] : nil)
            var source = PlannedSource(path: path, prefix: options.prefix, layers: entry?.layers ?? [:])
            if source.prefix.isEmpty { source.prefix = entry?.prefix ?? "" }
            source.crs = options.crs
            if source.crs == nil, let crs = entry?.crs {
                let system = try systems[crs] ?? CoordinateReferenceSystem(crs)
                systems[crs] = system
                source.crs = system
            }
            source.encoding = options.encoding
            if source.encoding == nil, let name = entry?.encoding {
                source.encoding = try TextEncoding(name)
            }
            return source
        }
    }

    /// Whether a mapping's path names the source: equal, or equal at the end.
    static func isSame(_ mapped: String, _ path: String) -> Bool {
        func parts(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }
        let short = parts(mapped)
        return !short.isEmpty && parts(path).suffix(short.count).elementsEqual(short)
    }

    func tolerance() -> TopologyTolerance {
        if let tolerance = options.tolerance { return tolerance }
        return options.mapping?.snap.map { TopologyTolerance(snap: $0) } ?? TopologyTolerance()
    }
}

/// What was imported as one: a file, or a folder of files that were joined at once.
public struct SourceKey: Sendable, Hashable {
    /// The file or folder, as it was named.
    public var path: String
    /// What was put before each of its ids.
    public var prefix: String

    /// A district.
    public init(path: String, prefix: String = "") {
        self.path = path
        self.prefix = prefix
    }
}

/// A file that was imported, for the city's record.
public struct ImportedSource: Sendable, Hashable {
    /// The file.
    public var path: String
    /// `inp`, `shapefile`, `geopackage`, …: by its ending.
    public var format: String
    /// The reference system it was read in; `nil` for a plane of its own.
    public var crs: String?
    /// The prefix its ids got.
    public var prefix: String
    /// How many features became what.
    public var counts: [String: Int]
    /// How many features of each kind were left out: without a geometry, or no longer there.
    public var leftOut: [String: Int] = [:]
    /// The place of its district in ``NetworkImport/Result/districts``.
    public var district = 0
}
