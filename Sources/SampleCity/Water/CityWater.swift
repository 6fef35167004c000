import Foundation

/// Where the water of the city truly went, quarter hour by quarter hour.
///
/// There is no hydraulic solver here: flows follow from the balance of every zone alone. What a zone uses,
/// leaks, stores and passes on must have come in through its meters, in stated shares. Pressures elsewhere
/// follow a stated formula, see ``CityWater/pressure(_:step:load:in:)``.
struct CityWater: Sendable {
    let days: Int
    /// Quarter hours, and one more: the instant at which the period ends.
    let steps: Int
    /// True flow of every meter, m³/h, positive from `fromZone` to `toZone`; meter after meter.
    private(set) var flows: [Float]
    /// True level of every tank at the start of each step, m; tank after tank.
    private(set) var levels: [Float]
    /// Consumption of every zone relative to the greatest of the period; zone after zone.
    private(set) var loads: [Float]
    private(set) var leakage: [ZoneLeakage]
    /// Truth of every zone and day: zone after zone.
    private(set) var truth: [ZoneDayTruth]

    /// Quarter of an hour, h.
    static let stepHours = 0.25

    /// Lets the city live for some days.
    init(_ model: CityModel, days: Int, firstWeekday: Int, seed: UInt64) {
        self.days = days
        steps = days * DiurnalShape.stepsPerDay + 1
        flows = [Float](repeating: 0, count: model.meters.count * steps)
        levels = [Float](repeating: 0, count: model.tanks.count * steps)
        loads = [Float](repeating: 0, count: model.zones.count * steps)
        truth = [ZoneDayTruth](repeating: ZoneDayTruth(), count: model.zones.count * days)
        leakage = []
        var inflows = [Double](repeating: 0, count: model.zones.count * steps)
        var cityUse = [Double](repeating: 0, count: steps)
        for zone in model.zones.indices.dropFirst() {
            let use = consume(zone, model, firstWeekday: firstWeekday, seed: seed)
            for step in 0..<steps { cityUse[step] += use[step] }
            let leakage = model.plantLeaks(
                zone: zone, mean: use.reduce(0, +) / Double(steps), days: days, seed: seed,
                pipes: Array(model.zones[zone].pipes))
            let need = addLeakage(leakage, to: use, zone: zone)
            self.leakage.append(leakage)
            let inflow = model.zones[zone].tank.map { fill($0, zone, model, need: need, use: use) } ?? need
            inflows.replaceSubrange(zone * steps..<(zone + 1) * steps, with: inflow)
        }
        let trunkPipes = model.pipes.indices.filter {
            model.pipes[$0].zone == 0 && model.pipes[$0].cut == .none
        }
        let trunkLeakage = model.plantLeaks(
            zone: 0, mean: cityUse.reduce(0, +) / Double(steps), days: days, seed: seed, pipes: trunkPipes)
        leakage.insert(trunkLeakage, at: 0)
        setLoads(0, cityUse)
        var lost = addLeakage(trunkLeakage, to: [Double](repeating: 0, count: steps), zone: 0, load: cityUse)
        for step in 0..<steps { inflows[step] = lost[step] }
        lost = []
        passOn(model, &inflows)
    }

    // MARK: Use and loss

    /// Consumption of a zone, m³/h, and its daily truth.
    private mutating func consume(
        _ zone: Int, _ model: CityModel, firstWeekday: Int, seed: UInt64
    ) -> [Double] {
        let perDay = DiurnalShape.stepsPerDay
        let shapes = DiurnalShape.all
        var daily = [Double](repeating: 0, count: (days + 1) * shapes.count)
        for index in model.zones[zone].customers {
            let customer = model.customers[index]
            for day in 0...days {
                let volume = customer.volume(index: index, day: day, firstWeekday: firstWeekday, seed: seed)
                daily[day * shapes.count + Int(customer.kind.rawValue)] += volume
                guard day < days else { continue }
                if customer.reading == .none {
                    truth[zone * days + day].unmetered += volume
                } else {
                    truth[zone * days + day].metered += volume
                }
            }
        }
        var use = [Double](repeating: 0, count: steps)
        var ripple = [Double](repeating: 1, count: perDay)
        for day in 0...days {
            for quarter in 0..<perDay {
                ripple[quarter] = 1 + 0.04 * RandomSource.noise(seed ^ 0x51, zone, day * perDay + quarter)
            }
            let quarters = day < days ? perDay : 1
            for (kind, shape) in shapes.enumerated() {
                // Whatever the ripple, the day's water is the sum of what its customers drew.
                var sum = 0.0
                for quarter in 0..<perDay { sum += shape.shares[quarter] * ripple[quarter] }
                let scale = daily[day * shapes.count + kind] / sum / Self.stepHours
                for quarter in 0..<quarters {
                    use[day * perDay + quarter] += scale * shape.shares[quarter] * ripple[quarter]
                }
            }
        }
        setLoads(zone, use)
        return use
    }

    private mutating func setLoads(_ zone: Int, _ use: [Double]) {
        let greatest = max(use.max() ?? 0, 1e-9)
        for step in 0..<steps { loads[zone * steps + step] = Float(use[step] / greatest) }
    }

