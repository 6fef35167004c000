import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: what is read in spite of a flaw")
struct INPRemarkTests {
    static let town = """
        [JUNCTIONS]
        A 10 5
        B 12 3
        [RESERVOIRS]
        R 60
        [PIPES]
        P R A 500 200 120
        Q A B 400 150 120
        [OPTIONS]
        UNITS LPS

        """

    /// The network of ``town`` and more, and what is remarked.
    func read(_ more: String, before: String = "") throws -> (network: Network, remarks: [String]) {
        var remarks: [String] = []
        let text = before + Self.town + more
        let network = try Network(inp: Array(text.utf8), file: "net.inp") { remarks.append($0.description) }
        return (network, remarks)
    }

    /// Left-overs of elements that are gone, and the remark on each.
    static let leftOvers: [(rows: String, remark: String)] = [
        ("[COORDINATES]\nX 1 1\nA 5 6", "[COORDINATES]: left out, for no section defines these nodes: 'X'"),
        ("[VERTICES]\nX 1 1\nX 2 2", "[VERTICES]: left out, for no section defines these links: 'X', 'X'"),
        ("[VERTICES]\nX 1", "[VERTICES]: left out, for no section defines these links: 'X'"),
        ("[TAGS]\nNODE X a", "[TAGS]: left out, for no section defines these nodes: 'X'"),
        ("[TAGS]\nLINK X a", "[TAGS]: left out, for no section defines these links: 'X'"),
        (
            "[LABELS]\n1 2 \"north\" X",
            "[LABELS]: labels beside nodes that no section defines, kept as they stand: 'X'"
        ),
        ("[STATUS]\nX CLOSED", "[STATUS]: left out, for no section defines these links: 'X'"),
        ("[DEMANDS]\nX 2.5", "[DEMANDS]: left out, for no section defines these nodes: 'X (2.5 L/s)'"),
        (
            "[COORDINATES]\nA east north",
            "[COORDINATES]: left out, for these places are no numbers: 'A east north'"
        ),
        ("[COORDINATES]\nA 1,234 5", "[COORDINATES]: left out, for these places are no numbers: 'A 1,234 5'"),
        ("[VERTICES]\nP 1 -", "[VERTICES]: left out, for these places are no numbers: 'P 1 -'"),
    ]

    @Test("What is left over from an element that is gone changes nothing and is named", arguments: leftOvers)
    func leftOver(rows: String, remark: String) throws {
        let plain = try read("")
        var (network, remarks) = try read(rows)
        #expect(remarks.count == 1)
        #expect(remarks.first?.hasSuffix(": " + remark) == true, "\(remarks)")
        #expect(
            remarks.first?.hasPrefix("net.inp:12") == true || rows.contains("1,") || remarks[0].contains(":1")
        )
        #expect(network.nodes.ids == plain.network.nodes.ids)
        network.verbatim = []
        for row in 0..<3 where row != 0 || !rows.contains("A 5 6") {
            #expect(network.junction(at: row) == plain.network.junction(at: row))
        }
        for row in 0..<2 { #expect(network.pipe(at: row) == plain.network.pipe(at: row)) }
        if rows.contains("A 5 6") { #expect(network.junction(at: 0)?.position == Coordinate(x: 5, y: 6)) }
    }

    @Test("Eight are named, the others counted")
    func many() throws {
        let rows = (1...20).map { "X\($0) \($0) 0" }.joined(separator: "\n")
        let remarks = try read("[COORDINATES]\n" + rows).remarks
        #expect(
            remarks == [
                "net.inp:12: [COORDINATES]: left out, for no section defines these nodes: "
                    + "'X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8' and 12 more"
            ])
    }

    @Test("A comma is a decimal point where it can be nothing else")
    func decimalCommas() throws {
        var (network, remarks) = try read("[COORDINATES]\nA 100,0 200,25\nB 500123,456 0,125")
        #expect(network.junction(at: 0)?.position == Coordinate(x: 100, y: 200.25))
        #expect(network.junction(at: 1)?.position == Coordinate(x: 500123.456, y: 0.125))
        #expect(
            remarks == [
                "net.inp:12: [COORDINATES]: read as decimal numbers, with a comma where a point is expected: "
                    + "'100,0', '200,25', '500123,456', '0,125'"
            ])
        (network, remarks) = try read("[DEMANDS]\nA 10,5")
        #expect(network.junction(at: 0)?.demands.first?.base == 0.0105)
        #expect(remarks.count == 1)
    }

    @Test(
        "A comma that may group thousands, and one in an option, is a mistake",
        arguments: [
            "[DEMANDS]\nA 1,234", "[DEMANDS]\nA 1,5,5", "[OPTIONS]\nVISCOSITY 1,5", "[DEMANDS]\nA 1,5.2",
        ])
    func ambiguousCommas(rows: String) {
        #expect(INPSample.messages(Self.town + rows).count == 1)
    }

    @Test("What decides how water flows and names what is not there is a mistake still")
    func mistakes() {
        #expect(INPSample.messages(Self.town + "[CONTROLS]\nLINK X CLOSED AT TIME 1").count == 1)
        #expect(INPSample.messages(Self.town + "[VALVES]\nV A X 100 PRV 30").count == 1)
    }

    @Test("Lines before the first section are left out and named")
    func preamble() throws {
        let (network, remarks) = try read("", before: "Friction types are mixed; see log\n; fine\n\nmore\n")
        #expect(network == (try read("")).network)
        #expect(
            remarks == [
                "net.inp:1: left out, for it stands before the first section: 'Friction types are mixed; see log' "
                    + "and 1 more"
            ])
        #expect(INPSample.messages("only words\nin this file").count == 1)
    }

    /// Emitters count flow at 1 psi in US files and at 1 m in others, whatever unit of pressure the file names. Outflow
    /// of `C = 0.01` at 50 m or 50 ft, of a fluid 1.3 times as heavy as water, as EPANET 2.3.5 gives it in the file's unit.
    static let emitters: [(unit: String, outflow: Double)] = [
        ("CFS", 0.0531), ("GPM", 0.0531), ("MGD", 0.0531), ("IMGD", 0.0531), ("AFD", 0.0531), ("LPS", 0.0707),
        ("LPM", 0.0707), ("MLD", 0.0707), ("CMH", 0.0707), ("CMD", 0.0707), ("CMS", 0.0707),
    ]

    @Test(
        "An emitter does not follow the unit of pressure", arguments: emitters,
        ["", "PRESSURE PSI", "PRESSURE KPA", "PRESSURE METERS", "PRESSURE BAR", "PRESSURE FEET"])
    func emitter(_ emitter: (unit: String, outflow: Double), pressure: String) throws {
        let text = "[JUNCTIONS]\nA 0 1\n[EMITTERS]\nA 0.01\n[OPTIONS]\n\(pressure)\nUNITS \(emitter.unit)\n"
        let network = try Network(inp: text + "SPECIFIC GRAVITY 1.3", file: "net.inp")
        let junction = try #require(network.junction(at: 0))
        let isUS = ["CFS", "GPM", "MGD", "IMGD", "AFD"].contains(emitter.unit)
        // The demand of 1 tells what the file's unit of flow is.
        let flowUnit = try #require(junction.demands.first?.base)
        let outflow = junction.emitterCoefficient * (isUS ? 50 * 0.3048 : 50).squareRoot() / flowUnit
        #expect(abs(outflow - emitter.outflow) < 1e-4)
        #expect(try Network(inp: network.inp(), file: "again.inp") == network)
    }
}
