import InputOutput
import Foundation
import Geospatial
import PipeNetwork
import Telemetry
import Testing

import LeakZones
@testable import Reports

/// A made-up city of a street grid in twelve zones, to look at the page with one's own eyes:
/// `SPRINGLINE_PAGES=/some/folder swift test --filter DemoCity` writes it in both languages.
@Suite("Demo city")
struct DemoCity {
    /// A fixed sequence of numbers in 0..<1 (a linear congruence): the same city every time.
    private struct Dice {
        var state: UInt64 = 42
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 9_007_199_254_740_992
        }
    }

    @Test(
        "Pages to look at", .enabled(if: ProcessInfo.processInfo.environment["SPRINGLINE_PAGES"] != nil))
    func pages() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["SPRINGLINE_PAGES"])
        let report = try report()
        for language in ReportLanguage.allCases {
            let html = report.html(language: language)
            try html.write(
                toFile: "\(folder)/demo-\(language.rawValue).html", atomically: true, encoding: .utf8)
            try report.summary(language: language).write(
                toFile: "\(folder)/demo-\(language.rawValue).txt", atomically: true, encoding: .utf8)
            #expect(html.utf8.count < 2_000_000)
        }
    }

    private func city(_ dice: inout Dice) throws -> (Network, ZoneScheme) {
        var network = Network(crs: try CoordinateReferenceSystem(epsg: 4548))
        var zoneOfNode: [Int32] = []
        let columns = 64
        let rows = 45
        func exists(_ column: Int, _ row: Int) -> Bool {
            let dx = Double(column - 34) / 33
            let dy = Double(row - 22) / 24
            return dx * dx + dy * dy < 1 && !(row == 20 && column % 16 != 5)
        }
        for row in 0..<rows {
            for column in 0..<columns where exists(column, row) {
                try network.add(
                    Junction(
                        id: "J\(row)-\(column)",
                        position: Coordinate(
                            x: 500_000 + Double(column) * 120 + dice.next() * 40 + Double(row) * 18,
                            y: 4_400_000 + Double(row) * 110 + dice.next() * 40),
                        demands: [Demand(base: 0.0002)]))
                zoneOfNode.append(Int32(min(column / 16, 3) + 4 * min(row / 15, 2)))
            }
        }
        for row in 0..<rows {
            for column in 0..<columns where exists(column, row) {
                for (c, r) in [(column + 1, row), (column, row + 1)]
                where c < columns && r < rows && exists(c, r) {
                    let isMain = (column % 16 == 8 && c == column) || (row % 15 == 7 && r == row)
                    let crosses = column / 16 != c / 16 || min(row / 15, 2) != min(r / 15, 2)
                    if !isMain && (dice.next() < 0.16 || (crosses && dice.next() < 0.75)) { continue }
                    try network.add(
                        Pipe(
                            id: "P\(row)-\(column)-\(c - column)", start: "J\(row)-\(column)",
                            end: "J\(r)-\(c)",
                            length: c == column ? 110 : 120, diameter: isMain ? 0.4 : 0.1,
                            status: crosses && !isMain ? .closed : .open))
                    if crosses && isMain {
                        try network.add(
                            Asset(
                                kind: .meter, id: "M\(row)-\(column)",
                                attachment: .link(
                                    "P\(row)-\(column)-\(c - column)", node: "J\(row)-\(column)")))
                    }
                }
                if dice.next() < 0.02 {
                    try network.add(
                        Asset(
                            kind: .pressurePoint, id: "PT\(row)-\(column)",
                            position: network.nodes.position(network.nodes.count - 1).map { _ in
                                Coordinate(
                                    x: 500_020 + Double(column) * 120 + Double(row) * 18,
                                    y: 4_400_020 + Double(row) * 110)
                            }, attachment: .node("J\(row)-\(column)")))
                }
            }
        }
        try network.add(
            Reservoir(id: "North works", position: Coordinate(x: 502_200, y: 4_405_500), head: 60))
        try network.add(Tank(id: "T1", position: Coordinate(x: 508_300, y: 4_402_000), diameter: 16))
        zoneOfNode += [-1, -1]
        let names = ["河西", "老城", "火车站", "东关", "泉城路", "大明湖", "经十路", "历下", "七里山", "舜耕", "千佛山", "龙洞"]
        let zones = names.enumerated().map { Zone(id: "DMA-\($0 + 1)", name: $1) }
        return (network, try ZoneScheme(zones: zones, zoneOfNode: zoneOfNode))
    }

    func report() throws -> LossReport {
        var dice = Dice()
        let (network, scheme) = try city(&dice)
        let calendar = try LocalCalendar(timeZone: "Asia/Shanghai")
        let first = try #require(LocalDate(year: 2025, month: 3, day: 1))
        let period = try Period(
            from: calendar.startOfDay(first), to: calendar.startOfDay(first.advanced(byDays: 92)))
        let facts = ZoneFacts.all(scheme, in: network)
        var zones: [ZoneReport] = []
        for (at, zone) in scheme.zones.enumerated() {
            let leak = [0.07, 0.21, 0.02, 0.12, 0.3, 0.1, 0.05, 0.16, 0.11, 0.24, 0.08, 0.002][at]
            let isDead = at == 7
            let daily = facts[at].mainsLength / 1000 * (90 + 60 * dice.next())
            func balance(_ period: Period, _ factor: Double, isDead: Bool) -> ZoneBalance {
                let days = Double(period.duration) / 86_400
                let input = daily * days * 1.04
                let net = daily * days
                let loss = net * leak * factor
                var flags: [BalanceFlag] = []
                if isDead { flags = [BalanceFlag(.incomplete), BalanceFlag(.missingInlet, "M14-56")] }
                if at == 1 { flags.append(BalanceFlag(.filled, "M7-15")) }
                if at % 3 == 0 { flags.append(BalanceFlag(.estimatedUse, "\(3 + at)")) }
                return ZoneBalance(
                    zone: zone.id, period: period, input: isDead ? nil : input,
                    export: isDead ? nil : input - net,
                    storageChange: 0, metered: (net - loss) * 0.93, unmetered: (net - loss) * 0.07,
                    loss: isDead ? nil : loss, lossHalfWidth: isDead ? nil : net * 0.025,
                    coverage: isDead ? 0 : 0.987,
                    useCoverage: 0.99, flags: flags)
            }
            let weeks = calendar.periods(in: period, by: .week).enumerated().map { week, piece in
                balance(
                    piece.period, 0.85 + 0.3 * dice.next() + (at == 4 && week > 7 ? 0.7 : 0),
                    isDead: isDead || (at == 1 && week == 5))
            }
            let grid = try TimeGrid(covering: period, step: 900)
            let base = daily / 86_400
            let values = (0..<grid.count).map { cell -> Double in
                if isDead || (at == 1 && (cell / 96) % 29 == 11) { return .nan }
                let step = at == 4 && cell / 96 > 55 ? 1.5 : 1.0
                return base * (leak * step + 0.12 + 0.05 * dice.next())
            }
            let flows = try NetFlowSeries(grid: grid, values: values).nightFlows(calendar: calendar)
            var facts = facts[at]
            facts.connections = (facts.mainsLength / 1000 * 85).rounded()
            zones.append(
                ZoneReport(
                    zone: zone, balance: balance(period, at == 4 ? 1.3 : 1, isDead: isDead), weeks: weeks,
                    facts: facts, nights: flows))
        }
        return LossReport(
            name: "泉城 Springfield", period: period, calendar: calendar, network: network, scheme: scheme,
            zones: zones,
            notes: [
                Wording(
                    "Customers without a meter are estimated by their base demands, ± 20 %.",
                    "未装表用户按基准需水量估算，± 20 %。")
            ])
    }
}
