import Foundation

/// A pressure step test: one night the inlet valve of a zone lowers its pressure in steps of an hour.
struct PressureStepTest: Sendable {
    let zone: Int
    /// Day of the period.
    let day: Int

    /// Average zone pressure as a share of what it would be untouched, hour by hour from 01:00.
    static let shares = [1, 0.85, 0.7]

    /// The quarter hours of each step, from the period's start.
    var steps: [Range<Int>] {
        Self.shares.indices.map { number in
            let start = day * DiurnalShape.stepsPerDay + 4 * (number + 1)
            return start..<start + 4
        }
    }

    /// The night whose readings must be there, from midnight to five o'clock.
    var night: Range<Int> {
        let midnight = day * DiurnalShape.stepsPerDay
        return midnight..<midnight + 20
    }

    /// What the inlet valve leaves of a zone's pressure, as a share.
    func share(zone: Int, step: Int) -> Double {
        guard zone == self.zone, let number = steps.firstIndex(where: { $0.contains(step) }) else { return 1 }
        return Self.shares[number]
    }

    /// The zone and night that say most: no bulk user if that can be had, and then as large a part of bursts in
    /// the leakage as there is, for background alone has one exponent always.
    ///
    /// A zone qualifies when its own inlets are all that touches it: lowered, it then starves nobody behind it.
    ///
    /// - Returns: `nil` when no zone qualifies or the period is shorter than four days.
    init?(_ model: CityModel, leakage: [ZoneLeakage], days: Int) {
        guard days >= 4 else { return nil }
        var points = [Int](repeating: 0, count: model.zones.count)
        for point in model.pressurePoints { points[Int(point.zone)] += 1 }
        let dead = model.failingMeter?.zone
        var best: (zone: Int, day: Int, hasBulk: Bool, share: Double)?
        for zone in model.zones.indices.dropFirst()
        where zone != dead && points[zone] >= 2 && model.zones[zone].tank == nil && model.isEnd(zone) {
            let hasBulk = model.customers[model.zones[zone].customers].contains { $0.kind == .bulk }
            for day in (days + 1) / 2..<days {
                guard let share = Self.burstShare(leakage[zone], day: day) else { continue }
                if let best, best.hasBulk == hasBulk ? best.share >= share : hasBulk { continue }
                best = (zone, day, hasBulk, share)
            }
        }
        guard let best else { return nil }
        zone = best.zone
        day = best.day
    }

    /// Share of bursts in a zone's leakage on a day; `nil` when one begins or ends on it or the day before: a crew
    /// would not choose such a night, for the nights about it are what it compares with.
    private static func burstShare(_ leakage: ZoneLeakage, day: Int) -> Double? {
        let perDay = DiurnalShape.stepsPerDay
        let calm = (day - 1) * perDay..<(day + 1) * perDay
        var flow = 0.0
        for burst in leakage.bursts where burst.steps.overlaps(calm) {
            guard burst.steps.lowerBound <= calm.lowerBound, burst.steps.upperBound >= calm.upperBound
            else { return nil }
            flow += burst.flow
        }
        return flow / (flow + leakage.background)
    }
}

/// What truly happened in one step of a test.
struct StepTestTruth: Sendable {
    /// Quarter hours from the period's start.
    var steps: Range<Int>
    /// Average zone pressure, m.
    var pressure: Double
    /// m³/h from pipes.
    var leakage: Double
    /// m³/h drawn by customers.
    var nightUse: Double
    /// m³/h drawn by illegal connections.
    var unauthorised: Double
}

extension [StepTestTruth] {
    /// The exponent N1 that the leakage as a whole follows: the slope of ln L over ln P by least squares. Made
    /// here and not by the evaluation, which is to be tested against it.
    var exponent: Double {
        let points = map { (x: log($0.pressure), y: log($0.leakage)) }
        let x = points.reduce(0) { $0 + $1.x } / Double(count)
        let y = points.reduce(0) { $0 + $1.y } / Double(count)
        let across = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
        return across / points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    }
}

extension CityModel {
    /// Whether a zone has inlets, but passes water on to none and exchanges it with none.
    fileprivate func isEnd(_ zone: Int) -> Bool {
        meters.allSatisfy { meter in
            meter.fromZone != Int32(zone) && !(Int(meter.toZone) == zone && meter.isBidirectional)
        }
    }
}
