import Geospatial

extension CityBuilder {
    /// Isolation valves, hydrants beside every fourth street, and pressure points.
    mutating func placeDevices() {
        for index in model.pipes.indices {
            let pipe = model.pipes[index]
            guard pipe.cut == .none, pipe.role != .lane else { continue }
            let length = model.length(pipe)
            guard length > 20 else { continue }
            // Where valves once were drawn: without this number hydrants would stand elsewhere.
            _ = random.chance(0.5)
            guard pipe.role == .street, random.chance(0.24) else { continue }
            let (place, elevation) = model.point(pipe, at: 0.72, aside: 1.5)
            model.hydrants.append(
                CityHydrant(
                    position: place, elevation: elevation, diameter: random.chance(0.8) ? 100 : 150,
                    district: pipe.district, serial: 0))
        }
        placeValves()
        var serials = [Int32](repeating: 0, count: District.allCases.count)
        for index in model.valves.indices {
            let district = model.valves[index].district.rawValue
            serials[district] += 1
            model.valves[index].serial = serials[district]
        }
        serials = serials.map { _ in 0 }
        for index in model.hydrants.indices {
            let district = model.hydrants[index].district.rawValue
            serials[district] += 1
            model.hydrants[index].serial = serials[district]
        }
        placePressurePoints()
    }

    /// Two loggers in every zone, where its water comes in and at the corner farthest from there.
    private mutating func placePressurePoints() {
        var entries = [Int32?](repeating: nil, count: model.zones.count)
        for meter in model.meters {
            let pipe = model.pipes[Int(meter.pipe)]
            let inside = meter.alongPipe ? pipe.to : pipe.from
            if entries[Int(meter.toZone)] == nil { entries[Int(meter.toZone)] = inside }
        }
        for zone in model.zones.indices {
            guard let entry = entries[zone] else { continue }
            model.pressurePoints.append(PressurePoint(node: entry, zone: Int32(zone), distance: 0))
            let start = model.position(entry)
            var far = entry
            var distance = 0.0
            for node in model.zones[zone].nodes {
                let reach = model.position(Int32(node)).distance(to: start)
                if reach > distance {
                    distance = reach
                    far = Int32(node)
                }
            }
            guard distance > 0 else { continue }
            model.pressurePoints.append(
                PressurePoint(node: far, zone: Int32(zone), distance: PressurePoint.detour * distance))
        }
    }
}
