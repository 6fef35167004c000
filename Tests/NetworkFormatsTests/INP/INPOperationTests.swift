import Foundation
import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: operation")
struct INPOperationTests {
    /// Nodes A (junction), R (reservoir), T (tank); pipe P, check valve C, pump U, valves V (PRV), F (FCV), G (GPV).
    static let town = """
        [JUNCTIONS]
        A 10
        [RESERVOIRS]
        R 100
        [TANKS]
        T 50 2 1 4 10 0
        [PIPES]
        P R A 1000 12 100
        C A T 1000 12 100 0 CV
        [PUMPS]
        U R A HEAD c
        [VALVES]
        V A T 12 PRV 40
        F A T 12 FCV 5
        G A T 12 GPV g
        [CURVES]
        c 10 100
        g 0 0
        g 10 10

        """

    private func controls(_ rows: String, units: String = "CMH") throws -> [Control] {
        try INPSample.read(Self.town + "[OPTIONS]\nUNITS \(units)\n[CONTROLS]\n" + rows).controls
    }

    @Test("Controls by levels, pressures, times and times of day, in SI")
    func controls() throws {
        let network = try INPSample.read(INPSample.everything)
        #expect(
            network.controls == [
                Control(link: "P2", action: .open, condition: .below(node: "T1", value: 2)),
                Control(link: "V1", action: .set(30), condition: .above(node: "J1", value: 25)),
                Control(link: "U1", action: .set(1.1), condition: .time(5400)),
                Control(link: "V3", action: .close, condition: .clockTime(66600), isEnabled: false),
            ])
    }

    @Test("A US file gives levels in feet and pressures in psi")
    func feet() throws {
        #expect(
            try controls("LINK V 43.33 IF NODE A BELOW 86.66\nLINK F 1 IF NODE T ABOVE 10", units: "GPM") == [
                Control(link: "V", action: .set(30.48), condition: .below(node: "A", value: 60.96)),
                Control(
                    link: "F", action: .set(0.003785411784 / 60), condition: .above(node: "T", value: 3.048)),
            ])
    }

    /// What EPANET 2.3.5's toolkit gives for each row: the setting, and its time where it has one.
    @Test(
        "Rows that EPANET 2.3.5 reads, and what it makes of them",
        arguments: [
            (
                "foo P OPEN x bar T ABOVE 2 junk",
                Control(link: "P", action: .open, condition: .above(node: "T", value: 2))
            ),
            ("PIPE P 1.5 AT TIME 2", Control(link: "P", action: .open, condition: .time(7200))),
            ("PIPE P 0 AT TIME 1 DAYS", Control(link: "P", action: .close, condition: .time(86400))),
            ("LINK P OPENED AT TIME 1:30:30 PM", Control(link: "P", action: .open, condition: .time(48630))),
            (
                "LINK U 0 AT CLOCKTIME 30:00",
                Control(link: "U", action: .set(0), condition: .clockTime(21600))
            ),
            ("LINK V -3 AT CLOCKTIME 12 AM", Control(link: "V", action: .set(-3), condition: .clockTime(0))),
            (
                "LINK G OPEN AT CLOCKTIME 12 PM",
                Control(link: "G", action: .open, condition: .clockTime(43200))
            ),
            (
                "LINK P OPEN AT TIME 2 MIN DISABLED",
                Control(link: "P", action: .open, condition: .time(120), isEnabled: false)
            ),
            (
                "LINK P OPEN AT TIME DISABLED",
                Control(link: "P", action: .open, condition: .time(0), isEnabled: false)
            ),
        ])
    func epanetReads(row: String, control: Control) throws {
        #expect(try controls(row) == [control])
    }

    private func rule(_ text: String, units: String = "CMH") throws -> Rule? {
        try INPSample.read(Self.town + "[OPTIONS]\nUNITS \(units)\n[RULES]\n" + text).rules.first
    }

    @Test("Rules with every clause, in SI")
    func rules() throws {
        let network = try INPSample.read(INPSample.everything)
        #expect(
            network.rules == [
                Rule(
                    id: "1",
                    premises: [
                        .init(.and, .node("T1", .level), .greater, .number(3)),
                        .init(.and, .clockTime, .greaterOrEqual, .number(28800)),
                        .init(.or, .node("J1", .pressure), .less, .number(20.5)),
                        .init(.or, .node("T2", .fillTime), .less, .number(5400)),
                    ],
                    actions: [.init(link: "P2", action: .close), .init(link: "V2", action: .set(0.01))],
                    otherwise: [.init(link: "U1", action: .set(0.8))], priority: 3),
                Rule(
                    id: "the other one",
                    premises: [
                        .init(.and, .link("U2", .status), .equal, .status(.closed)),
                        .init(.and, .systemDemand, .greater, .number(0.02)),
                        .init(.and, .link("P1", .flow), .lessOrEqual, .number(0.001)),
                    ],
                    actions: [.init(link: "V1", action: .activate)], isEnabled: false),
            ])
    }

    /// The relations and values as EPANET 2.3.5's toolkit tells them.
    @Test(
        "Premises that EPANET 2.3.5 reads",
        arguments: [
            ("JUNC T LEVEL = 3", Rule.Premise(.and, .node("T", .level), .equal, .number(3))),
            ("RESERVOIR R GRADE <> 3", Rule.Premise(.and, .node("R", .head), .notEqual, .number(3))),
            ("TANK T DRAINTIME ABOVE 2", Rule.Premise(.and, .node("T", .drainTime), .greater, .number(7200))),
            ("VALVE P FLOW BELOW 3600", Rule.Premise(.and, .link("P", .flow), .less, .number(1))),
            ("LINK V SETTING >= 3", Rule.Premise(.and, .link("V", .setting), .greaterOrEqual, .number(3))),
            ("LINK F SETTING <= 3600", Rule.Premise(.and, .link("F", .setting), .lessOrEqual, .number(1))),
            (
                "LINK P STATUS NOT CLOSED",
                Rule.Premise(.and, .link("P", .status), .notEqual, .status(.closed))
            ),
            ("LINK P STATUS = 3", Rule.Premise(.and, .link("P", .status), .equal, .number(3))),
            ("LINK P FLOW IS ACTIVE", Rule.Premise(.and, .link("P", .flow), .equal, .status(.active))),
            ("SYSTEM TIME = 3:30", Rule.Premise(.and, .time, .equal, .number(12600))),
            ("SYSTEM TIME > 3 MIN", Rule.Premise(.and, .time, .greater, .number(180))),
            ("SYSTEM CLOCKTIME < 8:30:01 PM", Rule.Premise(.and, .clockTime, .less, .number(73801))),
            ("SYSTEM CLOCKTIME < 30", Rule.Premise(.and, .clockTime, .less, .number(108000))),
        ])
    func premises(text: String, premise: Rule.Premise) throws {
        #expect(try rule("RULES 1\nIF \(text)\nTHEN x P y z OPEN")?.premises == [premise])
    }

    @Test(
        "Actions that EPANET 2.3.5 reads",
        arguments: [
            ("PIPE P SETTING IS 3", LinkAction.open), ("PIPE P SETTING IS 0", .close),
            ("foo P bar baz CLOSED", .close), ("PUMP U SETTING = 0", .set(0)),
            ("PUMP U STATUS IS ACTIVE", .activate), ("VALVE G STATUS IS CLOSED", .close),
            ("VALVE F SETTING IS 3600", .set(1)),
        ])
    func actions(text: String, action: LinkAction) throws {
        #expect(try rule("RULE 1\nIF TANK T LEVEL > 3\nTHEN \(text)")?.actions.map(\.action) == [action])
    }

    @Test("A rule of nothing, and one without actions, are read and written as such")
    func emptyRules() throws {
        let network = try INPSample.read(Self.town + "[RULES]\nRULE 1\nRULE 2\nIF TANK T LEVEL > 3")
        #expect(network.rules.map(\.premises.count) == [0, 1])
        #expect(try INPSample.read(try network.inp()) == network)
    }

    @Test("What pumping costs")
    func energy() throws {
        let energy = try INPSample.read(INPSample.everything).energy
        #expect(energy.efficiency == 70)
        #expect(energy.price == 0.5)
        #expect(energy.pricePattern == "day")
        #expect(energy.demandCharge == 12)
    }

    /// EPANET 2.3.5 loses 2678.660 gpm at 74.44760835572903 ft of head and 113.4133518 L/s at 16.81101311888694 m from
    /// a pipe of 1000 length units between a reservoir and a junction, with a leak of 200 and 50. Its orifice constant
    /// is 4.8149766 ft½/s.
    @Test(
        "Leakage in US and SI files as EPANET 2.3.5 takes it",
        arguments: [
            ("GPM", 74.44760835572903 * 0.3048, 304.8, 2678.660003946382 * 0.003785411784 / 60),
            ("LPS", 16.81101311888694, 1000, 0.11341335184320596),
        ])
    func leakage(units: String, head: Double, length: Double, flow: Double) throws {
        let network = try INPSample.read(Self.town + "[LEAKAGE]\nP 200 50\nU 1 1\n[OPTIONS]\nUNITS \(units)")
        let leakage = try #require(network.pipe(at: 0)?.leakage)
        let orifice = 4.8149766 * 0.3048.squareRoot()
        let computed = orifice * length * (leakage.area + leakage.expansion * head) * head.squareRoot()
        // EPANET's gallon and litre are rounded in the fifth digit.
        #expect(abs(computed / flow - 1) < 2e-5)
        #expect(network.links.leakage(2) == nil)
    }
}
