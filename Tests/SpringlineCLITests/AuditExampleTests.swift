import Foundation
import Testing

/// Worked examples of the standards, put to the command.
@Suite("The worked examples of the loss standards, by audit")
struct AuditExampleTests {
    private let springs: Springs

    init() throws { springs = try Springs() }

    private let revision = "cjj92-2018"
    private let original = "cjj92-2016"

    @Test("The example of the 2018 revision: 16.0 − 7.1 = 8.9 %, grade 1; and by 2016 the same grade")
    func theRevision() throws {
        let said = try springs.audit(.revision)
        #expect(gives(said.number(revision, "r_wl_percent"), 16))
        #expect(gives(said.number(revision, "r1_percent"), 3.6))
        // 0.99·(0.12 − 0.0693)·100 = 5.0193, limited to 3.
        #expect(said.number(revision, "r2_percent") == 3)
        #expect(said.flags(revision, "r2_percent") == ["clamped:r2"])
        #expect(said.number(revision, "r3_percent") == 0.5)
        #expect(said.number(revision, "r4_percent") == 0)
        #expect(gives(said.number(revision, "r_n_percent"), 7.1))
        #expect(gives(said.number(revision, "r_bl_percent"), 8.9))
        #expect(said.word(revision, "grade") == "1")
        #expect(gives(said.number(original, "standard_value_1_percent"), 17.1))
        #expect(gives(said.number(original, "standard_value_2_percent"), 19.1))
        #expect(said.word(original, "grade") == "1")
        #expect(said.doubts.isEmpty)
    }

    @Test(
        "R2 in its range and at its limits",
        arguments: [
            (693.0, 0.0), (793, 0.99), (593, -0.99), (693 + 303, 2.9997), (693 + 304, 3),
            (693 - 303, -2.9997),
            (693 - 304, -3), (60, -3), (5000, 3),
        ] as [(Double, Double)])
    func length(_ kilometres: Double, _ expected: Double) throws {
        var example = AuditExample.revision
        example.cjj92["pipes_dn75"] = "{value: \(kilometres), unit: km}"
        #expect(gives(try springs.audit(example).number(revision, "r2_percent"), expected))
    }

    @Test(
        "R3 at each of its edges, in MPa and in kPa",
        arguments: [
            (0.2, 0.0), (0.35, 0), (0.351, 0.5), (0.55, 0.5), (0.551, 1), (0.75, 1), (0.751, 2), (1.2, 2),
        ] as [(Double, Double)])
    func pressure(_ megapascals: Double, _ expected: Double) throws {
        for (value, unit) in [(megapascals, "MPa"), (megapascals * 1000, "kPa"), (megapascals * 10, "bar")] {
            var example = AuditExample.revision
            example.cjj92["plants"] =
                "[{pressure: {value: \(value), unit: \(unit)}, supply: {value: 1, unit: m3}}]"
            #expect(try springs.audit(example).number(revision, "r3_percent") == expected, "\(value) \(unit)")
        }
    }

    @Test("Outlet pressure is weighted by supply: 0.30 with 9 and 0.80 with 1 are 0.35, and not 0.55")
    func weighted() throws {
        var example = AuditExample.revision
        example.cjj92["plants"] = """
            [{pressure: {value: 0.3, unit: MPa}, supply: {value: 9000, unit: 万m³}}, \
            {pressure: {value: 0.8, unit: MPa}, supply: {value: 1000, unit: 万m³}}]
            """
        #expect(try springs.audit(example).number(revision, "r3_percent") == 0)
    }

    @Test(
        "R4 begins above 1.4 m", arguments: [(0.0, 0.0), (1.4, 0), (1.41, 1), (2.5, 1)] as [(Double, Double)])
    func frost(_ depth: Double, _ expected: Double) throws {
        var example = AuditExample.revision
        example.cjj92["frost_depth"] = "{value: \(depth), unit: m}"
        #expect(try springs.audit(example).number(revision, "r4_percent") == expected)
    }

