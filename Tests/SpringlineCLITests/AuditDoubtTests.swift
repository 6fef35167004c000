import Foundation
import Testing

/// Inputs that cannot be, put to the command: no grade rests on them, and what was probably meant is said.
@Suite("What audit does not believe")
struct AuditDoubtTests {
    private let springs: Springs

    init() throws { springs = try Springs() }

    private func said(_ change: (inout AuditExample) -> Void) throws -> AuditJSON {
        var example = AuditExample.revision
        change(&example)
        return try springs.audit(example)
    }

    @Test("No grade for what cannot be")
    func impossible() throws {
        // Read at households: more than was supplied.
        let households = try said { $0.cjj92["households"] = "{value: 12000, unit: 万m³}" }
        #expect(households.word("cjj92-2018", "grade") == nil)
        #expect(households.flags("cjj92-2018", "grade").contains("implausible:cjj92.households"))
        #expect(households.word("cjj92-2016", "grade") == nil)
        // Billed: more than was supplied.
        let billed = try said { $0.volumes["billed_metered"] = "{value: 11000, unit: 万m³}" }
        #expect(billed.word("cjj92-2018", "grade") == nil)
        #expect(billed.flags("cjj92-2018", "grade").contains("implausible:volumes.billed_metered"))
        // Less lost than the corrections excuse: 5 % less 7.1 %.
        let below = try said { $0.volumes["billed_metered"] = "{value: 9500, unit: 万m³}" }
        #expect(gives(below.number("cjj92-2018", "r_bl_percent"), -2.1))
        for standard in ["cjj92-2018", "cjj92-2016"] {
            #expect(below.word(standard, "grade") == nil)
            #expect(below.flags(standard, "grade").contains("implausible:r_bl<0"))
        }
        // Exactly as much lost as the corrections excuse is possible.
        let even = try said { $0.volumes["billed_metered"] = "{value: 9290, unit: 万m³}" }
        #expect(even.word("cjj92-2018", "grade") == "1")
    }

    @Test("An ILI below 1 is flagged")
    func lowIndex() throws {
        let network = [
            "mains": "{value: 450, unit: km}", "connections": "32000",
            "private_pipe": "{value: 160, unit: km}", "average_pressure": "{value: 48, unit: m}",
        ]
        let low = try springs.audit(.leaking(0.99 * 1809.6 * 365, network: network))
        #expect(low.flags("iwa", "ili").contains("implausible:ili<1"))
        let one = try springs.audit(.leaking(1809.6 * 365, network: network))
        #expect(!one.flags("iwa", "ili").contains("implausible:ili<1"))
    }

    @Test(
        "A wrong unit is told, with what was probably meant",
        arguments: [
            ("plants", "[{pressure: {value: 40, unit: MPa}, supply: {value: 1, unit: m3}}]", "0.3923 MPa"),
            ("plants", "[{pressure: {value: 0.4, unit: m}, supply: {value: 1, unit: m3}}]", "0.4 MPa"),
            ("frost_depth", "{value: 140, unit: m}", "1.4 m"),
            ("households", "{value: 4500, unit: m3}", "45000000 m3"),
            ("households", "{value: 45000000, unit: 万m³}", "45000000 m3"),
            ("pipes_dn75", "{value: 1200000, unit: km}", "0.12 km/10k m3"),
        ])
    func wrongUnit(_ key: String, _ value: String, _ meant: String) throws {
        let said = try said { $0.cjj92[key] = value }
        #expect(said.doubts.first?.key.hasPrefix("cjj92.\(key)") == true, "\(said.doubts)")
        #expect(said.doubts.first?.meant == meant, "\(said.doubts)")
        #expect(said.word("cjj92-2018", "grade") == nil)
        let people = try springs.run("audit", "example.yml").output
        #expect(people.contains("probably meant: \(meant)"))
        #expect(try springs.run("audit", "example.yml", "--lang", "zh").output.contains("可能应为 \(meant)"))
    }

