/// Which flaws the readings of a city have, and where.
struct FaultPlan: Sendable {
    private(set) var flow: [SeriesFaults]
    private(set) var pressure: [SeriesFaults]
    private(set) var level: [SeriesFaults]
    private(set) var flowRows = RowFaults()
    private(set) var pressureRows = RowFaults()
    private(set) var registers = RegisterFaults()
    /// The zone whose one inlet meter fails for more than a week.
    private(set) var deadZone: Int?
    private(set) var records: [DataFault] = []

    private let steps: Int
    /// The step test, whose readings nothing may spoil: it would only be made again.
    private let stepTest: PressureStepTest?
    private static let stepSeconds = 900

    /// Flaws for a city; the periods they fall in scale with the number of days.
    init(_ model: CityModel, water: CityWater, ids: CityIDs, seed: UInt64) {
        let days = water.days
        steps = days * DiurnalShape.stepsPerDay
        stepTest = water.stepTest
        flow = [SeriesFaults](repeating: SeriesFaults(), count: model.meters.count)
        pressure = [SeriesFaults](repeating: SeriesFaults(), count: model.pressurePoints.count)
        level = [SeriesFaults](repeating: SeriesFaults(), count: model.tanks.count)
        var random = RandomSource(seed: seed, stream: 77)
        killMeter(model, ids)
        spoilFlows(model, water, ids, &random)
        spoilPressures(model, ids, &random)
        spoilRegisters(model, water, ids, &random)
    }

    private mutating func record(
        _ kind: DataFault.Kind, _ file: String, _ series: String, _ range: Range<Int>
    ) {
        records.append(
            DataFault(
                kind: kind, file: file, series: series,
                seconds: range.lowerBound * Self.stepSeconds..<range.upperBound * Self.stepSeconds))
    }

    private mutating func killMeter(_ model: CityModel, _ ids: CityIDs) {
        guard let (zone, meter) = model.failingMeter else { return }
        deadZone = zone
        let dead = steps * 2 / 5..<steps * 3 / 4
        flow[meter].gaps.append(dead)
        record(.deadMeter, "flow.csv", ids.meter(meter), dead)
    }

    /// Whether a flaw of a zone's meter or pressure point leaves the step test alone.
    private func isClear(_ range: Range<Int>, of zones: [Int32?]) -> Bool {
        guard let stepTest, zones.contains(Int32(stepTest.zone)) else { return true }
        return !range.overlaps(stepTest.night)
    }

    private func isClear(_ range: Range<Int>, meter: FlowMeter) -> Bool {
        isClear(range, of: [meter.fromZone, meter.toZone])
    }

    /// A start drawn again while the flaw would spoil the step test.
    private func drawStart(
        in range: Range<Int>, length: Int, _ random: inout RandomSource, isClear: (Range<Int>) -> Bool
    ) -> Int {
        while true {
            let start = range.lowerBound + random.below(range.count)
            if isClear(start..<start + length) { return start }
        }
    }

    /// Gaps of an hour or some hours, one of a day, two spikes, rows lost, doubled and late. Meters of zones
    /// with tanks have short gaps only: nobody could guess what their pumps did meanwhile.
    private mutating func spoilFlows(
        _ model: CityModel, _ water: CityWater, _ ids: CityIDs, _ random: inout RandomSource
    ) {
        let sound = model.meters.indices.filter { index in
            let meter = model.meters[index]
            return Int(meter.toZone) != deadZone && meter.purpose == .inlet
                && model.zones[Int(meter.toZone)].tank == nil
        }
        guard !sound.isEmpty else { return }
        for (number, meter) in sound.enumerated() where number % 3 == 0 {
            gapFlow(meter, model, ids, length: 4 + random.below(12), &random)
        }
        if water.days >= 10 { gapDay(sound, model, water, ids, &random) }
        for number in 0..<2 {
            let meter = sound[(number * 5 + 1) % sound.count]
            let step = drawStart(in: 96..<max(97, steps - 96), length: 1, &random) {
                isClear($0, meter: model.meters[meter])
            }
            guard flow[meter].source(step) != nil else { continue }
            flow[meter].spikes.append((step, number == 0 ? 28 : 60))
            record(.spike, "flow.csv", ids.meter(meter), step..<step + 1)
        }
        let missing = steps / 3 + 41
        flowRows.missing = missing..<missing + 3
        record(.missingRows, "flow.csv", "", missing..<missing + 3)
        let duplicate = steps / 2 + 17
        flowRows.duplicate = duplicate
        record(.duplicateRow, "flow.csv", "", duplicate..<duplicate + 1)
        let late = steps / 5 + 50
        flowRows.late = late
        record(.outOfOrderRows, "flow.csv", "", late..<late + 8)
    }

    /// A gap of a day, where no burst begins or ends within a week of it if that can be had: such a day can be
    /// filled from the same weekdays before and after.
    private mutating func gapDay(
        _ sound: [Int], _ model: CityModel, _ water: CityWater, _ ids: CityIDs, _ random: inout RandomSource
    ) {
        let length = 100
        var best: (meter: Int, start: Int, changes: Int)?
        for _ in 0..<24 {
            let meter = sound[random.below(sound.count)]
            let start = 96 + random.below(max(1, steps - 192 - length))
            guard isClear(start..<start + length, meter: model.meters[meter]) else { continue }
            let changes = changes(behind: meter, start - 672..<start + length + 672, model, water)
            if changes < best?.changes ?? Int.max { best = (meter, start, changes) }
        }
        guard let best else { return }
        addGap(best.meter, ids, best.start..<best.start + length)
    }

