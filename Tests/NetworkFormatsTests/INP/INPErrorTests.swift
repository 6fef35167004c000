import Foundation
import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: mistakes")
struct INPErrorTests {
    /// Files and the message of each, between lines of dashes.
    private static let table = """
        hello
        A 1
        => 1: found 'hello' before the first section; expected a section such as [JUNCTIONS]
        ----
        [JUNCTIONS]
        A 1x
        => 2: [JUNCTIONS]: junction 'A': found '1x' where the elevation (ft) is expected; write a \
        number
        ----
        [JUNCTIONS]
        A nan
        => 2: [JUNCTIONS]: junction 'A': found 'nan' where the elevation (ft) is expected; write a \
        number
        ----
        [JUNCTIONS]
        A 1
        [RESERVOIRS]
        A 1
        => 4: [RESERVOIRS]: node 'A' is there already, on line 2; ids must be unique
        ----
        [RESERVOIRS]
        A
        => 2: [RESERVOIRS]: reservoir 'A': the row ends where the head (ft) is expected
        ----
        [TANKS]
        T 1 2 3 4
        => 2: [TANKS]: tank 'T': the row ends where the diameter (ft) is expected
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PIPES]
        P A C
        => 5: [PIPES]: pipe 'P' names node 'C', which no section defines
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PIPES]
        P A A
        => 5: [PIPES]: pipe 'P' starts and ends at node 'A'; a link needs two nodes
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PIPES]
        P A B -5 1 1
        => 5: [PIPES]: pipe 'P': found '-5' as the length (ft); expected a number above 0
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PIPES]
        P A B 5 1 1 0 Ajar
        => 5: [PIPES]: pipe 'P': found 'Ajar' where the status is expected; use OPEN, CLOSED or CV
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PIPES]
        P A B 5 1 1
        P B A 5 1 1
        => 6: [PIPES]: link 'P' is there already, on line 5; ids must be unique
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PUMPS]
        U A B HEAD x
        => 5: [PUMPS]: pump 'U' names curve 'x', which [CURVES] does not define
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PUMPS]
        U A B HEAD
        => 5: [PUMPS]: pump 'U': the row ends where the curve id is expected
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PUMPS]
        U A B LIFT 3
        => 5: [PUMPS]: pump 'U': found 'LIFT' where the keyword is expected; use HEAD, POWER, \
        SPEED or PATTERN
        ----
        [JUNCTIONS]
        A 1
        B 1
        [VALVES]
        V A B 5 ABC 1
        => 5: [VALVES]: valve 'V': found 'ABC' where the valve type is expected; use PRV, PSV, \
        PBV, FCV, TCV, GPV or PCV
        ----
        [JUNCTIONS]
        A 1
        B 1
        [VALVES]
        V A B 5 GPV c
        [CURVES]
        c 1 1
        [STATUS]
        V 3
        => 9: [STATUS]: status of link 'V': found '3', but a general purpose valve has a curve, \
        not a setting
        ----
        [JUNCTIONS]
        A 1 1 p
        => 2: [JUNCTIONS]: junction 'A' names pattern 'p', which [PATTERNS] does not define
        ----
        [OPTIONS]
        UNITS FURLONGS
        => 2: [OPTIONS]: found 'FURLONGS' where the flow unit is expected; use CFS, GPM, MGD, \
        IMGD, AFD, LPS, LPM, MLD, CMH, CMD or CMS
        ----
        [OPTIONS]
        UNTIS LPS
        => 2: [OPTIONS]: option 'UNTIS': found 'UNTIS' where the option is expected; use one that \
        EPANET knows, such as UNITS, HEADLOSS or TRIALS
        ----
        [OPTIONS]
        PRESSURE ATM
        => 2: [OPTIONS]: found 'ATM' where the pressure unit is expected; use PSI, KPA, METERS, BAR or FEET
        ----
        [OPTIONS]
        TRIALS many
        => 2: [OPTIONS]: option 'TRIALS': found 'many' where the value of TRIALS is expected; write a \
        number
        ----
        [CURVES]
        c 2 1
        c 2 3
        => 3: [CURVES]: curve 'c': found x '2' after '2'; expected x to rise from point to point
        ----
        [JUNCTIONS]
        A 1
        B 1
        [CURVES]
        c 2 1
        [PUMPS]
        U A B HEAD c
        [ENERGY]
        PUMP U EFFIC c
        => 9: [ENERGY]: pump 'U' uses curve 'c' as a pump efficiency curve, but it is a pump head \
        curve elsewhere; give each use a curve of its own
        ----
        [JUNCTIONS]
        A 1
        B 1
        [PIPES]
        P A B 5 1 1 CV
        [STATUS]
        P Closed
        => 7: [STATUS]: status of link 'P': found 'Closed', but a pipe with a check valve has no \
        status
        ----
        [JUNCTIONS]
        A 1
        B 1
        [COORDINATES]
        A 1
        => 5: [COORDINATES]: coordinates of node 'A': the row ends where the y coordinate is \
        expected
        ----
        [TIMES]
        DURATION soon
        => 2: [TIMES]: time setting 'DURATION': found 'soon' where the time is expected; use \
        hours, h:mm, h:mm:ss, or a number with SEC, MIN, HOURS, DAYS, AM or PM
        ----
        [TAGS]
        PIPE P x
        => 2: [TAGS]: tag 'PIPE': found 'PIPE' where the kind of element is expected; use NODE or \
        LINK
        """

    /// A file with one mistake, and what is said of it.
    struct Mistake: Sendable {
        var file: String
        var message: String
    }

    static let mistakes: [Mistake] = table.components(separatedBy: "\n----\n").map { block in
        let parts = block.components(separatedBy: "\n=> ")
        return Mistake(file: parts[0], message: "net.inp:" + (parts.last ?? ""))
    }

    @Test("One mistake, one exact message", arguments: mistakes)
    func oneMistake(mistake: Mistake) {
        #expect(INPSample.messages(mistake.file) == [mistake.message])
    }

    @Test("One run tells every mistake, in the order of lines")
    func allMistakes() {
        let messages = INPSample.messages(
            """
            [PIPES]
            P A C x 1 1
            [JUNCTIONS]
            A high
            A 1
            [OPTIONS]
            UNITS LPS
            """)
        #expect(
            messages == [
                "net.inp:2: [PIPES]: pipe 'P' names node 'C', which no section defines",
                "net.inp:2: [PIPES]: pipe 'P': found 'x' where the length (m) is expected; write a number",
                "net.inp:4: [JUNCTIONS]: junction 'A': found 'high' where the elevation (m) is expected; "
                    + "write a number",
                "net.inp:5: [JUNCTIONS]: node 'A' is there already, on line 4; ids must be unique",
            ])
    }

    @Test("The first 50 mistakes are printed, the others counted")
    func manyMistakes() {
        let rows = (1...60).map { "J\($0) x" }.joined(separator: "\n")
        do {
            _ = try INPSample.read("[JUNCTIONS]\n" + rows)
            Issue.record("a file of 60 mistakes was read")
        } catch {
            #expect(error.errors.count == 60)
            let lines = error.description.split(separator: "\n")
            #expect(lines.count == 51)
            #expect(lines.last == "and 10 more")
        }
    }

    @Test("A file that is not there")
    func noFile() {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).inp")
            .path
        #expect(throws: INPErrors.self) { try INPFile.read(path: path) }
    }
}
