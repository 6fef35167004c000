import InputOutput
import Geospatial
import PipeNetwork
import Telemetry
import Testing

import LeakZones
@testable import Reports

/// Two zones side by side, fed from a reservoir through the meters `inA` and `inB`; numbers chosen by hand.
struct TinyCity {
    let network: Network
    let scheme: ZoneScheme
    let calendar: LocalCalendar
    let period: Period

    init(firstName: String = "Old town", hasPlaces: Bool = true) throws {
        var network = Network()
        func spot(_ x: Double, _ y: Double) -> Coordinate? { hasPlaces ? Coordinate(x: x, y: y) : nil }
        try network.add(Reservoir(id: "R", position: spot(0, 0), head: 60))
        for (id, x, y) in [("a1", 100.0, 0.0), ("a2", 600, 0), ("b1", 100, 300), ("b2", 600, 300)] {
            try network.add(Junction(id: id, position: spot(x, y)))
        }
        try network.add(Tank(id: "T", position: spot(620, 20), diameter: 10))
        try network.add(Pipe(id: "inA", start: "R", end: "a1", length: 100, diameter: 0.4))
        try network.add(Pipe(id: "inB", start: "R", end: "b1", length: 320, diameter: 0.3))
        try network.add(Pipe(id: "A", start: "a1", end: "a2", length: 500, diameter: 0.15))
        try network.add(Pipe(id: "AT", start: "a2", end: "T", length: 30, diameter: 0.15))
        try network.add(Pipe(id: "B", start: "b1", end: "b2", length: 500, diameter: 0.15))
        try network.add(Pipe(id: "AB", start: "a2", end: "b2", length: 300, status: .closed))
        try network.add(
            Asset(kind: .pressurePoint, id: "P1", position: spot(300, 0), attachment: .node("a2")))
        self.network = network
        scheme = try ZoneScheme(
            zones: [Zone(id: "A", name: firstName), Zone(id: "B", name: "Mountain")],
            zoneOfNode: [-1, 0, 0, 1, 1, 0], meteredLinks: ["inA", "inB"])
        calendar = try LocalCalendar(timeZone: "Asia/Shanghai")
        period = try Period(
            from: #require(Timestamp(iso8601: "2024-02-29T16:00:00Z")),
            to: #require(Timestamp(iso8601: "2024-03-10T16:00:00Z")))
    }

    /// 10 days: 1200.1234 in, 100 out, 0.5 into the tank, 800 metered, 49.6 unmetered: 250.0234 are missing.
    var first: ZoneBalance {
        ZoneBalance(
            zone: "A", period: period, input: 1200.1234, export: 100, storageChange: 0.5, metered: 800,
            unmetered: 49.6, loss: 250.0234, lossHalfWidth: 31.28, coverage: 0.98765, useCoverage: 1,
            flags: [BalanceFlag(.filled, "inA")])
    }

    /// A zone whose inlet meter is dead.
    var second: ZoneBalance {
        ZoneBalance(
            zone: "B", period: period, input: nil, export: nil, storageChange: 0, metered: 321, unmetered: 0,
            loss: nil, lossHalfWidth: nil, coverage: 0, useCoverage: 1,
            flags: [BalanceFlag(.incomplete), BalanceFlag(.missingInlet, "inB")])
    }

    /// The report beside the 20 days before it, and cut into two months. By the day zone A lost 20 ± 2 then and loses
    /// 25.00234 ± 3.128 now; zone B claims nothing now; zone C was there then only.
    func comparedReport() throws -> LossReport {
        var report = try report()
        let then = try Period(from: period.start - 20 * 86_400, to: period.start)
        func balance(_ zone: String, _ loss: Double, _ halfWidth: Double) -> ZoneBalance {
            ZoneBalance(
                zone: zone, period: then, input: loss, export: 0, storageChange: 0, metered: 0, unmetered: 0,
                loss: loss, lossHalfWidth: halfWidth)
        }
        let gone = Zone(id: "C", name: "Closed <works>")
        report.comparison = LossComparison(
            of: report.zones, over: period,
            with: ComparedPeriod(
                then, zones: [scheme.zones[1], scheme.zones[0], gone],
                balances: [balance("B", 60, 6), balance("A", 400, 40), balance("C", 80, 8)],
                mains: [580, 500, 90]))
        var before = balance("A", 400, 40)
        before.flags = [BalanceFlag(.partialPeriod)]
        report.zones[0].months = [before, first]
        report.zones[1].months = [balance("B", 60, 6), second]
        return report
    }

    /// Zone A has 0.58 km of mains (500 m, 30 m and half of the inlet's 100 m; nothing of the closed pipe but its
    /// half, 150 m, which makes 0.73 km) and 50 connections.
    func report(first: ZoneBalance? = nil, second: ZoneBalance? = nil, notes: [Wording] = []) throws
        -> LossReport
    {
        var facts = ZoneFacts.all(scheme, in: network)
        facts[0].connections = 50
        // Half an hour a cell, 10 nights; on the fifth the flow is not known.
        let grid = try TimeGrid(covering: period, step: 1800)
        let values = (0..<grid.count).map { cell -> Double in
            let day = cell / 48
            return day == 4 ? .nan : 0.0005 + 0.00001 * Double(day)
        }
        let nights = try NetFlowSeries(grid: grid, values: values).nightFlows(calendar: calendar)
        let (a, b) = (first ?? self.first, second ?? self.second)
        return LossReport(
            name: "Tiny", period: period, calendar: calendar, network: network, scheme: scheme,
            zones: [
                ZoneReport(
                    zone: scheme.zones[0], balance: a, weeks: [self.first, self.second], facts: facts[0],
                    nights: nights),
                ZoneReport(zone: scheme.zones[1], balance: b, weeks: [self.second], facts: facts[1]),
            ], notes: notes)
    }
}
