import Foundation
import WaterLoss
import Testing

@testable import Reports

@Suite("A region of several undertakings")
struct RegionReportTests {
    /// Without corrections R_BL = R_WL: r 0, A 0.0693, P 0.3 MPa, no frost.
    private func audit(_ name: String, supply: Double, used: Double, width: Double = 0) -> AuditReport {
        var audit = Audit(
            StandardBalance(
                ownSources: Uncertain(supply), billedMetered: Uncertain(used, source: name, halfWidth: width),
                unbilledUnmetered: 0), days: 365, isYear: true,
            cjj92: .init(
                households: 0, largePipes: 0.0693 * supply / 10_000 * 1000,
                plants: [.init(pressure: 0.3, supply: supply)], frostDepth: 0))
        audit.undertaking = name
        return AuditReport(audit, standards: [.cjj92Revision2018])
    }

    @Test("The rate is weighted by supply, not the mean of the rates")
    func weighted() {
        // 20 % of 1 000 and 5 % of 9 000: 650 of 10 000 m³; the mean of the rates would be 12.5 %.
        let region = RegionReport([
            audit("A", supply: 1000, used: 800, width: 30), audit("B", supply: 9000, used: 8550, width: 40),
        ])
        #expect(abs((region.lossRate.number ?? 0) - 6.5) < 1e-9)
        // 30 and 40 m³ make 50 of 10 000 m³.
        #expect(abs((region.lossRate.halfWidth ?? 0) - 0.5) < 1e-9)
        #expect(region.lossRate.flags.isEmpty)
    }

    @Test("One undertaking without a rate leaves the region without one, and is named")
    func missing() throws {
        var poor = audit("B", supply: 9000, used: 8550)
        poor.audit.cjj92.frostDepth = nil
        let region = RegionReport([audit("A", supply: 1000, used: 800, width: 1), poor])
        #expect(region.lossRate.value == nil)
        #expect(region.lossRate.flags == [.init(.notGiven, "r_bl_percent of B")])
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(region.text(as: .json).utf8)) as? [String: Any])
        #expect((json["undertakings"] as? [Any])?.count == 2)
        #expect(region.text(as: .csv).contains("B,,,cjj92-2018,r_wl_percent,5,"))
        #expect(region.text(as: .table, language: .chinese).contains("区域漏损率"))
    }
}
