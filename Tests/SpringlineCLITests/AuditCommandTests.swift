import Foundation
import Testing

@Suite("What audit prints and refuses")
struct AuditCommandTests {
    @Test("A year is graded, in both languages")
    func graded() throws {
        let springs = try Springs()
        try springs.write(
            "year.yml",
            """
            period: {from: 2025-01-01, to: 2026-01-01}
            volumes:
              own_sources: {value: 10000, unit: 万m³}
              billed_metered: {value: 8400, unit: 万m³}
              unbilled_unmetered: {value: 0, unit: m3}
            cjj92:
              households: {value: 4500, unit: 万m³}
              pipes_dn75: {value: 1200, unit: km}
              plants: [{pressure: {value: 0.4, unit: MPa}, supply: {value: 1, unit: 万m³}}]
              frost_depth: {value: 1, unit: m}
            """)
        let english = try springs.run("audit", "year.yml", "--standard", "cjj92-2018")
        #expect(english.code == 0 && english.output.contains("8.900"), "\(english.errors)")
        #expect(english.output.contains("grade 1"))
        let chinese = try springs.run("audit", "year.yml", "--standard", "cjj92-2018", "--lang", "zh")
        #expect(chinese.output.contains("一级") && chinese.output.contains("漏损率"))
    }

    @Test("A file that is not there, and one that is wrong")
    func refusals() throws {
        let springs = try Springs()
        try springs.expectRefusal(["audit", "no.yml"], "Error: no.yml: the audit file cannot be read")
        try springs.write(
            "bad.yml", "period: {from: 2025-01-01, to: 2026-01-01}\nvolumes: {own_sources: 5}\n")
        let outcome = try springs.run("audit", "bad.yml")
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("bad.yml, line 2: volumes.own_sources: a value needs its unit"))
        #expect(outcome.errors.contains("bad.yml, line 2: volumes.billed_metered: missing"))
    }
}
