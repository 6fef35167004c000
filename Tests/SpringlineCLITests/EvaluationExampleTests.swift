import Foundation
import Testing

/// Worked examples of night flow, pressure and economics, put to the commands on a city that has their figures.
@Suite("The worked examples of night flow and pressure, by evaluate and pressure")
struct EvaluationExampleTests {
    private let springs: Springs

    init() throws { springs = try Springs() }

    @Test("From a minimum of 18.4 m³/h to 6.245 bursts")
    func nightFlow() throws {
        try WorkedCity.night.write(into: springs)
        let zone = try springs.evaluate("--icf", "2", "--n1", "1", "--private-pipe", "6")
        func figure(_ key: String, _ expected: Double, _ within: Double = 1e-9) {
            #expect(
                gives(zone.number(key), expected, within: within),
                "\(key): \(String(describing: zone.number(key)))")
        }
        figure("mains_km", 24.5)
        figure("connections", 2100)
        figure("households", 1962)
        figure("aznp_m", 38)
        figure("mnf_m3_per_h", 18.4)
        figure("mnf_p20_m3_per_h", 18.4)
        figure("lnu_m3_per_h", 5.010)
        figure("nnf_m3_per_h", 13.390)
        figure("ubl_m3_per_h", 2.3393, 5e-5)
        figure("background_m3_per_h", 4.6787, 5e-5)
        figure("excess_m3_per_h", 8.7113, 1e-4)
        figure("espb", 6.245, 1e-3)
        figure("controllable_m3_per_h", 13.390 - 2.3393, 1e-4)
        // The pressure stands still: 24 hours a day.
        figure("ndf_h_per_d", 24)
        figure("night_leakage_m3", 13.390 * 24 * 31)
        // (18·24.5 + 0.8·2100 + 25·12.6)·38 L/d.
        figure("uarl_m3_per_d", 92.568)
    }

    @Test(
        "The night-day factor by N1: 6 h at 50 m, 12 at 40, 6 at 45",
        arguments: [("1", 21.0), ("0.5", 22.425226), ("1.5", 19.709392)])
    func nightDayFactor(_ exponent: String, _ hours: Double) throws {
        var city = WorkedCity.night
        city.pressure = { $0 % 24 < 6 ? 50 : $0 % 24 < 18 ? 40 : 45 }
        try city.write(into: springs)
        let zone = try springs.evaluate("--n1", exponent)
        #expect(gives(zone.number("ndf_h_per_d"), hours, within: 1e-6))
        #expect(gives(zone.number("night_leakage_m3"), 13.39 * hours * 31, within: 1e-6))
    }

    @Test("Component UARL follows N1", arguments: [("0.5", 0.5), ("1", 1.0), ("1.5", 1.5)])
    func componentUARL(_ option: String, _ exponent: Double) throws {
        try WorkedCity.night.write(into: springs)
        let zone = try springs.evaluate("--n1", option, "--private-pipe", "6")
        let ratio = 38.0 / 50
        let background = 9.6 * 24.5 + 0.6 * 2100 + 16 * 12.6
        let leaks = (5.8 + 2.6) * 24.5 + (0.04 + 0.16) * 2100 + (1.9 + 7.1) * 12.6
        let litres = 50 * (background * pow(ratio, 1.5) + leaks * pow(ratio, exponent))
        #expect(gives(zone.number("component_uarl_m3_per_d"), litres / 1000))
        #expect(zone.flags("component_uarl_m3_per_d").isEmpty)
    }

    @Test("What nobody says of N1 is said of the component UARL")
    func defaultExponent() throws {
        try WorkedCity.night.write(into: springs)
        let zone = try springs.evaluate()
        #expect(zone.flags("component_uarl_m3_per_d") == ["default_used:n1", "assumed:private_pipe=0"])
    }

    @Test("Night flows stand beside the balance whatever the standard")
    func agreement() throws {
        try WorkedCity.night.write(into: springs)
        let keys = ["agreement", "night_less_balance_m3", "apparent_by_nights_m3"]
        let both = try springs.evaluate()
        for key in keys {
            let (chinese, international) = (both.standards["cjj92-2018"]?[key], both.standards["iwa"]?[key])
            #expect(chinese?.value != nil, "\(key)")
            #expect(
                chinese?.value == international?.value && chinese?.flags == international?.flags, "\(key)")
        }
        #expect(!both.explanations.isEmpty)
        for standard in ["cjj92-2018", "cjj92-2016", "iwa", "awwa"] {
            #expect(try springs.evaluate("--standard", standard).explanations == both.explanations)
        }
        // The report has them too.
        let outcome = try springs.run(
            "report", "city.db", "--from", "2024-03-01", "--to", "2024-04-01", "--output", "r.json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        struct Report: Decodable { var figures: [String: [String: AuditJSON.Figure]] }
        let report = try JSONDecoder().decode(Report.self, from: springs.bytes("r.json"))
        for key in keys { #expect(report.figures["Z1"]?[key]?.value == both.standards["iwa"]?[key]?.value) }
    }

    @Test("Economics: 220 a km, 0.45 a m³, a rise of 1.8 m³/(km·d·yr) on 350 km are 14.639 months")
    func economics() throws {
        var city = WorkedCity.night
        city.mains = 350
        // NNF · 24 h rises by 1.8 · 350 m³/d a year: 630/(24·365) m³/h a day.
        city.flow = { 18.4 + 630.0 / 24 / 365 * Double($0 / 24) + ((0..<6).contains($0 % 24) ? 0 : 3) }
        try city.write(into: springs)
        let zone = try springs.evaluate(
            "--n1", "1", "--retail-price", "3", "--variable-cost", "0.45", "--survey-cost", "220")
        func figure(_ key: String, _ expected: Double, _ within: Double = 1e-4) {
            #expect(
                gives(zone.number(key), expected, within: within),
                "\(key): \(String(describing: zone.number(key)))")
        }
        figure("rate_of_rise_m3_per_km_d_yr", 1.8)
        figure("eif_months", 14.639)
        figure("ep_percent_per_yr", 81.97)
        figure("abi_per_yr", 63_120)
        figure("eurl_m3_per_yr", 140_266)
    }

    /// Hours of a night in which the pressure stands at 50, 40 and 30 m and the inflow follows a law over night use.
    private func stepped(_ leakage: @escaping @Sendable (Double) -> Double) -> WorkedCity {
        var city = WorkedCity.night
        @Sendable func pressure(_ hour: Int) -> Double {
            switch hour - 9 * 24 {
            case 1: 50
            case 2: 40
            case 3: 30
            default: 50
            }
        }
        city.pressure = { pressure($0) }
        // Night use is 5.010 m³/h.
        city.flow = { 5.010 + leakage(pressure($0)) + ($0 % 24 < 6 ? 0 : 4) }
        return city
    }

    private struct Test3: Decodable {
        var n1: Double?
        var r2: Double?
        var fixed_area_share: Double?
        var favad_area_m2: Double?
        var favad_slope_m2_per_m: Double?
        var favad_n1: Double?
    }

    private func stepTest() throws -> Test3 {
        try springs.write(
            "tests.csv",
            """
            zone,from,to
            Z1,2024-03-10 01:00,2024-03-10 02:00
            Z1,2024-03-10 02:00,2024-03-10 03:00
            Z1,2024-03-10 03:00,2024-03-10 04:00

            """)
        let outcome = try springs.run(
            "pressure", "city.db", "--from", "2024-03-01", "--to", "2024-04-01", "--tests", "tests.csv",
            "--format", "json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        struct Report: Decodable { var step_tests: [Test3] }
        return try #require(
            JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8)).step_tests.first)
    }

    @Test("A step test gives the exponent back", arguments: [0.5, 0.8, 1.0, 1.15, 1.5])
    func exponent(_ exponent: Double) throws {
        try stepped { 10 * pow($0 / 50, exponent) }.write(into: springs)
        let test = try stepTest()
        #expect(gives(test.n1, exponent, within: 1e-6))
        #expect(gives(test.r2, 1, within: 1e-9))
        #expect(gives(test.fixed_area_share, 1.5 - exponent, within: 1e-6))
    }

    @Test(
        "FAVAD: 10 cm² and 0.2 cm² more a metre, back from the test; LN 0.8 and N1 of (1.5·0.8 + 0.5)/1.8 at 40 m"
    )
    func orifice() throws {
        try stepped { head in
            0.6 * (2 * 9.80665).squareRoot() * (1e-3 * head.squareRoot() + 2e-5 * pow(head, 1.5)) * 3600
        }.write(into: springs)
        let test = try stepTest()
        #expect(gives(test.favad_area_m2.map { $0 * 1e3 }, 1, within: 1e-6))
        #expect(gives(test.favad_slope_m2_per_m.map { $0 * 1e5 }, 2, within: 1e-6))
        #expect(gives(test.favad_n1, (1.5 * 0.8 + 0.5) / 1.8, within: 1e-6))
    }

    @Test("Customers who state only households: connections from 12 each, and night use from all of them")
    func households() throws {
        var city = WorkedCity.night
        city.customers = (0..<10).map { _ in
            #""households":36,"base_demand_m3_per_d":12,"type":"household""#
        }
        city.read = [:]
        try city.write(into: springs)
        let zone = try springs.evaluate("--n1", "1")
        #expect(gives(zone.number("connections"), 30))
        #expect(gives(zone.number("households"), 360))
        #expect(gives(zone.number("lnu_m3_per_h"), 0.36 * 1.7))
        for key in ["connections", "uarl_m3_per_d", "ili", "ubl_m3_per_h", "loss_l_per_connection_d"] {
            #expect(zone.flags(key).contains("assumed:connections=households/12"), "\(key)")
        }
        let stated = try springs.evaluate("--n1", "1", "--households-per-connection", "6")
        #expect(gives(stated.number("connections"), 60))
        #expect(gives(stated.number("lnu_m3_per_h"), 0.36 * 1.7))
    }

    @Test("Half of the day without pressure: losses by length and connection are for a day of pressure")
    func intermittent() throws {
        try WorkedCity.night.write(into: springs)
        let always = try springs.evaluate()
        let half = try springs.evaluate("--pressurised-percent", "50")
        for key in ["loss_m3_per_km_d", "loss_l_per_connection_d", "rl_l_per_connection_d", "rl_m3_per_km_d"]
        {
            #expect(gives(half.number(key), 2 * (always.number(key) ?? .nan)), "\(key)")
        }
        #expect(gives(half.number("uarl_m3_per_d"), (always.number("uarl_m3_per_d") ?? .nan) / 2))
    }
}
