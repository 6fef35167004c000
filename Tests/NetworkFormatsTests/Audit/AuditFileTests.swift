import Foundation
import WaterLoss
import Testing

@testable import NetworkFormats

@Suite("Audit files")
struct AuditFileTests {
    /// The example of Docs/audit.md, as its readers copy it.
    static func example() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "Docs/audit.md"), encoding: .utf8)
        let start = try #require(page.range(of: "```yaml\n"))
        let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
        return String(page[start.upperBound..<end.lowerBound])
    }

    private func indicators(_ audit: Audit, _ standard: Audit.Standard) -> [String: Indicator] {
        Dictionary(
            audit.indicators(by: standard).map { ($0.key.rawValue, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("The example's figures, each worked by hand")
    func figures() throws {
        let audit = try AuditFile.read(yaml: Self.example(), path: "a.yml")
        #expect(audit.days == 365 && audit.isYear && audit.undertaking == "Waterworks of Quellstadt")
        func expect(
            _ figure: Indicator?, _ value: Double, _ halfWidth: Double? = nil, relative: Double = 1e-9
        ) {
            let number = figure?.number ?? .nan
            #expect(
                abs(number - value) <= relative * abs(value), "\(figure?.key.rawValue ?? "none"): \(number)")
            guard let halfWidth else { return }
            let width = figure?.halfWidth ?? .nan
            #expect(
                abs(width - halfWidth) <= relative * halfWidth, "\(figure?.key.rawValue ?? "none") ± \(width)"
            )
        }
        let cjj = indicators(audit, .cjj92Revision2018)
        // 10 000 万m³; Qa = 8000 + 150 + 250 = 8400 万m³, ± √(80² + 4.5² + 100²) 万m³.
        let qa = (80.0 * 80 + 4.5 * 4.5 + 100 * 100).squareRoot() * 1e4
        expect(cjj["qs_m3"], 1e8, 2e6)
        expect(cjj["qa_m3"], 8.4e7, qa)
        // R_WL = (1 − Qa/Qs)·100: Qs stands twice, so its 2 % counts 0.84 times.
        let width = ((0.84 * 2) * (0.84 * 2) + (qa / 1e6) * (qa / 1e6)).squareRoot()
        expect(cjj["r_wl_percent"], 16, width)
        // r = 0.45; A = 1200 km / 10 000 万m³ = 0.12, so R2 is limited to 3; 0.40 MPa: 0.5; no frost: 0.
        expect(cjj["r1_percent"], 3.6)
        expect(cjj["r2_percent"], 3)
        #expect(cjj["r2_percent"]?.flags == [.init(.clamped, "r2")])
        expect(cjj["r3_percent"], 0.5)
        expect(cjj["r4_percent"], 0)
        expect(cjj["r_bl_percent"], 8.9, width)
        #expect(cjj["grade"]?.value == .word("1"))
        let original = indicators(audit, .cjj92Original2016)
        expect(original["standard_value_1_percent"], 17.1)
        #expect(original["grade"]?.value == .word("1") && original["r_bl_percent"] == nil)

        let iwa = indicators(audit, .iwa)
        // CMI = 8150/0.97 − 8150 万m³, not 8150·0.03.
        let cmi = 8150e4 / 0.97 - 8150e4
        expect(iwa["cmi_m3"], cmi)
        expect(iwa["al_m3"], cmi + 45e4)
        expect(iwa["rl_m3"], 1600e4 - cmi - 45e4)
        let carl = (1600e4 - cmi - 45e4) / 365
        expect(iwa["carl_m3_per_d"], carl)
        // (18·1300 + 0.8·90 000 + 25·540)·32 L/d: 540 km is the total, 90 000 · 6 m.
        expect(iwa["uarl_m3_per_d"], 3484.8)
        expect(iwa["ili"], carl / 3484.8)
        #expect(iwa["world_bank_band"]?.value == .word("C"))
        expect(iwa["rl_l_per_connection_d"], carl * 1000 / 90_000)
        expect(iwa["rl_l_per_connection_d_m"], carl * 1000 / 90_000 / 32)
        expect(iwa["rl_m3_per_km_d"], carl / 1300)
        expect(iwa["nrw_percent_of_ws"], 20)
        expect(iwa["nrw_cost"], (cmi + 45e4) * 3.2 + (1600e4 - cmi - 45e4 + 400e4) * 0.8)
        // 570 of 80 weights: 20·8 + 20·9 + 2·7 + 3·3 + 3·2 + 8·6 + 3·4 + 4·8 + 5·7 + 2·4 + 8·6 + 2·9.
        expect(iwa["input_validity"], 71.25)
        // US coefficients differ by less than 1 %, and AWWA knows no upper pressure.
        expect(indicators(audit, .awwa)["uarl_m3_per_d"], 3484.8, relative: 0.01)
    }

    @Test("The parts of CJJ 92's loss, and the leakage rate of 2016 at the edge of its grade")
    func components() throws {
        func audit(tanks: Double) throws -> [String: Indicator] {
            let parts = """
                cjj92:
                  visible_leaks: {value: 400, unit: 10k m3}
                  hidden_leaks: {value: 300, unit: 10k m3}
                  background: {value: 490, unit: 10k m3}
                  tanks: {value: \(tanks), unit: 10k m3}
                  master_meter_difference: {value: 350, unit: 10k m3}
                  non_resident_meter_error: {value: 100, unit: 10k m3}
                """
            return indicators(
                try AuditFile.read(yaml: Self.example().replacing("cjj92:", with: parts), path: "a.yml"),
                .cjj92Original2016)
        }
        let figures = try audit(tanks: 7)
        // 400 + 300 + 490 + 7 = 1197 万m³; 1600 − 1197 − 450 = −47 万m³, kept and flagged.
        #expect(figures["leakage_m3"]?.number == 1197e4)
        #expect(figures["metering_loss_m3"]?.number == 450e4)
        #expect(abs((figures["other_loss_m3"]?.number ?? 0) + 47e4) < 1e-6)
        #expect(figures["other_loss_m3"]?.flags.contains(.init(.negativeResidual, "other_loss")) == true)
        // 11.97 %: 0.70·17.1 % = 11.97 % passes grade 1; a little more passes 0.70·19.1 % = 13.37 %.
        #expect(abs((figures["r_rl_percent"]?.number ?? 0) - 11.97) < 1e-12)
        #expect(figures["leakage_grade"]?.value == .word("1"))
        #expect(try audit(tanks: 7.01)["leakage_grade"]?.value == .word("2"))
        #expect(try audit(tanks: 200)["leakage_grade"]?.value == .word("none"))
    }

    @Test("A year has the days it has, and what is no year is for reference")
    func periods() throws {
        func audit(_ from: String, _ to: String) throws -> Audit {
            try AuditFile.read(
                yaml: Self.example().replacing(
                    "from: 2025-01-01, to: 2026-01-01", with: "from: \(from), to: \(to)"),
                path: "a.yml")
        }
        #expect(try audit("2024-01-01", "2025-01-01").days == 366)
        #expect(try audit("2024-07-01", "2025-07-01").isYear)
        let half = try audit("2025-01-01", "2025-07-01")
        #expect(half.days == 181 && !half.isYear)
        let rate = half.indicators(by: .cjj92Revision2018).first { $0.key == .lossRate }
        #expect(rate?.flags.contains(.init(.referenceOnly, "period")) == true)
    }

    @Test("Units say the same in their own numbers")
    func units() throws {
        let plain = try AuditFile.read(yaml: Self.example(), path: "a.yml")
        let other = try AuditFile.read(
            yaml: Self.example()
                .replacing(
                    "own_sources: {value: 10000, unit: 10k m3", with: "own_sources: {value: 100000, unit: ML"
                )
                .replacing("mains: {value: 1300, unit: km", with: "mains: {value: 1300000, unit: m")
                .replacing("value: 0.40, unit: MPa", with: "value: 4, unit: bar"),
            path: "a.yml")
        for standard in Audit.Standard.allCases {
            for (a, b) in zip(plain.indicators(by: standard), other.indicators(by: standard)) {
                #expect(a.flags == b.flags)
                if let x = a.number, let y = b.number { #expect(abs(x - y) <= 1e-12 * abs(x), "\(a.key)") }
            }
        }
    }

    @Test("What is not given leaves out only what needs it, with the reason")
    func missing() throws {
        let audit = try AuditFile.read(
            yaml: """
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes:
                  own_sources: {value: 100, unit: m3}
                  billed_metered: {value: 120, unit: m3}
                """, path: "a.yml")
        let iwa = indicators(audit, .iwa)
        #expect(iwa["nrw_m3"]?.number == -20)
        #expect(iwa["nrw_m3"]?.flags.contains(.init(.negativeResidual, "nrw")) == true)
        #expect(iwa["nrw_m3"]?.flags.contains(.init(.limitsIncomplete, "volumes.own_sources")) == true)
        #expect(iwa["nrw_m3"]?.halfWidth == nil)
        #expect(iwa["wl_m3"]?.value == nil && iwa["ili"]?.value == nil)
        #expect(iwa["wl_m3"]?.flags.contains(.init(.notGiven, "unbilled_unmetered")) == true)
        #expect(iwa["ili"]?.flags.contains(.init(.notGiven, "average_pressure")) == true)
        let defaulted = try AuditFile.read(
            yaml: Self.example().replacing("world: developing", with: "defaults: awwa-v6"), path: "a.yml")
        #expect(defaulted.completed.flags.isEmpty, "what is given is not replaced")
        let bare = try AuditFile.read(
            yaml: """
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes: {own_sources: {value: 1000, unit: m3}, billed_metered: {value: 800, unit: m3}}
                defaults: awwa-v6
                """, path: "a.yml")
        // 0.25 % of BAC = 800 m³.
        #expect(bare.completed.balance.unbilledUnmetered?.value == 2)
        #expect(indicators(bare, .iwa)["wl_m3"]?.number == 198)
        #expect(
            indicators(bare, .iwa)["wl_m3"]?.flags.contains(.init(.defaultUsed, "unbilled_unmetered")) == true
        )
    }

    @Test("One run names every mistake with its line and key")
    func mistakes() throws {
        let error = #expect(throws: AuditFileError.self) {
            try AuditFile.read(
                yaml: """
                    period: {from: 2025-13-01, to: 2026-01-01}
                    volumes:
                      own_sources: {value: -5, unit: m3}
                      billed_metered: {value: 10, unit: km}
                      imported: {value: 10}
                      exported: {value: ten, unit: m3}
                      unauthorised: {value: 1, unit: m3, percent: 120}
                      data_handling: {value: 1, unit: m3, percent: 5, limits: 2}
                      sold: {value: 1, unit: m3}
                    customer_meters: {under_registration_percent: 101}
                    network: {mains: 12, connections: {value: 5, grade: 11}}
                    cjj92: {plants: [{pressure: {value: 0.3, unit: m3}}]}
                    world: mars
                    """, path: "a.yml")
        }
        let found = error?.mistakes.map { "\($0.line ?? 0) \($0.key)" } ?? []
        #expect(
            found == [
                "1 period.from", "9 volumes.sold", "3 volumes.own_sources.value", "5 volumes.imported",
                "6 volumes.exported.value", "4 volumes.billed_metered.unit", "7 volumes.unauthorised.percent",
                "8 volumes.data_handling.limits", "10 customer_meters.under_registration_percent",
                "11 network.mains", "11 network.connections.grade", "12 cjj92.plants[1].supply",
                "12 cjj92.plants[1].pressure.unit", "13 world",
            ])
        #expect(
            error?.description.contains(
                "a.yml, line 3: volumes.own_sources.value: found -5; expected 0 or more") == true)
    }

    @Test(
        "Files that are no audit", arguments: ["", "just words", "[1, 2]", "a: [", "period: 5\nvolumes: 6"])
    func noAudit(text: String) {
        #expect(throws: AuditFileError.self) { try AuditFile.read(yaml: text, path: "a.yml") }
    }
}
