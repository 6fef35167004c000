import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: reading")
struct INPReadingTests {
    /// A flow of 1 in each unit, m³/s, by the unit's definition.
    static let unitFlows: [(String, Double)] = [
        ("CFS", 0.3048 * 0.3048 * 0.3048), ("GPM", 231 * 0.0254 * 0.0254 * 0.0254 / 60),
        ("MGD", 1e6 * 0.003785411784 / 86400), ("IMGD", 1e6 * 0.00454609 / 86400),
        ("AFD", 43560 * 0.028316846592 / 86400), ("LPS", 0.001), ("LPM", 0.001 / 60),
        ("MLD", 1000.0 / 86400), ("CMH", 1 / 3600.0), ("CMD", 1 / 86400.0), ("CMS", 1), ("SI", 0.001),
    ]

    static let timeWords: [(String, Double)] = [
        ("5", 18000.0), ("0:05", 300), ("1:02:03", 3723), ("90 SEC", 90), ("2 days", 172800),
        ("12 AM", 0), ("12:30 pm", 45000), ("1:50 PM", 49800), ("0.5 hours", 1800), ("25:00", 90000),
    ]

    static let numberWords: [(String, Double)] = [
        ("1.", 1.0), (".5", 0.5), ("-0.1", -0.1), ("+1e3", 1000), ("1E-5", 1e-5),
        ("3.141592653589793", 3.141592653589793), ("123456789012345678901", 123456789012345683968),
        ("0.1e-30", 1e-31), ("179769313486231570000e288", 1.7976931348623157e308),
        ("9007199254740993", 9007199254740992), ("0.30000000000000004", 0.30000000000000004),
    ]

