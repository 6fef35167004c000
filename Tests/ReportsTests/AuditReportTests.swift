import Foundation
import WaterLoss
import Testing

@testable import Reports

@Suite("The audit report")
struct AuditReportTests {
    private var audit: Audit {
        Audit(StandardBalance(ownSources: 1000, billedMetered: 700), days: 365, isYear: true)
    }

    private var keys: Set<String> {
        var whole = audit
        whole.components = .init()
        // Figures that stand only where there is something to say.
        whole.retailPrice = 3
        whole.world = .developed
        whole.balance.storageChange = 1
        whole.bulkMeterCorrections = [.ownSources: 1]
        return Set(Audit.Standard.allCases.flatMap { whole.indicators(by: $0).map(\.key.rawValue) })
    }

    @Test("Docs/audit.md names every figure, and no other")
    func page() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Docs/audit.md"), encoding: .utf8)
        let figures = try #require(text.components(separatedBy: "## Figures").last)
            .components(separatedBy: "## Weights")[0]
        var named: Set<String> = []
        for line in figures.split(separator: "\n") where line.hasPrefix("| `") {
            let first = line.split(separator: "|")[0]
            for part in first.split(separator: "`")
            where part.contains("_") || part == "grade" || part == "ili" {
                named.insert(String(part))
            }
        }
        #expect(named == keys)
        for (input, weight) in InputValidity.weights where input == .ownSources || input == .averagePressure {
            #expect(text.contains("\(input == .ownSources ? "own sources" : "pressure") \(Int(weight))"))
        }
    }

    @Test("Every figure has a name in both languages")
    func names() {
        for key in keys { #expect(IndicatorCatalogue[key] != nil, "\(key)") }
        #expect(Set(IndicatorCatalogue.all.map(\.rawValue)).count == IndicatorCatalogue.all.count)
        for key in IndicatorCatalogue.all {
            #expect(!key.title.english.isEmpty && !key.title.chinese.isEmpty, "\(key)")
            #expect(!key.method.isEmpty && !key.source.isEmpty, "\(key)")
        }
    }

    @Test("JSON keeps limits, and null for what cannot be said")
    func json() throws {
        var audit = audit
        audit.balance.ownSources = Uncertain(1000, source: "own", halfWidth: 30)
        let text = AuditReport(audit, standards: [.iwa]).text(as: .json)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let standards = try #require(root["standards"] as? [String: [String: [String: Any]]])
        let nrw = try #require(standards["iwa"]?["nrw_m3"])
        #expect(nrw["value"] as? Double == 300 && nrw["ci95"] as? Double == 30)
        #expect(
            nrw["lower"] as? Double == 270 && nrw["upper"] as? Double == 330 && nrw["unit"] as? String == "m3"
        )
        let losses = try #require(standards["iwa"]?["wl_m3"])
        #expect(losses["value"] is NSNull && losses["flags"] as? [String] == ["not_given:unbilled_unmetered"])
    }

    @Test("The table speaks both languages")
    func table() {
        let report = AuditReport(audit, standards: [.cjj92Revision2018])
        #expect(report.text(as: .table).contains("Gross water loss rate R_WL"))
        #expect(report.text(as: .table, language: .chinese).contains("综合漏损率"))
        #expect(report.text(as: .csv).contains("cjj92-2018,r_wl_percent,"))
    }
}
