import Foundation
import InputOutput
import PipeNetwork

extension FeatureLayer {
    /// Writes the layer in the format that the ending of `path` names: `.geojson` or `.json`, `.gpkg`, `.shp`,
    /// or `.csv` with well-known text.
    ///
    /// Whatever stood at `path` is replaced when all is written, not before. Text fields of a Shapefile become
    /// as wide as their longest value.
    ///
    /// - Throws: ``FormatError``.
    public func write(to path: String, options: LayerWriteOptions = LayerWriteOptions()) throws {
        let writer = try makeWriter(path, options)
        for feature in features { try writer.append(feature) }
        try writer.finish()
    }

    private func makeWriter(_ path: String, _ options: LayerWriteOptions) throws -> any FeatureWriter {
        var options = options
        options.geometryClass = options.geometryClass ?? geometryClass
        options.hasHeights =
            options.hasHeights ?? features.contains { $0.geometry?.startsWithHeight ?? false }
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "geojson", "json":
            return try GeoJSONWriter(path, name: name, crs: crs, fields: fields, options: options)
        case "csv": return try CSVFeatureWriter(path, crs: crs, fields: fields, options: options)
        case "shp":
            return try ShapefileWriter(
                path, crs: crs, fields: try fieldsAsWideAsTheirText(options.encoding), options: options)
        case "gpkg":
            let package = try GeoPackageWriter(path)
            return try package.makeLayer(name, crs: crs, fields: fields, options: options, owner: package)
        default:
            throw FormatError.unknownFormat(
                path: path,
                expected: Wording(
                    "an ending .geojson, .gpkg, .shp or .csv", "扩展名 .geojson、.gpkg、.shp 或 .csv"))
        }
    }

    /// The fields with a width each text fits; what is too wide for the format is left for its writer to name.
    private func fieldsAsWideAsTheirText(_ encoding: TextEncoding) throws -> [FeatureField] {
        let converter = try TextConverter(encoding, .toEncoding)
        return fields.enumerated().map { index, field in
            guard field.kind == .text, field.width == nil else { return field }
            var width = 1
            for feature in features where index < feature.values.count {
                guard let text = feature.values[index].text else { continue }
                // Four bytes hold a character of any encoding, so short text need not be measured.
                if text.utf8.count * 4 > width { width = max(width, converter.encode(text)?.count ?? 1) }
            }
            return FeatureField(field.name, .text, width: width)
        }
    }
}

extension [FeatureLayer] {
    /// Writes all layers into one GeoPackage.
    ///
    /// - Throws: ``FormatError``.
    public func writeGeoPackage(
        to path: String, options: LayerWriteOptions = LayerWriteOptions()
    ) throws {
        let package = try GeoPackageWriter(path)
        for layer in self {
            var options = options
            options.geometryClass = options.geometryClass ?? layer.geometryClass
            let writer = try package.addLayer(
                layer.name, crs: layer.crs, fields: layer.fields, options: options)
            for feature in layer.features { try writer.append(feature) }
        }
        try package.finish()
    }
}