    /// `use` and the zone's leakage, m³/h; the leakage enters the truth.
    private mutating func addLeakage(
        _ leakage: ZoneLeakage, to use: [Double], zone: Int, load: [Double]? = nil
    ) -> [Double] {
        var need = use
        let loads = load ?? use
        let greatest = max(loads.max() ?? 0, 1e-9)
        for step in 0..<steps {
            let share = leakage.pressureShare(load: loads[step] / greatest)
            let background = leakage.background * pow(share, ZoneLeakage.backgroundExponent)
            var bursts = 0.0
            for burst in leakage.bursts where burst.steps.contains(step) {
                bursts += burst.flow * pow(share, burst.exponent)
            }
            need[step] += background + bursts
            guard step < steps - 1 else { continue }
            let day = zone * days + step / DiurnalShape.stepsPerDay
            truth[day].background += background * Self.stepHours
            truth[day].bursts += bursts * Self.stepHours
        }
        return need
    }

    /// Inflow of a zone with a tank whose pumps run at night when they can and by day when they must, m³/h.
    private mutating func fill(_ tank: Int, _ zone: Int, _ model: CityModel, need: [Double], use: [Double])
        -> [Double]
    {
        let owner = model.tanks[tank]
        let rate = 2.3 * need.reduce(0, +) / Double(steps)
        var level = owner.initialLevel
        var runs = false
        var inflow = [Double](repeating: 0, count: steps)
        for step in 0..<steps {
            levels[tank * steps + step] = Float(level)
            let hour = step % DiurnalShape.stepsPerDay / 4
            let isNight = hour >= 22 || hour < 6
            if level > 0.92 * owner.maxLevel { runs = false }
            if level < (isNight ? 0.8 : 0.42) * owner.maxLevel { runs = true }
            inflow[step] = runs ? rate : 0
            guard step < steps - 1 else { continue }
            let change = (inflow[step] - need[step]) * Self.stepHours
            level += change / owner.area
            truth[zone * days + step / DiurnalShape.stepsPerDay].storage += change
        }
        return inflow
    }

    // MARK: Meters

    /// Sends every zone's inflow through its meters, from the last zones of a cascade up to the waterworks.
    private mutating func passOn(_ model: CityModel, _ inflows: inout [Double]) {
        let order = model.meters.indices.sorted {
            (Self.rank(model.meters[$0].purpose), $0) < (Self.rank(model.meters[$1].purpose), $1)
        }
        for index in order {
            let meter = model.meters[index]
            let to = Int(meter.toZone)
            for step in 0..<steps {
                let flow = Self.flow(of: meter, index: index, step: step, need: inflows[to * steps + step])
                flows[index * steps + step] = Float(flow)
                if meter.purpose == .transfer {
                    // What the transfer brings, the zone's own inlets need not.
                    if meter.isBidirectional { inflows[to * steps + step] -= flow }
                    if let from = meter.fromZone { inflows[Int(from) * steps + step] += flow }
                } else if meter.purpose == .inlet {
                    inflows[step] += flow
                }
                if step < steps - 1 {
                    book(meter, flow * Self.stepHours, day: step / DiurnalShape.stepsPerDay)
                }
            }
        }
    }

    private static func rank(_ purpose: FlowMeter.Purpose) -> Int {
        switch purpose {
        case .transfer: 0
        case .inlet: 1
        case .waterworks: 2
        }
    }

    /// Flow of one meter when its zone needs `need` m³/h in all.
    private static func flow(of meter: FlowMeter, index: Int, step: Int, need: Double) -> Double {
        let turn = 2 * Double.pi * Double(step % DiurnalShape.stepsPerDay) / Double(DiurnalShape.stepsPerDay)
        if meter.isBidirectional {
            // By day to the higher zone, by night back.
            return meter.share * need * sin(turn - 2 * Double.pi * 7 / 24)
        }
        guard meter.share < 1 else { return need }
        // Of two feeds one leans on the other through the day; the pair's swings cancel.
        let swing = 0.05 * sin(turn)
        return need * (meter.share + (meter.share >= 0.5 ? swing : -swing))
    }

    private mutating func book(_ meter: FlowMeter, _ volume: Double, day: Int) {
        let to = Int(meter.toZone) * days + day
        let from = meter.fromZone.map { Int($0) * days + day }
        if volume >= 0 {
            truth[to].input += volume
            if let from { truth[from].export += volume }
        } else {
            truth[to].export -= volume
            if let from { truth[from].input -= volume }
        }
    }
}

/// Where the water of a zone truly went on a day, m³.
struct ZoneDayTruth: Sendable {
    var input = 0.0
    var export = 0.0
    var metered = 0.0
    var unmetered = 0.0
    var background = 0.0
    var bursts = 0.0
    /// What the tanks hold more at the end of the day.
    var storage = 0.0

    /// What the balance leaves over; nothing, but for rounding.
    var residual: Double { input - export - metered - unmetered - background - bursts - storage }
}
