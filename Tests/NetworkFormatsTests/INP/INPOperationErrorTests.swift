import Foundation
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite("EPANET input files: mistakes in operation")
struct INPOperationErrorTests {
    /// Rows that EPANET 2.3.5 refuses, each on line 1 of its section, and what is said of it.
    private static let controls = """
        LINK C OPEN AT TIME 2
        => control of link 'C': found 'OPEN', but a pipe with a check valve cannot be controlled
        LINK G 3 AT TIME 2
        => control of link 'G': found '3', but a general purpose valve has a curve, not a setting
        LINK P -1 AT TIME 2
        => control of link 'P': found '-1' as the setting (OPEN, CLOSED or a number); expected 0 or more
        LINK U -1 AT TIME 2
        => control of link 'U': found '-1' as the setting (OPEN, CLOSED or a number); expected 0 or more
        LINK V ACTIVE AT TIME 2
        => control of link 'V': found 'ACTIVE' where the setting (OPEN, CLOSED or a number) (psi) is expected; write a number
        LINK Z OPEN AT TIME 2
        => control of link 'Z' names link 'Z', which no section defines
        LINK P OPEN IF NODE Z ABOVE 3
        => control of link 'P' names node 'Z', which no section defines
        LINK P OPEN IF NODE T OVER 3
        => control of link 'P': found 'OVER' where the comparison is expected; use ABOVE or BELOW
        LINK P OPEN IF NODE T ABOVE x
        => control of link 'P': found 'x' where the level (ft) is expected; write a number
        LINK P OPEN IF NODE A ABOVE x
        => control of link 'P': found 'x' where the pressure (psi) is expected; write a number
        LINK P OPEN IF NODE T ABOVE
        => control of link 'P': the row ends where the level or pressure is expected
        LINK P OPEN AT CLOCK 5
        => control of link 'P': the row ends where the comparison (ABOVE or BELOW) is expected
        LINK P OPEN AT TIME
        => control of link 'P': the row ends where the condition (IF NODE, AT TIME or AT CLOCKTIME) is expected
        LINK P
        => control of link 'P': the row ends where the setting is expected
        LINK P OPEN AT TIME soon
        => control of link 'P': found 'soon' where the time is expected; use \(INPTime.allowed.english)
        LINK P OPEN AT CLOCKTIME 13 PM
        => control of link 'P': found '13 PM' where the time is expected; use \(INPTime.allowed.english)
        """

    private static let premises = """
        TANK A FILLTIME < 2
        => rule '1': found 'FILLTIME' where the quantity is expected; use DEMAND, HEAD or PRESSURE
        TANK T DRAINTIME < 2:30
        => rule '1': found '2:30' where the value (h) is expected; write a number
        NODE A FLOW > 1
        => rule '1': found 'FLOW' where the quantity is expected; use DEMAND, HEAD or PRESSURE
        LINK U POWER > 3
        => rule '1': found 'POWER' where the quantity is expected; use FLOW, STATUS or SETTING
        SYSTEM HEAD > 3
        => rule '1': found 'HEAD' where the quantity is expected; use DEMAND, TIME or CLOCKTIME
        SYSTEM TIME > x
        => rule '1': found 'x' where the time is expected; use \(INPTime.allowed.english)
        NODE A PRESSURE ~ 3
        => rule '1': found '~' where the relation is expected; use =, <>, <, >, <=, >=, IS, NOT, BELOW or ABOVE
        NODE A PRESSURE >
        => rule '1': the row ends where the value is expected
        NODE A PRESSURE > 3 4
        => rule '1': found '4' where the row should end; take it out
        NODE Z PRESSURE > 3
        => rule '1' names node 'Z', which no section defines
        LINK Z FLOW > 3
        => rule '1' names link 'Z', which no section defines
        HOUSE A PRESSURE > 3
        => rule '1': found 'HOUSE' where the object is expected; use NODE, JUNCTION, RESERVOIR, TANK, LINK, PIPE, PUMP, VALVE or SYSTEM
        """

    private static let actions = """
        PIPE C STATUS IS OPEN
        => rule '1': found 'OPEN', but pipe 'C' has a check valve and cannot be controlled
        VALVE G SETTING IS 3
        => rule '1': found '3', but a general purpose valve has a curve, not a setting
        PUMP U SETTING IS -1
        => rule '1': found '-1' as the value (OPEN, CLOSED, ACTIVE or a number); expected 0 or more
        PIPE Z STATUS IS OPEN
        => rule '1' names link 'Z', which no section defines
        PIPE P STATUS IS
        => rule '1': the row ends where the value is expected
        PIPE P STATUS IS OPEN 3
        => rule '1': found '3' where the row should end; take it out
        PIPE P STATUS IS x
        => rule '1': found 'x' where the value (OPEN, CLOSED, ACTIVE or a number) is expected; write a number
        """