    @Test("All volumes in m³ that were meant in 万m³: told by the length of pipe, and by the connections")
    func smallVolumes() throws {
        let byPipes = try said { example in
            example.volumes["own_sources"] = "{value: 10000, unit: m3}"
            example.volumes["billed_metered"] = "{value: 8400, unit: m3}"
            example.cjj92["households"] = "{value: 4500, unit: m3}"
        }
        #expect(byPipes.doubts.map(\.key) == ["cjj92.pipes_dn75"])
        #expect(byPipes.doubts.first?.meant == "0.12 km/10k m3")
        let byConnections = try said { example in
            example.volumes["own_sources"] = "{value: 10000, unit: m3}"
            example.volumes["billed_metered"] = "{value: 8400, unit: m3}"
            example.cjj92 = [:]
            example.network = ["connections": "90000"]
        }
        #expect(byConnections.doubts.map(\.key) == ["volumes.own_sources"])
        #expect(byConnections.doubts.first?.meant == "100000000 m3")
    }

    @Test(
        "Network inputs out of all measure",
        arguments: [
            ("average_pressure", "{value: 0.32, unit: m}", "32.63 m"),
            ("average_pressure", "{value: 32, unit: MPa}", "32 m"),
            ("average_pressure", "{value: 320, unit: m}", "32.63 m"),
            ("mains", "{value: 1300, unit: m}", "1300 km"),
            ("mains", "{value: 1300000, unit: km}", "1300 km"),
            ("private_pipe", "{value: 6, unit: m}", "private_pipe_mean 6 m"),
            ("households", "3000", "connections 3000, households 90000"),
        ])
    func network(_ key: String, _ value: String, _ meant: String) throws {
        let said = try said { example in
            example.network = [
                "mains": "{value: 1300, unit: km}", "connections": "90000",
                "average_pressure": "{value: 32, unit: m}", "private_pipe": "{value: 540, unit: km}",
            ]
            example.network[key] = value
        }
        #expect(said.doubts.map(\.meant) == [meant], "\(said.doubts)")
        #expect(said.word("iwa", "world_bank_band") == nil)
    }

    @Test("Shares given for percentages, and prices for another unit")
    func sharesAndPrices() throws {
        let share = try said {
            $0.more = "customer_meters: {under_registration_percent: 0.03, limits_percent: 1}\n"
        }
        #expect(share.doubts.map(\.meant) == ["3 %"])
        let limits = try said { $0.volumes["own_sources"] = "{value: 10000, unit: 万m³, percent: 0.02}" }
        #expect(limits.doubts.map(\.key) == ["volumes.own_sources.percent"])
        // A limit that is too narrow moves no grade.
        #expect(limits.word("cjj92-2018", "grade") == "1")
        let price = try said {
            $0.more = "prices: {currency: CNY, retail: {value: 32000}, variable: {value: 0.8}}\n"
        }
        #expect(price.doubts.map(\.meant) == ["3.2 CNY/m3"])
        let pressed = try said { $0.network = ["pressurised_percent": "0.75"] }
        #expect(pressed.doubts.map(\.meant) == ["75 %"])
        try springs.write("never.yml", AuditExample.revision.text + "network: {pressurised_percent: 0}\n")
        let never = try springs.run("audit", "never.yml")
        #expect(never.code != 0 && never.errors.contains("network.pressurised_percent"))
    }

    @Test("A grade whose edge lies within the limits says so, and one that does not, not")
    func nearAnEdge() throws {
        let near = try said { example in
            example.volumes["own_sources"] = "{value: 10000, unit: 万m³, percent: 2}"
            example.volumes["billed_metered"] = "{value: 8400, unit: 万m³, percent: 1}"
        }
        // 8.9 ± 1.88 %.
        #expect(near.word("cjj92-2018", "grade") == "1")
        #expect(near.flags("cjj92-2018", "grade").contains("edge_within_limits:10"))
        #expect(!near.flags("cjj92-2018", "grade").contains("edge_within_limits:12"))
        #expect(near.flags("cjj92-2016", "grade").contains("edge_within_limits:17.1"))
        let far = try said { $0.volumes["own_sources"] = "{value: 10000, unit: 万m³, percent: 0.5}" }
        #expect(!far.flags("cjj92-2018", "grade").contains { $0.hasPrefix("edge") })
    }

