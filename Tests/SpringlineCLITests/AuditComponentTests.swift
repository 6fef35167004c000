import Foundation
import Testing

/// Losses by component, put to the command: bursts and background, leaks by their holes, meters by bands of flow.
@Suite("Components of losses, by audit")
struct AuditComponentTests {
    private let springs: Springs

    init() throws { springs = try Springs() }

    private let revision = "cjj92-2018"

    /// 100 km, 5,000 connections with 6 m each, at a pressure; 300,000 m³ are lost in a year of 365 days.
    private func network(pressure: Double, components: String) -> AuditExample {
        var example = AuditExample.leaking(
            300_000,
            network: [
                "mains": "{value: 100, unit: km}", "connections": "{value: 5000}",
                "private_pipe_mean": "{value: 6, unit: m}",
                "average_pressure": "{value: \(pressure), unit: m}",
            ])
        example.more = "components:\n" + components
        return example
    }

    private let bursts = """
          icf: 1.5
          bursts:
            - {element: mains, found: reported, count: 10, flow_at_50m: {value: 12, unit: m3/h}, n1: 0.5, days: 3}
            - {element: service, found: reported, count: 20, flow_at_50m: {value: 1.6, unit: m3/h}, n1: 0.5,
               awareness_days: 2, location_days: 1, repair_days: 5}
            - {element: mains, found: survey, count: 5, flow_at_50m: {value: 6, unit: m3/h}, n1: 1, days: 50}

        """

