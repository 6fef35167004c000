import Foundation
import Geospatial
import InputOutput
import PipeNetwork

/// A GeoJSON file (RFC 7946): a feature collection, a feature or a bare geometry, as one layer.
///
/// Without a `crs` member coordinates are longitude and latitude on WGS 84; the member of the older
/// specification is honoured. The layer is called after the file.
public struct GeoJSONSource: LayerSource {
    /// The file.
    public let path: String
    /// One name, that of the file.
    public let layerNames: [String]

    private let options: LayerReadOptions

    /// The file at `path`; it is read when a layer is asked for.
    public init(_ path: String, options: LayerReadOptions = LayerReadOptions()) {
        self.path = path
        self.options = options
        layerNames = [URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent]
    }

    /// Reads the layer.
    ///
    /// Fields stand in the order in which they are first seen. Their kind is the narrowest that holds all
    /// values; nested values become JSON text. The member `id` of features is a field `id` unless the
    /// properties have one.
    ///
    /// - Throws: ``FormatError/malformed(_:found:expected:)`` with line, column and the feature's position.
    public func read(_ name: String) throws -> FeatureLayer {
        let name = try resolved(name)
        return try Self.layer(
            [UInt8](try InputFile.content(of: path)), name: name, path: path, options: options)
    }

    /// The layer in `content`; `path` is for errors.
    static func layer(
        _ content: [UInt8], name: String, path: String, options: LayerReadOptions = LayerReadOptions()
    ) throws -> FeatureLayer {
        var reader = GeoJSONReader(try JSONCursor(content, path: path))
        let found = try reader.read()
        let crs: CoordinateReferenceSystem?
        if let given = options.crs {
            crs = given
        } else {
            switch found {
            case .unstated:
                crs = .wgs84
                try checkDegrees(reader.features, path: path)
            case .unknown: crs = nil
            case .named(let definition):
                do {
                    crs = try CoordinateReferenceSystem(definition)
                } catch {
                    throw FormatError.malformed(
                        .init(path), found: Wording("the crs “\(definition)”", "crs “\(definition)”"),
                        expected: .knownReferenceSystem(error))
                }
            }
        }
        return FeatureLayer(
            name: name, crs: crs, fields: reader.properties.settle(&reader.features),
            features: reader.features)
    }

    /// Metres in a file that says nothing must not pass for degrees.
    private static func checkDegrees(_ features: [Feature], path: String) throws {
        for feature in features {
            guard let box = feature.geometry?.boundingBox else { continue }
            guard box.minX >= -360, box.maxX <= 360, box.minY >= -90, box.maxY <= 90 else {
                throw FormatError.missingReferenceSystem(
                    .init(path, feature: feature.id),
                    hint: Wording(
                        "GeoJSON without a crs member is in degrees, but a coordinate near "
                            + "\(box.minX), \(box.minY) is not",
                        "没有 crs 成员的 GeoJSON 以度为单位，但 \(box.minX), \(box.minY) 附近的坐标不是"))
            }
        }
    }
}
