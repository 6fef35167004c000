import InputOutput
import Foundation

extension Geometry {
    /// A GeoJSON geometry object (RFC 7946).
    ///
    /// Rings may turn either way. A third number of a position is its height, further ones are dropped; an
    /// empty point becomes an empty `multiPoint`.
    /// - Throws: ``GeospatialError/malformedGeoJSON(path:reason:)``.
    public init(geoJSON text: String) throws(GeospatialError) {
        do {
            self = try JSONDecoder().decode(Geometry.self, from: Data(text.utf8))
        } catch DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context)
        {
            throw .malformedGeoJSON(
                path: Self.path(context.codingPath),
                reason: Wording(verbatim: Self.sentence(context.debugDescription)))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw .malformedGeoJSON(
                path: Self.path(context.codingPath),
                reason: Wording("the member \"\(key.stringValue)\" is missing", "缺少成员“\(key.stringValue)”"))
        } catch {
            throw .malformedGeoJSON(path: "", reason: Wording(describing: error))
        }
    }

    /// The geometry as a GeoJSON object on one line, with as many digits as it takes to read the same numbers
    /// again, and a third number in positions that have a height.
    ///
    /// JSON has no numbers that are not finite: such an ordinate is written as `null`, which readers refuse.
    public func geoJSON() -> String {
        var text = ""
        append(to: &text)
        return text
    }

    private static func path(_ path: [any CodingKey]) -> String {
        path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }

    private static func sentence(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    private func append(to text: inout String) {
        text += "{\"type\":\"\(geoJSONType)\","
        if case .collection(let parts) = self {
            text += "\"geometries\":"
            Self.list(parts, &text) { $0.append(to: &$1) }
        } else {
            text += "\"coordinates\":"
            switch self {
            case .point(let one): Self.position(one, &text)
            case .lineString(let path), .multiPoint(let path): Self.list(path, &text, Self.position)
            case .polygon(let polygon): Self.polygon(polygon, &text)
            case .multiLineString(let paths): Self.list(paths, &text) { Self.list($0, &$1, Self.position) }
            case .multiPolygon(let polygons): Self.list(polygons, &text, Self.polygon)
            case .collection: break
            }
        }
        text += "}"
    }

    private static func list<Part>(
        _ parts: [Part], _ text: inout String, _ write: (Part, inout String) -> Void
    ) {
        text += "["
        for (index, part) in parts.enumerated() {
            if index > 0 { text += "," }
            write(part, &text)
        }
        text += "]"
    }

    private static func polygon(_ polygon: Polygon, _ text: inout String) {
        list(polygon.rings, &text) { list($0, &$1, position) }
    }

    private static func position(_ position: Coordinate, _ text: inout String) {
        list(position.ordinates, &text) { $1 += $0.isFinite ? $0.ordinateText : "null" }
    }

    fileprivate var geoJSONType: String {
        switch self {
        case .point: "Point"
        case .lineString: "LineString"
        case .polygon: "Polygon"
        case .multiPoint: "MultiPoint"
        case .multiLineString: "MultiLineString"
        case .multiPolygon: "MultiPolygon"
        case .collection: "GeometryCollection"
        }
    }
}

/// The coded form of a geometry is a GeoJSON geometry object, so that a feature can hold one.
extension Geometry: Codable {
    private enum Member: String, CodingKey {
        case type
        case coordinates
        case geometries
    }

    /// Reads a GeoJSON geometry object.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Member.self)
        let type = try object.decode(String.self, forKey: .type)
        func coordinates<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try object.decode(type, forKey: .coordinates)
        }
        switch type {
        case "Point":
            // An empty list of coordinates is an empty point.
            if let empty = try? coordinates([Double].self), empty.isEmpty {
                self = .multiPoint([])
            } else {
                self = .point(try coordinates(GeoJSONPosition.self).coordinate)
            }
        case "LineString": self = .lineString(try coordinates([GeoJSONPosition].self).map(\.coordinate))
        case "MultiPoint": self = .multiPoint(try coordinates([GeoJSONPosition].self).map(\.coordinate))
        case "Polygon": self = .polygon(Polygon(rings: try coordinates([[GeoJSONPosition]].self)))
        case "MultiLineString":
            self = .multiLineString(
                try coordinates([[GeoJSONPosition]].self).map { $0.map(\.coordinate) })
        case "MultiPolygon":
            self = .multiPolygon(try coordinates([[[GeoJSONPosition]]].self).map(Polygon.init(rings:)))
        case "GeometryCollection":
            guard decoder.codingPath.count < 64 else {
                throw DecodingError.dataCorruptedError(
                    forKey: .geometries, in: object,
                    debugDescription: "geometry collections are nested more than 32 deep")
            }
            self = .collection(try object.decode([Geometry].self, forKey: .geometries))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: object,
                debugDescription: "\"\(type)\" is not a geometry type of GeoJSON")
        }
    }

    /// Writes a GeoJSON geometry object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Member.self)
        try object.encode(geoJSONType, forKey: .type)
        switch self {
        case .point(let one): try object.encode(one.ordinates, forKey: .coordinates)
        case .lineString(let path), .multiPoint(let path):
            try object.encode(path.map(\.ordinates), forKey: .coordinates)
        case .polygon(let polygon):
            try object.encode(polygon.rings.map { $0.map(\.ordinates) }, forKey: .coordinates)
        case .multiLineString(let paths):
            try object.encode(paths.map { $0.map(\.ordinates) }, forKey: .coordinates)
        case .multiPolygon(let polygons):
            try object.encode(
                polygons.map { $0.rings.map { $0.map(\.ordinates) } }, forKey: .coordinates)
        case .collection(let parts): try object.encode(parts, forKey: .geometries)
        }
    }
}

/// A position as GeoJSON writes it: an array of two numbers or more.
private struct GeoJSONPosition: Decodable {
    let coordinate: Coordinate

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        if let count = list.count, count < 2 {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "a position has \(count) numbers, expected at least 2"))
        }
        let x = try list.decode(Double.self)
        let y = try list.decode(Double.self)
        coordinate = Coordinate(x: x, y: y, z: list.isAtEnd ? nil : try list.decode(Double?.self))
    }
}

extension Coordinate {
    fileprivate var ordinates: [Double] { z.map { [x, y, $0] } ?? [x, y] }
}

extension Polygon {
    fileprivate var rings: [[Coordinate]] {
        exterior.isEmpty && holes.isEmpty ? [] : [exterior] + holes
    }

    fileprivate init(rings: [[GeoJSONPosition]]) {
        let paths = rings.map { $0.map(\.coordinate) }
        self.init(exterior: paths.first ?? [], holes: Array(paths.dropFirst()))
    }
}
