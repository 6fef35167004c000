import InputOutput
import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork

extension ChangeReport {
    /// Writes the changes by the ending of `path`: styled map layers of lines and points (`.geojson`, `.gpkg`),
    /// or a list (`.json`, `.csv`).
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - old: the network of before, in which what was removed is drawn.
    ///   - new: the network of after.
    ///   - language: the language of a list's words.
    /// - Throws: `FormatError`.
    public func write(
        to path: String, from old: Network, to new: Network, language: ReportLanguage = .english
    ) throws {
        switch (path as NSString).pathExtension.lowercased() {
        case "json": try OutputFile.write(text(as: .json, language: language).utf8, to: path)
        case "csv": try OutputFile.write(text(as: .csv, language: language).utf8, to: path)
        case "gpkg", "geojson":
            let (points, lines) = features(old, new)
            try [layer("changed_lines", lines, new.crs), layer("changed_points", points, new.crs)]
                .map { StyledLayer($0, style: .changes) }.write(to: path)
        default:
            throw FormatError.unknownFormat(
                path: path,
                expected: Wording(
                    ".geojson, .gpkg, .json or .csv", ".geojson、.gpkg、.json 或 .csv"))
        }
    }

    private func layer(_ name: String, _ features: [Feature], _ crs: CoordinateReferenceSystem?)
        -> FeatureLayer
    {
        FeatureLayer(
            name: name, crs: crs,
            fields: [
                FeatureField("change", .text, width: 24), FeatureField("layer", .text, width: 24),
                FeatureField("id", .text, width: 64), FeatureField("fields", .text, width: 254),
            ],
            features: features.enumerated().map { number, feature in
                Feature(id: Int64(number), geometry: feature.geometry, values: feature.values)
            })
    }

    private func features(_ old: Network, _ new: Network) -> (points: [Feature], lines: [Feature]) {
        func path(_ link: SurveyedFeatures.Element, _ network: Network) -> [Coordinate] {
            network.links.index(of: link.id).map { network.path(ofLink: $0) } ?? []
        }
        let points =
            features(changes.nodes, { $0.shape }, { $0.shape })
            + features(changes.assets, { $0.shape }, { $0.shape })
        return (points, features(changes.links, { path($0, old) }, { path($0, new) }))
    }

    private func features<Element: NetworkElement>(
        _ changes: ElementChanges<Element>, _ before: (Element) -> [Coordinate],
        _ after: (Element) -> [Coordinate]
    ) -> [Feature] {
        func feature(_ change: String, _ element: Element, _ path: [Coordinate], _ fields: String = "")
            -> Feature
        {
            let geometry: Geometry? =
                path.count == 1 ? .point(path[0]) : path.count > 1 ? .lineString(path) : nil
            return Feature(
                id: 0, geometry: geometry,
                values: [.text(change), .text(element.layer), .text(element.id), .text(fields)])
        }
        return changes.removed.map { feature("removed", $0, before($0)) }
            + changes.added.map { feature("added", $0, after($0)) }
            + changes.changed.map { change in
                var words: [String] = []
                if change.isMoved(beyond: still) { words.append("moved") }
                if change.isReconnected { words.append("reconnected") }
                if !change.fields.isEmpty { words.append("reattributed") }
                return feature(
                    words.joined(separator: " "), change.after, after(change.after),
                    change.fields.map { "\($0.name): \($0.before.text ?? "-") → \($0.after.text ?? "-")" }
                        .joined(separator: "; "))
            }
    }
}