    /// Background 1.5·(20·100 + 1.25·5,000 + 33·30) L/h·8,760 h; bursts 10·12·72 h, 20·1.6·192 h and 5·6·1,200 h at 50 m.
    @Test(
        "Bursts and background at 50 m and, by their exponents, at 32 m: 0.64^1.5 is 0.512 and 0.64^0.5 is 0.8",
        arguments: [(50.0, 1.0, 1.0, 1.0), (32, 0.512, 0.8, 0.64)])
    func burstsAndBackground(_ pressure: Double, _ seeping: Double, _ rigid: Double, _ plain: Double) throws {
        let said = try springs.audit(network(pressure: pressure, components: bursts))
        let background = 121_413.6 * seeping
        let (reported, unreported) = ((8_640 + 6_144) * rigid, 36_000 * plain)
        #expect(gives(said.number("iwa", "background_m3"), background))
        #expect(gives(said.number("iwa", "reported_bursts_m3"), reported))
        #expect(gives(said.number("iwa", "unreported_bursts_m3"), unreported))
        #expect(gives(said.number("iwa", "components_m3"), background + reported + unreported))
        #expect(
            gives(said.number("iwa", "unexplained_m3"), 300_000 - background - reported - unreported))
        // An audit without components has none of these figures.
        let none = try springs.audit(.leaking(300_000, network: [:]))
        #expect(none.standards["iwa"]?["components_m3"] == nil)
    }

    @Test("Components that are more than the loss leave a negative rest, flagged; what lacks is named")
    func doubtful() throws {
        let many = """
              bursts:
                - {element: service, found: survey, count: 900, flow_at_50m: {value: 10, unit: m3/h}, days: 40,
                   percent: 20}

            """
        let said = try springs.audit(network(pressure: 50, components: many))
        // 900·10·960 h, no background without ICF.
        #expect(gives(said.number("iwa", "unreported_bursts_m3"), 8_640_000))
        #expect(said.standards["iwa"]?["unreported_bursts_m3"]?.ci95.map { gives($0, 1_728_000) } == true)
        #expect(said.number("iwa", "reported_bursts_m3") == 0)
        #expect(said.number("iwa", "background_m3") == nil)
        #expect(said.flags("iwa", "background_m3").contains("not_given:components.icf"))
        #expect(said.flags("iwa", "unreported_bursts_m3").contains("default_used:n1"))
        #expect(said.number("iwa", "unexplained_m3") == nil)
        let whole = try springs.audit(network(pressure: 50, components: "  icf: 1\n" + many))
        #expect(gives(whole.number("iwa", "unexplained_m3"), 300_000 - 8_640_000 - 80_942.4))
        #expect(whole.flags("iwa", "unexplained_m3").contains("negative_residual:unexplained"))
    }

    @Test("What exceeds UARL, and the band by litres a connection and day")
    func aboveUnavoidable() throws {
        // UARL (18·100 + 0.8·5,000 + 25·30)·50 L/d = 327.5 m³/d; CARL 300,000/365 m³/d, 164.4 L a connection and day.
        let said = try springs.audit(network(pressure: 50, components: "  icf: 1\n"), "--standard", "iwa")
        #expect(gives(said.number("iwa", "rl_less_uarl_m3_per_d"), 300_000 / 365.0 - 327.5))
        // 5·50 L is the end of A in developing countries.
        #expect(said.word("iwa", "world_bank_band_by_loss") == "A")
        var example = network(pressure: 20, components: "  icf: 1\n")
        // 2.5·20 = 50, 100 and 200 L: 164.4 lies in C.
        example.more += "world: developed\n"
        let developed = try springs.audit(example)
        #expect(developed.word("iwa", "world_bank_band_by_loss") == "C")
    }

    /// √(2·9.8·10) is 14, so 1,000 mm² let 0.95·0.6·0.001·14 m³/s out: 2,872.8 m³ in 100 h.
    @Test("CJJ 92: leaks by hole, background by unit night flow, meters by their errors")
    func byHole() throws {
        var example = AuditExample.revision
        example.cjj92["leaks"] = """
            [{found: reported, hole: {value: 1000, unit: mm2}, diameter_mm: 300, pressure: {value: 10, unit: m}, hours: 100}, \
            {found: survey, count: 3, hole: {value: 10, unit: cm2}, soil_cover: 0.95, pressure: {value: 10, unit: m}, \
            hours: 200}]
            """
        example.cjj92["background_by_nights"] =
            "{unit_night_flow: {value: 0.3, unit: m3/(km·h)}, length: {value: 100, unit: km}, days: 365}"
        example.cjj92["tanks"] = "{value: 0, unit: m3}"
        example.cjj92["household_meters"] = "{registered: {value: 9700000, unit: m3}, error_percent: 3}"
        example.cjj92["non_resident_meters"] = "{registered: {value: 9800000, unit: m3}, error_percent: 2}"
        let said = try springs.audit(example)
        #expect(gives(said.number(revision, "leakage_m3"), 7 * 2872.8 + 262_800))
        #expect(gives(said.number(revision, "metering_loss_m3"), 300_000 + 200_000))
        // Qs − Qa is 1,600 万m³.
        #expect(gives(said.number(revision, "other_loss_m3"), 16e6 - 7 * 2872.8 - 262_800 - 500_000))
    }

    @Test(
        "Meters by bands of flow: of the true volume −0.1·20 − 0.3·2 = −2.6 %, of the registered 1/(0.1/0.8 + 0.3/0.98 + 0.6)",
        arguments: [("true_volume", 0.974), ("registered_volume", 1 / (0.125 + 0.3 / 0.98 + 0.6))])
    func flowBands(_ weighting: String, _ shown: Double) throws {
        var example = AuditExample.revision
        example.more = """
            customer_meters:
              weighting: \(weighting)
              flow_bands:
                - {share_percent: 10, error_percent: -20}
                - {share_percent: 30, error_percent: -2}
                - {share_percent: 60, error_percent: 0}

            """
        #expect(gives(try springs.audit(example).number("iwa", "cmi_m3"), 84e6 / shown - 84e6, within: 1e-8))
    }

    @Test("What is stated twice, missing or impossible is named with its line")
    func mistakes() throws {
        func said(_ change: (inout AuditExample) -> Void) throws -> String {
            var example = AuditExample.revision
            change(&example)
            try springs.write("bad.yml", example.text)
            let outcome = try springs.run("audit", "bad.yml")
            #expect(outcome.code != 0)
            return outcome.errors
        }
        let leak =
            "{found: reported, hole: {value: 1000, unit: mm2}, diameter_mm: 300, pressure: {value: 10, unit: m}, hours: 1}"
        #expect(
            try said {
                $0.cjj92["leaks"] = "[\(leak)]"
                $0.cjj92["visible_leaks"] = "{value: 1, unit: m3}"
            }.contains("cjj92.visible_leaks states this too"))
        #expect(
            try said { $0.cjj92["leaks"] = "[\(leak.replacing("mm2", with: "acre"))]" }.contains(
                "expected: mm2"))
        #expect(
            try said { $0.cjj92["leaks"] = "[\(leak.replacing("diameter_mm: 300, ", with: ""))]" }
                .contains("cjj92.leaks[1].diameter_mm: missing"))
        #expect(try said { $0.cjj92["leaks"] = "3" }.contains("expected a list"))
        let burst = "{element: mains, found: reported, count: 1, flow_at_50m: {value: 1, unit: m3/h}, "
        for (entry, sentence) in [
            ("repair_days: 2}", "awareness_days: missing; or give days"),
            ("days: 3, repair_days: 2}", "days states the whole time already"),
            ("days: 3, n1: 15}", "an exponent N1 lies between 0 and 3"),
            ("days: -3}", "expected 0 or more"),
        ] {
            #expect(
                try said { $0.more = "components:\n  bursts: [\(burst)\(entry)]\n" }.contains(sentence),
                "\(entry)")
        }
        #expect(
            try said {
                $0.more = "customer_meters: {flow_bands: [{share_percent: 50, error_percent: -3}]}\n"
            }.contains("add up to 100 percent"))
        #expect(
            try said {
                $0.more = """
                    customer_meters: {under_registration_percent: 3, flow_bands: [{share_percent: 100, error_percent: -3}]}

                    """
            }.contains("give one of them"))
    }
}
