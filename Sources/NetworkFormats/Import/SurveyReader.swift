import Geospatial
import PipeNetwork

/// Turns the features of planned layers into a survey in the city's reference system.
struct SurveyReader {
    private(set) var survey = Survey()
    /// Things to tell the analyst: features without a geometry, ids that were made up.
    private(set) var notes: [String] = []

    private let city: CoordinateReferenceSystem
    private let prefix: String
    private let transforms: TransformCache

    init(city: CoordinateReferenceSystem, prefix: String, transforms: TransformCache = .init()) {
        self.city = city
        self.prefix = prefix
        self.transforms = transforms
    }

    /// Adds the features of `layer` by `plan`.
    mutating func add(_ layer: FeatureLayer, _ plan: LayerPlan, crs: CoordinateReferenceSystem) throws {
        guard plan.role != .ignored, plan.role != .zone else { return }
        let place = LayerPlace(path: plan.path, layer: plan.layer)
        let geometries = try transformed(layer, place, from: crs)
        let ids = try self.ids(of: layer, plan, place)
        var withoutGeometry = 0
        for (number, feature) in layer.features.enumerated() {
            guard let geometry = geometries[number] else {
                withoutGeometry += 1
                continue
            }
            let record = FeatureRecord(
                feature: feature, id: ids[number], geometry: geometry, layer: layer, plan: plan, place: place,
                prefix: prefix)
            try add(record)
        }
        notes += layer.remarks.map { "\(place): \($0)" }
        if withoutGeometry > 0 {
            notes.append("\(place): \(withoutGeometry) features have no geometry and were left out")
        }
    }

    private mutating func add(_ record: FeatureRecord) throws {
        switch record.plan.role {
        case .pipe:
            for (part, path) in try record.paths().enumerated() {
                survey.lines.append(try record.pipe(path, part: part))
            }
        case .junction: survey.nodes.append(.junction(try record.junction()))
        case .reservoir: survey.nodes.append(.reservoir(try record.reservoir()))
        case .tank: survey.nodes.append(.tank(try record.tank()))
        case .pump, .regulatingValve:
            let element = try record.regulator()
            if case .point(let position) = record.geometry {
                survey.regulators.append(.init(element: element, position: position))
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

    /// The geometries in the city's reference system, after looking whether they can be what the source says.
    private mutating func transformed(
        _ layer: FeatureLayer, _ place: LayerPlace, from crs: CoordinateReferenceSystem
    ) throws -> [Geometry?] {
        try Self.check(layer, place, crs: crs, transforms)
        let transform = try transforms.transform(from: crs, to: city)
        let places = layer.features.compactMap { $0.geometry?.coordinates.first }
        let outside = try transform.outsideAreaOfUse(places).count
        if outside > 0 {
            notes.append(
                "\(place): \(outside) of \(places.count) features lie outside the area that \(crs) or the city's "
                    + "system is made for")
        }
        if transform.isIdentity { return layer.features.map(\.geometry) }
        return try layer.features.map { feature in
            try feature.geometry.map { try transform($0) }
        }
    }

    /// Refuses coordinates that are no numbers, or that cannot be what `crs` says.
    static func check(
        _ layer: FeatureLayer, _ place: LayerPlace, crs: CoordinateReferenceSystem,
        _ transforms: TransformCache
    ) throws {
        for feature in layer.features {
            guard let geometry = feature.geometry else { continue }
            if let bad = geometry.coordinates.first(where: { !$0.isFinite }) {
                throw ImportError.unsuitableGeometry(
                    path: place.path, layer: place.layer, feature: String(feature.id),
                    found: "coordinates \(bad.x), \(bad.y)", expected: "finite numbers")
            }
        }
        try CRSPlausibility(crs: crs, transforms: transforms).check(layer, place)
    }

    /// The id of every feature with the source's prefix; made up from layer and record where there is none.
    private mutating func ids(
        of layer: FeatureLayer, _ plan: LayerPlan, _ place: LayerPlace
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
            notes.append("\(place): \(made) features have no id and were called \(layer.name)-<record>")
        }
        return ids
    }
}

/// A layer of a file, for messages.
struct LayerPlace: CustomStringConvertible {
    var path: String
    var layer: String

    var description: String { "\(path), layer \(layer)" }
}
