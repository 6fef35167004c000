import NetworkFormats
import PipeNetwork

/// Small input files and short ways to read them.
enum INPSample {
    /// A file with a row in every section.
    static let everything = """
        [TITLE]
        A town
        of two lines

        [JUNCTIONS]
        ;ID elev demand pattern
        J1 10 36 day ;AMR & PRESSURE SENSOR
        J2 20.5 7.2
        "J 3" 30
        [RESERVOIRS]
        R1 100 day
        [TANKS]
        T1 50 2 1 4 10 0
        T2 50 2 1 4 10 5 vol YES ;tower
        [PIPES]
        P1 R1 J1 1000 300 120 0.5 Open ;main
        P2 J1 J2 500 200 110 Closed
        P3 J2 "J 3" 250 150 100 0 CV
        P4 J2 T1 10 100 100
        [PUMPS]
        U1 R1 J2 HEAD lift SPEED 1.2 PATTERN day
        U2 J1 T2 POWER 15
        [VALVES]
        V1 J1 T1 200 PRV 40 0.1
        V2 J1 T2 200 FCV 72
        V3 J2 T1 150 GPV loss
        V4 J2 T2 150 PCV 50 0.2 open
        V5 J1 "J 3" 150 TCV 3
        [TAGS]
        NODE J1 old_town
        LINK P1 steel
        [DEMANDS]
        J2 3.6 day ;homes
        J2 1.8 ;shops
        [STATUS]
        U2 Closed
        V5 Open
        V1 45
        [PATTERNS]
        day 0.5 1.5
        day 2
        1 1
        [CURVES]
        lift 36 40
        vol 0 0
        vol 5 400
        loss 0 0
        loss 36 2
        open 0 0
        open 100 100
        eff 36 75
        spare 1 2
        [CONTROLS]
        LINK P2 OPEN IF NODE T1 BELOW 2 ;night only
        ;LINK P2 CLOSED AT TIME 6
        LINK V1 30 IF NODE J1 ABOVE 25
        LINK U1 1.1 AT TIME 90 MIN
        LINK V3 CLOSED AT CLOCKTIME 6:30 PM DISABLED
        [RULES]
        RULE 1
        IF TANK T1 LEVEL > 3
        AND SYSTEM CLOCKTIME >= 8 AM
        OR NODE J1 PRESSURE BELOW 20.5
        OR TANK T2 FILLTIME < 1.5
        THEN PIPE P2 STATUS IS CLOSED
        AND VALVE V2 SETTING IS 36
        ELSE PUMP U1 SETTING = 0.8
        PRIORITY 3
        RULE "the other one"
        IF LINK U2 STATUS IS CLOSED
        AND SYSTEM DEMAND > 72
        AND LINK P1 FLOW <= 3.6
        THEN VALVE V1 STATUS IS ACTIVE
        DISABLED
        [ENERGY]
        Global Efficiency 70
        Global Price 0.5
        Global Pattern day
        Demand Charge 12
        PUMP U1 EFFIC eff
        PUMP U1 PRICE 0.8
        PUMP U1 PATTERN day
        [EMITTERS]
        J1 3.6
        [LEAKAGE]
        P1 1 0.1
        [QUALITY]
        J1 0.5
        [SOURCES]
        R1 CONCEN 1
        [REACTIONS]
        ORDER BULK 1
        [MIXING]
        T1 MIXED
        [REPORT]
        STATUS YES
        [TIMES]
        Duration 24
        Hydraulic Timestep 1:00
        Rule Timestep 5 min
        Quality Timestep 5 MIN
        Pattern Timestep 2:00:30
        Pattern Start 90 min
        Start ClockTime 1:30 PM
        Statistic None
        [OPTIONS]
        Units CMH
        Headloss H-W
        Pattern day
        Demand Multiplier 1.1
        Trials 40
        Unbalanced Continue 10
        Demand Model PDA
        Minimum Pressure 5
        Required Pressure 20
        Pressure Exponent 0.6
        Backflow Allowed No
        Accuracy 0.0001
        Headerror 0.01
        Flowchange 0.36
        Checkfreq 3
        Maxcheck 12
        Damplimit 0.01
        Htol 0.001
        Qtol 0.0002
        Rqtol 1e-6
        Map "my maps/town.map"
        Verify
        [COORDINATES]
        J1 500000.25 3400000.5
        J2 500100 3400000
        R1 0 0
        [VERTICES]
        P1 10 20
        P1 30 40
        [LABELS]
        1 2 "A label"
        [BACKDROP]
        DIMENSIONS 0 0 1 1
        [MINE]
        what I like
        [END]
        never read
        """

    static func read(_ text: String) throws(INPErrors) -> Network {
        try Network(inp: text, file: "net.inp")
    }

    /// The messages of a file's mistakes; none for a good file.
    static func messages(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch {
            return error.errors.map(\.description)
        }
    }

    /// Whether `a` is `b` but for rounding.
    static func isClose(_ a: Double?, _ b: Double) -> Bool {
        guard let a else { return false }
        return abs(a - b) <= 1e-12 * max(abs(b), 1e-300)
    }
}
