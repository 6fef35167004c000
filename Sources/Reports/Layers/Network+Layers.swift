import NetworkFormats
import PipeNetwork

extension Network {
    /// Links as lines, in groups by a field `role`.
    func linkLayer(
        _ name: String, fields: [FeatureField], groups: [(role: String, links: [Int32])],
        values: (Int) -> [AttributeValue] = { _ in [] }
    ) -> FeatureLayer {
        FeatureLayer(
            name: name, crs: crs,
            fields: [
                FeatureField("id", .text), FeatureField("role", .text), FeatureField("kind", .text),
                FeatureField("diameter_mm", .real), FeatureField("length_m", .real),
            ] + fields,
            features: groups.flatMap { role, rows in
                rows.map(Int.init).map { row in
                    let path = path(ofLink: row)
                    return Feature(
                        id: Int64(row), geometry: path.count > 1 ? .lineString(path) : nil,
                        values: [
                            .text(links.ids[row]), .text(role), .text(links.kinds[row].key),
                            .real(links.diameter[row] * 1000), .real(links.length[row]),
                        ] + values(row))
                }
            })
    }

    /// Point assets with their kind as `role`.
    func assetLayer(_ name: String, rows: [Int32]) -> FeatureLayer {
        FeatureLayer(
            name: name, crs: crs, fields: [FeatureField("id", .text), FeatureField("role", .text)],
            features: rows.map(Int.init).map { row in
                Feature(
                    id: Int64(row), geometry: assets.position(row).map { .point($0) },
                    values: [.text(assets.ids[row]), .text(assets.kinds[row].rawValue)])
            })
    }

    /// Nodes with a role each.
    func nodeLayer(
        _ name: String, fields: [FeatureField] = [], groups: [(role: String, nodes: [Int32])],
        values: (Int) -> [AttributeValue] = { _ in [] }
    ) -> FeatureLayer {
        FeatureLayer(
            name: name, crs: crs, fields: [FeatureField("id", .text), FeatureField("role", .text)] + fields,
            features: groups.flatMap { role, rows in
                rows.map(Int.init).map { row in
                    Feature(
                        id: Int64(row), geometry: nodes.position(row).map { .point($0) },
                        values: [.text(nodes.ids[row]), .text(role)] + values(row))
                }
            })
    }
}
