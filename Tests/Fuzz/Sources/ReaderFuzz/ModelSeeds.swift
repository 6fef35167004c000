/// The model files that the corpus of `INPFuzz` starts with: every section once, and the habits of older programs.
enum ModelSeeds {
    static let texts = [whole, small, quoted]

    private static let whole = """
        [TITLE]
        A town
        [JUNCTIONS]
        J1 12.5 0.8 day ;corner
        J2 10 1.2
        J3 9
        [RESERVOIRS]
        R 50 level
        [TANKS]
        T 40 2 0.5 4 12 0 vol NO
        [PIPES]
        P1 R J1 250 200 120 0.2 OPEN
        P2 J1 J2 120.5 150 110 0 CV
        P3 J2 T 60 150 110 0 CLOSED
        [PUMPS]
        U1 J1 J3 HEAD lift SPEED 1.1 PATTERN day
        U2 J1 J3 POWER 7.5
        [VALVES]
        V1 J3 J2 100 PRV 35 0.1
        V2 J3 J2 100 GPV loss 0
        V3 J3 J2 100 PCV 40 0.5 opening
        V4 J3 J2 100 FCV 4 0
        [DEMANDS]
        J2 1.5 day ;homes
        J2 0.3 ;works
        [EMITTERS]
        J3 0.4
        [PATTERNS]
        day 0.5 0.8 1.4
        day 1.1
        level 1 1.01
        [CURVES]
        lift 0 60
        lift 10 45
        lift 20 10
        vol 0 0
        vol 4 450
        loss 0 0
        loss 8 3
        opening 0 0
        opening 100 100
        eff 5 60
        [STATUS]
        U2 CLOSED
        V1 OPEN
        [CONTROLS]
        LINK P3 OPEN IF NODE T BELOW 1.5
        LINK U1 1.2 AT TIME 6:30
        LINK U1 CLOSED AT CLOCKTIME 10 PM
        ;LINK P1 CLOSED AT TIME 3
        [RULES]
        RULE night
        IF TANK T LEVEL > 3.5
        AND SYSTEM CLOCKTIME >= 10 PM
        OR LINK U1 STATUS IS OPEN
        THEN PUMP U1 STATUS = CLOSED
        AND VALVE V1 SETTING = 20
        ELSE PIPE P3 STATUS IS OPEN
        PRIORITY 2
        [ENERGY]
        GLOBAL EFFICIENCY 70
        GLOBAL PRICE 0.12
        PUMP U1 EFFIC eff
        DEMAND CHARGE 1
        [QUALITY]
        J1 0.5
        [SOURCES]
        R CONCEN 1
        [REACTIONS]
        GLOBAL BULK -0.5
        [MIXING]
        T MIXED
        [TIMES]
        DURATION 24
        HYDRAULIC TIMESTEP 1:00
        PATTERN START 0:30
        START CLOCKTIME 6 AM
        STATISTIC NONE
        [OPTIONS]
        UNITS LPS
        HEADLOSS H-W
        DEMAND MULTIPLIER 1.1
        PATTERN day
        DEMAND MODEL PDA
        MINIMUM PRESSURE 2
        REQUIRED PRESSURE 20
        EMITTER EXPONENT 0.5
        ACCURACY 0.001
        UNBALANCED CONTINUE 10
        [REPORT]
        STATUS YES
        [COORDINATES]
        J1 500000 4050000
        J2 500120 4050010
        T 500180 4050012.5
        [VERTICES]
        P2 500060 4050020
        [LABELS]
        500000 4050000 "Market, 3" J1
        [TAGS]
        NODE J1 old town
        LINK P1 main
        [LEAKAGE]
        P1 0.5 0.01
        [BACKDROP]
        UNITS None
        [END]
        """

    private static let small = "[RESERVOIRS]\nR 1\n[JUNCTIONS]\nJ 0 1\n[PIPES]\nP R J\n[OPTIONS]\nUNITS GPM\n"

    private static let quoted =
        "export of a program\r\n[JUNCTIONS]\r\n\"J 1\" 1,5\r\n节点 2\r\n[TANKS]\r\nR 30\r\n[PUMPS]\r\nU R \"J 1\" 30 5\r\n"
        + "[PIPES]\r\nP \"J 1\" 节点 1e2 8 1.0e-4 CV\r\n[OPTI]\r\nUNITS SI\r\nHEADLOSS D-W\r\n[COORD]\r\n节点 x 1\r\n"
}
