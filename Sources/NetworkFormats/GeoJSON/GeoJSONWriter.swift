import Foundation
import Geospatial
import InputOutput
import PipeNetwork

/// Writes a GeoJSON feature collection (RFC 7946), one feature a line.
///
/// Positions are longitude and latitude on WGS 84, transformed where the layer has another system, unless
/// the options keep that one. Outer rings run counterclockwise, as the standard asks.
public final class GeoJSONWriter: FeatureWriter {
    private let file: OutputFile
    private let place: FormatError.Place
    private let names: [[UInt8]]
    private let fieldNames: [String]
    private let decimals: Int
    private let transform: CoordinateTransform?
    /// Whether positions must look like degrees because nothing says what they are.
    private let checksDegrees: Bool
    private var count = 0
    private var isFinished = false
    private var line: [UInt8] = []

    /// Opens a writer for `path`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - name: the layer's name, kept in the collection.
    ///   - crs: the system of the features to come; `nil` is taken for WGS 84 as long as the coordinates can be
    ///     degrees.
    ///   - fields: the fields of every feature.
    ///   - options: decimals, and whether the layer's own system is kept.
    /// - Throws: ``FormatError``; also when `crs` has no EPSG code and the options keep it.
    public init(
        _ path: String, name: String, crs: CoordinateReferenceSystem?, fields: [FeatureField],
        options: LayerWriteOptions = LayerWriteOptions()
    ) throws {
        place = FormatError.Place(path, layer: name)
        fieldNames = fields.map(\.name)
        names = fields.map { field in
            var bytes: [UInt8] = []
            JSONText.append(field.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            return bytes
        }
        var member = ""
        var writtenInDegrees = true
        if options.keepsReferenceSystemInGeoJSON, let crs, crs != .wgs84 {
            guard let code = crs.epsg else {
                throw FormatError.unsupported(
                    place,
                    what: Wording(
                        "GeoJSON can name only systems with an EPSG code, not \(crs.name)",
                        "GeoJSON 只能注明有 EPSG 代码的坐标参考系，不能注明 \(crs.name)"))
            }
            member =
                #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::\#(code)"}},"# + "\n"
            writtenInDegrees = crs.isGeographic
            transform = nil
        } else if let crs, crs != .wgs84 {
            do {
                transform = try CoordinateTransform(from: crs, to: .wgs84)
            } catch {
                throw FormatError.unsupported(
                    place,
                    what: Wording("positions cannot be brought to WGS 84: ", "坐标无法转换到 WGS 84：")
                        + Wording(describing: error))
            }
        } else {
            transform = nil
        }
        checksDegrees = crs == nil
        decimals = options.decimals ?? (writtenInDegrees ? 8 : 4)
        file = try OutputFile(path)
        var head: [UInt8] = Array("{\"type\":\"FeatureCollection\",\n\"name\":".utf8)
        JSONText.append(name, to: &head)
        try file.write(head)
        try file.write(",\n\(member)\"features\":[")
    }

    /// Writes one feature.
    public func append(_ feature: Feature) throws {
        var place = place
        place.feature = feature.id
        try feature.check(fieldNames.count, at: place)
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: (count == 0 ? "\n" : ",\n").utf8)
        line.append(contentsOf: #"{"type":"Feature","properties":{"#.utf8)
        for (index, value) in feature.values.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            line.append(contentsOf: names[index])
            switch value {
            case .null: line.append(contentsOf: "null".utf8)
            case .text(let text): JSONText.append(text, to: &line)
            case .integer(let number): line.append(contentsOf: number.description.utf8)
            case .real(let number): JSONText.append(number, to: &line)
            case .boolean(let truth): line.append(contentsOf: truth.description.utf8)
            }
        }
        line.append(contentsOf: #"},"geometry":"#.utf8)
        if let geometry = feature.geometry {
            write(try transformed(geometry, place))
        } else {
            line.append(contentsOf: "null".utf8)
        }
        line.append(UInt8(ascii: "}"))
        try file.write(line)
        count += 1
    }

    /// Closes the collection and gives the file its name.
    public func finish() throws {
        guard !isFinished else { return }
        isFinished = true
        try file.write("\n]}\n")
        try file.finish()
    }

    private func transformed(_ geometry: Geometry, _ place: FormatError.Place) throws -> Geometry {
        try geometry.checkFinite(at: place)
        if checksDegrees, let box = geometry.boundingBox,
            box.minX < -360 || box.maxX > 360 || box.minY < -90 || box.maxY > 90
        {
            throw FormatError.missingReferenceSystem(
                place,
                hint: Wording(
                    "GeoJSON is in degrees and \(box.minX), \(box.minY) is not",
                    "GeoJSON 以度为单位，而 \(box.minX), \(box.minY) 不是"))
        }
        guard let transform else { return geometry }
        do {
            return try transform(geometry)
        } catch {
            throw FormatError.unsuitableValue(
                place,
                found: Wording("a position outside the reach of its reference system", "超出其坐标参考系适用范围的坐标"),
                expected: Wording("one that can be brought to WGS 84", "可转换到 WGS 84 的坐标").because(error))
        }
    }

    private func write(_ geometry: Geometry) {
        line.append(contentsOf: #"{"type":""#.utf8)
        switch geometry {
        case .point(let position):
            line.append(contentsOf: #"Point","coordinates":"#.utf8)
            write(position)
        case .lineString(let path):
            line.append(contentsOf: #"LineString","coordinates":"#.utf8)
            write(path)
        case .polygon(let polygon):
            line.append(contentsOf: #"Polygon","coordinates":"#.utf8)
            write(polygon)
        case .multiPoint(let path):
            line.append(contentsOf: #"MultiPoint","coordinates":"#.utf8)
            write(path)
        case .multiLineString(let paths):
            line.append(contentsOf: #"MultiLineString","coordinates":"#.utf8)
            list(paths) { write($0) }
        case .multiPolygon(let polygons):
            line.append(contentsOf: #"MultiPolygon","coordinates":"#.utf8)
            list(polygons) { write($0) }
        case .collection(let parts):
            line.append(contentsOf: #"GeometryCollection","geometries":"#.utf8)
            list(parts) { write($0) }
        }
        line.append(UInt8(ascii: "}"))
    }

    private func write(_ polygon: Polygon) {
        guard !polygon.exterior.isEmpty else {
            line.append(contentsOf: "[]".utf8)
            return
        }
        let rings =
            [RingOrientation.oriented(polygon.exterior, counterclockwise: true)]
            + polygon.holes.map { RingOrientation.oriented($0, counterclockwise: false) }
        list(rings) { write($0) }
    }

    private func write(_ path: [Coordinate]) {
        list(path) { write($0) }
    }

    private func write(_ position: Coordinate) {
        line.append(UInt8(ascii: "["))
        DecimalText.append(position.x, decimals: decimals, to: &line)
        line.append(UInt8(ascii: ","))
        DecimalText.append(position.y, decimals: decimals, to: &line)
        if let z = position.z, z.isFinite {
            line.append(UInt8(ascii: ","))
            DecimalText.append(z, decimals: 4, to: &line)
        }
        line.append(UInt8(ascii: "]"))
    }

    private func list<Element>(_ elements: [Element], _ body: (Element) -> Void) {
        line.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            body(element)
        }
        line.append(UInt8(ascii: "]"))
    }
}
