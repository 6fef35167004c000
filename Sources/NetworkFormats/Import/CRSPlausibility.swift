import Geospatial
import InputOutput
import PipeNetwork

/// Whether coordinates can be what their reference system says: the commonest mistake of all imports.
struct CRSPlausibility {
    let crs: CoordinateReferenceSystem
    var transforms = TransformCache()

    /// Throws when the first place of the layer is none in the reference system, or lies further outside the
    /// area the system is made for than that area is wide.
    func check(_ layer: FeatureLayer, _ place: LayerPlace) throws {
        guard
            let sample = layer.features.first(where: { $0.geometry != nil }),
            let position = sample.geometry?.coordinates.first
        else { return }
        try check(position, place, feature: String(sample.id))
    }

    /// Throws when the first place of the model is none in the reference system, or any is none on Earth.
    func check(_ model: Network, path: String) throws {
        let place = LayerPlace(path: path, layer: "nodes")
        var isFirst = true
        for row in 0..<model.nodes.count {
            guard let position = model.nodes.position(row) else { continue }
            if isFirst { try check(position, place, feature: model.nodes.ids[row]) }
            isFirst = false
            guard position.isPlace else {
                throw ImportError.unsuitableGeometry(
                    path: path, layer: place.layer, feature: model.nodes.ids[row],
                    found: .coordinates(position), expected: .placeOnEarth)
            }
        }
        for row in 0..<model.links.count {
            for bend in model.links.vertices(row) where !bend.isPlace {
                throw ImportError.unsuitableGeometry(
                    path: path, layer: "links", feature: model.links.ids[row],
                    found: Wording("a bend at \(bend.x), \(bend.y)", "折点 \(bend.x), \(bend.y)"),
                    expected: .placeOnEarth)
            }
        }
    }

    private func check(_ position: Coordinate, _ place: LayerPlace, feature: String) throws {
        func refusal(_ expected: Wording) -> ImportError {
            .wrongCRS(
                path: place.path, layer: place.layer, crs: crs.description, feature: feature,
                x: position.x, y: position.y, expected: expected)
        }
        if crs.isGeographic, abs(position.x) > 180 || abs(position.y) > 90 {
            throw refusal(
                Wording("longitude and latitude in degrees are expected", "应为以度为单位的经纬度"))
        }
        guard let area = crs.areaOfUse, area.width < 300 else { return }
        // As metres they would lie beside the origin of the plane, where no survey does.
        if crs.kind == .projected, area.contains(position) {
            throw refusal(
                Wording(
                    "these are longitude and latitude in degrees, and the system is a plane",
                    "这是以度为单位的经纬度，而该坐标参考系是平面"))
        }
        let range =
            "\(degrees(area.minX))…\(degrees(area.maxX))° E, \(degrees(area.minY))…\(degrees(area.maxY))° N"
        let made = Wording("made for \(range)", "适用范围 \(range)")
        let geographic: Coordinate
        do {
            geographic = try transforms.transform(from: crs, to: .wgs84)(position)
        } catch {
            throw refusal(.joined([made, Wording(describing: error)]))
        }
        guard area.expanded(by: max(area.width, 2)).contains(geographic) else {
            let here = "\(degrees(geographic.x))° E, \(degrees(geographic.y))° N"
            throw refusal(.joined([made, Wording("this is \(here)", "此处为 \(here)")]))
        }
    }

    private func degrees(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}

/// What errors say of coordinates that are no place.
extension Wording {
    static func coordinates(_ position: Coordinate) -> Wording {
        Wording("coordinates \(position.x), \(position.y)", "坐标 \(position.x), \(position.y)")
    }

    static let placeOnEarth = Wording("finite numbers within a million kilometres", "一百万公里以内的有限数值")
}
