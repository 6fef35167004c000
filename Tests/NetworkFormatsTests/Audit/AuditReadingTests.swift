import Foundation
import Testing
import WaterLoss

@testable import NetworkFormats

@Suite("What an audit file may look like")
struct AuditReadingTests {
    private func near(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) <= 1e-9 * max(1, abs(expected)) } ?? false
    }

    /// The example of the guide, read from bytes.
    private func read(_ bytes: [UInt8]) throws -> Audit {
        let path = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).yml")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(bytes).write(to: path)
        return try AuditFile.read(path: path.path)
    }

    private static func volumes(_ text: String) throws -> Audit {
        try AuditFile.read(
            yaml: "period: {from: 2025-01-01, to: 2026-01-01}\nvolumes:\n" + text, path: "a.yml")
    }

    @Test("UTF-8 with a mark, GB 18030, GBK's bytes and UTF-16 say the same; lines may end with CR LF")
    func encodings() throws {
        let text = try AuditFileTests.example()
        let plain = try AuditFile.read(yaml: text, path: "a.yml")
        #expect(text.contains("万m³"))
        let name = "undertaking: 清泉自来水公司"
        let chinese = text.replacing("undertaking: Waterworks of Quellstadt", with: name)
        let gb = try #require(TextConverter(.gb18030, .toEncoding).encode(chinese))
        #expect(try read(gb).undertaking == "清泉自来水公司")
        #expect(try read(gb).balance == plain.balance)
        // GBK has no superscript three.
        let gbk = try #require(TextConverter(.gbk, .toEncoding).encode(chinese.replacing("³", with: "3")))
        #expect(try read(gbk).balance == plain.balance)
        #expect(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == plain)
        #expect(try read(Array(text.replacing("\n", with: "\r\n").utf8)) == plain)
        let utf16 = try #require(text.data(using: .utf16))
        #expect(try read(Array(utf16)) == plain)
    }

    @Test(
        "Numbers with separators of thousands, and full-width digits",
        arguments: [
            ("\"12,345,678\"", 12_345_678), ("\"1,234.5\"", 1234.5), ("12 345 678", 12_345_678),
            ("12'345", 12_345), ("12\u{202F}345.25", 12_345.25), ("１２３４５", 12_345), ("1.5e3", 1500),
            ("+5", 5), (".5", 0.5), ("0", 0),
        ] as [(String, Double)])
    func numbers(_ text: String, _ expected: Double) throws {
        let audit = try Self.volumes(
            "  own_sources: {value: \(text), unit: m3}\n  billed_metered: {value: 0, unit: m3}\n")
        #expect(audit.balance.ownSources.value == expected)
    }

    @Test(
        "What is no number",
        arguments: ["1_000", "0x10", "1:30", "nan", "inf", "1e999", "--5", "1 23", "", "1.2.3"])
    func noNumbers(_ text: String) {
        #expect(throws: AuditFileError.self) {
            try Self.volumes(
                "  own_sources: {value: \"\(text)\", unit: m3}\n  billed_metered: {value: 0, unit: m3}\n")
        }
    }

    @Test("Chinese keys and values say what the English ones do, in one file with them")
    func chineseKeys() throws {
        let english = try AuditFile.read(
            yaml: """
                undertaking: 甲
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes:
                  own_sources: {value: 10000, unit: 10k m3, percent: 2, grade: 8}
                  billed_metered: {value: 8000, unit: 10k m3, limits: 50}
                network:
                  mains: {value: 1300, unit: km}
                cjj92:
                  plants: [{pressure: {value: 0.4, unit: MPa}, supply: {value: 1, unit: m3}}]
                components:
                  bursts: [{element: mains, found: survey, count: 2, flow_at_50m: {value: 12, unit: m3/h}, days: 3}]
                world: developing
                """, path: "a.yml")
        let chinese = try AuditFile.read(
            yaml: """
                供水单位: 甲
                统计期: {起: 2025-01-01, 止: 2026-01-01}
                水量:
                  自产供水量: {数值: 10000, 单位: 万m³, 误差百分比: 2, 可信度: 8}
                  billed_metered: {数值: 8000, 单位: 万立方米, 误差: 50}
                管网:
                  管长: {数值: 1300, 单位: 公里}
                漏损评定:
                  水厂: [{出厂压力: {数值: 0.4, 单位: 兆帕}, 供水量: {数值: 1, 单位: 立方米}}]
                漏失分项:
                  爆管: [{部位: 干管, 发现方式: 检漏, 处数: 2, 五十米压力下流量: {数值: 12, 单位: m3/h}, 漏水天数: 3}]
                世界银行口径: 发展中国家
                """, path: "a.yml")
        #expect(chinese == english)
    }

    @Test("A mistake names the key as the file spells it")
    func spelling() throws {
        let error = try #require(throws: AuditFileError.self) {
            try AuditFile.read(
                yaml: "统计期: {起: 2025-01-01, 止: 2026-01-01}\n水量:\n  自产供水量: {数值: -1, 单位: m3}\n"
                    + "  计费计量用水量: {数值: 1, 单位: m3}\n", path: "a.yml")
        }
        #expect(error.explanation.chinese == "a.yml，第 3 行：水量.自产供水量.数值：实际为：-1；应不小于 0")
    }

    @Test("Every key has one English and a Chinese word, and no word means two things")
    func vocabularies() {
        let all: [AuditVocabulary] = [
            .file, .period, .volumes, .customerMeters, .flowBand, .network, .supplyArea, .prices, .cjj92,
            .plant,
            .backgroundByNights, .testedMeters, .leak, .components, .burst, .quantity, .line, .bulkLine,
            .targets,
        ]
        for vocabulary in all {
            let words = vocabulary.entries.flatMap { [$0.english] + $0.chinese }
            #expect(Set(words).count == words.count)
            for entry in vocabulary.entries {
                #expect(entry.chinese.first?.unicodeScalars.contains { $0.properties.isIdeographic } == true)
                for word in entry.chinese { #expect(vocabulary.english(word) == entry.english) }
            }
        }
    }

    @Test("Several lines add up, each with its limits; what they share is not averaged away")
    func lines() throws {
        let audit = try Self.volumes(
            """
              own_sources:
                - {name: Works A, value: 600, unit: m3, percent: 5, systematic_percent: 1, grade: 9}
                - {name: Works B, value: 0.04, unit: 10k m3, limits: 0.004, systematic_percent: 1, grade: 5}
              billed_metered:
                - {name: Homes, value: 500, unit: m3, percent: 2}
                - {name: Trade, value: 200, unit: m3, percent: 2}
              unbilled_unmetered:
                - {name: Flushing, value: 10, unit: m3, percent: 50}
                - {value: 5, unit: m3}
            """)
        // 600 ± 30 and 400 ± 40 are 1000 ± 50 at random; 6 and 4 are 10 together.
        #expect(audit.balance.ownSources.value == 1000)
        #expect(near(audit.balance.ownSources.halfWidth, 60))
        #expect(near(audit.balance.billedMetered.halfWidth, (10.0 * 10 + 4 * 4).squareRoot()))
        #expect(audit.balance.unbilledUnmetered?.value == 15)
        #expect(audit.balance.unbilledUnmetered?.unstated == ["volumes.unbilled_unmetered[2]"])
        // (600·9 + 400·5)/1000.
        #expect(near(audit.grades[.ownSources], 7.4))
        #expect(audit.grades[.billedMetered] == nil)
        #expect(audit.lines[.billedMetered]?.map(\.name) == ["Homes", "Trade"])
        #expect(audit.lines[.unbilledUnmetered]?.map(\.name) == ["Flushing", nil])
    }

    @Test("The error of a bulk meter corrects its volume, V/(1 − e), and storage is taken out of the input")
    func corrections() throws {
        let audit = try Self.volumes(
            """
              own_sources:
                - {value: 980, unit: m3, percent: 0, under_registration_percent: 2, under_registration_limits_percent: 1}
                - {value: 510, unit: m3, percent: 0, under_registration_percent: -2}
              storage_change: {value: -20, unit: m3, limits: 5}
              billed_metered: {value: 1000, unit: m3}
              unbilled_unmetered: {value: 0, unit: m3}
            """)
        // 980/0.98 = 1000, 510/1.02 = 500: 20 more and 10 less.
        #expect(near(audit.balance.ownSources.value, 1500))
        #expect(near(audit.bulkMeterCorrections[.ownSources]?.value, 10))
        // d(V/(1 − e)) = V/(1 − e)²·de = 980/0.9604·0.01.
        #expect(near(audit.balance.ownSources.halfWidth, 980 / 0.9604 * 0.01))
        // Tanks gave 20 m³: 1520 were supplied.
        let iwa = audit.indicators(by: .iwa)
        #expect(near(iwa.first { $0.key == .systemInput }?.number, 1520))
        #expect(iwa.first { $0.key == .storageChange }?.number == -20)
        #expect(near(iwa.first { $0.key == .bulkMeterCorrection }?.number, 10))
        let cjj = audit.indicators(by: .cjj92Revision2018)
        #expect(near(cjj.first { $0.key == .waterSuppliedQs }?.number, 1520))
        #expect(near(cjj.first { $0.key == .loss }?.number, 520))
        #expect(cjj.first { $0.key == .waterSuppliedQs }?.method == "Qs = own + purchased − storage change")
    }

    @Test("US units: acre-feet, thousand gallons, hundred cubic feet, miles")
    func unitedStates() throws {
        func volume(_ text: String) throws -> Double {
            try Self.volumes("  own_sources: {\(text)}\n  billed_metered: {value: 0, unit: m3}\n").balance
                .ownSources
                .value
        }
        // An acre is 43 560 square feet, a foot 0.3048 m, a gallon 231 cubic inches of 0.0254 m.
        let foot = 0.3048 * 0.3048 * 0.3048
        let gallon = 231 * 0.0254 * 0.0254 * 0.0254
        for unit in ["acre-ft", "ac-ft", "acre-feet"] {
            #expect(near(try volume("value: 2, unit: \(unit)"), 2 * 43_560 * foot), "\(unit)")
        }
        #expect(near(try volume("value: 3, unit: kgal"), 3000 * gallon))
        #expect(near(try volume("value: 4, unit: ccf"), 400 * foot))
        #expect(near(try volume("value: 5, unit: MG"), 5e6 * gallon))
        let audit = try AuditFile.read(
            yaml: """
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes: {own_sources: {value: 1, unit: MG}, billed_metered: {value: 0, unit: MG}}
                network: {mains: {value: 2, unit: mi}, average_pressure: {value: 50, unit: psi}}
                """, path: "a.yml")
        #expect(near(audit.mains?.value, 2 * 1609.344))
    }

    @Test("Supply hours by area are weighed by connections")
    func supplyHours() throws {
        let audit = try AuditFile.read(
            yaml: """
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes: {own_sources: {value: 1, unit: m3}, billed_metered: {value: 0, unit: m3}}
                network:
                  supply_hours:
                    - {name: East, connections: 3000, hours_per_day: 24}
                    - {name: West, connections: 1000, hours_per_day: 8}
                """, path: "a.yml")
        // (3000·24 + 1000·8)/(4000·24).
        #expect(near(audit.pressurisedShare, 80_000.0 / 96_000))
    }

    @Test("Metering losses of several classes of meters add up: Q/(1 − C) − Q of each")
    func meterClasses() throws {
        let audit = try AuditFile.read(
            yaml: """
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes: {own_sources: {value: 9000, unit: m3}, billed_metered: {value: 5000, unit: m3}}
                cjj92:
                  household_meters:
                    - {name: DN15, registered: {value: 960, unit: m3}, error_percent: 4}
                    - {name: DN20, registered: {value: 1960, unit: m3}, error_percent: 2}
                """, path: "a.yml")
        #expect(near(audit.cjj92.components[.masterMeterDifference]?.value, 40 + 40))
    }

    @Test("Costs, targets and the value of real losses are read")
    func money() throws {
        let audit = try AuditFile.read(
            yaml: """
                period: {from: 2025-01-01, to: 2026-01-01}
                volumes: {own_sources: {value: 9000, unit: m3}, billed_metered: {value: 5000, unit: m3}}
                价格: {货币: CNY, 售水价: {数值: 3}, 变动成本: {数值: 1}, 运行成本: {数值: "1,000,000"}, 真实漏失计价: 售水价}
                目标: {漏损率: 8.5, 管网漏损指数: 3}
                """, path: "a.yml")
        #expect(audit.runningCost?.value == 1_000_000 && audit.realLossesAt == .retailPrice)
        #expect(audit.ownTargets == [.lossRate: 8.5, .ili: 3])
    }
}
