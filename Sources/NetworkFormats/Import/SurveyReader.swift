import Geospatial
import InputOutput
import PipeNetwork

/// Turns the features of planned layers into surveys in the city's reference system, one a layer.
struct SurveyReader {
    /// Things to tell the analyst: features without a geometry, ids that were made up.
    private(set) var notes: [Wording] = []

    private let city: CoordinateReferenceSystem
    private let transforms: TransformCache
    private let patterns: Set<String>
    private let curves: Set<String>
    private var survey = SurveyedFeatures()

    init(
        city: CoordinateReferenceSystem, transforms: TransformCache = .init(), patterns: Set<String> = [],
        curves: Set<String> = []
    ) {
        self.city = city
        self.transforms = transforms
        self.patterns = patterns
        self.curves = curves
    }

    /// What a layer says, and how many of its features could not be used.
    mutating func survey(
        _ layer: FeatureLayer, _ plan: LayerPlan, crs: CoordinateReferenceSystem, prefix: String
    ) throws -> (survey: SurveyedFeatures, leftOut: Int) {
        survey = SurveyedFeatures()
        let place = LayerPlace(path: plan.path, layer: plan.layer)
        let geometries = try transformed(layer, place, from: crs)
        let ids = try self.ids(of: layer, plan, place, prefix: prefix)
        let remarks = LayerRemarks()
        var leftOut = 0
        var withoutGeometry = 0
        for (number, feature) in layer.features.enumerated() {
            guard let geometry = geometries[number] else {
                withoutGeometry += 1
                continue
            }
            let record = FeatureRecord(
                feature: feature, id: ids[number], geometry: geometry, layer: layer, plan: plan, place: place,
                prefix: prefix, remarks: remarks, patterns: patterns, curves: curves)
            if let absence = try record.absence() {
                remarks.note(
                    absence + Wording(", by its status or state, and left out", "（据其状态字段），未导入"), record.id)
                leftOut += 1
                continue
            }
            try add(record)
        }
        notes += layer.remarks.map(place.says)
        if withoutGeometry > 0 {
            notes.append(
                place.says(
                    Wording(
                        "\(withoutGeometry) feature\(withoutGeometry == 1 ? " has" : "s have") no geometry and "
                            + "\(withoutGeometry == 1 ? "was" : "were") left out",
                        "\(withoutGeometry) 个要素没有几何，未导入")))
        }
        if !plan.unreadStatus.isEmpty {
            notes.append(
                place.says(
                    Wording(
                        "\(plan.unreadStatus.joined(separator: ", ")) looks like a state, open or shut, and was not "
                            + "read; if it is one, name it in a mapping as 'status'",
                        "\(plan.unreadStatus.joined(separator: "、")) 像是启闭状态，未读取；如是，请在映射中指定为“status”")))
        }
        notes += remarks.sentences(place)
        return (survey, withoutGeometry + leftOut)
    }

    private mutating func add(_ record: FeatureRecord) throws {
        switch record.plan.role {
        case .pipe:
            for (part, path) in try record.paths().enumerated() {
                survey.lines.append(try record.pipe(path, part: part))
            }
        case .junction: survey.nodes.append(try node(record))
        case .reservoir: survey.nodes.append(.reservoir(try record.reservoir()))
        case .tank: survey.nodes.append(.tank(try record.tank()))
        case .pump, .regulatingValve:
            let element = try record.regulator()
            if record.geometry.isPoint {
                let position = try record.point()
                survey.regulators.append(
                    .init(
                        element: element, position: position, from: record.reference(.from),
                        to: record.reference(.to)))
            } else {
                for path in try record.paths() {
                    survey.lines.append(
                        .init(
                            element: element, path: path, from: record.reference(.from),
                            to: record.reference(.to)))
                }
            }
        case .asset(let kind): survey.assets.append(try record.asset(kind))
        case .station: survey.assets.append(try record.station())
        case .zone, .ignored: break
        }
    }

    /// What a feature of a layer of nodes is: Giswater keeps tanks and reservoirs among the junctions.
    private func node(_ record: FeatureRecord) throws -> SurveyedFeatures.Node {
        guard record.plan.tool == .giswater, let kind = record.text(.kind)?.uppercased() else {
            return .junction(try record.junction())
        }
        switch kind {
        case "TANK", "INLET": return .tank(try record.tank())
        case "RESERVOIR": return .reservoir(try record.reservoir())
        case "PUMP", "VALVE", "SHORTPIPE", "VIRTUALVALVE", "VIRTUALPUMP":
            record.remarks.note(
                Wording(
                    "a \(kind.lowercased()) drawn as a node is taken as a junction",
                    "以点表示的 \(kind.lowercased()) 按节点处理"), record.id)
            return .junction(try record.junction())
        default: return .junction(try record.junction())
        }
    }

