import Foundation
import Telemetry
import Testing
import WaterLoss

@testable import Reports

@Suite("Years of an undertaking, side by side")
struct YearsReportTests {
    private func year(_ year: Int, used: Double, name: String? = "A", halfWidth: Double = 30) -> AuditReport {
        var audit = Audit(
            StandardBalance(
                ownSources: 1000, billedMetered: Uncertain(used, source: "used", halfWidth: halfWidth),
                unbilledUnmetered: 0), days: 365, isYear: true)
        audit.undertaking = name
        audit.from = LocalDate(year: year, month: 1, day: 1)
        audit.to = LocalDate(year: year + 1, month: 1, day: 1)
        return AuditReport(audit, standards: [.iwa])
    }

    @Test("Years stand in their order, with the change and whether it is beyond its limits")
    func changes() throws {
        let report = YearsReport([year(2025, used: 900, halfWidth: 40), year(2024, used: 800)])
        #expect(report.reports.map { $0.audit.from?.components.year } == [2024, 2025])
        let losses = try #require(report.lines.first { $0.key == .waterLosses })
        // 200 ± 30 and 100 ± 40: −100 ± 50.
        #expect(losses.change == -100 && losses.changeHalfWidth == 50 && losses.isBeyondLimits == true)
        let small = YearsReport([year(2024, used: 800), year(2025, used: 820)])
        #expect(small.lines.first { $0.key == .waterLosses }?.isBeyondLimits == false)
        let text = report.text(as: .table)
        #expect(text.contains("2024") && text.contains("2025") && text.contains("Beyond the limits"))
        #expect(report.text(as: .table, language: .chinese).contains("超出置信区间"))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(report.text(as: .json).utf8)) as? [String: Any])
        #expect((json["years"] as? [Any])?.count == 2)
        let change = (json["changes"] as? [[String: Any]])?.first { $0["figure"] as? String == "wl_m3" }
        #expect(change?["change"] as? Double == -100 && change?["beyond_limits"] as? Bool == true)
        #expect(report.text(as: .csv).contains("A,2024-01-01,2025-01-01,iwa,wl_m3,200,30,"))
    }

    @Test("Other undertakings and overlapping periods are no years of one")
    func objections() {
        #expect(YearsReport([year(2024, used: 800), year(2025, used: 800)]).objection == nil)
        #expect(YearsReport([year(2024, used: 800), year(2025, used: 800, name: nil)]).objection == nil)
        let others = YearsReport([year(2024, used: 800), year(2025, used: 800, name: "B")]).objection
        #expect(others?.english == "these are the years of several undertakings: A, B")
        let twice = YearsReport([year(2024, used: 800), year(2024, used: 900)]).objection
        #expect(twice?.english.contains("overlap") == true)
    }
}
