import Foundation
import InputOutput
import Telemetry
import Testing
import WaterLoss

@testable import NetworkFormats

@Suite("Audit files to fill in")
struct AuditTemplateTests {
    static let all = AuditTemplate.Form.allCases.flatMap { form in
        ReportLanguage.allCases.map { (form, $0) }
    }

    @Test(
        "An empty one lacks the period and what no balance can do without, and nothing else is wrong",
        arguments: all)
    func empty(_ form: AuditTemplate.Form, _ language: ReportLanguage) throws {
        let text = AuditTemplate(form, language: language).yaml
        let error = try #require(throws: AuditFileError.self) {
            try AuditFile.read(yaml: text, path: "a.yml")
        }
        let isChinese = language == .chinese
        #expect(
            error.mistakes.map(\.key)
                == (isChinese
                    ? ["统计期", "水量"] : ["period", "volumes"]),
            "\(error.description)\n\(text)")
        #expect(text.unicodeScalars.contains { $0.properties.isIdeographic } == isChinese)
    }

    /// What stands in each place of a template, in SI.
    private static let known: [String: AuditTemplate.Known] = [
        "volumes.own_sources": .init(1e8, halfWidth: 2e6), "volumes.exported": .init(1e6),
        "volumes.storage_change": .init(-3e4), "volumes.billed_metered": .init(8e7, halfWidth: 8e5),
        "volumes.unbilled_unmetered": .init(2.5e6, halfWidth: 1e6), "network.mains": .init(1.3e6),
        "network.connections": .init(90_000, halfWidth: 2700),
        "network.average_pressure": .init(32, halfWidth: 2),
        "cjj92.pipes_dn75": .init(1.2e6),
    ]

    @Test("What is known reads back as it was, whatever the form's units and language", arguments: all)
    func known(_ form: AuditTemplate.Form, _ language: ReportLanguage) throws {
        var template = AuditTemplate(form, language: language)
        template.undertaking = "Works \"North\": #1 \\ 北"
        template.from = LocalDate(year: 2024, month: 1, day: 1)
        template.to = LocalDate(year: 2025, month: 1, day: 1)
        template.known = Self.known
        template.remarks = [Wording("two\nlines", "两\n行")]
        let audit = try AuditFile.read(yaml: template.yaml, path: "a.yml")
        func near(_ value: Double?, _ expected: Double) -> Bool {
            value.map { abs($0 - expected) <= 1e-6 * abs(expected) } ?? false
        }
        #expect(audit.undertaking == template.undertaking && audit.days == 366 && audit.isYear)
        #expect(near(audit.balance.ownSources.value, 1e8) && near(audit.balance.ownSources.halfWidth, 2e6))
        #expect(near(audit.balance.exported.value, 1e6) && audit.balance.imported.value == 0)
        #expect(near(audit.balance.storageChange.value, -3e4))
        #expect(near(audit.balance.billedMetered.halfWidth, 8e5))
        #expect(near(audit.balance.unbilledUnmetered?.value, 2.5e6) && audit.balance.unauthorised == nil)
        if form == .cjj92 {
            #expect(near(audit.cjj92.largePipes, 1.2e6) && audit.cjj92.plants.isEmpty)
        } else {
            #expect(near(audit.mains?.value, 1.3e6) && near(audit.averagePressure?.value, 32))
            #expect(near(audit.connections?.value, 90_000) && near(audit.averagePressure?.halfWidth, 2))
        }
        #expect(audit.cjj92.components.isEmpty && audit.ownTargets.isEmpty && audit.retailPrice == nil)
    }

    @Test("A template that a person fills in gives what a file written by hand does")
    func filledIn() throws {
        func filled(_ language: ReportLanguage, _ cells: [(String, String)]) throws -> Audit {
            var text = AuditTemplate(.cjj92, language: language).yaml
            for (empty, full) in cells {
                #expect(text.contains(empty), "\(empty)\n\(text)")
                text = text.replacing(empty, with: full)
            }
            return try AuditFile.read(yaml: text, path: "a.yml")
        }
        let byHand = try AuditFile.read(
            yaml: """
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes:
                  own_sources: {value: 10000, unit: 10k m3, percent: 2}
                  billed_metered: {value: 8400, unit: 10k m3, percent: 1}
                  unbilled_unmetered: {value: 0, unit: 10k m3}
                cjj92:
                  households: {value: 4500, unit: 10k m3}
                  pipes_dn75: {value: 1200, unit: km}
                  plants: [{pressure: {value: 0.4, unit: MPa}, supply: {value: 10000, unit: 10k m3}}]
                  frost_depth: {value: 1, unit: m}
                """, path: "a.yml")
        let english = try filled(
            .english,
            [
                ("{from: , to: }", "{from: 2025-01-01, to: 2026-01-01}"),
                (
                    "own_sources: {value: , unit: 10k m3, percent: ,",
                    "own_sources: {value: 10000, unit: 10k m3, percent: 2,"
                ),
                (
                    "  billed_metered: {value: , unit: 10k m3, percent: ,",
                    "  billed_metered: {value: 8400, unit: 10k m3, percent: 1,"
                ), ("unbilled_unmetered: {value: ,", "unbilled_unmetered: {value: 0,"),
                ("households: {value: ,", "households: {value: 4500,"),
                ("pipes_dn75: {value: ,", "pipes_dn75: {value: 1200,"),
                (
                    "{pressure: {value: , unit: MPa}, supply: {value: , unit: 10k m3}}",
                    "{pressure: {value: 0.4, unit: MPa}, supply: {value: 10000, unit: 10k m3}}"
                ), ("frost_depth: {value: ,", "frost_depth: {value: 1,"),
            ])
        let chinese = try filled(
            .chinese,
            [
                ("{起: , 止: }", "{起: 2025-01-01, 止: 2026-01-01}"),
                ("自产供水量: {数值: , 单位: 万m³, 误差百分比: ,", "自产供水量: {数值: 10000, 单位: 万m³, 误差百分比: 2,"),
                ("  计费计量用水量: {数值: , 单位: 万m³, 误差百分比: ,", "  计费计量用水量: {数值: 8400, 单位: 万m³, 误差百分比: 1,"),
                ("免费未计量用水量: {数值: ,", "免费未计量用水量: {数值: 0,"), ("居民抄表到户水量: {数值: ,", "居民抄表到户水量: {数值: 4500,"),
                ("DN75及以上管长: {数值: ,", "DN75及以上管长: {数值: 1200,"),
                (
                    "{出厂压力: {数值: , 单位: MPa}, 供水量: {数值: , 单位: 万m³}}",
                    "{出厂压力: {数值: 0.4, 单位: MPa}, 供水量: {数值: 10000, 单位: 万m³}}"
                ), ("最大冻土深度: {数值: ,", "最大冻土深度: {数值: 1,"),
            ])
        #expect(english == byHand)
        #expect(chinese == byHand)
        let rate = byHand.indicators(by: .cjj92Revision2018).first { $0.key == .lossRate }?.number
        #expect(rate.map { abs($0 - 8.9) < 1e-9 } == true)
    }
}