    /// The geometries in the city's reference system, after looking whether they can be what the source says.
    private mutating func transformed(
        _ layer: FeatureLayer, _ place: LayerPlace, from crs: CoordinateReferenceSystem
    ) throws -> [Geometry?] {
        try Self.check(layer, place, crs: crs, transforms)
        let transform = try transforms.transform(from: crs, to: city)
        let features = layer.features.map { $0.geometry.flatMap { $0.isNowhere ? nil : $0 } }
        let places = features.compactMap { $0?.coordinates.first }
        let hasArea = crs.areaOfUse != nil || city.areaOfUse != nil
        let geographic = hasArea ? try transforms.transform(from: crs, to: .wgs84) : nil
        let outside = try transform.outsideAreaOfUse(places, geographic: geographic).count
        if outside > 0 {
            notes.append(
                place.says(
                    Wording(
                        "\(outside) of \(places.count) features lie outside the area that \(crs) or the city's "
                            + "system is made for",
                        "\(places.count) 个要素中有 \(outside) 个超出 \(crs) 或城市坐标参考系的适用范围")))
        }
        if transform.isIdentity { return features }
        return try features.map { try $0.map { try transform($0) } }
    }

    /// Refuses coordinates that are no numbers, or that cannot be what `crs` says.
    static func check(
        _ layer: FeatureLayer, _ place: LayerPlace, crs: CoordinateReferenceSystem,
        _ transforms: TransformCache
    ) throws {
        for feature in layer.features {
            guard let geometry = feature.geometry, !geometry.isNowhere else { continue }
            if let bad = geometry.coordinates.first(where: { !$0.isPlace }) {
                throw ImportError.unsuitableGeometry(
                    path: place.path, layer: place.layer, feature: String(feature.id),
                    found: .coordinates(bad), expected: .placeOnEarth)
            }
        }
        try CRSPlausibility(crs: crs, transforms: transforms).check(layer, place)
    }

    /// The id of every feature with the source's prefix; made up from layer and record where there is none.
    private mutating func ids(
        of layer: FeatureLayer, _ plan: LayerPlan, _ place: LayerPlace, prefix: String
    ) throws -> [String] {
        let column = plan.column(.id)
        var made = 0
        var ids: [String] = []
        ids.reserveCapacity(layer.features.count)
        for feature in layer.features {
            if let text = column.flatMap({ feature.values[$0.position].text }) {
                ids.append(prefix + text)
            } else {
                made += 1
                ids.append("\(prefix)\(layer.name)-\(feature.id)")
            }
        }
        var seen: Set<String> = []
        let twice = ids.filter { !seen.insert($0).inserted }
        if !twice.isEmpty {
            throw ImportError.duplicateIDs(
                path: place.path, layer: place.layer, ids: Array(twice.prefix(5)), count: twice.count)
        }
        if made > 0 {
            notes.append(
                place.says(
                    Wording(
                        "\(made) features have no id and were called \(layer.name)-<record>",
                        "\(made) 个要素没有编号，命名为 \(layer.name)-<记录号>")))
        }
        return ids
    }
}

/// A layer of a file, for messages.
struct LayerPlace: CustomStringConvertible {
    var path: String
    var layer: String

    var description: String { "\(path), layer \(layer)" }

    /// A sentence about the layer.
    func says(_ text: Wording) -> Wording {
        Wording("\(self): \(text.english)", "\(path)，图层 \(layer)：\(text.chinese)")
    }
}

extension Geometry {
    /// Whether it has no position at all, as empty geometries have none and some writers mark by NaN.
    var isNowhere: Bool {
        let places = coordinates
        return places.isEmpty || places.allSatisfy { $0.x.isNaN && $0.y.isNaN }
    }

    var isPoint: Bool {
        switch self {
        case .point: true
        case .multiPoint(let positions): positions.count == 1
        default: false
        }
    }
}

extension Coordinate {
    /// Whether both are numbers that a place in any reference system of the Earth may have.
    var isPlace: Bool { abs(x) <= 1e9 && abs(y) <= 1e9 }
}
