import InputOutput
import PipeNetwork

extension Asset.Kind {
    /// What people call it.
    public var wording: Wording {
        switch self {
        case .waterworks: Wording("Waterworks", "水厂")
        case .boosterStation: Wording("Booster station", "加压泵站")
        case .secondarySupplyStation: Wording("Secondary-supply station", "二次供水泵站")
        case .pressurePoint: Wording("Pressure point", "测压点")
        case .meter: Wording("Meter", "水表（流量计）")
        case .hydrant: Wording("Hydrant", "消火栓")
        case .isolationValve: Wording("Valve", "阀门")
        case .customerPoint: Wording("Customer", "用户")
        }
    }
}

extension Network {
    /// A row for each link: id, kind, DN, length, material, road.
    public func linkTable(_ rows: [Int32]) -> Table {
        var table = Table(columns: [
            .init("id", Wording("Link", "管段")), .init("kind", Wording("Kind", "类型")),
            .number("diameter_mm", Wording("Diameter", "管径"), unit: "mm"),
            .number("length_m", Wording("Length", "长度"), unit: "m"),
            .init("material", Wording("Material", "管材")), .init("road", Wording("Road", "道路")),
        ])
        for row in rows.map(Int.init) {
            table.append([
                .text(links.ids[row]), .word(ElementWord.kind(links.kinds[row].key)),
                .number(links.diameter[row] * 1000, decimals: 0), .number(links.length[row], decimals: 1),
                .text(links.attributes[row, "material"].text), .text(links.attributes[row, "road"].text),
            ])
        }
        return table
    }

    /// A row for each asset: kind, id, the node and link it is tied to.
    public func assetTable(_ rows: [Int32]) -> Table {
        var table = Table(columns: [
            .init("kind", Wording("Kind", "类型")), .init("id", Wording("Id", "编号")),
            .init("node", Wording("Node", "节点")), .init("link", Wording("Link", "管段")),
            .init("account", Wording("Account", "户号")),
        ])
        for row in rows.map(Int.init) {
            table.append([
                .word(ElementWord.kind(assets.kinds[row].rawValue)), .text(assets.ids[row]),
                .text(assets.node[row] < 0 ? nil : nodes.ids[Int(assets.node[row])]),
                .text(assets.link[row] < 0 ? nil : links.ids[Int(assets.link[row])]),
                .text(assets.attributes[row, "account"].text),
            ])
        }
        return table
    }
}

extension GraphReport {
    /// Adds what lies in a part of a network: length, volume, connections, demand, and how many of each kind of asset.
    public mutating func add(_ part: NetworkSubset, of network: Network, prefix: String = "") {
        add(prefix + "nodes", Wording("Nodes", "节点"), .count(part.nodes.count))
        add(prefix + "links", Wording("Links", "管段"), .count(part.links.count))
        add(
            prefix + "pipe_km", Wording("Length of pipes", "管长"), .number(part.length / 1000, decimals: 3),
            unit: "km")
        add(
            prefix + "volume_m3", Wording("Water in the pipes", "管内水量"), .number(part.volume, decimals: 1),
            unit: "m³")
        add(prefix + "connections", Wording("Connections", "接户数"), .count(Int(part.connections.rounded())))
        for kind in Asset.Kind.allCases {
            let count = part.assets(of: kind, in: network).count
            if count > 0 { add("\(prefix)\(kind.rawValue)s", kind.wording, .count(count)) }
        }
    }
}

extension ModelCompletion {
    /// What had to be taken for granted to solve a map, a remark each.
    public var remarks: [Wording] {
        var remarks: [Wording] = []
        func remark(_ english: String, _ chinese: String) { remarks.append(Wording(english, chinese)) }
        if interpolatedElevations > 0 {
            remark(
                "assumed: the heights of \(interpolatedElevations) nodes, from what stands near them",
                "假定：\(interpolatedElevations) 个节点的高程由邻近设施推算")
        }
        if unknownElevations > 0 {
            remark(
                "assumed: the height of \(unknownElevations) nodes is 0 m, for nothing near them has one",
                "假定：\(unknownElevations) 个节点附近无高程资料，取 0 m")
        }
        if assumedRoughness > 0 {
            remark(
                "assumed: the roughness of \(assumedRoughness) pipes, from their material",
                "假定：\(assumedRoughness) 条管道的粗糙系数按管材取值")
        }
        if assumedDiameters > 0 {
            remark(
                "assumed: the diameter of \(assumedDiameters) pipes, from their neighbours",
                "假定：\(assumedDiameters) 条管道的管径取自相邻管道")
        }
        if customersWithDemand > 0 {
            let flow = Figure.plain(customerDemand * 3600, decimals: 1)
            remark(
                "assumed: the base use of \(customersWithDemand) customers is drawn at their nodes, \(flow) m³/h",
                "假定：\(customersWithDemand) 个用户的基本用水量（\(flow) m³/h）计入其节点")
        }
        for works in waterworks {
            let head = Figure.plain(works.head, decimals: 1)
            remark(
                "assumed: waterworks \(works.id) holds a head of \(head) m",
                "假定：水厂 \(works.id) 的水头为 \(head) m")
        }
        for booster in boosters {
            remark("assumed: booster \(booster) lifts as a pump", "假定：加压泵站 \(booster) 按水泵计算")
        }
        return remarks
    }
}