    @Test(
        "Grades of 2018 and of 2016: equality passes, nothing is rounded first, and the two never disagree",
        arguments: [
            (8290.0, "1"), (8289, "2"), (8289.9, "2"), (8090, "2"), (8089.9, "none"), (8089, "none"),
            (9000, "1"),
        ] as [(Double, String)])
    func grades(_ used: Double, _ grade: String) throws {
        var example = AuditExample.revision
        // R_n is 7.1 %: 10 % is reached at Qa = 10,000 − 1,710, 12 % at 10,000 − 1,910 万m³.
        example.volumes["billed_metered"] = "{value: \(used), unit: 万m³}"
        let said = try springs.audit(example)
        #expect(said.word(revision, "grade") == grade)
        #expect(said.word(original, "grade") == grade)
    }

    @Test(
        "The leakage rate of 2016 against 0.70 of the standard value",
        arguments: [(1197.0, "1"), (1198, "2"), (1337, "2"), (1338, "none")] as [(Double, String)])
    func leakage(_ leakage: Double, _ grade: String) throws {
        var example = AuditExample.revision
        let zero = "{value: 0, unit: m3}"
        for part in ["visible_leaks", "background", "tanks"] { example.cjj92[part] = zero }
        example.cjj92["hidden_leaks"] = "{value: \(leakage), unit: 万m³}"
        // 0.70 · 17.1 % = 11.97 %, 0.70 · 19.1 % = 13.37 %.
        let said = try springs.audit(example)
        #expect(gives(said.number(original, "r_rl_percent"), leakage / 100))
        #expect(said.word(original, "leakage_grade") == grade)
    }

    @Test("UARL: 10 km, 500 connections, 15 m of private pipe and 40 m are 30 700 L/d")
    func smallSystem() throws {
        let network = [
            "mains": "{value: 10, unit: km}", "connections": "500",
            "private_pipe_mean": "{value: 15, unit: m}", "average_pressure": "{value: 40, unit: m}",
        ]
        let said = try springs.audit(.leaking(50_000, network: network))
        #expect(gives(said.number("iwa", "uarl_m3_per_d"), 30.7))
        // 6.2137 mi, 500, 4.6603 mi, 56.893 psi: (33.616 + 75 + 34.952)·56.893 gal/d.
        let psi = 40 * 9806.65 / 6894.757293168
        let gallons = (5.41 * 10 / 1.609344 + 0.15 * 500 + 7.5 * 7.5 / 1.609344) * psi
        #expect(gives(said.number("awwa", "uarl_m3_per_d"), gallons * 3.785411784e-3, within: 1e-9))
        #expect(said.flags("iwa", "uarl_m3_per_d").contains("uarl_out_of_validity:size"))
    }

    /// 450 km, 32 000 connections, 160 km of private pipe, 48 m.
    private let large = [
        "mains": "{value: 450, unit: km}", "connections": "32000", "private_pipe": "{value: 160, unit: km}",
        "average_pressure": "{value: 48, unit: m}",
    ]

    @Test("UARL of the large case is 1 809.6 m³/d, and CARL of 3.1 Mm³ a year an ILI of 4.693")
    func largeSystem() throws {
        let said = try springs.audit(.leaking(3.1e6, network: large))
        #expect(gives(said.number("iwa", "uarl_m3_per_d"), 1809.6))
        #expect(gives(said.number("iwa", "carl_m3_per_d"), 3.1e6 / 365))
        #expect(gives(said.number("iwa", "ili"), 4.693, within: 1e-4))
        #expect(!said.flags("iwa", "uarl_m3_per_d").contains { $0.hasPrefix("uarl_out") })
        #expect(gives(said.number("iwa", "rl_l_per_connection_d"), 3.1e9 / 32_000 / 365))
        #expect(gives(said.number("iwa", "rl_l_per_connection_d_m"), 3.1e9 / 32_000 / 365 / 48))
        #expect(gives(said.number("iwa", "rl_m3_per_km_d"), 3.1e6 / 450 / 365))
    }

    @Test("A leap year has 366 days")
    func leapYear() throws {
        var example = AuditExample.leaking(3.1e6, network: large)
        example.period = "{from: 2024-01-01, to: 2025-01-01}"
        #expect(gives(try springs.audit(example).number("iwa", "carl_m3_per_d"), 3.1e6 / 366))
    }

