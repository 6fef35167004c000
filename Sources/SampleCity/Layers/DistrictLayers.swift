import Geospatial
import NetworkFormats
import PipeNetwork

/// The layers of a district, field by field.
struct DistrictLayers {
    let model: CityModel
    let ids: CityIDs
    let writer: LayerWriter

    /// Writes all layers of a district.
    func write(_ district: District) throws(SampleCityError) {
        try writePipes(district)
        if district != .oldTown { try writeNodes(district) }
        try writeValves(district)
        try writeMeters(district)
        try writeHydrants(district)
        try writePressurePoints(district)
        try writeCustomers(district)
        try writeStations(district)
        if district == .mountains { try writeTanks() }
    }

    private func writePipes(_ district: District) throws(SampleCityError) {
        let columns: [LayerColumn<CityPipe>] = [
            .id(ids.pipe),
            LayerColumn(nil, "from_node", nil, .text, width: 16) { pipe, _ in
                .text(ids.node(model.nodes[Int(pipe.from)]))
            },
            LayerColumn(nil, "to_node", nil, .text, width: 16) { pipe, _ in
                .text(ids.node(model.nodes[Int(pipe.to)]))
            },
            .count("管径", "diameter", "DN") { $0.diameter },
            .number("管长", "length", "length") { model.length($0) },
            .words("管材", "material", "material", width: 24) { $0.material.names },
            .count("埋设年代", "year_laid", "year_built") { $0.year },
            .words("道路", "road", "road") { ($0.road.english, $0.road.chinese) },
        ]
        try writer.write(
            "pipes", district, model.pipes.lazy.filter { $0.district == district }, columns: columns,
            geometryClass: .lineString
        ) { .lineString(model.path($0)) }
    }

    private func writeNodes(_ district: District) throws(SampleCityError) {
        try writer.write(
            "nodes", district, model.nodes.lazy.filter { $0.district == district },
            columns: [.id(ids.node), .number(nil, "elevation", "elevation") { $0.elevation }],
            geometryClass: .point
        ) { .point(Coordinate(x: $0.x, y: $0.y)) }
    }

    private func writeValves(_ district: District) throws(SampleCityError) {
        let columns: [LayerColumn<CityValve>] = [
            .id(ids.valve),
            .count("口径", "diameter", "DN") { model.pipes[Int($0.pipe)].diameter },
            .words("类型", "type", "type", width: 16) {
                model.pipes[Int($0.pipe)].diameter >= 300 ? ("butterfly", "蝶阀") : ("gate", "闸阀")
            },
            .words("状态", "status", "status", width: 8) {
                $0.isClosed ? ("closed", "关") : ("open", "开")
            },
            .number("高程", "elevation", "elevation") { $0.elevation },
        ]
        try writer.write(
            "valves", district, model.valves.lazy.filter { $0.district == district }, columns: columns,
            geometryClass: .point
        ) { .point($0.position) }
    }

    private func writeMeters(_ district: District) throws(SampleCityError) {
        func pipe(_ index: Int) -> CityPipe { model.pipes[Int(model.meters[index].pipe)] }
        let columns: [LayerColumn<Int>] = [
            .id(ids.meter, oldTown: "表号"),
            .count("口径", "diameter", "DN") { pipe($0).diameter },
            .number("精度", "accuracy_percent", "accuracy_percent") { model.meters[$0].accuracyPercent },
            .words("流向", "direction", "direction", width: 8) {
                model.meters[$0].alongPipe ? ("forward", "顺") : ("reverse", "逆")
            },
            .words("用途", "purpose", "purpose", width: 16) {
                switch model.meters[$0].purpose {
                case .waterworks: ("waterworks", "出厂")
                case .inlet: ("inlet", "进口")
                case .transfer: ("transfer", "转供")
                }
            },
        ]
        try writer.write(
            "meters", district, model.meters.indices.lazy.filter { pipe($0).district == district },
            columns: columns, geometryClass: .point
        ) { .point(model.meters[$0].position) }
    }

