import Geospatial
import NetworkFormats
import PipeNetwork

extension IsolatedBurst {
    /// The answer as map layers: pipes without water, valves, what stands there, and nodes of low pressure.
    public var layers: [StyledLayer] {
        let network = study.network
        let valves = study.segments.valves
        let pipes = network.linkLayer(
            "isolation", fields: [],
            groups: [
                ("isolated", plan.isolated.links.filter { Int($0) != link }), ("burst", [Int32(link)]),
                ("cut_off", plan.cutOff.links),
            ])
        var features: [Feature] = []
        func add(_ rows: [Int], _ role: String) {
            for (place, row) in rows.enumerated() {
                features.append(
                    Feature(
                        id: Int64(features.count), geometry: position(row).map { .point($0) },
                        values: [
                            .text(valves.name(of: row, in: network)), .text(role),
                            role == "close" ? .integer(Int64(place + 1)) : .null,
                            .text(network.links.ids[Int(valves.links[row])]),
                        ]))
            }
        }
        add(closingOrder, "close")
        add(plan.isolation.valvesHeldShut, "keep_shut")
        add(plan.isolation.valvesToDeadSegments, "leads_to_cut_off")
        add(stuck.sorted(), "stuck")
        add(plan.alternatives, "may_be_opened")
        for (role, rows) in [
            ("holds_by_itself", plan.isolation.linksHolding), ("may_be_started", plan.pumpsToStart),
        ] {
            for row in rows {
                let id = AttributeValue.text(network.links.ids[row])
                features.append(
                    Feature(
                        id: Int64(features.count), geometry: network.middle(ofLink: row).map { .point($0) },
                        values: [id, .text(role), .null, id]))
            }
        }
        let valveLayer = FeatureLayer(
            name: "valves", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("role", .text), FeatureField("order", .integer),
                FeatureField("link", .text),
            ], features: features)
        return [
            StyledLayer(pipes, style: .isolatedPipes), StyledLayer(valveLayer, style: .isolationValves),
            StyledLayer(
                network.assetLayer("affected", rows: plan.isolated.assets + plan.cutOff.assets),
                style: .assets),
            StyledLayer(lowPressureLayer, style: .lowPressure),
        ]
    }

    private var lowPressureLayer: FeatureLayer {
        let network = study.network
        let (before, after) = (effect?.before.pressures ?? [], effect?.after.pressures ?? [])
        return FeatureLayer(
            name: "low_pressure", crs: network.crs,
            fields: [
                FeatureField("id", .text), FeatureField("role", .text), FeatureField("before_m", .real),
                FeatureField("after_m", .real),
            ],
            features: (effect?.belowMinimum ?? []).map { node in
                Feature(
                    id: Int64(node), geometry: network.nodes.position(Int(node)).map { .point($0) },
                    values: [
                        .text(network.nodes.ids[Int(node)]), .text("low_pressure"),
                        .real(before[Int(node)]), .real(after[Int(node)]),
                    ])
            })
    }
}

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