    @Test(
        "World Bank bands at their edges, each lower edge inside",
        arguments: [
            (1.999, "A", "A"), (2, "B", "A"), (3.999, "B", "A"), (4, "C", "B"), (7.999, "C", "B"),
            (8, "D", "C"),
            (15.999, "D", "C"), (16, "D", "D"),
        ] as [(Double, String, String)])
    func bands(_ index: Double, _ developed: String, _ developing: String) throws {
        for (world, band) in [("developed", developed), ("developing", developing)] {
            var example = AuditExample.leaking(index * 1809.6 * 365, network: large)
            example.more = "world: \(world)\n"
            let said = try springs.audit(example)
            #expect(said.word("iwa", "world_bank_band") == band, "\(index) \(world)")
        }
        // Where nobody says whose, it is the same in every command, and said.
        let said = try springs.audit(.leaking(index * 1809.6 * 365, network: large))
        #expect(said.word("iwa", "world_bank_band") == developing)
        #expect(said.flags("iwa", "world_bank_band").contains("default_used:world"))
    }

    @Test(
        "What UARL was made for: 3,000 connections, more than 20 a km, 25 to 100 m",
        arguments: [
            (100.0, 3000.0, 25.0, ""), (100, 2999, 25, "size"), (100, 3000, 24.9, "pressure"),
            (100, 3000, 100.1, "pressure"), (150, 3000, 50, "density"), (149, 3000, 50, ""),
        ] as [(Double, Double, Double, String)])
    func validity(_ mains: Double, _ connections: Double, _ pressure: Double, _ outside: String) throws {
        let network = [
            "mains": "{value: \(mains), unit: km}", "connections": "\(connections)",
            "private_pipe": "{value: 0, unit: m}", "average_pressure": "{value: \(pressure), unit: m}",
        ]
        let said = try springs.audit(.leaking(1e6, network: network))
        let flags = said.flags("iwa", "uarl_m3_per_d").filter { $0.hasPrefix("uarl") }
        #expect(flags == (outside.isEmpty ? [] : ["uarl_out_of_validity:\(outside)"]))
    }

    @Test("Customers' meters that miss 4 % of 96 Mm³ miss 4 Mm³: V/(1 − e) − V, and not V·e")
    func meterError() throws {
        var example = AuditExample.leaking(0, network: [:])
        example.volumes["own_sources"] = "{value: 120, unit: ML}"
        example.volumes["billed_metered"] = "{value: 96, unit: ML}"
        example.volumes["customer_meters"] = nil
        example.more = "customer_meters: {under_registration_percent: 4, limits_percent: 1}\n"
        #expect(gives(try springs.audit(example).number("iwa", "cmi_m3"), 4000))
    }

    @Test(
        "AWWA's defaults by version, of 10,000 supplied, 8,000 billed and 7,500 metered",
        arguments: [("awwa-v5", 125.0 + 0, 25.0, 18.75), ("awwa-v6", 20, 20, 18.75)]
            as [(String, Double, Double, Double)])
    func defaults(_ version: String, _ unbilled: Double, _ unauthorised: Double, _ data: Double) throws {
        var example = AuditExample(
            volumes: [
                "own_sources": "{value: 10000, unit: m3}", "billed_metered": "{value: 7500, unit: m3}",
                "billed_unmetered": "{value: 500, unit: m3}", "customer_meters": "{value: 0, unit: m3}",
            ])
        example.more = "defaults: \(version)\n"
        let said = try springs.audit(example)
        #expect(gives(said.number("iwa", "uac_m3"), unbilled))
        #expect(gives(said.number("iwa", "al_m3"), unauthorised + data))
        #expect(gives(said.number("iwa", "rl_m3"), 2000 - unbilled - unauthorised - data))
        #expect(said.flags("iwa", "rl_m3").filter { $0.hasPrefix("default_used") }.count == 3)
    }