    private static let settings = """
        [ENERGY]|GLOBAL EFFIC 0
        => energy row 'GLOBAL': found '0' as the efficiency (%); expected a number above 0
        [ENERGY]|GLOBAL PRICE -1
        => energy row 'GLOBAL': found '-1' as the price (per kWh); expected 0 or more
        [ENERGY]|GLOBAL PATTERN z
        => energy row 'GLOBAL' names pattern 'z', which [PATTERNS] does not define
        [ENERGY]|GLOBAL COST 3
        => energy row 'GLOBAL': found 'COST' where the keyword is expected; use PRICE, PATTERN or EFFIC
        [ENERGY]|DEMAND CHARGE -3
        => energy row 'DEMAND': found '-3' as the demand charge (per kW); expected 0 or more
        [ENERGY]|PUMP P PRICE 3
        => link 'P': found 'PUMP', but it is no pump
        [ENERGY]|ALL PRICE 3
        => energy row 'ALL': found 'ALL' where the keyword is expected; use GLOBAL, PUMP or DEMAND CHARGE
        [LEAKAGE]|P 1
        => leakage of pipe 'P': the row ends where the leak expansion (mm² per 100 ft and m of head) is expected
        [LEAKAGE]|P -1 2
        => leakage of pipe 'P': found '-1' as the leak area (mm² per 100 ft); expected 0 or more
        [LEAKAGE]|Z 1 2
        => leakage of pipe 'Z' names link 'Z', which no section defines
        [OPTIONS]|UNBALANCED PERHAPS
        => option 'UNBALANCED': found 'PERHAPS' where the answer is expected; use STOP or CONTINUE
        [OPTIONS]|TRIALS 0
        => option 'TRIALS': found '0' as the value of TRIALS; expected a number from 1 to 2147483647
        [OPTIONS]|RQTOL 2
        => option 'RQTOL': found '2' as the value of RQTOL; expected a number above 0 and below 1
        [OPTIONS]|HEADERROR -1
        => option 'HEADERROR': found '-1' as the value of HEADERROR; expected 0 or more
        [OPTIONS]|DEMAND MODEL FIXED
        => option 'DEMAND': found 'FIXED' where the demand model is expected; use DDA or PDA
        [OPTIONS]|BACKFLOW ALLOWED PERHAPS
        => option 'BACKFLOW': found 'PERHAPS' where the answer is expected; use YES or NO
        [OPTIONS]|HYDRAULICS KEEP file.hyd
        => option 'HYDRAULICS': found 'KEEP' where the use of the hydraulics file is expected; use USE or SAVE
        [OPTIONS]|QUALITY TRACE Z
        => option 'QUALITY' names node 'Z', which no section defines
        """

    /// A row with one mistake, and what is said of it.
    struct Mistake: Sendable {
        var row: String
        var message: String
    }

    static func mistakes(_ table: String) -> [Mistake] {
        let lines = table.components(separatedBy: "\n")
        return stride(from: 0, to: lines.count - 1, by: 2).map {
            Mistake(row: lines[$0], message: String(lines[$0 + 1].dropFirst(3)))
        }
    }

    /// The messages of the town with more rows, without the file's name, line and section.
    private func messages(_ rows: String) -> [String] {
        INPSample.messages(INPOperationTests.town + rows).map { message in
            message.components(separatedBy: "]: ").dropFirst().joined(separator: "]: ")
        }
    }

    @Test("A control that EPANET refuses", arguments: mistakes(controls))
    func control(mistake: Mistake) {
        #expect(messages("[CONTROLS]\n" + mistake.row) == [mistake.message])
    }

    @Test("A premise that EPANET refuses", arguments: mistakes(premises))
    func premise(mistake: Mistake) {
        let rule = "[RULES]\nRULE 1\nIF \(mistake.row)\nTHEN PIPE P STATUS IS OPEN"
        #expect(messages(rule) == [mistake.message])
    }

    @Test("An action that EPANET refuses", arguments: mistakes(actions))
    func action(mistake: Mistake) {
        let rule = "[RULES]\nRULE 1\nIF TANK T LEVEL > 3\nTHEN \(mistake.row)"
        #expect(messages(rule) == [mistake.message])
    }

    @Test("An option, a leak or a cost that EPANET refuses", arguments: mistakes(settings))
    func setting(mistake: Mistake) {
        #expect(messages(mistake.row.replacingOccurrences(of: "|", with: "\n")) == [mistake.message])
    }

    @Test("Clauses in a wrong place are all told, each with what may stand there")
    func clauses() {
        let premise = "TANK T LEVEL > 3"
        let action = "PIPE P STATUS IS OPEN"
        let rows = """
            [RULES]
            IF \(premise)
            RULE
            RULE 1 2
            THEN \(action)
            RULE 2
            DISABLED
            IF \(premise)
            ELSE \(action)
            PRIORITY high
            AND \(action)
            PERHAPS
            """
        #expect(
            messages(rows) == [
                "rules: found 'IF' where the next clause is expected; use RULE",
                "rule: the row ends where the rule's label is expected",
                "rule '1': found '2' where the row should end; take it out",
                "rule '1': found 'THEN' where the next clause is expected; use IF",
                "rule '2': found 'DISABLED' where the next clause is expected; use IF",
                "rule '2': found 'ELSE' where the next clause is expected; use AND, OR or THEN",
                "rule '2': found 'high' where the priority is expected; write a number",
                "rule '2': found 'AND' where the next clause is expected; use DISABLED or RULE",
                "rule '2': found 'PERHAPS' where the next clause is expected; use DISABLED or RULE",
            ])
    }
}