    @Test("Every section of one file, hand-computed in SI")
    func everything() throws {
        let network = try INPSample.read(INPSample.everything)
        #expect(network.title == ["A town", "of two lines"])
        #expect(network.nodes.ids == ["J1", "J2", "J 3", "R1", "T1", "T2"])
        #expect(network.links.ids == ["P1", "P2", "P3", "P4", "U1", "U2", "V1", "V2", "V3", "V4", "V5"])
        #expect(
            network.junction(at: 0)
                == Junction(
                    id: "J1", position: Coordinate(x: 500000.25, y: 3400000.5), elevation: 10,
                    demands: [Demand(base: 0.01, pattern: "day")], emitterCoefficient: 0.001,
                    attributes: ["comment": .text("AMR & PRESSURE SENSOR"), "tag": .text("old_town")]))
        #expect(
            network.junction(at: 1)?.demands == [
                Demand(base: 0.001, pattern: "day", category: "homes"),
                Demand(base: 0.0005, category: "shops"),
            ])
        #expect(network.junction(at: 2)?.demands == [])
        #expect(network.junction(at: 2)?.position == nil)
        #expect(
            network.reservoir(at: 3)
                == Reservoir(id: "R1", position: Coordinate(x: 0, y: 0), head: 100, headPattern: "day"))
        #expect(
            network.tank(at: 5)
                == Tank(
                    id: "T2", elevation: 50, initialLevel: 2, minimumLevel: 1, maximumLevel: 4, diameter: 10,
                    minimumVolume: 5, volumeCurve: "vol", canOverflow: true,
                    attributes: ["comment": .text("tower")]))
        #expect(
            network.pipe(at: 0)
                == Pipe(
                    id: "P1", start: "R1", end: "J1", length: 1000, diameter: 0.3, roughness: 120,
                    minorLoss: 0.5, leakage: PipeLeakage(area: 1e-8, expansion: 1e-9),
                    vertices: [Coordinate(x: 10, y: 20), Coordinate(x: 30, y: 40)],
                    attributes: ["comment": .text("main"), "tag": .text("steel")]))
        #expect(network.pipe(at: 1)?.status == .closed)
        #expect(network.pipe(at: 2)?.hasCheckValve == true)
        #expect(network.pipe(at: 2)?.end == "J 3")
        #expect(
            network.pump(at: 4)
                == Pump(
                    id: "U1", start: "R1", end: "J2", headCurve: "lift", speed: 1.2, speedPattern: "day",
                    efficiencyCurve: "eff", energyPrice: 0.8, pricePattern: "day"))
        #expect(network.pump(at: 5)?.power == 15000)
        #expect(network.pump(at: 5)?.status == .closed)
        #expect(network.valve(at: 6)?.setting == 45)
        #expect(network.valve(at: 6)?.minorLoss == 0.1)
        #expect(network.valve(at: 7)?.setting == 0.02)
        #expect(network.valve(at: 8)?.curve == "loss")
        #expect(network.valve(at: 9)?.curve == "open")
        #expect(network.valve(at: 9)?.setting == 50)
        #expect(network.valve(at: 10)?.status == .open)
        #expect(network.valve(at: 10)?.setting == 3)
    }

    @Test("Curves take the kind and units of what uses them; unused ones keep their numbers")
    func curves() throws {
        let network = try INPSample.read(INPSample.everything)
        #expect(network.curves["lift"]?.kind == .pumpHead)
        #expect(network.curves["lift"]?.points == [Curve.Point(x: 0.01, y: 40)])
        #expect(network.curves["vol"]?.kind == .tankVolume)
        #expect(network.curves["loss"]?.points.last == Curve.Point(x: 0.01, y: 2))
        #expect(network.curves["open"]?.kind == .valvePosition)
        #expect(network.curves["eff"]?.points == [Curve.Point(x: 0.01, y: 75)])
        #expect(network.curves["spare"] == Curve(id: "spare", points: [Curve.Point(x: 1, y: 2)]))
    }

    @Test("Patterns, times and options; every setting also as written")
    func settings() throws {
        let network = try INPSample.read(INPSample.everything)
        #expect(network.patterns["day"]?.multipliers == [0.5, 1.5, 2])
        #expect(network.times.duration == 86400)
        #expect(network.times.hydraulicStep == 3600)
        #expect(network.times.patternStep == 7230)
        #expect(network.times.patternStart == 5400)
        #expect(network.times.startClock == 48600)
        #expect(network.times.written["QUALITY TIMESTEP"] == "5 MIN")
        #expect(network.times.written["STATISTIC"] == "None")
        #expect(network.hydraulics.flowUnit == .cmh)
        #expect(network.hydraulics.defaultPattern == "day")
        #expect(network.hydraulics.demandMultiplier == 1.1)
        #expect(network.hydraulics.trials == 40)
        #expect(network.hydraulics.written["MAP"] == "\"my maps/town.map\"")
        #expect(network.hydraulics.written["VERIFY"] == "")
    }

    @Test("Sections that the network has no property for, and comments of operation, are kept word by word")
    func verbatim() throws {
        let network = try INPSample.read(INPSample.everything)
        #expect(
            network.verbatim.map(\.name) == [
                "CONTROLS", "QUALITY", "SOURCES", "REACTIONS", "MIXING", "REPORT", "LABELS", "BACKDROP",
                "MINE",
            ])
        #expect(network.verbatim[0].lines == [";night only", ";LINK P2 CLOSED AT TIME 6"])
        #expect(network.verbatim[8].lines == ["what I like"])
    }

    @Test(
        "A flow of 1 in each unit, in m³/s by the unit's definition",
        arguments: unitFlows)
    func flowUnits(unit: String, expected: Double) throws {
        let network = try INPSample.read("[JUNCTIONS]\nJ 0 1\n[OPTIONS]\nunits \(unit)")
        #expect(INPSample.isClose(network.junction(at: 0)?.demands.first?.base, expected))
    }

    @Test("US units: feet, inches, psi, horsepower, cubic feet, thousandths of a foot")
    func usUnits() throws {
        let network = try INPSample.read(
            """
            [JUNCTIONS]
            A 100
            B 0
            [TANKS]
            T 100 10 5 20 50 1000
            [PIPES]
            P A B 1000 12 0.5
            [PUMPS]
            U A T POWER 10
            [VALVES]
            V A B 12 PRV 60
            [EMITTERS]
            A 2
            [OPTIONS]
            HEADLOSS D-W
            """)
        #expect(network.hydraulics.flowUnit == .gpm)
        #expect(INPSample.isClose(network.junction(at: 0)?.elevation, 30.48))
        #expect(INPSample.isClose(network.tank(at: 2)?.diameter, 15.24))
        #expect(INPSample.isClose(network.tank(at: 2)?.minimumVolume, 28.316846592))
        #expect(INPSample.isClose(network.pipe(at: 0)?.length, 304.8))
        #expect(INPSample.isClose(network.pipe(at: 0)?.diameter, 0.3048))
        #expect(INPSample.isClose(network.pipe(at: 0)?.roughness, 0.0005 * 0.3048))
        #expect(INPSample.isClose(network.pump(at: 1)?.power, 7457))
        // 60 psi at 0.4333 psi a foot is 138.4722 ft.
        #expect(INPSample.isClose(network.valve(at: 2)?.setting, 60 / 0.4333 * 0.3048))
        // 2 gpm at 1 psi; 1 m of head is 0.4333 / 0.3048 psi.
        let gpm = 0.003785411784 / 60
        #expect(
            INPSample.isClose(
                network.junction(at: 0)?.emitterCoefficient, 2 * gpm * (0.4333 / 0.3048).squareRoot()))
    }

    @Test("Kilopascals, a heavier fluid and another emitter exponent")
    func pressureOptions() throws {
        let network = try INPSample.read(
            """
            [JUNCTIONS]
            A 1
            B 1
            [VALVES]
            V A B 100 PRV 300
            [EMITTERS]
            A 5
            [OPTIONS]
            UNITS LPS
            PRESSURE KPA
            SPECIFIC GRAVITY 2
            EMITTER EXPONENT 1
            """)
        let kilopascalsPerMetre = 6.895 * 0.4333 / 0.3048 * 2
        #expect(INPSample.isClose(network.valve(at: 0)?.setting, 300 / kilopascalsPerMetre))
        // Emitters do not follow the option PRESSURE: L/s at 1 m in every SI file (EPANET 2.3.5).
        #expect(INPSample.isClose(network.junction(at: 0)?.emitterCoefficient, 0.005))
    }

    @Test(
        "Old spellings: short headings, pumps by position, a reservoir among tanks, CRLF, a byte order mark")
    func oldSpellings() throws {
        let text = """
            \u{FEFF}[junc]
            A\t1
            B\t1
            [Tank]
            R 50
            [PUMP]
            U1 A B 5
            U2 A B 40 10
            U3 A B 50 40 10 20 30
            [OPTI]
            UNITS LPS
            DEMAND MULT 2
            """
        let network = try INPSample.read(text.replacingOccurrences(of: "\n", with: "\r\n"))
        #expect(network.nodes.kinds == [.junction, .junction, .reservoir])
        #expect(network.pump(at: 0)?.power == 5000)
        #expect(network.pump(at: 1)?.headCurve == "U2")
        #expect(network.curves["U2"]?.points == [Curve.Point(x: 0.01, y: 40)])
        #expect(
            network.curves["U3"]?.points == [
                Curve.Point(x: 0, y: 50), Curve.Point(x: 0.01, y: 40), Curve.Point(x: 0.03, y: 20),
            ])
        #expect(network.hydraulics.demandMultiplier == 2)
    }

    @Test("Bytes that are no UTF-8 are Latin-1")
    func latin1() throws {
        let bytes =
            Array("[TITLE]\nCaf".utf8) + [0xE9] + Array("\n[JUNCTIONS]\nn".utf8) + [0xB0] + Array(" 1".utf8)
        let network = try Network(inp: bytes, file: "latin.inp")
        #expect(network.title == ["Café"])
        #expect(network.nodes.ids == ["n°"])
        let chinese = try INPSample.read("[JUNCTIONS]\n水厂一 1 ;测压点")
        #expect(chinese.junction(at: 0)?.attributes["comment"] == .text("测压点"))
    }

    @Test("The default pattern is the one named, else the one called 1, else none")
    func defaultPattern() throws {
        let patterns = "[PATTERNS]\n1 1 2\n2 3\n"
        #expect(try INPSample.read(patterns).hydraulics.defaultPattern == "1")
        #expect(try INPSample.read(patterns + "[OPTIONS]\nPATTERN 2").hydraulics.defaultPattern == "2")
        #expect(try INPSample.read(patterns + "[OPTIONS]\nPATTERN 3").hydraulics.defaultPattern == nil)
        #expect(try INPSample.read("[PATTERNS]\n2 1").hydraulics.defaultPattern == nil)
    }

    @Test("A range of links in STATUS, by number and by letter")
    func statusRange() throws {
        let network = try INPSample.read(
            """
            [JUNCTIONS]
            A
            B
            [PIPES]
            9 A B
            10 A B
            11 A B
            x A B
            z A B
            [STATUS]
            9 10 Closed
            w y Closed
            """)
        #expect(network.links.status == [.closed, .closed, .open, .closed, .open])
        #expect(network.junction(at: 0)?.elevation == nil)
        #expect(network.pipe(at: 0)?.length == nil)
    }

    @Test("A viscosity is relative to water, or in the file's units where it is tiny")
    func viscosity() throws {
        #expect(try INPSample.read("[OPTIONS]\nVISCOSITY 1.3").hydraulics.relativeViscosity == 1.3)
        let feet = try INPSample.read("[OPTIONS]\nVISCOSITY 2.2e-5").hydraulics.relativeViscosity
        #expect(abs(feet - 2) < 1e-12)
        let metres = try INPSample.read("[OPTIONS]\nVISCOSITY 1e-6\nUNITS LPS").hydraulics.relativeViscosity
        #expect(abs(metres - 1e-6 / (1.1e-5 * 0.09290304)) < 1e-12)
    }

    @Test(
        "Times by EPANET's rules, in seconds",
        arguments: timeWords)
    func times(text: String, expected: Double) throws {
        #expect(try INPSample.read("[TIMES]\nDURATION \(text)").times.duration == expected)
    }

    @Test(
        "Numbers read as the nearest double",
        arguments: numberWords)
    func numbers(text: String, expected: Double) throws {
        let network = try INPSample.read("[JUNCTIONS]\nJ \(text)\n[OPTIONS]\nUNITS CMS")
        #expect(network.junction(at: 0)?.elevation == expected)
    }

    @Test(
        "Real files, where a directory of them is given",
        .enabled(if: ProcessInfo.processInfo.environment["SPRINGLINE_NETWORKS"] != nil))
    func realFiles() throws {
        let directory = ProcessInfo.processInfo.environment["SPRINGLINE_NETWORKS"] ?? ""
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        for name in names.sorted() where name.hasSuffix(".inp") {
            let network = try INPFile.read(path: directory + "/" + name)
            #expect(network.nodes.count > 0, "\(name)")
            #expect(try Network(inp: network.inp(), file: name) == network, "\(name)")
        }
    }
}
