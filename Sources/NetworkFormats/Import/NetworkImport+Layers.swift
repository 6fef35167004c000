import Geospatial
import InputOutput
import PipeNetwork

extension NetworkImport {
    /// A layer that is read, and what it is taken for.
    private struct PlannedLayer {
        var layer: FeatureLayer
        var plan: LayerPlan
        var crs: CoordinateReferenceSystem
        var place: Int

        /// A place of each feature.
        var places: [Coordinate] {
            layer.features.compactMap { $0.geometry?.coordinates.first { $0.isPlace } }
        }
    }

    /// Reads the layers of files of `sources`, of which `first` is the place of the first among the districts.
    func addLayers(
        _ files: [(path: String, place: Int)], _ sources: [PlannedSource], first: Int,
        to result: inout Result,
        _ surveys: inout [PlacedSurvey]
    ) throws {
        if files.isEmpty { return }
        var planned = try plan(files, sources, isAlone: surveys.isEmpty && result.sources.isEmpty)
        if planned.isEmpty { return }
        let city = try cityCRS(for: planned, result.network)
        result.network.crs = city
        var reader = SurveyReader(
            city: city, transforms: transforms, patterns: Set(result.network.patterns.keys),
            curves: Set(result.network.curves.keys))
        var taken: [String: ImportedSource] = [:]
        // A layer that is read is let go: the files of a large city are larger than the city.
        planned.reverse()
        while let item = planned.popLast() {
            let source = sources[item.place]
            let read = try reader.survey(item.layer, item.plan, crs: item.crs, prefix: source.prefix)
            for (id, kind) in read.survey.curveUses { use(id, as: kind, in: &result) }
            surveys.append(
                PlacedSurvey(survey: read.survey, path: source.path, district: first + item.place))
            let path = item.plan.path
            var entry =
                taken[path]
                ?? ImportedSource(
                    path: path, format: Self.format(path), crs: item.crs.definition, prefix: source.prefix,
                    counts: [:], district: first + item.place)
            let word = item.plan.role.word
            entry.counts[word, default: 0] += item.layer.features.count - read.leftOut
            if read.leftOut > 0 { entry.leftOut[word, default: 0] += read.leftOut }
            taken[path] = entry
        }
        result.sources += taken.values.sorted { $0.path < $1.path }
        result.notes += reader.notes
    }

    /// Gives a curve its meaning and with it its units: a model that uses it nowhere did not say them.
    private func use(_ id: String, as kind: Curve.Kind, in result: inout Result) {
        guard var curve = result.network.curves[id], curve.kind == .generic,
            let units = INPUnits(result.unusedCurves[id] ?? result.network.hydraulics).curve(kind)
        else { return }
        curve.kind = kind
        curve.points = curve.points.map { Curve.Point(x: units.x.si($0.x), y: units.y.si($0.y)) }
        result.network.curves[id] = curve
    }

    /// Reads the layers and says what they are taken for, in the order of the files; sorted by path, as they are joined.
    private func plan(
        _ files: [(path: String, place: Int)], _ sources: [PlannedSource], isAlone: Bool
    ) throws -> [PlannedLayer] {
        var read: [(layer: FeatureLayer, path: String, place: Int)] = []
        var names: [Int: [String]] = [:]
        for (path, place) in files {
            let source = sources[place]
            let file = try LayerFile.open(
                path, options: LayerReadOptions(encoding: source.encoding, crs: source.crs))
            names[place, default: []] += file.layerNames
            read += try file.layerNames.map { (try file.read($0), path, place) }
        }
        for place in names.keys.sorted() {
            let known = names[place] ?? []
            for (name, layer) in sources[place].layers
            where !known.contains(where: { $0.lowercased() == name.lowercased() }) {
                throw ImportError.unknownLayer(
                    mapping: options.mappingPath ?? "", line: layer.line, layer: name, available: known)
            }
        }
        let tools = read.map { SourceTool(fields: $0.layer.fields.map(\.name)) }
        var planned: [PlannedLayer] = []
        for (number, item) in read.enumerated() {
            let (layer, path, place) = item
            let beside = SourceTool.allCases.first { tool in
                tools.contains(tool) && tool.mayHaveWritten(layer.fields.map(\.name))
            }
            let mapping = sources[place].layers.first { $0.key.lowercased() == layer.name.lowercased() }?
                .value
            guard
                let plan = try LayerPlan(
                    layer, path: path, mapping: mapping, mappingPath: options.mappingPath,
                    tool: tools[number] ?? beside), mapping?.role != nil || plan.isUnderstood(layer)
            else {
                note(
                    Wording(
                        "\(path): layer \(layer.name) is left out: its name says nothing known",
                        "\(path)：图层 \(layer.name) 未导入：无法从名称判断其内容"))
                continue
            }
            note(plan.summary)
            if plan.role == .zone || plan.role == .ignored { continue }
            guard let crs = layer.crs else { throw ImportError.missingCRS(path: path, layer: layer.name) }
            planned.append(PlannedLayer(layer: layer, plan: plan, crs: crs, place: place))
        }
        if planned.isEmpty, isAlone {
            let places = names.keys.sorted()
            throw ImportError.nothingToImport(
                path: places.map { sources[$0].path }.joined(separator: ", "),
                layers: places.flatMap { names[$0] ?? [] })
        }
        return planned.enumerated().sorted {
            ($0.element.plan.path, $0.offset) < ($1.element.plan.path, $1.offset)
        }.map(\.element)
    }

