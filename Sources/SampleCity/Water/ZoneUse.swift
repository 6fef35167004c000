/// What is drawn in a zone, quarter hour by quarter hour, and what its registers see of it.
struct ZoneUse: Sendable {
    /// Draw of all customers, m³/h, step after step.
    private(set) var flows: [Double]
    /// Draw of illegal connections, m³/h, step after step.
    private(set) var unauthorised: [Double]
    /// The daily truth as far as customers make it.
    private(set) var days: [ZoneDayTruth]
    /// Customers' mean draw between 02:00 and 04:00, m³/h, in the order of the kinds' raw values.
    private(set) var night: [Double]

    /// The hours of the night that `night` speaks of, as quarter hours of a day.
    static let nightQuarters = 8..<16

    init(
        _ model: CityModel, zone: Int, days count: Int, firstWeekday: Int, apparent: ApparentLossPlan,
        seed: UInt64
    ) {
        let perDay = DiurnalShape.stepsPerDay
        let shapes = DiurnalShape.all
        days = [ZoneDayTruth](repeating: ZoneDayTruth(), count: count)
        flows = [Double](repeating: 0, count: count * perDay + 1)
        unauthorised = flows
        night = [Double](repeating: 0, count: shapes.count)
        let daily = book(model, zone: zone, firstWeekday: firstWeekday, apparent: apparent, seed: seed)
        var ripple = [Double](repeating: 1, count: perDay)
        for day in 0...count {
            for quarter in 0..<perDay {
                ripple[quarter] = 1 + 0.04 * RandomSource.noise(seed ^ 0x51, zone, day * perDay + quarter)
            }
            let quarters = day < count ? perDay : 1
            for (kind, shape) in shapes.enumerated() {
                // Whatever the ripple, the day's water is the sum of what its customers drew.
                var sum = 0.0
                for quarter in 0..<perDay { sum += shape.shares[quarter] * ripple[quarter] }
                let scale = daily[day * shapes.count + kind] / sum / CityWater.stepHours
                for quarter in 0..<quarters {
                    flows[day * perDay + quarter] += scale * shape.shares[quarter] * ripple[quarter]
                }
                guard day < count else { continue }
                for quarter in Self.nightQuarters {
                    night[kind] += scale * shape.shares[quarter] * ripple[quarter]
                }
            }
        }
        night = night.map { $0 / Double(max(1, count * Self.nightQuarters.count)) }
        drawIllegally(apparent.illegal.filter { $0.zone == zone }, seed: seed)
    }

    /// Books every customer's days; what each kind drew on each day, m³, the day after the period included.
    private mutating func book(
        _ model: CityModel, zone: Int, firstWeekday: Int, apparent: ApparentLossPlan, seed: UInt64
    ) -> [Double] {
        let kinds = DiurnalShape.all.count
        var daily = [Double](repeating: 0, count: (days.count + 1) * kinds)
        for index in model.zones[zone].customers {
            let customer = model.customers[index]
            let stuck = apparent.stuckDays(index)
            for day in 0...days.count {
                let volume = customer.volume(index: index, day: day, firstWeekday: firstWeekday, seed: seed)
                daily[day * kinds + Int(customer.kind.rawValue)] += volume
                guard day < days.count else { continue }
                if customer.reading == .none {
                    days[day].unmetered += volume
                } else if stuck?.contains(day) == true {
                    days[day].stuck += volume
                } else {
                    days[day].metered += volume * (1 + customer.meterError)
                    days[day].meterError -= volume * customer.meterError
                }
            }
        }
        return daily
    }

    private mutating func drawIllegally(_ connections: [IllegalConnection], seed: UInt64) {
        let perDay = DiurnalShape.stepsPerDay
        let shares = DiurnalShape.household.shares
        for day in 0...days.count {
            let volume = connections.reduce(0) { $0 + $1.volume(day: day, seed: seed) }
            for quarter in 0..<(day < days.count ? perDay : 1) {
                unauthorised[day * perDay + quarter] = volume * shares[quarter] / CityWater.stepHours
            }
            if day < days.count { days[day].unauthorised = volume }
        }
    }
}
