import Foundation
import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: sections that are kept word by word")
struct INPKeptSectionTests {
    /// Rows that EPANET 2.3.5 refuses, and what is said of them.
    static let mistakes: [(row: String, message: String)] = [
        ("[QUALITY]\nZ 1", "quality of node 'Z' names node 'Z', which no section defines"),
        (
            "[QUALITY]\nA x",
            "quality of node 'A': found 'x' where the initial quality is expected; write a number"
        ),
        ("[QUALITY]\nA R -1", "quality of node 'A': found '-1' as the initial quality; expected 0 or more"),
        ("[SOURCES]\nZ MASS 1", "source at node 'Z' names node 'Z', which no section defines"),
        (
            "[SOURCES]\nA PUFF 1",
            "source at node 'A': found 'PUFF' where the source type or quality is expected; write a number"
        ),
        ("[SOURCES]\nA MASS 1 p", "source at node 'A' names pattern 'p', which [PATTERNS] does not define"),
        (
            "[MIXING]\nT STIRRED",
            "mixing of tank 'T': found 'STIRRED' where the mixing model is expected; use MIXED, 2COMP, FIFO or LIFO"
        ),
        ("[REACTIONS]\nORDER WALL 2", "reaction 'ORDER': found '2' as the order; expected 0 or 1"),
        (
            "[REACTIONS]\nGLOBAL TANK 2",
            "reaction 'GLOBAL': found 'TANK' where the kind of reaction is expected; use BULK or WALL"
        ),
        (
            "[REACTIONS]\nBURN P 2",
            "reaction 'BURN': found 'BURN' where the keyword is expected; use ORDER, GLOBAL, BULK, WALL, TANK, "
                + "LIMITING or ROUGHNESS"
        ),
        ("[REPORT]\nSTATUS", "report setting 'STATUS': the row ends where the value is expected"),
        (
            "[REPORT]\nPAGE 300",
            "report setting 'PAGE': found '300' as the lines of a page; expected 0 to 255"
        ),
        ("[REPORT]\nNODES A Z", "report setting 'NODES' names node 'Z', which no section defines"),
        ("[REPORT]\nLINKS P Z", "report setting 'LINKS' names link 'Z', which no section defines"),
        (
            "[REPORT]\nPRESSURE NEAR 3",
            "report setting 'PRESSURE': found 'NEAR' where the qualifier is expected; use YES, NO, BELOW, ABOVE or "
                + "PRECISION"
        ),
        (
            "[REPORT]\nCOLOUR YES",
            "report setting 'COLOUR': found 'COLOUR' where the keyword is expected; use one that EPANET knows, such as "
                + "STATUS, NODES or PRESSURE"
        ),
    ]

    @Test("A row that EPANET refuses", arguments: mistakes)
    func mistake(row: String, message: String) {
        let messages = INPSample.messages(INPOperationTests.town + row).map { text in
            text.components(separatedBy: "]: ").dropFirst().joined(separator: "]: ")
        }
        #expect(messages == [message])
    }

    @Test("Rows that EPANET reads are kept as they stand")
    func kept() throws {
        let rows = """
            [QUALITY]
            A
            A R 0.5
            [SOURCES]
            A 3
            R FLOWPACED 3 *
            [MIXING]
            A WHATEVER
            T 2COMP 0.3
            [REACTIONS]
            ORDER
            BULK Z -0.3 ;no such pipe
            LIMITING POTENTIAL 3
            [REPORT]
            NODES A R
            LINKS ALL
            F-FACTOR PRECISION 3
            """
        let network = try INPSample.read(INPOperationTests.town + rows)
        let kept = network.verbatim.flatMap { ["[\($0.name)]"] + $0.lines }
        #expect(kept.joined(separator: "\n") == rows)
        #expect(try INPSample.read(try network.inp()) == network)
    }
}
