import InputOutput
import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork

extension CheckReport {
    /// Writes the defects by the ending of `path`: a map layer of points (`.geojson`, `.gpkg`, `.shp`), or a list
    /// (`.json`, `.csv`).
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - crs: the reference system of the defects' places.
    ///   - language: the language of a list's words.
    public func write(
        to path: String, crs: CoordinateReferenceSystem?, language: ReportLanguage = .english
    ) throws {
        switch (path as NSString).pathExtension.lowercased() {
        case "json": try OutputFile.write(text(as: .json, language: language).utf8, to: path)
        case "csv": try OutputFile.write(text(as: .csv, language: language).utf8, to: path)
        default: try layer(crs: crs).write(to: path)
        }
    }

    /// The defects as points with the fields kind, severity, elements (of many the first) and measure.
    public func layer(crs: CoordinateReferenceSystem?) -> FeatureLayer {
        FeatureLayer(
            name: "defects", crs: crs,
            fields: [
                FeatureField("kind", .text, width: 24), FeatureField("severity", .text, width: 8),
                FeatureField("elements", .text, width: 254), FeatureField("measure", .real),
            ],
            features: defects.enumerated().map { number, defect in
                Feature(
                    id: Int64(number), geometry: defect.position.map { .point($0) },
                    values: [
                        .text(defect.kind.rawValue), .text(defect.severity.rawValue),
                        .text(Self.shortened(defect.elements, to: 24).joined(separator: " ")),
                        defect.measure.map { .real($0) } ?? .null,
                    ])
            })
    }
}
