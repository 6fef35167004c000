import NetworkFormats
import PipeNetwork

/// How the answers of the graph are drawn.
extension LayerStyle {
    /// Pipes of an isolation.
    static let isolatedPipes = LayerStyle(
        field: "role",
        categories: [
            Category("isolated", "isolated", colour: "#d62728", size: 1.2),
            Category("cut_off", "cut off besides", colour: "#ff9f40", size: 1.2),
            Category("burst", "burst", colour: "#7f0000", size: 2),
        ])

    /// Valves of an isolation.
    static let isolationValves = LayerStyle(
        field: "role",
        categories: [
            Category("close", "close", colour: "#d62728", size: 4, shape: .diamond),
            Category("keep_shut", "keep shut", colour: "#555555", size: 3.2, shape: .diamond),
            Category(
                "leads_to_cut_off", "leads to what is cut off", colour: "#ff9f40", size: 2.6, shape: .diamond),
            Category("stuck", "stuck", colour: "#000000", size: 4, shape: .cross),
            Category("may_be_opened", "may be opened", colour: "#2ca02c", size: 4, shape: .star),
            Category("may_be_started", "may be started", colour: "#2ca02c", size: 4, shape: .triangle),
            Category("holds_by_itself", "holds by itself", colour: "#555555", size: 3.2, shape: .triangle),
        ])

    /// Valves between all parts.
    static let segmentValves = LayerStyle(
        field: "role",
        categories: [
            Category(
                "critical", "the tenth whose failure costs most", colour: "#d62728", size: 3, shape: .diamond),
            Category("ordinary", "valve", colour: "#555555", size: 1.6, shape: .diamond),
            Category("shut", "shut", colour: "#111111", size: 2.4, shape: .square),
            Category("idle", "separates nothing", colour: "#ffbf00", size: 2.2, shape: .triangle),
        ])

    /// What a city's condition shows.
    static let weakLinks = LayerStyle(
        field: "role",
        categories: [
            Category("dead_end", "dead end", colour: "#ff9f40", size: 0.9),
            Category("bridge", "bridge", colour: "#d62728", size: 1.3),
        ])

    /// Point assets by kind.
    static let assets = LayerStyle(
        field: "role",
        categories: [
            Category("customer_point", "customer", colour: "#6b4c9a", size: 1.4),
            Category("meter", "meter", colour: "#1f77b4", size: 2.2, shape: .square),
            Category("hydrant", "hydrant", colour: "#c21e56", size: 2, shape: .triangle),
            Category("isolation_valve", "valve", colour: "#8c8c8c", size: 1.6, shape: .diamond),
            Category("pressure_point", "pressure point", colour: "#17becf", size: 2.4, shape: .triangle),
            Category(
                "secondary_supply_station", "secondary supply", colour: "#e377c2", size: 3, shape: .square),
            Category("booster_station", "booster", colour: "#bcbd22", size: 3.4, shape: .square),
            Category("waterworks", "waterworks", colour: "#0b3d91", size: 4.5, shape: .square),
        ])

    /// Nodes of low pressure.
    static let lowPressure = LayerStyle(
        field: "role",
        categories: [Category("low_pressure", "below the service minimum", colour: "#9467bd", size: 2.6)])

    /// What a trace walked.
    static let tracedLinks = LayerStyle(
        field: "role",
        categories: [
            Category("traced", "traced", colour: "#1f77b4", size: 0.9),
            Category("path", "way", colour: "#d62728", size: 1.4),
            Category("barrier", "held back", colour: "#111111", size: 1.4),
        ])

    /// Where a trace began and what it found.
    static let tracedNodes = LayerStyle(
        field: "role",
        categories: [
            Category("from", "from", colour: "#111111", size: 4, shape: .star),
            Category("found", "found", colour: "#d62728", size: 3.4, shape: .square),
            Category("source", "source", colour: "#0b3d91", size: 4.5, shape: .square),
        ])

    /// A colour for each of several values: of sources, zones or parts.
    static func many(field: String, values: [String], size: Double = 0.8) -> LayerStyle {
        let colours = [
            "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22",
            "#17becf",
        ]
        return LayerStyle(
            field: field,
            categories: values.enumerated().map { number, value in
                Category(value, value, colour: colours[number % colours.count], size: size)
            })
    }

    /// The style of a layer of ``ZoneLayers``; `nil` for another.
    static func ofZones(_ layer: FeatureLayer) -> LayerStyle? {
        guard let field = layer.fieldIndex(layer.name == "zone_devices" ? "role" : "zone") else { return nil }
        var values: [String] = []
        for feature in layer.features {
            if let value = feature.values[field].text, !values.contains(value) { values.append(value) }
        }
        switch layer.name {
        case "zone_devices":
            return LayerStyle(
                field: "role",
                categories: [
                    Category("meter", "meter", colour: "#1f77b4", size: 3.6, shape: .square),
                    Category("valve", "shut", colour: "#111111", size: 3, shape: .diamond),
                ])
        case "zone_leaks":
            return LayerStyle(
                field: "zone",
                categories: values.map { Category($0, "leak of \($0)", colour: "#d62728", size: 1.4) })
        default: return .many(field: "zone", values: values.sorted())
        }
    }

    /// What changes between two imports.
    static let changes: LayerStyle = {
        let moved = ["moved", "moved reconnected", "moved reattributed", "moved reconnected reattributed"]
        let others = ["reconnected", "reattributed", "reconnected reattributed"]
        return LayerStyle(
            field: "change",
            categories: [
                Category("added", "added", colour: "#2ca02c", size: 1.2),
                Category("removed", "removed", colour: "#d62728", size: 1.2),
            ] + moved.map { Category($0, $0, colour: "#ff7f0e", size: 1.2) }
                + others.map { Category($0, $0, colour: "#1f77b4", size: 1.2) })
    }()
}