    /// The reference system of the city: what it has, what the mapping fixes, the first plane a source is drawn
    /// in, or the usual plane where the first feature lies.
    private func cityCRS(
        for planned: [PlannedLayer], _ network: Network
    ) throws -> CoordinateReferenceSystem {
        if let crs = network.crs {
            for item in planned {
                let error = try CityPlane.error(of: crs, at: item.places, in: item.crs, transforms)
                guard let error else { continue }
                let percent = CityPlane.percent(error)
                note(
                    LayerPlace(path: item.plan.path, layer: item.plan.layer).says(
                        Wording(
                            "lengths in the city's \(crs) are \(percent.english) at this place, and so is every "
                                + "length measured there; import the sources anew into a city of another plane",
                            "城市所用 \(crs) 中的长度在此处\(percent.chinese)，其中量取的长度均如此；"
                                + "请将各数据源重新导入采用其他平面的城市")))
                break
            }
            return crs
        }
        if network.nodes.count > 0 { throw ImportError.cityWithoutCRS(path: planned[0].plan.path) }
        let fixed = try options.mapping?.crs.map { try CoordinateReferenceSystem($0) }
        let drawn = planned.first { !$0.crs.isGeographic && ($0.crs.metresPerUnit ?? 1) == 1 }
        if let wanted = fixed ?? drawn?.crs {
            guard
                let item = ([drawn].compactMap { $0 } + planned).first(where: { !$0.places.isEmpty })
            else { return wanted }
            try SurveyReader.check(
                item.layer, LayerPlace(path: item.plan.path, layer: item.plan.layer), crs: item.crs,
                transforms)
            let plane = try CityPlane(wanted, at: item.places, in: item.crs, transforms)
            if let text = plane.note { note(text) }
            return plane.crs
        }
        for item in planned {
            guard let place = item.places.first(where: \.isPlace) else { continue }
            try SurveyReader.check(
                item.layer, LayerPlace(path: item.plan.path, layer: item.plan.layer), crs: item.crs,
                transforms)
            let geographic = try transforms.transform(from: item.crs, to: .wgs84)(place)
            let plane = try CoordinateReferenceSystem.recommendedProjected(
                forLongitude: geographic.x, latitude: geographic.y)
            note(
                Wording(
                    "the city is kept in \(plane): lengths and distances need a plane in metres",
                    "城市采用 \(plane)：长度与距离须在以米为单位的平面中量取"))
            return plane
        }
        return planned[0].crs
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

extension SurveyedFeatures {
    /// The curves that pumps and tanks name, and what they are there.
    fileprivate var curveUses: [(id: String, kind: Curve.Kind)] {
        let links = lines.lazy.map(\.element) + regulators.lazy.map(\.element)
        let heads = links.compactMap { element -> (id: String, kind: Curve.Kind)? in
            guard case .pump(let pump) = element, let id = pump.headCurve else { return nil }
            return (id, .pumpHead)
        }
        let volumes = nodes.lazy.compactMap { node -> (id: String, kind: Curve.Kind)? in
            guard case .tank(let tank) = node, let id = tank.volumeCurve else { return nil }
            return (id, .tankVolume)
        }
        return Array(heads) + Array(volumes)
    }
}
