import Foundation
import LeakZones
import Telemetry
import Testing

@testable import Reports

@Suite("Balance output")
struct BalanceReportTests {
    @Test("JSON, letter by letter: keys, order, local times, a litre's rounding, null for what is not known")
    func json() throws {
        let city = try TinyCity()
        let report = BalanceReport(
            [[city.first], [city.second]], scheme: city.scheme, calendar: city.calendar)
        let from = "\"from\": \"2024-03-01T00:00:00+08:00\", \"to\": \"2024-03-11T00:00:00+08:00\""
        #expect(
            report.text(as: .json) == """
                {
                  "zones": [
                    {
                      "id": "A",
                      "periods": [
                        {\(from), "input_m3": 1200.123, "export_m3": 100, "storage_change_m3": 0.5, \
                "metered_m3": 800, "unmetered_m3": 49.6, "loss_m3": 250.023, "loss_ci95_m3": 31.28, \
                "coverage": 0.9877, "flags": ["filled:inA"], "use_coverage": 1}
                      ],
                      "name": "Old town",
                      "parent": null
                    },
                    {
                      "id": "B",
                      "periods": [
                        {\(from), "input_m3": null, "export_m3": null, "storage_change_m3": 0, \
                "metered_m3": 321, "unmetered_m3": 0, "loss_m3": null, "loss_ci95_m3": null, \
                "coverage": 0, "flags": ["incomplete", "missing_inlet:inB"], "use_coverage": 1}
                      ],
                      "name": "Mountain",
                      "parent": null
                    }
                  ]
                }

                """)
    }

    @Test("A JSON parser reads the same numbers back")
    func jsonParses() throws {
        let city = try TinyCity()
        let report = BalanceReport([[city.first, city.second]], scheme: city.scheme, calendar: city.calendar)
        let data = Data(report.text(as: .json).utf8)
        let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let zones = try #require(document["zones"] as? [[String: Any]])
        let periods = try #require(zones.first?["periods"] as? [[String: Any]])
        #expect(periods.count == 2)
        #expect(periods[0]["loss_m3"] as? Double == 250.023)
        #expect(periods[1]["loss_m3"] is NSNull)
    }

    @Test("CSV has the same numbers, and empty fields for what is not known")
    func csv() throws {
        let city = try TinyCity()
        let report = BalanceReport(
            [[city.first], [city.second]], scheme: city.scheme, calendar: city.calendar)
        let lines = report.text(as: .csv).components(separatedBy: "\r\n")
        #expect(
            lines[0] == "zone,from,to,input_m3,export_m3,storage_change_m3,metered_m3,unmetered_m3,loss_m3,"
                + "loss_ci95_m3,coverage,flags")
        #expect(
            lines[1]
                == "A,2024-03-01T00:00:00+08:00,2024-03-11T00:00:00+08:00,1200.123,100,0.5,800,49.6,250.023,"
                + "31.28,0.9877,filled:inA")
        #expect(
            lines[2] == "B,2024-03-01T00:00:00+08:00,2024-03-11T00:00:00+08:00,,,0,321,0,,,0,"
                + "incomplete;missing_inlet:inB")
    }

    @Test("No zones make an empty list")
    func empty() throws {
        let city = try TinyCity()
        let report = BalanceReport([], scheme: city.scheme, calendar: city.calendar)
        #expect(report.json == .object(["zones": .array([])]))
    }
}
