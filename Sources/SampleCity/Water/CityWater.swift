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

    /// What no register sees.
    let apparent: ApparentLossPlan
    /// By zone, customers' mean draw between 02:00 and 04:00, m³/h, in the order of the kinds' raw values.
    private(set) var nightUse: [[Double]]
    /// The step test, if some zone and night suit one, and what truly happened in each of its steps.
    private(set) var stepTest: PressureStepTest?
    private(set) var stepTruth: [StepTestTruth] = []
    /// Where the connections of each zone lie on average; `nil` for a zone without customers.
    let centres: [ZoneCentre?]

    /// Lets the city live for some days.
    init(_ model: CityModel, days: Int, firstWeekday: Int, seed: UInt64) {
        self.days = days
        steps = days * DiurnalShape.stepsPerDay + 1
        flows = [Float](repeating: 0, count: model.meters.count * steps)
        levels = [Float](repeating: 0, count: model.tanks.count * steps)
        loads = [Float](repeating: 0, count: model.zones.count * steps)
        truth = [ZoneDayTruth](repeating: ZoneDayTruth(), count: model.zones.count * days)
        nightUse = [[Double]](
            repeating: [Double](repeating: 0, count: DiurnalShape.all.count), count: model.zones.count)
        apparent = ApparentLossPlan(model, days: days, seed: seed)
        centres = model.zones.indices.map(model.centre)
        leakage = []
        var inflows = [Double](repeating: 0, count: model.zones.count * steps)
        var stolen = inflows
        var cityUse = [Double](repeating: 0, count: steps)
        for zone in model.zones.indices.dropFirst() {
            let use = ZoneUse(
                model, zone: zone, days: days, firstWeekday: firstWeekday, apparent: apparent, seed: seed)
            truth.replaceSubrange(zone * days..<(zone + 1) * days, with: use.days)
            nightUse[zone] = use.night
            setLoads(zone, use.flows)
            for step in 0..<steps { cityUse[step] += use.flows[step] }
            leakage.append(
                model.plantLeaks(
                    zone: zone, mean: use.flows.reduce(0, +) / Double(steps), days: days, seed: seed,
                    pipes: Array(model.zones[zone].pipes)))
            inflows.replaceSubrange(zone * steps..<(zone + 1) * steps, with: use.flows)
            stolen.replaceSubrange(zone * steps..<(zone + 1) * steps, with: use.unauthorised)
        }
        let trunkPipes = model.pipes.indices.filter {
            model.pipes[$0].zone == 0 && model.pipes[$0].cut == .none
        }
        let mean = cityUse.reduce(0, +) / Double(steps)
        leakage.insert(
            model.plantLeaks(zone: 0, mean: mean, days: days, seed: seed, pipes: trunkPipes), at: 0)
        setLoads(0, cityUse)
        stepTest = PressureStepTest(model, leakage: leakage, days: days)
        stepTruth = observeStepTest(use: inflows, stolen: stolen)
        for zone in model.zones.indices {
            let range = zone * steps..<(zone + 1) * steps
            let load = zone == 0 ? cityUse : Array(inflows[range])
            var need = addLeakage(zone, to: inflows[range], load: load)
            for step in 0..<steps { need[step] += stolen[zone * steps + step] }
            if let tank = model.zones[zone].tank { need = fill(tank, zone, model, need: need) }
            inflows.replaceSubrange(range, with: need)
        }
        passOn(model, &inflows)
    }

    // MARK: Use and loss

    private mutating func setLoads(_ zone: Int, _ use: [Double]) {
        let greatest = max(use.max() ?? 0, 1e-9)
        for step in 0..<steps { loads[zone * steps + step] = Float(use[step] / greatest) }
    }

    /// `use` and the zone's leakage, m³/h; the leakage enters the truth.
    private mutating func addLeakage(
        _ zone: Int, to use: ArraySlice<Double>, load: [Double]
    ) -> [Double] {
        var need = Array(use)
        let greatest = max(load.max() ?? 0, 1e-9)
        for step in 0..<steps {
            let share = pressureShare(zone: zone, step: step, load: load[step] / greatest)
            let lost = leakage[zone].flow(share: share, step: step)
            need[step] += lost.background + lost.bursts
            guard step < steps - 1 else { continue }
            let day = zone * days + step / DiurnalShape.stepsPerDay
            truth[day].background += lost.background * Self.stepHours
            truth[day].bursts += lost.bursts * Self.stepHours
        }
        return need
    }

    /// The zone's average pressure as a share of its night pressure: what leakage follows.
    private func pressureShare(zone: Int, step: Int, load: Double) -> Double {
        leakage[zone].pressureShare(load: load) * (stepTest?.share(zone: zone, step: step) ?? 1)
    }

    /// Means over each step of the test, before anything is passed on.
    private func observeStepTest(use: [Double], stolen: [Double]) -> [StepTestTruth] {
        guard let stepTest else { return [] }
        let zone = stepTest.zone
        let greatest = max(use[zone * steps..<(zone + 1) * steps].max() ?? 0, 1e-9)
        return stepTest.steps.map { range in
            var mean = StepTestTruth(steps: range, pressure: 0, leakage: 0, nightUse: 0, unauthorised: 0)
            for step in range {
                let draw = use[zone * steps + step]
                let share = pressureShare(zone: zone, step: step, load: draw / greatest)
                let lost = leakage[zone].flow(share: share, step: step)
                mean.pressure += share * leakage[zone].nightPressure / Double(range.count)
                mean.leakage += (lost.background + lost.bursts) / Double(range.count)
                mean.nightUse += draw / Double(range.count)
                mean.unauthorised += stolen[zone * steps + step] / Double(range.count)
            }
            return mean
        }
    }

    /// Inflow of a zone with a tank whose pumps run at night when they can and by day when they must, m³/h.
    private mutating func fill(_ tank: Int, _ zone: Int, _ model: CityModel, need: [Double]) -> [Double] {
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