    /// How often a burst begins or ends behind a meter in some time, and how often the meter is silent then.
    private func changes(behind meter: Int, _ time: Range<Int>, _ model: CityModel, _ water: CityWater) -> Int
    {
        let zone = model.meters[meter].toZone
        let zones = [zone] + model.meters.filter { $0.fromZone == zone }.map(\.toZone)
        let bursts = zones.flatMap { water.leakage[Int($0)].bursts.map(\.steps) }
        return (bursts + flow[meter].gaps).reduce(0) { count, range in
            count + (time.contains(range.lowerBound) ? 1 : 0) + (time.contains(range.upperBound) ? 1 : 0)
        }
    }

    private mutating func gapFlow(
        _ meter: Int, _ model: CityModel, _ ids: CityIDs, length: Int, _ random: inout RandomSource
    ) {
        let start = drawStart(in: 96..<max(97, steps - 96 - length), length: length, &random) {
            isClear($0, meter: model.meters[meter])
        }
        addGap(meter, ids, start..<start + length)
    }

    private mutating func addGap(_ meter: Int, _ ids: CityIDs, _ gap: Range<Int>) {
        flow[meter].gaps.append(gap)
        record(.gap, "flow.csv", ids.meter(meter), gap)
    }

    private mutating func spoilPressures(
        _ model: CityModel, _ ids: CityIDs, _ random: inout RandomSource
    ) {
        let zones = model.pressurePoints.map(\.zone)
        for point in pressure.indices where point % 4 == 1 {
            let start = drawStart(in: 0..<max(1, steps - 40), length: 20, &random) {
                isClear($0, of: [zones[point]])
            }
            pressure[point].gaps.append(start..<start + 20)
            record(.gap, "pressure.csv", ids.pressurePoint(point), start..<start + 20)
        }
        let stuck = steps / 2..<min(steps, steps / 2 + 192)
        if let point = pressure.indices.dropFirst(3).first(where: { isClear(stuck, of: [zones[$0]]) }) {
            pressure[point].stuck = stuck
            record(.stuck, "pressure.csv", ids.pressurePoint(point), stuck)
        }
        pressureRows.duplicate = steps / 4
        record(.duplicateRow, "pressure.csv", "", steps / 4..<steps / 4 + 1)
        if !level.isEmpty {
            // At noon, away from the days' ends that a balance reads.
            let noon = steps / 2 / 96 * 96 + 48
            level[0].gaps.append(noon..<noon + 6)
            record(.gap, "level.csv", ids.tank(0), noon..<noon + 6)
        }
    }

    /// Registers that stand still, as the loss plan has them, and one household meter each that rolls over, is
    /// replaced, stays silent for days, repeats a row and sends rows late.
    private mutating func spoilRegisters(
        _ model: CityModel, _ water: CityWater, _ ids: CityIDs, _ random: inout RandomSource
    ) {
        let days = water.days
        let perDay = DiurnalShape.stepsPerDay
        func whole(_ index: Int, _ kind: DataFault.Kind, _ range: Range<Int>) {
            record(kind, "registers.csv", ids.customer(model.customers[index]), range)
        }
        for meter in water.apparent.stuck {
            whole(
                meter.customer, .stuck,
                meter.days.lowerBound * perDay..<min(meter.days.upperBound, days) * perDay)
        }
        let candidates = model.customers.indices.filter {
            let customer = model.customers[$0]
            return customer.reading == .daily && customer.kind == .household && customer.connections < 8
                && customer.baseDemand > 0.1 && Int(customer.zone) != deadZone
                && water.apparent.stuckDays($0) == nil
        }
        guard candidates.count >= 12 else { return }
        var draw = random
        func pick(_ part: Int) -> Int {
            candidates[
                (candidates.count * part / 8 + draw.below(max(1, candidates.count / 8))) % candidates.count]
        }
        defer { random = draw }
        let rollover = pick(0)
        registers.rollover = rollover
        whole(rollover, .rollover, 0..<steps)
        let replaced = pick(1)
        registers.replaced = (replaced, days / 2)
        whole(replaced, .replacedMeter, days / 2 * perDay + 40..<days / 2 * perDay + 41)
        let silent = pick(3)
        let silence = max(1, days / 4)..<max(2, days / 4 + min(4, days / 3))
        registers.silent = (silent, silence)
        whole(silent, .gap, silence.lowerBound * perDay..<silence.upperBound * perDay)
        let repeated = pick(4)
        registers.repeated = (repeated, days / 3)
        whole(repeated, .duplicateRow, days / 3 * perDay..<days / 3 * perDay + 1)
        let late = pick(5)
        registers.late = (late, days / 2)
        whole(late, .outOfOrderRows, days / 2 * perDay..<(days / 2 + 2) * perDay)
    }
}

/// The flaws of the registers: customer indices, and the days on which they begin.
struct RegisterFaults: Sendable {
    var rollover: Int?
    var replaced: (customer: Int, day: Int)?
    var silent: (customer: Int, days: Range<Int>)?
    var repeated: (customer: Int, day: Int)?
    var late: (customer: Int, day: Int)?
}

extension CityModel {
    /// The zone whose only meter fails for more than a week, and that meter: the last zone of the old town with one
    /// inlet and no transfer, else any zone of the kind.
    var failingMeter: (zone: Int, meter: Int)? {
        var touching = [[Int]](repeating: [], count: zones.count)
        for (index, meter) in meters.enumerated() {
            touching[Int(meter.toZone)].append(index)
            if let from = meter.fromZone { touching[Int(from)].append(index) }
        }
        let single = zones.indices.filter { $0 > 0 && touching[$0].count == 1 }
        guard
            let zone = single.last(where: { zones[$0].district == .oldTown })
                ?? single.last(where: { zones[$0].tank == nil }) ?? single.last,
            let meter = touching[zone].first
        else { return nil }
        return (zone, meter)
    }
}
