import Foundation
import InputOutput
import NetworkFormats
import PipeNetwork
import Testing

@Suite("Files of scenarios")
struct ScenarioFileTests {
    /// A junction and one of each link that has a setting.
    static func network() throws -> Network {
        try Network(
            inp: """
                [JUNCTIONS]
                22 10 20
                23 10 5
                24 10 0
                25 10 0
                [RESERVOIRS]
                R 80
                [TANKS]
                T 40 3 0 5 10 0
                [PIPES]
                P1 R 22 500 300 120 0
                P2 24 T 500 300 120 0
                [PUMPS]
                PU 22 23 POWER 5
                [VALVES]
                V1 22 24 150 PRV 30 0
                V2 22 25 150 FCV 10 0
                V3 25 24 150 TCV 10 0
                V4 23 24 150 GPV C 0
                V5 23 25 150 PCV 50 0.5
                [CURVES]
                C 0 0
                C 100 10
                [OPTIONS]
                UNITS LPS
                HEADLOSS H-W
                [END]
                """, file: "town.inp")
    }

    private func read(_ yaml: String) throws -> [NetworkScenario] {
        try ScenarioFile.read(yaml: yaml, path: "s.yml", for: Self.network())
    }

    @Test("YAML: everything a scenario can say, in SI")
    func yaml() throws {
        let found = try read(
            """
            # What may happen
            scenarios:
              - name: as it is
              - name: peak
                demand_factor: 1.6
                roughness_factor: 0.8
              - name: fire
                demands: {"22": 180 m3/h, 23: -2 L/s}
                status: {P1: open, PU: closed, V4: active}
                settings: {V1: 250 kPa, V2: 36 m3/h, V3: 12, V5: 40, PU: 0.9}
            """)
        try #require(found.count == 3)
        #expect(found[0] == NetworkScenario("as it is"))
        #expect(
            found[1]
                == NetworkScenario("peak", demandFactor: 1.6, links: .init(roughnessFactor: 0.8)))
        #expect(found[2].demands == ["22": 0.05, "23": -0.002])
        #expect(found[2].links.statuses == ["P1": .open, "PU": .closed, "V4": .active])
        let settings = found[2].links.settings
        #expect(abs((settings["V1"] ?? 0) - 250_000 / 9806.65) < 1e-12)
        #expect(abs((settings["V2"] ?? 0) - 0.01) < 1e-15)
        #expect(settings["V3"] == 12)
        #expect(settings["V5"] == 40)
        #expect(settings["PU"] == 0.9)
    }

    @Test("CSV says the same as YAML")
    func table() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "s.csv").path
        try """
        scenario,field,element,value
        as it is,,,
        fire,demands,22,180 m3/h
        peak,demand_factor,,1.6
        fire,status,PU,closed
        """.write(toFile: path, atomically: true, encoding: .utf8)
        let found = try ScenarioFile.read(path: path, for: Self.network())
        #expect(
            found == [
                NetworkScenario("as it is"),
                NetworkScenario("fire", demands: ["22": 0.05], links: .init(statuses: ["PU": .closed])),
                NetworkScenario("peak", demandFactor: 1.6),
            ])
        try "scenario,field,element,value\nfire,demands,99,1 L/s\n,demands,22,1 L/s\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let error = try #require(throws: ScenarioFileError.self) {
            try ScenarioFile.read(path: path, for: Self.network())
        }
        #expect(error.mistakes.map(\.line) == [2, 3])
        try "name,value\na,1\n".write(toFile: path, atomically: true, encoding: .utf8)
        let columns = try #require(throws: ScenarioFileError.self) {
            try ScenarioFile.read(path: path, for: Self.network())
        }
        #expect(
            columns.description
                == "\(path), line 1: found the columns name, value; expected scenario, field, element, value")
    }

    @Test("Every mistake is named with its line, in both languages")
    func mistakes() throws {
        let error = try #require(throws: ScenarioFileError.self) {
            try read(
                """
                scenarios:
                  - name: fire
                    demand_factor: -1
                    demand_faktor: 2
                    demands:
                      "22x": 180 m3/h
                      "22": 180
                      T: 1 L/s
                      R: 1 L/s
                    status: {V1: shut, P1: active, P9: open}
                    settings: {P1: 5, V4: 5, V5: 101, V1: 25}
                    roughness_factor: 0
                  - name: fire
                  - demand_factor: 1
                  - peak
                """)
        }
        let flows = "m3/s, m3/min, m3/h, m3/d, 10k m3/d, L/s, L/min, L/h, L/d, ML/d, gpm, mgd, imgd, cfs"
        let lines = error.message(in: .english).split(separator: "\n").map(String.init)
        let expected = [
            "s.yml, line 3: fire.demand_factor: found '-1'; expected a number of 0 or more",
            "s.yml, line 4: fire.demand_faktor: unknown; expected one of demand_factor, roughness_factor, demands, "
                + "status, settings",
            "s.yml, line 6: fire.demands.22x: the network has no node '22x'; did you mean '22'?",
            "s.yml, line 7: fire.demands.22: found '180'; expected a flow with its unit, such as 180 m3/h (\(flows))",
            "s.yml, line 8: fire.demands.T: is a tank; only junctions have demands",
            "s.yml, line 9: fire.demands.R: is a reservoir; only junctions have demands",
            "s.yml, line 10: fire.status.V1: found 'shut'; expected open, closed or active",
            "s.yml, line 10: fire.status.P1: found 'active'; expected open or closed",
            "s.yml, line 10: fire.status.P9: the network has no link 'P9'; did you mean",
            "s.yml, line 11: fire.settings.P1: a pipe has no setting; give its status",
            "s.yml, line 11: fire.settings.V4: a general purpose valve follows its curve and has no setting",
            "s.yml, line 11: fire.settings.V5: found '101'; expected an opening from 0 to 100 percent",
            "s.yml, line 11: fire.settings.V1: found '25'; expected a pressure with its unit, such as 25 m",
            "s.yml, line 12: fire.roughness_factor: found '0'; expected a number above 0",
            "s.yml, line 13: fire: another scenario has this name",
            "s.yml, line 14: scenarios[3].name: missing; every scenario has a name",
            "s.yml, line 15: scenarios[4]: expected 'key: value' entries",
        ]
        #expect(lines.count == expected.count)
        for (line, start) in zip(lines, expected) { #expect(line.hasPrefix(start), "\(line)") }
        let chinese = error.message(in: .chinese).split(separator: "\n").map(String.init)
        #expect(chinese.count == lines.count)
        #expect(chinese[2] == "s.yml，第 6 行：fire.demands.22x：管网中没有节点“22x”；是否指 22？")
    }

    @Test("A file without scenarios, and none at all")
    func nothing() throws {
        for yaml in ["", "scenarios: []", "scenario: 1", "scenarios: 5"] {
            #expect(throws: ScenarioFileError.self, "\(yaml)") { try read(yaml) }
        }
        #expect(throws: ScenarioFileError.self) {
            try ScenarioFile.read(path: "/nowhere/s.yml", for: Self.network())
        }
    }
}
