import Geospatial
import InputOutput

extension Feature {
    /// Throws unless there is a value for each of `count` fields.
    func check(_ count: Int, at place: FormatError.Place) throws {
        guard values.count == count else {
            throw FormatError.unsuitableValue(
                place, found: Wording("\(values.count) values", "\(values.count) 个值"),
                expected: Wording("one for each of the \(count) fields", "\(count) 个字段各一个值"))
        }
    }
}

extension Geometry {
    /// The geometry as a reader hands it out: every position finite, heights that stand for "not known" and empty parts
    /// left out; `nil` for one without any position, which no format tells from none.
    func checked(at place: FormatError.Place) throws -> Geometry? {
        try checkFinite(at: place)
        let known = withoutNoDataHeights()
        switch known {
        case .point: return known
        case .lineString(let path): return path.isEmpty ? nil : known
        case .multiPoint(let positions): return positions.isEmpty ? nil : known
        case .polygon(let polygon): return polygon.exterior.isEmpty ? nil : known
        case .multiLineString(let paths):
            let parts = paths.filter { !$0.isEmpty }
            return parts.isEmpty ? nil : .multiLineString(parts)
        case .multiPolygon(let polygons):
            let parts = polygons.filter { !$0.exterior.isEmpty }
            return parts.isEmpty ? nil : .multiPolygon(parts)
        case .collection(let all):
            let parts = try all.compactMap { try $0.checked(at: place) }
            return parts.isEmpty ? nil : .collection(parts)
        }
    }

    /// Throws unless every position is finite.
    func checkFinite(at place: FormatError.Place) throws {
        try forEachCoordinate { position in
            guard position.isFinite else {
                throw FormatError.unsuitableValue(
                    place,
                    found: Wording(
                        "the position \(position.x), \(position.y)", "坐标 \(position.x), \(position.y)"),
                    expected: Wording("finite numbers", "有限数值"))
            }
        }
    }
}