    @Test("A rate whose limits hold everything is not said")
    func vain() throws {
        let said = try said { example in
            example.volumes["own_sources"] = "{value: 10000, unit: 万m³, percent: 90}"
            example.volumes["billed_metered"] = "{value: 3000, unit: 万m³}"
            example.cjj92["households"] = "{value: 2000, unit: 万m³}"
        }
        // 7,000 ± 9,000 of 10,000.
        for (standard, key) in [("cjj92-2018", "r_wl_percent"), ("iwa", "nrw_percent_of_ws")] {
            #expect(said.number(standard, key) == nil)
            #expect(said.flags(standard, key).contains { $0.hasPrefix("undetermined") })
        }
        #expect(said.word("cjj92-2018", "grade") == nil)
        #expect(gives(said.number("cjj92-2018", "loss_m3"), 7e7))
    }

    @Test(
        "Households are no connections: connections from 12 households each, or from the ratio given, and flagged"
    )
    func households() throws {
        func network(_ entries: [String: String]) throws -> AuditJSON {
            var all = [
                "mains": "{value: 100, unit: km}", "private_pipe": "{value: 0, unit: m}",
                "average_pressure": "{value: 50, unit: m}",
            ]
            all.merge(entries) { $1 }
            return try springs.audit(.leaking(1e6, network: all))
        }
        let estimated = try network(["households": "120000"])
        // (18·100 + 0.8·10,000)·50 L/d; the ratio is good to ± 50 %.
        #expect(gives(estimated.number("iwa", "uarl_m3_per_d"), 490))
        #expect(gives(estimated.standards["iwa"]?["uarl_m3_per_d"]?.ci95, 0.8 * 5000 * 50 / 1000))
        for key in ["uarl_m3_per_d", "ili", "rl_l_per_connection_d", "al_l_per_connection_d"] {
            #expect(estimated.flags("iwa", key).contains("assumed:connections=households/12"), "\(key)")
        }
        let stated = try network(["households": "120000", "households_per_connection": "4"])
        #expect(gives(stated.number("iwa", "uarl_m3_per_d"), (1800 + 24_000) * 50 / 1000))
        #expect(stated.flags("iwa", "ili").contains("assumed:connections=households/4"))
        let both = try network(["households": "120000", "connections": "30000"])
        #expect(gives(both.number("iwa", "uarl_m3_per_d"), (1800 + 24_000) * 50 / 1000))
        #expect(!both.flags("iwa", "ili").contains { $0.hasPrefix("assumed") })
    }

    @Test(
        "Twelve hours of pressure a day: every rate is for a day of pressure, UARL leaks half the time, ILI stays"
    )
    func intermittent() throws {
        var network = [
            "mains": "{value: 450, unit: km}", "connections": "32000",
            "private_pipe": "{value: 160, unit: km}", "average_pressure": "{value: 48, unit: m}",
        ]
        let always = try springs.audit(.leaking(3.1e6, network: network))
        network["pressurised_percent"] = "50"
        let half = try springs.audit(.leaking(3.1e6, network: network))
        for key in ["rl_l_per_connection_d", "rl_l_per_connection_d_m", "rl_m3_per_km_d"] {
            #expect(gives(half.number("iwa", key), 2 * (always.number("iwa", key) ?? .nan)), "\(key)")
        }
        #expect(gives(half.number("iwa", "uarl_m3_per_d"), 904.8))
        #expect(gives(half.number("iwa", "carl_m3_per_d"), 3.1e6 / 365))
        #expect(gives(half.number("iwa", "ili"), 2 * 4.693, within: 1e-4))
    }
}
