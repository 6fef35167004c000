import Geospatial

extension CityBuilder {
    /// Houses, shops and factories beside the pipes of every zone, about one a junction.
    ///
    /// Daily registers are given to so many meters that the register file stays below some three million rows;
    /// the others are read once before the period and once after it.
    mutating func placeCustomers(days: Int) {
        let expected = Double(max(model.nodes.count, 1))
        let daily = min(0.6, 3_000_000 / (expected * Double(days + 1)))
        var serials = [Int32](repeating: 0, count: District.allCases.count)
        for zone in model.zones.indices {
            let first = model.customers.count
            let owner = model.zones[zone]
            guard let district = owner.district, !owner.pipes.isEmpty else { continue }
            let perPipe = Double(owner.nodes.count) / Double(owner.pipes.count)
            for index in owner.pipes {
                let pipe = model.pipes[index]
                guard model.length(pipe) > 12 else { continue }
                let count = Int(perPipe) + (random.chance(perPipe - Double(Int(perPipe))) ? 1 : 0)
                for _ in 0..<count {
                    serials[district.rawValue] += 1
                    placeCustomer(
                        beside: pipe, zone: zone, district: district, daily: daily,
                        serial: serials[district.rawValue])
                }
            }
            model.zones[zone].customers = first..<model.customers.count
        }
    }

    private mutating func placeCustomer(
        beside pipe: CityPipe, zone: Int, district: District, daily: Double, serial: Int32
    ) {
        let distance = district == .east ? random.uniform(9, 16) : random.uniform(5, 10)
        let (place, elevation) = model.point(
            pipe, at: random.uniform(0.12, 0.88), aside: random.chance(0.5) ? distance : -distance)
        let draw = random.uniform()
        let kind: CityCustomer.Kind = draw < 0.006 ? .bulk : draw < 0.09 ? .business : .household
        var connections = 1
        var population = 0
        var demand: Double
        switch kind {
        case .household:
            connections = households(district)
            population = Int((Double(connections) * random.uniform(2.2, 3.4)).rounded())
            demand = Double(population) * random.uniform(0.085, 0.135)
        case .business:
            demand = random.uniform(0.5, 5)
        case .bulk:
            demand = random.uniform(20, 90)
        }
        demand = (demand * 100).rounded() / 100
        let unmetered = kind != .bulk && random.chance(0.035)
        let reading: CityCustomer.Reading =
            unmetered
            ? .none : kind == .bulk ? .daily : random.chance(daily) ? .daily : .ends
        let age = CityCustomer.meterAge(seed: seed, index: model.customers.count)
        model.customers.append(
            CityCustomer(
                x: place.x, y: place.y, elevation: Float(elevation), zone: Int32(zone), district: district,
                kind: kind, reading: reading, connections: Int32(connections), population: Int32(population),
                baseDemand: demand,
                meterError: kind.meanMeterError(age: age)
                    + random.meterError(halfWidth: (kind == .bulk ? 2.5 : 2) / 100), meterAge: age,
                initialRegister: (random.uniform(40, 900) * demand * 100).rounded() / 100, serial: serial))
        guard connections > 18 else { return }
        model.stations.append(
            CityStation(
                kind: .secondarySupply, id: String(serial: secondaryCount + 1, prefix: "SS", width: 3),
                nameChinese: "二次供水泵房\(secondaryCount + 1)",
                nameEnglish: "Secondary supply \(secondaryCount + 1)",
                position: Coordinate(x: place.x + 3, y: place.y + 2), elevation: elevation, district: district
            ))
        secondaryCount += 1
    }

    /// How many households stand behind one meter: courtyards, towers, farmsteads.
    private mutating func households(_ district: District) -> Int {
        switch district {
        case .oldTown: random.chance(0.02) ? 20 + random.below(16) : 1 + random.below(9)
        case .east: random.chance(0.1) ? 20 + random.below(37) : 1 + random.below(6)
        case .mountains: 1 + random.below(5)
        }
    }
}
