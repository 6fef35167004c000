import Foundation
import LeakZones
import WaterLoss
import PipeNetwork
import Telemetry
import TestSupport
import Testing

@testable import Reports

@Suite("The evaluation and pressure reports")
struct EvaluationReportTests {
    private static let start: Int64 = 1_704_067_200

    private func zone(_ standard: LossStandard, isComplete: Bool = true) throws -> ZoneReport {
        let start = Timestamp(Self.start)
        var balance = ZoneBalance(
            zone: "Z", period: try Period(from: start, to: start + 30 * 86_400), input: 3000, export: 0,
            storageChange: 0, metered: 2000, unmetered: 0, loss: isComplete ? 1000 : nil,
            lossHalfWidth: isComplete ? 100 : nil,
            flags: isComplete ? [] : [BalanceFlag(.missingInlet, "M1"), BalanceFlag(.incomplete)])
        balance.uncertainNetInput = .init(3000, source: "meter", halfWidth: 80)
        balance.uncertainUse = .init(2000, source: "customers", halfWidth: 60)
        var facts = ZoneFacts()
        facts.mainsLength = 10_000
        facts.connections = 500
        var pressure = ZonePressure(zone: "Z")
        pressure.average = 40
        pressure.night = 45
        pressure.highest = 46
        pressure.method = .alongPipes
        pressure.hours = (0..<24).map { $0 < 5 ? 45 : 38 }
        pressure.hoursPerDay = ConfidenceInterval(21, halfWidth: 1)
        pressure.points = [
            .init(id: "P1", mean: 40, lowest: 30, highest: 46, coverage: 1, findings: []),
            .init(
                id: "P2", mean: nil, lowest: nil, highest: nil, coverage: 0, findings: [.tooFewReadings(1)]),
        ]
        return balance.evaluated(
            by: standard, facts: facts, pressure: pressure, nights: try nights(),
            nightUse: ZoneNightUse(
                read: NightUsers(), measured: ConfidenceInterval(0, halfWidth: 0),
                unread: NightUsers(households: 500)))
    }

    /// Seven nights of 3 m³/h.
    private func nights() throws -> [NightFlow] {
        let hours = 0..<7 * 24
        let flow = try FlowSeries(
            ReadingSeries(
                element: "Z", kind: .flow, times: hours.map { Self.start + Int64($0) * 3600 },
                values: hours.map { _ in 3.0 / 3600 }), calendar: .utc)
        let period = try Period(from: Timestamp(Self.start), to: Timestamp(Self.start + 7 * 86_400))
        return try NetFlowSeries.sum(
            [.init(flow, sign: 1)], on: TimeGrid(covering: period, step: 3600)
        ).nightFlows(calendar: .utc)
    }

    private func report(_ zones: [ZoneReport]) throws -> EvaluationReport {
        EvaluationReport(
            zones, scheme: try ZoneScheme(zones: [Zone(id: "Z", name: "Zone")], zoneOfNode: []),
            period: zones[0].balance.period,
            calendar: .utc)
    }