    @Test("Limits add as squares, and what stands above and below the line is doubted once")
    func limits() throws {
        var example = AuditExample.revision
        example.volumes["own_sources"] = "{value: 10000, unit: 万m³, percent: 2}"
        example.volumes["billed_metered"] = "{value: 8400, unit: 万m³, percent: 1}"
        let said = try springs.audit(example)
        let loss = (200.0 * 200 + 84 * 84).squareRoot() * 1e4
        #expect(gives(said.standards[revision]?["loss_m3"]?.ci95, loss))
        // ∂R/∂Qs = Qa/Qs²·100 = 0.0084 %·200; ∂R/∂Qa = 0.01 %·84.
        let rate = (1.68 * 1.68 + 0.84 * 0.84).squareRoot()
        #expect(gives(said.standards[revision]?["r_wl_percent"]?.ci95, rate))
    }

    @Test("Costs: apparent losses at the retail price, real losses and gifts at the variable cost")
    func costs() throws {
        var example = AuditExample.leaking(1e6, network: [:])
        example.volumes["unauthorised"] = "{value: 100000, unit: m3}"
        example.volumes["unbilled_unmetered"] = "{value: 50000, unit: m3}"
        example.more = "prices: {currency: CNY, retail: {value: 3.2}, variable: {value: 0.8}}\n"
        #expect(
            gives(try springs.audit(example).number("iwa", "nrw_cost"), 1e5 * 3.2 + (850_000 + 50_000) * 0.8))
    }

    @Test(
        "A region's rate is weighted by supply: 8.9 % of 10,000 and 12.9 % of 1,000 are 9.264 %, and not 10.9 %"
    )
    func region() throws {
        var village = AuditExample.revision
        village.name = "Village"
        village.volumes["own_sources"] = "{value: 1000, unit: 万m³}"
        village.volumes["billed_metered"] = "{value: 800, unit: 万m³}"
        village.cjj92["households"] = "{value: 450, unit: 万m³}"
        village.cjj92["pipes_dn75"] = "{value: 120, unit: km}"
        try springs.write("city.yml", AuditExample.revision.text)
        try springs.write("village.yml", village.text)
        let outcome = try springs.run("audit", "city.yml", "village.yml", "--format", "csv")
        let row = outcome.output.split(whereSeparator: \.isNewline).last.map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let value = try #require(row.flatMap { $0.count > 5 ? Double($0[5]) : nil })
        #expect(gives(value, (8.9 * 10_000 + 12.9 * 1000) / 11_000, within: 1e-9))
    }

    @Test("A region of different years has no rate, and says which years")
    func yearsApart() throws {
        var other = AuditExample.revision
        other.period = "{from: 2024-01-01, to: 2025-01-01}"
        try springs.write("a.yml", AuditExample.revision.text)
        try springs.write("b.yml", other.text)
        let outcome = try springs.run("audit", "a.yml", "b.yml", "--format", "json")
        #expect(outcome.output.contains("different_periods:2024-01-01/2024-12-31"))
        #expect(outcome.output.contains("different_periods:2025-01-01/2025-12-31"))
        #expect(
            outcome.output.contains(#""regional_r_bl_percent": {"value": null"#)
                || outcome.output.replacing("\n", with: "").replacing(" ", with: "").contains(
                    #""regional_r_bl_percent":{"value":null"#)
        )
    }

    @Test("Whose figures they are and of which period stands in every form")
    func heading() throws {
        try springs.write("year.yml", AuditExample.revision.text)
        let table = try springs.run("audit", "year.yml").output
        #expect(table.hasPrefix("Waterworks of Quellstadt, 2025-01-01 to 2025-12-31 (365 d)\n"))
        let chinese = try springs.run("audit", "year.yml", "--lang", "zh").output
        #expect(chinese.hasPrefix("Waterworks of Quellstadt，2025-01-01 至 2025-12-31（365 天）\n"))
        let rows = try springs.run("audit", "year.yml", "--format", "csv").output.split(separator: "\n")
        #expect(rows.first?.hasPrefix("undertaking,from,to,standard,figure,") == true)
        #expect(
            rows.dropFirst().allSatisfy { $0.hasPrefix("Waterworks of Quellstadt,2025-01-01,2026-01-01,") })
        let said = try springs.audit(.revision)
        #expect(said.undertaking == "Waterworks of Quellstadt")
        #expect(said.from == "2025-01-01" && said.to == "2026-01-01")
    }
}
