import Geospatial
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
        public var notes: [String]
        /// What was imported as one, in order: files, or folders of files that were joined at once.
        public var districts: [ImportedDistrict] = []
        /// For each row of the network the place of its district in ``districts``, counted from 1; 0 for what stood
        /// before.
        public var origins = ElementOrigins()
        /// The network that a source is joined to instead, while it replaces what came from it before.
        var replacement: DistrictReplacement?

        init(_ network: Network) {
            self.network = network
            sources = []
            topology = []
            notes = []
        }
    }

    let options: ImportOptions
    let note: (String) -> Void
    private let transforms = TransformCache()

    /// An import; `note` is told every plan before it is used, guesses included.
    public init(_ options: ImportOptions = .init(), note: @escaping (String) -> Void = { _ in }) {
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
        for source in try plannedSources(paths) {
            let before = result.network
            result.districts.append(ImportedDistrict(path: source.path, prefix: source.prefix))
            try add(source, to: &result)
            result.origins = result.origins.adding(
                Int32(result.districts.count), from: before, to: result.network)
        }
        return result
    }

    /// Adds the files of a source.
    func add(_ source: PlannedSource, to result: inout Result) throws {
        let files = try SourceFile.files(at: source.path)
        for model in files where model.kind == .model {
            try addModel(model.path, source, to: &result)
        }
        let layered = files.filter { $0.kind == .layers }
        if !layered.isEmpty { try addLayers(layered.map(\.path), source, to: &result) }
    }

    /// The import by the mapping file that the only source, a folder, brings along as `mapping.yml`.
    func ownMapping(_ paths: [String]) throws -> NetworkImport? {
        guard paths.count == 1 else { return nil }
        for name in ["mapping.yml", "mapping.yaml"] {
            let path = paths[0] + "/" + name
            guard FileSystem.kind(of: path) == .file else { continue }
            note("\(path): the folder's own mapping is used")
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
        return try wanted.map { path in
            let named = mapped.first { Self.isSame($0.path, path) }
            let entry = named ?? (mapped.count == 1 ? mapped[0] : nil)
            var source = PlannedSource(path: path, prefix: options.prefix, layers: entry?.layers ?? [:])
            if source.prefix.isEmpty { source.prefix = entry?.prefix ?? "" }
            source.crs = options.crs
            if source.crs == nil, let crs = entry?.crs { source.crs = try CoordinateReferenceSystem(crs) }
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
public struct ImportedDistrict: Sendable, Hashable {
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
    /// The place of its district in ``NetworkImport/Result/districts``.
    public var district = 0
}

// MARK: - Layers

extension NetworkImport {
    private struct PlannedLayer {
        var layer: FeatureLayer
        var plan: LayerPlan
        var crs: CoordinateReferenceSystem

        /// A place of each feature.
        var places: [Coordinate] { layer.features.compactMap { $0.geometry?.coordinates.first } }
    }

    private func addLayers(_ paths: [String], _ source: PlannedSource, to result: inout Result) throws {
        var planned: [PlannedLayer] = []
        var names: [String] = []
        for path in paths {
            let file = try LayerFile.open(
                path, options: LayerReadOptions(encoding: source.encoding, crs: source.crs))
            names += file.layerNames
            for name in file.layerNames {
                let layer = try file.read(name)
                let mapping = source.layers.first { $0.key.lowercased() == name.lowercased() }?.value
                guard
                    let plan = try LayerPlan(
                        layer, path: path, mapping: mapping, mappingPath: options.mappingPath)
                else {
                    note("\(path): layer \(name) is left out: its name says nothing known")
                    continue
                }
                note(plan.summary)
                if plan.role == .zone || plan.role == .ignored { continue }
                guard let crs = layer.crs else { throw ImportError.missingCRS(path: path, layer: name) }
                planned.append(PlannedLayer(layer: layer, plan: plan, crs: crs))
            }
        }
        for (name, layer) in source.layers
        where !names.contains(where: { $0.lowercased() == name.lowercased() }) {
            throw ImportError.unknownLayer(
                mapping: options.mappingPath ?? "", line: layer.line, layer: name, available: names)
        }
        guard !planned.isEmpty else {
            throw ImportError.nothingToImport(path: source.path, layers: names)
        }
        let city = try cityCRS(for: planned, result.network, source.path)
        var reader = SurveyReader(city: city, prefix: source.prefix, transforms: transforms)
        let taken = planned.map { item in
            (plan: item.plan, crs: item.crs, features: item.layer.features.count)
        }
        // A layer that is read is let go: the files of a large city are larger than the city.
        planned.reverse()
        while let item = planned.popLast() { try reader.add(item.layer, item.plan, crs: item.crs) }
        result.network.crs = city
        try join(reader.survey, source.path, into: &result)
        result.notes += reader.notes
        for path in paths {
            let layers = taken.filter { $0.plan.path == path }
            guard let first = layers.first else { continue }
            var counts: [String: Int] = [:]
            for item in layers { counts[item.plan.role.word, default: 0] += item.features }
            result.sources.append(
                ImportedSource(
                    path: path, format: Self.format(path), crs: first.crs.definition, prefix: source.prefix,
                    counts: counts, district: result.districts.count - 1))
        }
    }

    /// The reference system of the city: what it has, what the mapping fixes, the first plane a source is drawn
    /// in, or the usual plane where the first feature lies.
    private func cityCRS(
        for planned: [PlannedLayer], _ network: Network, _ path: String
    ) throws -> CoordinateReferenceSystem {
        if let crs = network.crs {
            for item in planned {
                let error = try CityPlane.error(of: crs, at: item.places, in: item.crs, transforms)
                guard let error else { continue }
                note(
                    "\(item.plan.path), layer \(item.plan.layer): lengths in the city's \(crs) are "
                        + "\(CityPlane.percent(error)) at this place, and so is every length measured there; import "
                        + "the sources anew into a city of another plane")
                break
            }
            return crs
        }
        if network.nodes.count > 0 { throw ImportError.cityWithoutCRS(path: path) }
        let fixed = try options.mapping?.crs.map { try CoordinateReferenceSystem($0) }
        let drawn = planned.first { !$0.crs.isGeographic && ($0.crs.metresPerUnit ?? 1) == 1 }
        if let wanted = fixed ?? drawn?.crs {
            guard let item = drawn ?? planned.first(where: { !$0.places.isEmpty }) else { return wanted }
            try SurveyReader.check(
                item.layer, LayerPlace(path: item.plan.path, layer: item.plan.layer), crs: item.crs,
                transforms)
            let plane = try CityPlane(wanted, at: item.places, in: item.crs, transforms)
            if let text = plane.note { note(text) }
            return plane.crs
        }
        for item in planned {
            guard let place = item.layer.features.lazy.compactMap({ $0.geometry?.coordinates.first }).first
            else { continue }
            try SurveyReader.check(
                item.layer, LayerPlace(path: item.plan.path, layer: item.plan.layer), crs: item.crs,
                transforms)
            let geographic = try CoordinateTransform(from: item.crs, to: .wgs84)(place)
            let plane = try CoordinateReferenceSystem.recommendedProjected(
                forLongitude: geographic.x, latitude: geographic.y)
            note("the city is kept in \(plane): lengths and distances need a plane in metres")
            return plane
        }
        return planned[0].crs
    }

    func join(_ survey: Survey, _ path: String, into result: inout Result) throws {
        let taken = result.replacement?.idsInRest(of: survey) ?? survey.idsIn(result.network)
        if !taken.isEmpty {
            throw ImportError.idsInCity(path: path, ids: Array(taken.prefix(5)), count: taken.count)
        }
        do {
            if result.replacement != nil {
                result.replacement?.network = result.network
                if let report = try result.replacement?.join(survey, tolerance: tolerance()) {
                    result.topology.append(report)
                }
                if let network = result.replacement?.network { result.network = network }
                return
            }
            let joined = try TopologyBuilder.network(result.network, adding: survey, tolerance: tolerance())
            result.network = joined.network
            result.topology.append(joined.report)
        } catch let error as NetworkError {
            throw ImportError.contradiction(path: path, error)
        }
    }

    private static func format(_ path: String) -> String {
        switch path.split(separator: ".").last.map({ $0.lowercased() }) {
        case "shp": "shapefile"
        case "gpkg": "geopackage"
        case "geojson", "json": "geojson"
        case "inp": "inp"
        case "sqlite", "sqlite3", "spatialite", "db": "spatialite"
        case "zip": "shapefile"
        default: "folder"
        }
    }
}

// MARK: - Models

extension NetworkImport {
    private func addModel(_ path: String, _ source: PlannedSource, to result: inout Result) throws {
        var model = try INPFile.read(path: path, encoding: source.encoding) { note($0.description) }
        if !source.prefix.isEmpty { model = try model.prefixed(by: source.prefix) }
        model.crs = source.crs
        if let crs = source.crs {
            try CRSPlausibility(crs: crs, transforms: transforms).check(model, path: path)
        }
        note(
            "\(path): model of \(model.nodes.count) nodes and \(model.links.count) links"
                + (source.crs.map { " in \($0)" } ?? ", in a plane of its own"))
        if result.network.nodes.count == 0 {
            result.network = model
        } else {
            guard let city = result.network.crs else { throw ImportError.cityWithoutCRS(path: path) }
            guard let crs = source.crs else {
                throw ImportError.modelWithoutCRS(path: path, city: city.description)
            }
            let moved = try model.transformed(by: CoordinateTransform(from: crs, to: city))
            if result.replacement != nil {
                result.replacement?.network = result.network
                result.replacement?.forgetModel()
                if let network = result.replacement?.network { result.network = network }
            }
            try result.network.takeSettings(of: moved)
            try join(Survey(moved), path, into: &result)
            result.notes.append(
                "\(path): options and times of the model are not used, the city has its own; "
                    + "its \(moved.controls.count) controls and \(moved.rules.count) rules are kept")
        }
        result.sources.append(
            ImportedSource(
                path: path, format: "inp", crs: source.crs?.definition, prefix: source.prefix,
                counts: ["node": model.nodes.count, "link": model.links.count],
                district: result.districts.count - 1))
    }
}
