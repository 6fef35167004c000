import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: hydraulic options")
struct INPOptionTests {
    private func options(_ rows: String) throws -> HydraulicOptions {
        try INPSample.read("[OPTIONS]\n" + rows).hydraulics
    }

    @Test("Every option of the solver, in SI")
    func everything() throws {
        let options = try INPSample.read(INPSample.everything).hydraulics
        #expect(options.trials == 40)
        #expect(options.extraTrials == 10)
        #expect(options.demandModel == .pressureDriven)
        #expect(options.minimumPressure == 5)
        #expect(options.requiredPressure == 20)
        #expect(options.pressureExponent == 0.6)
        #expect(options.emitterBackflow == false)
        #expect(options.accuracy == 0.0001)
        #expect(options.headError == 0.01)
        #expect(INPSample.isClose(options.flowChange, 0.0001))
        #expect(options.checkFrequency == 3)
        #expect(options.maximumCheck == 12)
        #expect(options.dampLimit == 0.01)
        // 0.001 ft, 0.0002 cfs and 1e-6 ft per cfs, whatever the units.
        #expect(abs(options.headTolerance - 0.0003048) < 1e-16)
        #expect(abs(options.flowTolerance - 5.6633693184e-6) < 1e-18)
        #expect(abs(options.gradientTolerance - 1.07639104167e-5) < 1e-15)
        #expect(try INPSample.read(INPSample.everything).times.ruleStep == 300)
    }

    @Test("Defaults are EPANET's: 0.1 of the file's pressure unit for the required pressure")
    func defaults() throws {
        #expect(try options("UNITS CMH").requiredPressure == 0.1)
        #expect(abs(try options("UNITS GPM").requiredPressure - 0.1 * 0.3048 / 0.4333) < 1e-15)
        var standard = HydraulicOptions()
        standard.written["UNITS"] = "CMH"
        #expect(try options("UNITS CMH") == standard)
        #expect(try INPSample.read("[TIMES]\nRULE TIMESTEP 0").times.ruleStep == nil)
    }

    /// Pressure of a head of 1 as EPANET 2.3.5 reports it: psi for a foot, and so on.
    @Test(
        "Pressure units as EPANET 2.3.5 takes them: metres and feet whatever the fluid's weight",
        arguments: [
            ("GPM", "", 0.4333, 0.8666), ("GPM", "PRESSURE PSI", 0.4333, 0.8666),
            ("GPM", "PRESSURE KPA", 2.9876035, 5.975207), ("GPM", "PRESSURE METERS", 0.3048, 0.3048),
            ("GPM", "PRESSURE BAR", 0.0298751684, 0.0597503368), ("GPM", "PRESSURE FEET", 1, 1),
            ("LPS", "", 1, 1), ("LPS", "PRESSURE PSI", 1.4215879265091862, 2.8431758530183724),
            ("LPS", "PRESSURE KPA", 9.80184875328084, 19.60369750656168),
            ("LPS", "PRESSURE METERS", 1, 1),
            ("LPS", "PRESSURE BAR", 0.09801564435695537, 0.19603128871391073),
            ("LPS", "PRESSURE FEET", 3.280839895013123, 3.280839895013123),
        ])
    func pressureUnits(units: String, option: String, light: Double, heavy: Double) throws {
        for (gravity, pressure) in [(1, light), (2, heavy)] {
            let read = try options(
                "UNITS \(units)\n\(option)\nREQUIRED PRESSURE 60\nSPECIFIC GRAVITY \(gravity)")
            let metre = units == "GPM" ? 0.3048 : 1
            #expect(abs(read.requiredPressure / (60 / pressure * metre) - 1) < 1e-12)
        }
    }

    @Test("An option without a value takes nothing back")
    func noValue() throws {
        let network = try INPSample.read("[OPTIONS]\nUNITS CMH\nUNITS\nTRIALS\nPERHAPS")
        #expect(network.hydraulics.flowUnit == .cmh)
        #expect(network.hydraulics.written == ["UNITS": "CMH", "TRIALS": ""])
        #expect(try INPSample.read(try network.inp()) == network)
    }

