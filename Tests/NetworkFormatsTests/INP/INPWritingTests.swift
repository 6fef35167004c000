import Foundation
import Geospatial
import NetworkFormats
import PipeNetwork
import Testing

@Suite("EPANET input files: writing")
struct INPWritingTests {
    @Test("What is written reads as the same network")
    func roundTrip() throws {
        let network = try INPSample.read(INPSample.everything)
        let again = try INPSample.read(try network.inp())
        #expect(again == network)
    }

    @Test(
        "In every flow unit, with numbers that no unit divides evenly",
        arguments: ["CFS", "GPM", "MGD", "IMGD", "AFD", "LPS", "LPM", "MLD", "CMH", "CMD", "CMS"],
        ["H-W", "D-W", "C-M"])
    func roundTripUnits(unit: String, formula: String) throws {
        let network = try INPSample.read(
            """
            [JUNCTIONS]
            A 12.34 0.1
            B 0.07 -3.3333333
            [TANKS]
            T 7.77 1.1 0.3 4.9 12.7 3.21
            [PIPES]
            P A B 123.456 7.89 0.013 0.7
            [PUMPS]
            U B T HEAD c
            W A T POWER 9.87
            [VALVES]
            V A B 6.54 PSV 33.3
            X A B 6.54 FCV 1.7
            [CURVES]
            c 0.11 45.6
            c 3.7 12.1
            [EMITTERS]
            A 0.77
            [OPTIONS]
            UNITS \(unit)
            HEADLOSS \(formula)
            EMITTER EXPONENT 0.61
            SPECIFIC GRAVITY 0.98
            """)
        let text = try network.inp()
        #expect(try INPSample.read(text) == network)
        // The numbers of the file come back, not their neighbours.
        #expect(text.contains("P\tA\tB\t123.456\t7.89\t0.013\t0.7\tOPEN\n"))
        #expect(text.contains("A\t12.34\t0.1\n"))
    }

    @Test("A network made by hand is written by EPANET's rules, row for row")
    func byHand() throws {
        var network = Network()
        network.title = ["Two nodes"]
        try network.add(Reservoir(id: "R", position: Coordinate(x: 1, y: 2), head: 50))
        try network.add(
            Junction(
                id: "J 1", elevation: 10, demands: [Demand(base: 0.001)], attributes: ["tag": .text("x y")]))
        try network.add(Pipe(id: "P", start: "R", end: "J 1", length: 100, diameter: 0.2, roughness: 130))
        network.times.duration = 90061
        #expect(
            try network.inp() == """
                [TITLE]
                Two nodes

                [JUNCTIONS]
                "J 1"\t10\t3.6

                [RESERVOIRS]
                R\t50

                [PIPES]
                P\tR\t"J 1"\t100\t200\t130\t0\tOPEN

                [TAGS]
                NODE\t"J 1"\t"x y"

                [TIMES]
                DURATION\t25:01:01

                [OPTIONS]
                UNITS\tCMH

                [COORDINATES]
                R\t1\t2

                [END]

                """)
    }

    @Test("An option that was changed is written as changed, one that was not as it stood")
    func changedOptions() throws {
        var network = try INPSample.read(
            "[OPTIONS]\nUNITS si\nDEMAND MULTIPLIER 1.50\n[TIMES]\nDURATION 24.0")
        #expect(try network.inp().contains("DEMAND MULTIPLIER\t1.50\n"))
        #expect(try network.inp().contains("UNITS\tsi\n"))
        #expect(try network.inp().contains("DURATION\t24.0\n"))
        network.hydraulics.demandMultiplier = 2
        network.hydraulics.flowUnit = .cmh
        network.times.duration = 3600
        #expect(try network.inp().contains("DEMAND MULTIPLIER\t2\n"))
        #expect(try network.inp().contains("UNITS\tCMH\n"))
        #expect(try network.inp().contains("DURATION\t1:00:00\n"))
    }

    @Test("Constant demands stay constant beside a pattern called 1")
    func constantDemands() throws {
        var network = try INPSample.read("[PATTERNS]\n1 1 2\nnone 1")
        network.hydraulics.defaultPattern = nil
        #expect(try INPSample.read(try network.inp()).hydraulics.defaultPattern == nil)
    }

    @Test("A curve is written in the units of its use, whatever kind it was given")
    func curveOfUnnamedKind() throws {
        var network = Network()
        try network.add(Junction(id: "A"))
        try network.add(Junction(id: "B"))
        try network.add(Pump(id: "U", start: "A", end: "B", headCurve: "c"))
        network.curves["c"] = Curve(id: "c", points: [Curve.Point(x: 0.01, y: 40)])
        #expect(try network.inp().contains("c\t36\t40\n"))
        #expect(
            try INPSample.read(try network.inp()).curves["c"]
                == Curve(id: "c", kind: .pumpHead, points: [Curve.Point(x: 0.01, y: 40)]))
    }

    @Test("What the format cannot say is refused with a sentence")
    func refusals() throws {
        var network = Network()
        try network.add(Junction(id: "A;1"))
        try network.add(Reservoir(id: "R"))
        #expect(
            message(network)
                == "id or tag: 'A;1' cannot stand in an INP file; take out ';', quotes, line ends and a leading '['"
        )
        network = Network()
        try network.add(Reservoir(id: "R"))
        #expect(
            message(network) == "reservoir 'R' has no head, which an INP file needs; set it before writing")
        network = Network()
        try network.add(Junction(id: "A"))
        try network.add(Junction(id: "B"))
        try network.add(Pipe(id: "P", start: "A", end: "B", diameter: 0.1))
        #expect(message(network) == "pipe 'P' has no length, which an INP file needs; set it before writing")
        network = Network()
        try network.add(Junction(id: "A", elevation: 1, demands: [Demand(base: 1, pattern: "p")]))
        #expect(
            message(network)
                == "junction 'A' names pattern 'p', which the network does not have; add it or name another")
    }

    private func message(_ network: Network) -> String? {
        do {
            _ = try network.inp()
            return nil
        } catch {
            return error.description
        }
    }

    @Test("A file written is the file read")
    func files() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).inp")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let network = try INPSample.read(INPSample.everything)
        try INPFile.write(network, path: path)
        #expect(try INPFile.read(path: path) == network)
    }
}