    @Test("Every figure has a name in both languages, and is in the documentation")
    func names() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "Docs/evaluation.md"), encoding: .utf8)
        let audit = try String(contentsOf: root.appending(path: "Docs/audit.md"), encoding: .utf8)
        var keys: Set<String> = []
        for standard in LossStandard.allCases {
            for isComplete in [true, false] {
                for indicator in try zone(standard, isComplete: isComplete).indicators {
                    keys.insert(indicator.key.rawValue)
                    #expect(!indicator.method.isEmpty && !indicator.source.isEmpty, "\(indicator.key)")
                    #expect(
                        indicator.value != nil || !indicator.flags.isEmpty, "\(indicator.key) gives no reason"
                    )
                }
            }
        }
        for key in keys {
            #expect(IndicatorCatalogue[key] != nil, "no name for \(key)")
            #expect(page.contains("`\(key)`") || audit.contains("`\(key)`"), "\(key) is not documented")
        }
    }

    @Test("JSON has every figure with limits, and the reasons of what is not said")
    func json() throws {
        let text = try report([zone(.iwa), zone(.iwa, isComplete: false)]).text(as: .json)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let zones = try #require(root["zones"] as? [[String: Any]])
        let figures = try #require((zones[0]["standards"] as? [String: [String: [String: Any]]])?["iwa"])
        #expect(figures["nrw_percent_of_ws"]?["unit"] as? String == "%")
        #expect(figures["azp_m"]?["value"] as? Double == 40 && figures["azp_m"]?["ci95"] as? Double == 2)
        #expect(figures["azp_m"]?["lower"] as? Double == 38)
        // 3 m³/h less 500 · 1.7 L/h.
        let net = try #require(figures["nnf_m3_per_h"]?["value"] as? Double)
        #expect(abs(net - 2.15) < 1e-9)
        let missing = try #require((zones[1]["standards"] as? [String: [String: [String: Any]]])?["iwa"])
        #expect(missing["loss_m3"]?["value"] is NSNull)
        #expect(missing["loss_m3"]?["flags"] as? [String] == ["not_given:missing_inlet:M1"])
    }

    @Test("One zone has a row a figure, several zones a row each, in both languages")
    func tables() throws {
        let one = try report([zone(.cjj92Revision2018)])
        #expect(one.text(as: .table).contains("Minimum night flow MNF"))
        #expect(one.text(as: .table, language: .chinese).contains("夜间最小流量 MNF"))
        let two = try report([zone(.cjj92Revision2018), zone(.cjj92Revision2018, isComplete: false)])
        #expect(two.text(as: .table).split(separator: "\n").count == 4)
        #expect(two.text(as: .csv).contains("Z,cjj92-2018,mnf_m3_per_h,"))
    }

    @Test("The pressure report: points, what lowering saves, and a step test")
    func pressure() throws {
        let test = ZoneStepTest(
            zone: "Z", windows: [], unknown: [],
            test: StepTest(
                // L ∝ P: N1 = 1.
                [(50.0, 10.0), (40, 8), (30, 6)].map {
                    StepTest.Step(pressure: $0.0, inflow: ($0.1 + 2) / 3600, nightUse: 2 / 3600)
                }))
        let report = PressureReport([try zone(.iwa)], tests: [test], policy: .init(), calendar: .utc)
        let text = report.text(as: .json)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let zone = try #require((root["zones"] as? [[String: Any]])?.first)
        // 30 m at the lowest point, 14 m promised.
        #expect(zone["room_m"] as? Double == 16)
        // All of 46 m less 16: 1.4 · 16/46.
        #expect(abs((zone["fewer_bursts_percent"] as? Double ?? 0) - 1.4 * 16 / 46 * 100) < 1e-9)
        #expect(abs((zone["saving_m3_per_d"] as? Double ?? 0) - saving) < 1e-9)
        let tests = try #require(root["step_tests"] as? [[String: Any]])
        #expect(abs((tests[0]["n1"] as? Double ?? 0) - 1) < 1e-9)
        #expect((zone["points"] as? [[String: Any]])?[1]["findings"] as? [String] == ["too_few_readings"])
        let table = report.text(as: .table, language: .chinese)
        #expect(table.contains("可降压") && table.contains("漏失指数 N1"))
        #expect(report.text(as: .csv).contains("Z,P2,,,,0,0,too_few_readings"))
    }

    /// By hand: background 2·(20·10 + 1.25·500)·(45/50)^1.5 L/h at 45 m, the rest of 2.15 m³/h as bursts with N1 = 1;
    /// five hours at 45 m and nineteen at 38 m, all 16 m lower.
    private var saving: Double {
        let background = 2 * 0.825 * pow(0.9, 1.5)
        let bursts = 2.15 - background
        func hourly(_ pressure: Double) -> Double {
            background * pow(pressure / 45, 1.5) + bursts * pressure / 45
        }
        return 5 * (hourly(45) - hourly(29)) + 19 * (hourly(38) - hourly(22))
    }
}
