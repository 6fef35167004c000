import InputOutput
import Foundation
import LeakZones
import Telemetry
import Testing

@testable import Reports

@Suite("Loss report")
struct LossReportTests {
    @Test("The total takes only zones that claim a loss; its numbers are those that went in")
    func total() throws {
        let report = try TinyCity().report()
        let total = try #require(report.total)
        #expect(total.zones == ["A"])
        #expect(abs(total.supplied - 1099.6234) < 1e-9)
        #expect(total.billed == 849.6)
        #expect(total.loss == 250.0234)
        #expect(total.lossHalfWidth == 31.28)
    }

    @Test("Limits of a sum of zones add in quadrature: 3 and 4 make 5")
    func quadrature() throws {
        let city = try TinyCity()
        var first = city.first
        first.lossHalfWidth = 3
        var second = city.first
        second.zone = "B"
        second.lossHalfWidth = 4
        let total = try #require(try city.report(first: first, second: second).total)
        #expect(total.lossHalfWidth == 5)
        #expect(total.loss == 500.0468)
        #expect(total.zones == ["A", "B"])
    }

    @Test("A parent and its parts are not counted twice; a parent without a loss gives way to its parts")
    func nestedZones() throws {
        let city = try TinyCity()
        var report = try city.report()
        for place in 0..<2 { report.zones[place].zone.parent = "ALL" }
        var all = report.zones[1]
        all.zone = Zone(id: "ALL")
        all.balance.zone = "ALL"
        report.zones.append(all)
        #expect(report.total?.zones == ["A"])
        report.zones[2].balance = city.first
        report.zones[2].balance.zone = "ALL"
        #expect(report.total?.zones == ["ALL"])
        #expect(report.worstZones == [0])
        #expect(report.unclaimedZones == [1])
    }

    @Test("A city evaluated as one comes before any sum")
    func wholeCity() throws {
        let city = try TinyCity()
        var report = try city.report()
        var whole = report.zones[0]
        whole.balance.loss = 777
        report.city = whole
        #expect(report.total?.loss == 777)
        #expect(report.total?.zones == [])
    }

    @Test("The summary: at most 15 lines, every number of the input, the zone without a loss by its reason")
    func summary() throws {
        #expect(
            try TinyCity().report().summary() == """
                Water loss report · Tiny
                2024-03-01 – 2024-03-10 (10 days, Asia/Shanghai)
                Water supplied     1,100 m³
                Billed use         850 m³ (Metered use 800, Unmetered use 49.6)
                Water loss         250 ± 31.3 m³ (95 %)
                Non-revenue water  22.7 %
                1 of 2 zones have a complete balance
                Where most is lost:
                  1. A Old town  250 ± 31.3 m³  22.7 %  34.2 m³/(km·d)
                Zones without a claimed loss: B Mountain: Boundary meter inB has no usable readings, or too few. \
                Check the meter and its data link.

                """)
    }

    @Test("With many zones the summary still fits a terminal, in both languages")
    func summaryLength() throws {
        let city = try TinyCity()
        var report = try city.report()
        let zones = (0..<40).map { Zone(id: "Z\($0)") }
        report.scheme = try ZoneScheme(zones: zones, zoneOfNode: [])
        report.zones = zones.indices.map { place in
            var known = report.zones[place % 2]
            known.zone = zones[place]
            known.balance.zone = zones[place].id
            return known
        }
        for language in ReportLanguage.allCases {
            let lines = report.summary(language: language).split(separator: "\n")
            #expect(lines.count <= 15)
        }
    }

    @Test("JSON carries the indicators under their keys with units; what is not claimed is null")
    func json() throws {
        let data = Data(try TinyCity().report().json().utf8)
        let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let zones = try #require(document["zones"] as? [[String: Any]])
        #expect(document["from"] as? String == "2024-03-01T00:00:00+08:00")
        let first = zones[0]
        #expect(first["zone"] as? String == "A")
        #expect(first["loss_m3"] as? Double == 250.023)
        #expect(first["loss_ci95_m3"] as? Double == 31.28)
        // 250.0234 / 1099.6234 · 100; / 0.73 km / 10 d; · 1000 / 50 / 10; (0.0005 + 0.00001 · 41/9) · 3600.
        #expect(first["nrw_percent"] as? Double == 22.737)
        #expect(first["r_wl_percent"] as? Double == 22.737)
        #expect(first["loss_m3_per_km_d"] as? Double == 34.25)
        #expect(first["loss_l_per_connection_d"] as? Double == 500.047)
        #expect(first["mnf_m3_per_h"] as? Double == 1.964)
        for key in [
            "loss_m3", "loss_ci95_m3", "nrw_percent", "r_wl_percent", "loss_m3_per_km_d", "mnf_m3_per_h",
        ] {
            #expect(zones[1][key] is NSNull, "\(key)")
        }
        #expect(zones[1]["flags"] as? [String] == ["incomplete", "missing_inlet:inB"])
    }

    @Test("Zones come by loss; those that claim none come last")
    func ranking() throws {
        let city = try TinyCity()
        var larger = city.first
        larger.zone = "B"
        larger.loss = 900
        #expect(try city.report(second: larger).ranking == [1, 0])
        #expect(try city.report().ranking == [0, 1])
        #expect(try city.report().csv().split(separator: "\r\n").count == 3)
    }
}
