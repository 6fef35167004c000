import InputOutput
import LeakZones
import PipeNetwork

extension FactSheet {
    /// What a city consists of: elements by kind, length of mains, reference system, zones.
    public static func city(_ network: Network, scheme: ZoneScheme? = nil, name: String? = nil) -> FactSheet {
        var facts: [Fact] = []
        if let name { facts.append(Fact("city", Wording("City", "城市"), .text(name))) }
        facts.append(
            Fact(
                "crs", Wording("Reference system", "坐标参考系"),
                .text(
                    network.crs.map { crs in
                        crs.epsg.map { "EPSG:\($0) \(crs.name)" } ?? crs.name
                    })))
        func count(_ key: String, _ title: Wording, _ value: Int) {
            facts.append(Fact(key, title, .count(value)))
        }
        let nodes = network.nodes.kinds
        count("junctions", Wording("Junctions", "节点"), nodes.count { $0 == .junction })
        count("reservoirs", Wording("Reservoirs", "水源（水库）"), nodes.count { $0 == .reservoir })
        count("tanks", Wording("Tanks", "水池（水箱）"), nodes.count { $0 == .tank })
        let links = network.links
        count("pipes", Wording("Pipes", "管段"), links.kinds.count { $0 == .pipe })
        count("pumps", Wording("Pumps", "水泵"), links.kinds.count { $0 == .pump })
        count("valves", Wording("Regulating valves", "调节阀"), links.kinds.count { $0 == .valve })
        var metres = 0.0
        for row in 0..<links.count where links.kinds[row] == .pipe && links.length[row].isFinite {
            metres += links.length[row]
        }
        facts.append(
            Fact(
                "mains_km", Wording("Length of mains", "管长"), .number(metres / 1000, decimals: 1), unit: "km")
        )
        for kind in Asset.Kind.allCases {
            count(kind.rawValue + "s", kind.plural, network.assets.kinds.count { $0 == kind })
        }
        if let scheme {
            count("zones", Wording("Zones", "分区"), scheme.zones.count)
            let outside = scheme.zoneOfNode.count { $0 < 0 }
            count("nodes_outside_zones", Wording("Nodes outside every zone", "分区外节点"), outside)
        }
        return FactSheet(facts)
    }
}

extension Asset.Kind {
    /// What people call several of them.
    var plural: Wording {
        switch self {
        case .waterworks: Wording("Waterworks", "水厂")
        case .boosterStation: Wording("Booster stations", "加压泵站")
        case .secondarySupplyStation: Wording("Secondary supply stations", "二次供水泵站")
        case .pressurePoint: Wording("Pressure points", "测压点")
        case .meter: Wording("Meters", "水表（流量计）")
        case .hydrant: Wording("Hydrants", "消火栓")
        case .isolationValve: Wording("Isolation valves", "阀门")
        case .customerPoint: Wording("Customer points", "用户点")
        }
    }
}
