import Geospatial
import NetworkFormats
import NetworkStudies
import PipeNetwork

extension IsolatedBurst {
    /// The answer as map layers: pipes without water, valves, what stands there, and nodes of low pressure.
    public var layers: [StyledLayer] {
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
                        id: Int64(features.count), geometry: position(ofValve: row).map { .point($0) },
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
                        id: Int64(features.count), geometry: network.midpoint(ofLink: row).map { .point($0) },
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
