import Telemetry
import Testing

@testable import LeakZones
@testable import WaterLoss

@Suite("Losses of two periods held beside each other")
struct LossComparisonTests {
    /// 10 days, and the 20 days after them.
    private let then = (start: Timestamp(0), end: Timestamp(864_000))
    private let now = (start: Timestamp(864_000), end: Timestamp(2_592_000))

    private func balance(
        _ zone: String, _ span: (start: Timestamp, end: Timestamp), loss: Double?, _ halfWidth: Double? = nil
    ) throws -> ZoneBalance {
        ZoneBalance(
            zone: zone, period: try Period(from: span.start, to: span.end), input: loss.map { $0 + 100 },
            export: 0, storageChange: 0, metered: 100, unmetered: 0, loss: loss, lossHalfWidth: halfWidth)
    }

    private func change(
        _ a: (Double?, Double?), _ b: (Double?, Double?)
    ) throws -> LossChange {
        LossChange(
            of: Zone(id: "Z"), from: try balance("Z", then, loss: a.0, a.1),
            to: try balance("Z", now, loss: b.0, b.1))
    }

    @Test(
        "Losses are compared by the day: 500 m³ in 10 days are 50, 1400 in 20 are 70; ±30 and ±80 are ±3 and ±4, so ±5"
    )
    func byTheDay() throws {
        let change = try change((500, 30), (1400, 80))
        #expect(change.comparedLossPerDay == 50)
        #expect(change.lossPerDay == 70)
        #expect(change.difference?.value == 20)
        #expect(abs((change.difference?.halfWidth ?? 0) - 5) < 1e-12)
        #expect(change.verdict == .rise)
        #expect(try self.change((500, 30), (600, 80)).verdict == .fall)
    }

    @Test("A change as large as its limits is not significant; one a little larger is")
    func atTheLimit() throws {
        #expect(try change((500, 30), (1100, 80)).difference?.value == 5)
        #expect(try change((500, 30), (1100, 80)).verdict == .notSignificant)
        #expect(try change((500, 30), (1100.1, 80)).verdict == .rise)
        #expect(try change((500, 30), (899.9, 80)).verdict == .fall)
        #expect(try change((500, 30), (1000, 80)).verdict == .notSignificant)
        // Negative losses are compared as they are.
        #expect(try change((-500, 30), (-1400, 80)).verdict == .fall)
    }

    @Test("Where a loss is not claimed, or has no limits, that is said and no difference is made up")
    func unclaimed() throws {
        #expect(try change((nil, nil), (1400, 80)).verdict == .noComparedLoss)
        #expect(try change((500, 30), (nil, nil)).verdict == .noLoss)
        #expect(try change((nil, nil), (nil, nil)).verdict == .noLossAtAll)
        #expect(try change((500, nil), (1400, 80)).verdict == .noLimits)
        #expect(try change((500, nil), (1400, 80)).difference?.value == 20)
        #expect(try change((nil, nil), (1400, 80)).difference == nil)
    }

    @Test("Errors by source: what both periods share cancels in part, worked by hand")
    func bySource() throws {
        // Then: 1000 m³ in through M (±2 % of its own, ±1 % of its kind), 400 used (±10, ±2 % of its kind) in 10 days.
        // Now: 2600 m³ through M, 1000 used (±20) in 20 days. By the day:
        //   M random   then 20/10 = 2, now 52/20 = 2.6       → √(2² + 2.6²)
        //   customers  then 10/10 = 1, now 20/20 = 1         → √(1² + 1²)
        //   boundary   then 10/10 = 1, now 26/20 = 1.3       → 0.3
        //   customers' then 8/10 = 0.8, now 20/20 = 1        → 0.2
        var a = try balance("Z", then, loss: 600, 99)
        a.uncertainNetInput = Uncertain(
            1000, source: "meter M", percent: 2, systematicPercent: 1, kind: "boundary meters")
        a.uncertainUse = Uncertain(
            400, source: "customers", halfWidth: 10, systematic: 8, kind: "customer meters")
        var b = try balance("Z", now, loss: 1600, 99)
        b.uncertainNetInput = Uncertain(
            2600, source: "meter M", percent: 2, systematicPercent: 1, kind: "boundary meters")
        b.uncertainUse = Uncertain(
            1000, source: "customers", halfWidth: 20, systematic: 20, kind: "customer meters")
        let change = LossChange(of: Zone(id: "Z"), from: a, to: b)
        #expect(abs((change.difference?.value ?? 0) - 20) < 1e-12)
        let random = (4 + 6.76 + 1 + 1).squareRoot()
        #expect(abs((change.difference?.halfWidth ?? 0) - (random + 0.5)) < 1e-9)
        // As independent wholes their limits would be wider: the shared parts would add.
        let (wide, whole) = ((random + 1.3 + 1), change.difference?.halfWidth ?? .infinity)
        #expect(whole < wide)
    }

    @Test("Zones are held beside each other by their ids; those of one period only are said and not dropped")
    func zones() throws {
        func report(_ id: String, _ loss: Double?, mains: Double) throws -> ZoneReport {
            var facts = ZoneFacts()
            facts.mainsLength = mains
            return ZoneReport(zone: Zone(id: id), balance: try balance(id, now, loss: loss, 10), facts: facts)
        }
        let other = ComparedPeriod(
            try Period(from: then.start, to: then.end),
            zones: [Zone(id: "gone"), Zone(id: "B"), Zone(id: "A")],
            balances: [
                try balance("gone", then, loss: 70, 1), try balance("B", then, loss: 100, 1),
                try balance("A", then, loss: 300, 1),
            ], mains: [500, 1000, 2000], city: try balance("city", then, loss: 470, 3))
        let comparison = LossComparison(
            of: [
                try report("A", 900, mains: 2100), try report("B", 200, mains: 1000),
                try report("new", 40, mains: 10),
            ], city: try report("city", 1140, mains: 0), over: try Period(from: now.start, to: now.end),
            with: other)
        #expect(comparison.changes.map(\.zone.id) == ["A", "B", "new", "gone"])
        #expect(comparison.changes.map(\.verdict) == [.rise, .notSignificant, .newZone, .goneZone])
        #expect(comparison[zone: "A"]?.difference?.value == 15)
        #expect(comparison[zone: "A"]?.isOfOtherMains == true)
        #expect(comparison[zone: "B"]?.isOfOtherMains == false)
        #expect(comparison[zone: "gone"]?.comparedMains == 500)
        #expect(comparison[zone: "none"] == nil)
        #expect(comparison.city?.difference?.value == 10)
        #expect(comparison.counts().map(\.verdict) == [.rise, .notSignificant, .newZone, .goneZone])
        #expect(comparison.counts().reduce(0) { $0 + $1.zones } == 4)
    }

    @Test("A period beside itself shows no change, whatever its limits")
    func itself() throws {
        let one = try balance("Z", then, loss: 500, 30)
        let change = LossChange(of: Zone(id: "Z"), from: one, to: one)
        #expect(change.difference?.value == 0)
        #expect(change.verdict == .notSignificant)
    }

    @Test("The sign of a change is turned with the periods, and its limits stay")
    func turned() throws {
        let (a, b) = (try balance("Z", then, loss: 500, 30), try balance("Z", now, loss: 1400, 80))
        let (there, back) = (
            LossChange(of: Zone(id: "Z"), from: a, to: b), LossChange(of: Zone(id: "Z"), from: b, to: a)
        )
        #expect(there.difference?.value == 20 && back.difference?.value == -20)
        #expect(there.difference?.halfWidth == back.difference?.halfWidth)
        #expect(back.verdict == .fall)
    }
}
