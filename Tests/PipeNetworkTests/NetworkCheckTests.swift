import Geospatial
import PipeNetwork
import Testing

@Suite struct NetworkCheckTests {
    private func at(_ x: Double, _ y: Double) -> Coordinate { Coordinate(x: x, y: y) }

    private func defects(_ paths: [[Coordinate]], snap: Double = 0.1) throws -> [Defect] {
        var survey = Survey()
        for (number, path) in paths.enumerated() {
            survey.lines.append(
                .init(element: .pipe(Pipe(id: "P\(number)", start: "", end: "", diameter: 0.2)), path: path))
        }
        let (network, _) = try TopologyBuilder.network(
            Network(), adding: survey, tolerance: .init(snap: snap))
        return try NetworkCheck(network).defects().filter { $0.kind != .missingElevation }
    }

    @Test func aGapIsNamedWithItsSizeAndPlace() throws {
        let found = try defects([[at(0, 0), at(100, 0)], [at(50, 50), at(50, 2)]])
        let gap = try #require(found.first { $0.kind == .unsnappedEnd })
        #expect(gap.measure == 2)
        #expect(gap.position == at(50, 2))
        #expect(gap.elements[1] == "P0")
        #expect(found.contains { $0.kind == .isolatedPart && $0.measure == 2 })
    }

    @Test func aStubBesideItsOwnMainIsNoGap() throws {
        // A hydrant branch of 2 m ends 2 m from the main it hangs on.
        let found = try defects([[at(0, 0), at(100, 0)], [at(50, 0), at(50, 2)]])
        #expect(!found.contains { $0.kind == .unsnappedEnd })
    }

    @Test func crossingsOverlapsAndDuplicatesAreToldApart() throws {
        let found = try defects(
            [
                // Two that cross, two that overlap over 60 m, the same pipe twice but drawn backwards.
                [at(0, 0), at(100, 0)], [at(50, -50), at(50, 50)],
                [at(0, 200), at(100, 200)], [at(40, 200.0005), at(160, 200.0005)],
                [at(0, 300), at(100, 300)], [at(100, 300), at(0, 300)],
            ], snap: 0)
        let crossing = found.filter { $0.kind == .crossingWithoutNode }
        #expect(crossing.map(\.elements) == [["P0", "P1"]])
        #expect(crossing.first?.position == at(50, 0))
        let overlap = found.filter { $0.kind == .overlap }
        #expect(overlap.map(\.elements) == [["P2", "P3"]])
        #expect(abs((overlap.first?.measure ?? 0) - 60) < 1e-9)
        #expect(found.filter { $0.kind == .duplicate }.map(\.elements) == [["P5", "P4"]])
    }

    @Test func aCrossingDrawnWithABendInBothLinesIsACrossing() throws {
        let found = try defects(
            [
                [at(0, 0), at(50, 0), at(100, 0)], [at(50, -50), at(50, 0), at(50, 50)],
                // A bend of one line on the middle of the other.
                [at(0, 200), at(100, 200)], [at(30, 150), at(30, 200), at(40, 250)],
            ], snap: 0)
        let crossing = found.filter { $0.kind == .crossingWithoutNode }
        #expect(crossing.map(\.elements) == [["P0", "P1"], ["P2", "P3"]])
        #expect(crossing.map(\.position) == [at(50, 0), at(30, 200)])
    }

    @Test func linesAMillimetreApartOverlapThoughNotParallel() throws {
        let found = try defects(
            [[at(0, 0), at(100, 0)], [at(20, 0.0004), at(150, -0.0005)]], snap: 0)
        #expect(!found.contains { $0.kind == .crossingWithoutNode })
        let overlap = try #require(found.first { $0.kind == .overlap })
        #expect(abs((overlap.measure ?? 0) - 80) < 1e-3)
    }

    @Test func pumpsSideBySideAreNoDuplicates() throws {
        var network = Network()
        try network.add(Junction(id: "a", position: at(0, 0), elevation: 1))
        try network.add(Junction(id: "b", position: at(10, 0), elevation: 1))
        for id in ["U1", "U2"] { try network.add(Pump(id: id, start: "a", end: "b", power: 1000)) }
        #expect(try NetworkCheck(network).defects().isEmpty)
    }

    @Test func absurdAndMissingNumbersAreNamed() throws {
        var network = Network()
        for (number, x) in [0.0, 10, 20, 30, 40].enumerated() {
            try network.add(Junction(id: "n\(number)", position: at(x, 0), elevation: 1))
        }
        try network.add(Pipe(id: "zero", start: "n0", end: "n1", length: 0, diameter: 0.2))
        try network.add(Pipe(id: "endless", start: "n1", end: "n2", length: 30_000, diameter: 0.2))
        try network.add(Pipe(id: "giant", start: "n2", end: "n3", length: 10, diameter: 200))
        try network.add(Pipe(id: "bare", start: "n3", end: "n4", length: 10))
        try network.add(Pipe(id: "ring", start: "n4", end: "n4", length: 10, diameter: 0.2))
        try network.add(Junction(id: "lone", position: at(99, 99)))
        try network.add(Asset(kind: .customerPoint, id: "C", position: at(500, 500)))
        let found = try NetworkCheck(network).defects()
        func elements(_ kind: Defect.Kind) -> [String] {
            found.filter { $0.kind == kind }.flatMap(\.elements)
        }
        #expect(elements(.zeroLength) == ["zero"])
        #expect(elements(.absurdLength) == ["endless"])
        #expect(elements(.absurdDiameter) == ["giant"])
        #expect(elements(.missingDiameter) == ["bare"])
        #expect(elements(.selfLoop) == ["ring"])
        #expect(elements(.loneNode) == ["lone"])
        #expect(elements(.missingElevation) == ["lone"])
        #expect(elements(.customerFarFromPipe) == ["C"])
    }

    @Test func aPartWithItsOwnWaterworksIsNotIsolated() throws {
        var network = Network()
        for id in ["a", "b", "c", "d", "e", "f"] { try network.add(Junction(id: id)) }
        try network.add(Reservoir(id: "r", head: 1))
        try network.add(Pipe(id: "1", start: "a", end: "b"))
        try network.add(Pipe(id: "2", start: "c", end: "d"))
        try network.add(Pipe(id: "3", start: "e", end: "r"))
        try network.add(Pipe(id: "4", start: "e", end: "f"))
        try network.add(Asset(kind: .waterworks, id: "W", attachment: .node("c")))
        let isolated = try NetworkCheck(network).defects().filter { $0.kind == .isolatedPart }
        #expect(isolated.map(\.elements) == [["a"]])
    }
}