    @Test("EPANET looks at the last word of the statistic, and wants the second of BACKFLOW ALLOWED")
    func words() throws {
        #expect(try INPSample.read("[TIMES]\nSTATISTIC is RANGE").times.written["STATISTIC"] == "RANGE")
        #expect(
            INPSample.messages("[OPTIONS]\nBACKFLOW NOT NO") == [
                "net.inp:2: [OPTIONS]: option 'BACKFLOW': found 'BACKFLOW' where the option is expected; use one that "
                    + "EPANET knows, such as UNITS, HEADLOSS or TRIALS"
            ])
        #expect(try options("EMITTER BACKFLOW NO").written == ["BACKFLOW ALLOWED": "NO"])
    }

    @Test("Words after the default pattern's id mean nothing")
    func patternWords() throws {
        let network = try INPSample.read("[PATTERNS]\nday 1\n[OPTIONS]\nPATTERN day time")
        #expect(network.hydraulics.defaultPattern == "day")
        #expect(try INPSample.read(try network.inp()) == network)
    }

    @Test("A comment with a lone carriage return stays one line")
    func carriageReturn() throws {
        let network = try INPSample.read("[JUNCTIONS]\nA 1 ;old\rpipe")
        #expect(network.junction(at: 0)?.attributes["comment"] == .text("old pipe"))
        #expect(try INPSample.read(try network.inp()) == network)
    }

    @Test("Numbers that EPANET bends: the accuracy into its range, counts to whole ones")
    func bent() throws {
        #expect(try options("ACCURACY 1").accuracy == 0.1)
        #expect(try options("ACCURACY 1e-9").accuracy == 1e-5)
        #expect(try options("TRIALS 40.7").trials == 40)
        #expect(try options("CHECKFREQ 3.9").checkFrequency == 3)
    }

    @Test(
        "What follows an unbalanced solve",
        arguments: [
            ("STOP", nil), ("CONTINUE", 0), ("CONTINUE 7", 7), ("CONTINUE x", 0), ("Cont 10", 10),
        ] as [(String, Int?)])
    func unbalanced(words: String, trials: Int?) throws {
        let network = try INPSample.read("[OPTIONS]\nUNBALANCED \(words)")
        #expect(network.hydraulics.extraTrials == trials)
        #expect(try network.inp().contains("UNBALANCED\t\(words)\n"))
    }

    @Test("The required pressure follows the minimum until it is given, and is then at least 0.1 above")
    func pressureLimits() throws {
        let network = try INPSample.read("[OPTIONS]\nUNITS LPS\nMINIMUM PRESSURE 5")
        #expect(network.hydraulics.requiredPressure == 5.1)
        // EPANET refuses to read 5 beside 5.1, which differ by less than its 0.1.
        #expect(try network.inp().contains("REQUIRED") == false)
        #expect(try INPSample.read(try network.inp()) == network)
        #expect(
            INPSample.messages("[OPTIONS]\nREQUIRED PRESSURE 20\nMINIMUM PRESSURE 19.95") == [
                "net.inp:3: [OPTIONS]: option 'MINIMUM': found '19.95' as the minimum pressure; expected the required "
                    + "pressure to be at least 0.1 above the minimum pressure"
            ])
    }

    @Test("An option that was changed is written as changed")
    func changed() throws {
        var network = try INPSample.read(
            "[OPTIONS]\nUNITS GPM\nACCURACY 0.01\nHEADERROR 1.0\nUNBALANCED CONTINUE")
        network.hydraulics.accuracy = 0.005
        network.hydraulics.extraTrials = nil
        network.hydraulics.flowChange = 0.003785411784 / 60
        network.hydraulics.demandModel = .pressureDriven
        network.hydraulics.requiredPressure = 30.48
        network.times.ruleStep = 90
        let text = try network.inp()
        for line in [
            "ACCURACY\t0.005", "HEADERROR\t1.0", "UNBALANCED\tSTOP", "FLOWCHANGE\t1", "DEMAND MODEL\tPDA",
            "REQUIRED PRESSURE\t43.33", "RULE TIMESTEP\t0:01:30",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
        let again = try INPSample.read(text).hydraulics
        #expect(again.accuracy == 0.005)
        #expect(again.requiredPressure == 30.48)
    }
}
