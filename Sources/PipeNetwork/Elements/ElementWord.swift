import InputOutput

/// What elements are called in messages.
package enum ElementWord {
    /// A kind of element, by the name that its layer or its kind has in files; a name that is none of them stays as it
    /// is.
    package static func kind(_ name: String) -> Wording {
        Wording(name, chinese(name) ?? name)
    }

    /// An element: its kind and its id in quotes.
    package static func element(_ kind: String, _ id: String) -> Wording {
        Wording("\(kind) '\(id)'", "\(chinese(kind) ?? kind)“\(id)”")
    }

    private static func chinese(_ name: String) -> String? {
        switch name {
        case "node", "nodes": "节点"
        case "junction": "节点"
        case "reservoir": "水源（水库）"
        case "tank": "水池（水箱）"
        case "link", "links": "管段"
        case "pipe": "管段"
        case "pump": "水泵"
        case "valve": "阀门"
        case "asset", "assets": "设施"
        case "waterworks": "水厂"
        case "booster_station": "加压泵站"
        case "secondary_supply_station": "二次供水泵站"
        case "pressure_point": "测压点"
        case "meter": "水表（流量计）"
        case "hydrant": "消火栓"
        case "isolation_valve": "阀门"
        case "customer", "customer_point": "用户"
        case "zone": "分区"
        case "source": "水源"
        case "station": "水厂或泵站"
        default: nil
        }
    }
}
