extension TruthWriter {
    /// What the working meters of a kind of customer truly miss.
    func writeCustomerMeters(_ kind: CityCustomer.Kind, _ json: inout JSONText) {
        let meters = model.customers.filter { $0.kind == kind && $0.reading != .none }
        let demand = meters.reduce(0) { $0 + $1.baseDemand }
        let missed = meters.reduce(0) { $0 + $1.baseDemand * $1.meterError }
        let age = meters.reduce(0) { $0 + $1.meterAge }
        json.begin("{")
        json.key("kind")
        json.value(kind.name)
        json.key("mean_age_years")
        json.value(meters.isEmpty ? .nan : rounded(age / Double(meters.count)))
        json.key("mean_error_percent")
        json.value(demand > 0 ? rounded(100 * missed / demand) : .nan)
        json.key("meters")
        json.value(meters.count)
        json.end("}")
    }

    func writeIllegalConnection(_ connection: IllegalConnection, _ json: inout JSONText) {
        json.begin("{")
        json.key("id")
        json.value(connection.id)
        json.key("m3_per_d")
        json.value(connection.demand)
        json.key("pipe")
        json.value(ids.pipe(model.pipes[Int(connection.pipe)]))
        json.key("x")
        json.value((connection.position.x * 1_000).rounded() / 1_000)
        json.key("y")
        json.value((connection.position.y * 1_000).rounded() / 1_000)
        json.key("zone")
        json.value(model.zones[connection.zone].id)
        json.end("}")
    }

    func writeStepTest(_ test: PressureStepTest, _ json: inout JSONText) {
        json.begin("{")
        json.key("n1")
        json.value(rounded(water.stepTruth.exponent))
        json.key("steps")
        json.begin("[")
        for step in water.stepTruth {
            line(&json)
            json.begin("{")
            json.key("average_pressure_m")
            json.value(rounded(step.pressure))
            json.key("from")
            json.value(time(seconds: step.steps.lowerBound * 900))
            json.key("leakage_m3_per_h")
            json.value(rounded(step.leakage))
            json.key("night_use_m3_per_h")
            json.value(rounded(step.nightUse))
            json.key("to")
            json.value(time(seconds: step.steps.upperBound * 900))
            json.key("unauthorised_m3_per_h")
            json.value(rounded(step.unauthorised))
            json.end("}")
        }
        json.end("]")
        json.key("zone")
        json.value(model.zones[test.zone].id)
        json.end("}")
    }

    /// The average pressure that a zone's points and leaks share, over the period and between 02:00 and 04:00; null
    /// where they share none, on a tank and in the trunk.
    func writeAveragePressure(_ zone: Int, _ json: inout JSONText) {
        let isShared = water.centres[zone] != nil && model.zones[zone].tank == nil
        let pressures =
            isShared
            ? (0..<water.steps - 1).map { step in
                water.averagePressure(zone: zone, step: step, load: water.loadPower(zone: zone, step: step))
            } : []
        let night = pressures.indices.filter {
            ZoneUse.nightQuarters.contains($0 % DiurnalShape.stepsPerDay)
        }
        func mean(_ values: [Double]) -> Double {
            values.isEmpty ? .nan : rounded(values.reduce(0, +) / Double(values.count))
        }
        json.key("average_night_pressure_m")
        json.value(mean(night.map { pressures[$0] }))
        json.key("average_pressure_m")
        json.value(mean(pressures))
    }

    /// Who uses water at night in a zone, and how much between 02:00 and 04:00.
    func writeNightUse(_ zone: Int, _ json: inout JSONText) {
        let members = model.customers[model.zones[zone].customers]
        let use = water.nightUse[zone]
        json.key("night_use_m3_per_h")
        json.value(rounded(use.reduce(0, +)))
        json.key("night_users")
        json.begin("[")
        for kind in CityCustomer.Kind.allCases {
            line(&json)
            json.begin("{")
            json.key("count")
            json.value(
                members.reduce(0) {
                    $0 + ($1.kind == kind ? kind == .household ? Int($1.connections) : 1 : 0)
                })
            json.key("kind")
            json.value(kind.name)
            json.key("m3_per_h")
            json.value(rounded(use[Int(kind.rawValue)]))
            json.end("}")
        }
        json.end("]")
    }

    /// Six places: `pow` and `log` need not agree on the last of sixteen everywhere.
    private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