    private func writeHydrants(_ district: District) throws(SampleCityError) {
        let columns: [LayerColumn<CityHydrant>] = [
            .id(ids.hydrant), .count("口径", "diameter", "DN") { $0.diameter },
            .number("高程", "elevation", "elevation") { $0.elevation },
        ]
        try writer.write(
            "hydrants", district, model.hydrants.lazy.filter { $0.district == district }, columns: columns,
            geometryClass: .point
        ) { .point($0.position) }
    }

    private func writePressurePoints(_ district: District) throws(SampleCityError) {
        func node(_ index: Int) -> CityNode { model.nodes[Int(model.pressurePoints[index].node)] }
        try writer.write(
            "pressure_points", district,
            model.pressurePoints.indices.lazy.filter { node($0).district == district },
            columns: [
                .id(ids.pressurePoint), .number("高程", "elevation", "elevation") { node($0).elevation },
            ], geometryClass: .point
        ) { .point(Coordinate(x: node($0).x, y: node($0).y)) }
    }

    private func writeCustomers(_ district: District) throws(SampleCityError) {
        let columns: [LayerColumn<CityCustomer>] = [
            .id(ids.customer),
            LayerColumn("表号", "meter", "meter", .text, width: 16) { customer, _ in
                customer.reading == .none ? .null : .text(ids.customer(customer))
            },
            .words("类型", "type", "type", width: 16) {
                switch $0.kind {
                case .household: ("household", "居民")
                case .business: ("business", "商业")
                case .bulk: ("bulk", "大用户")
                }
            },
            .count("接户数", "connections", "connections") { $0.connections },
            .count("人口", "population", "population") { $0.population },
            .number("日用水量", "base_demand_m3_per_d", "base_demand_m3_per_d") { $0.baseDemand },
            LayerColumn("计量", "metered", "metered", .text, width: 8) { customer, district in
                let isMetered = customer.reading != .none
                return .text(district == .oldTown ? (isMetered ? "是" : "否") : isMetered ? "yes" : "no")
            },
            LayerColumn("精度", "accuracy_percent", "accuracy_percent", .real) { customer, _ in
                customer.reading == .none ? .null : .real(customer.kind == .bulk ? 2.5 : 2)
            },
            .count("位数", "register_digits", "register_digits") { $0.kind == .bulk ? 6 : 5 },
            .number("高程", "elevation", "elevation") { Double($0.elevation) },
        ]
        try writer.write(
            "customers", district, model.customers.lazy.filter { $0.district == district }, columns: columns,
            geometryClass: .point
        ) { .point(Coordinate(x: $0.x, y: $0.y)) }
    }

    private func writeStations(_ district: District) throws(SampleCityError) {
        let columns: [LayerColumn<CityStation>] = [
            .id(\.id),
            .words("名称", "name", "name") { ($0.nameEnglish, $0.nameChinese) },
            .words("类型", "type", "type", width: 24) {
                switch $0.kind {
                case .waterworks: ("waterworks", "水厂")
                case .booster: ("booster_station", "加压泵站")
                case .secondarySupply: ("secondary_supply_station", "二次供水泵站")
                }
            },
            .number("高程", "elevation", "elevation") { $0.elevation },
        ]
        try writer.write(
            "stations", district, model.stations.lazy.filter { $0.district == district }, columns: columns,
            geometryClass: .point
        ) { .point($0.position) }
    }

    private func writeTanks() throws(SampleCityError) {
        let columns: [LayerColumn<Int>] = [
            .id(ids.tank),
            .number(nil, nil, "diameter") { model.tanks[$0].diameter },
            .number(nil, nil, "bottom_elevation") { model.tanks[$0].bottomElevation },
            .number(nil, nil, "min_level") { _ in 0.3 },
            .number(nil, nil, "max_level") { model.tanks[$0].maxLevel },
            .number(nil, nil, "initial_level") { model.tanks[$0].initialLevel },
        ]
        try writer.write(
            "tanks", .mountains, model.tanks.indices, columns: columns, geometryClass: .point
        ) { .point(model.position(model.tanks[$0].node)) }
    }
}
