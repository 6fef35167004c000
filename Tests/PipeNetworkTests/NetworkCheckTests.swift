import Geospatial
import PipeNetwork
import Testing

@Suite struct NetworkCheckTests {
    private func at(_ x: Double, _ y: Double) -> Coordinate { Coordinate(x: x, y: y) }

    private func defects(_ paths: [[Coordinate]], snap: Double = 0.1) throws -> [Defect] {
        var survey = SurveyedFeatures()
        for (number, path) in paths.enumerated() {
            survey.lines.append(
                .init(element: .pipe(Pipe(id: "P\(number)", start: "", end: "", diameter: 0.2)), path: path))
        }
        let (network, _) = try TopologyBuilder.network(
            Network(), adding: survey, tolerance: .init(snap: snap))
        return NetworkCheck(network).defects().filter { $0.kind != .missingElevation }
    }

    @Test func aGapIsNamedWithItsSizeAndPlace() throws {
        let found = try defects([[at(0, 0), at(100, 0)], [at(50, 50), at(50, 2)]])
        let gap = try #require(found.first { $0.kind == .unsnappedEnd })
        #expect(gap.measure == 2)
        #expect(gap.position == at(50, 2))
        #expect(gap.elements[1] == "P0")
        #expect(found.contains { $0.kind == .isolatedSegment && $0.measure == 2 })
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
        #expect(NetworkCheck(network).defects().isEmpty)
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
        let found = NetworkCheck(network).defects()
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
        let isolated = NetworkCheck(network).defects().filter { $0.kind == .isolatedSegment }
        #expect(isolated.map(\.elements) == [["a"]])
    }

    /// Pipes side by side in one network, each with ends of its own.
    private func heap(_ paths: [[Coordinate]], shareEnds: Bool = false) throws -> Network {
        var network = Network()
        for (number, path) in paths.enumerated() {
            let (start, end) = shareEnds ? ("a", "b") : ("a\(number)", "b\(number)")
            if !shareEnds || number == 0 {
                try network.add(Junction(id: start, position: path.first, elevation: 1))
                try network.add(Junction(id: end, position: path.last, elevation: 1))
            }
            try network.add(
                Pipe(
                    id: "P\(number)", start: start, end: end, length: 100, diameter: 0.2,
                    vertices: Array(path.dropFirst().dropLast())))
        }
        return network
    }

    private func found(_ network: Network, _ kind: Defect.Kind) -> [Defect] {
        NetworkCheck(network).defects().filter { $0.kind == kind }
    }

    @Test("a pipe drawn ten thousand times is one defect that names the one to keep last")
    func equalLines() throws {
        let paths = (0..<10_000).map { number in
            number % 2 == 0 ? [at(0, 0), at(100, 0)] : [at(100, 0), at(0, 0)]
        }
        let network = try heap(paths.map { _ in [at(0, 0), at(100, 0)] }, shareEnds: true)
        let equal = found(network, .duplicate)
        #expect(equal.count == 1)
        #expect(equal.first?.elements.count == 10_000)
        #expect(equal.first?.elements.last == "P0")
        #expect(NetworkCheck(network).defects().count < 10)
        // With ends of their own they are no duplicates, but they run on top of each other all the same.
        let piled = try heap(paths)
        let overlaps = found(piled, .overlap)
        #expect(overlaps.map(\.elements.count) == [10_000])
        #expect(overlaps.first?.measure == 100)
    }

    @Test("nearly equal lines, within a millimetre of each other, are one group")
    func nearlyEqualLines() throws {
        let paths = (0..<3000).map { number -> [Coordinate] in
            let off = Double(number % 7) * 1e-4
            return [at(5, 7 + off), at(50 + off, 9), at(105, 7 - off)]
        }
        let overlaps = found(try heap(paths), .overlap)
        #expect(overlaps.map(\.elements.count) == [3000])
    }

    @Test("three lines on one another are three pairs or one group, and no line is left out")
    func fewOverlaps() throws {
        let network = try heap([
            [at(0, 0), at(100, 0)], [at(50, 0), at(150, 0)], [at(120, 0), at(220, 0)],
        ])
        let overlaps = found(network, .overlap)
        #expect(overlaps.map(\.elements) == [["P0", "P1"], ["P1", "P2"]])
        #expect(overlaps.compactMap(\.measure).map { $0.rounded() } == [50, 30])
    }

    @Test("thousands of pipes that overlap in turn are one group")
    func manyOverlaps() throws {
        // Each of 100 m, a centimetre after the last: each overlaps all that lie within 100 m.
        let network = try heap((0..<4000).map { [at(Double($0) * 0.01, 0), at(Double($0) * 0.01 + 100, 0)] })
        let overlaps = found(network, .overlap)
        #expect(overlaps.count == 1)
        #expect(overlaps.first?.elements.count == 4000)
    }

    @Test("a pipe that crosses hundreds is named alone with their number; the others once each")
    func manyCrossings() throws {
        let across = (0..<200).map { [at(Double($0) * 10, -50), at(Double($0) * 10, 50)] }
        let network = try heap([[at(-5, 0), at(2000, 0)]] + across)
        let crossings = found(network, .crossingWithoutNode)
        #expect(crossings.map(\.elements) == [["P0"]])
        #expect(crossings.first?.measure == 200)
        // A grid of twenty by twenty is four hundred crossings, told one by one.
        let rows = (0..<20).map { [at(-5, Double($0) * 10), at(195, Double($0) * 10)] }
        let columns = (0..<20).map { [at(Double($0) * 10, -5), at(Double($0) * 10, 195)] }
        let grid = found(try heap(rows + columns), .crossingWithoutNode)
        #expect(grid.count == 400)
        #expect(Set(grid.map(\.elements)).count == 400)
    }

    @Test("a thousand nodes piled on one place, and a star of three thousand pipes, end")
    func piles() throws {
        let piled = try heap((0..<1000).map { [at(0, 0), at(100 + Double($0), Double($0) * 3)] })
        #expect(found(piled, .crossingWithoutNode).isEmpty)
        #expect(!found(piled, .unsnappedEnd).isEmpty)
        #expect(found(piled, .crowdedPlace).allSatisfy { ($0.measure ?? 0) > 256 })
        var star = Network()
        try star.add(Junction(id: "hub", position: at(0, 0), elevation: 1))
        for number in 0..<3000 {
            let angle = Double(number)
            try star.add(
                Junction(id: "n\(number)", position: at(100 * angle, 100 * (angle * angle + 1)), elevation: 1)
            )
            try star.add(Pipe(id: "p\(number)", start: "hub", end: "n\(number)", length: 100, diameter: 0.1))
        }
        #expect(found(star, .unsnappedEnd).isEmpty)
        #expect(found(star, .crossingWithoutNode).isEmpty)
    }

    @Test(
        "coordinates that are no place on Earth are defects and disturb nothing else",
        arguments: [1e308, -1e308, .infinity, .nan, 1e12])
    func absurdCoordinates(_ value: Double) throws {
        var network = try heap([[at(0, 0), at(100, 0)], [at(50, -50), at(50, 50)]])
        try network.add(Junction(id: "far", position: at(value, 10), elevation: 1))
        try network.add(Pipe(id: "away", start: "b0", end: "far", length: 10, diameter: 0.1))
        try network.add(
            Pipe(id: "bent", start: "a0", end: "b1", length: 10, diameter: 0.1, vertices: [at(5, value)]))
        try network.add(Asset(kind: .meter, id: "M", position: at(10, value), attachment: .node("a0")))
        let absurd = found(network, .absurdPosition)
        let missing = found(network, .missingPosition)
        #expect(Set((absurd + missing).map { $0.elements[0] }) == ["far", "bent", "M"])
        #expect(found(network, .crossingWithoutNode).map(\.elements) == [["P0", "P1"]])
        #expect((absurd + missing).allSatisfy { $0.position?.isFinite != false })
    }

    @Test("an elevation of no ground is a defect; a reservoir's head is no ground")
    func absurdElevations() throws {
        var network = Network()
        for (id, elevation) in [("low", -9999.0), ("sea", -400), ("top", 8800), ("high", 1e39)] {
            try network.add(Junction(id: id, position: at(0, 0), elevation: elevation))
        }
        // A high head may be the pressure of a main that is not drawn; no main has this.
        try network.add(Reservoir(id: "main", head: 9500))
        try network.add(Reservoir(id: "none", head: 1e300))
        #expect(found(network, .absurdElevation).map(\.elements) == [["low"], ["high"], ["none"]])
        #expect(found(network, .absurdElevation).first?.measure == -9999)
    }

    @Test("a pump without curve and power, and a valve whose curve is not there, are errors")
    func missingCurves() throws {
        var network = Network()
        for id in ["a", "b"] { try network.add(Junction(id: id, position: at(0, 0), elevation: 0)) }
        network.curves["c"] = Curve(id: "c", kind: .pumpHead, points: [.init(x: 0.01, y: 30)])
        try network.add(Pump(id: "bare", start: "a", end: "b"))
        try network.add(Pump(id: "lost", start: "a", end: "b", headCurve: "d"))
        try network.add(Pump(id: "curve", start: "a", end: "b", headCurve: "c"))
        try network.add(Pump(id: "power", start: "a", end: "b", power: 1000))
        try network.add(Valve(id: "gpv", start: "a", end: "b", kind: .gpv, setting: 0))
        try network.add(Valve(id: "pcv", start: "a", end: "b", kind: .pcv, setting: 50))
        #expect(found(network, .missingCurve).map(\.elements) == [["bare"], ["lost"], ["gpv"]])
        #expect(found(network, .missingCurve).allSatisfy { $0.severity == .error })
    }

    @Test("a flow meter and a valve beside their pipe are defects with their distance, in it they are none")
    func besidePipe() throws {
        var survey = SurveyedFeatures()
        survey.lines.append(
            .init(
                element: .pipe(Pipe(id: "P", start: "", end: "", diameter: 0.2)),
                path: [at(0, 0), at(300, 0)]))
        for (id, kind, off) in [
            ("M0", Asset.Kind.meter, 0.0), ("M2", .meter, 2), ("M10", .meter, 10), ("V5", .isolationValve, 5),
            ("H", .hydrant, 2),
        ] {
            survey.assets.append(Asset(kind: kind, id: id, position: at(120, off)))
        }
        survey.assets.append(Asset(kind: .meter, id: "M400", position: at(120, 400)))
        let (network, _) = try TopologyBuilder.network(
            Network(), adding: survey, tolerance: .init(snap: 0.1, reach: 60))
        let beside = found(network, .meterBesidePipe)
        #expect(beside.map(\.elements) == [["M2"], ["M10"]])
        #expect(beside.map(\.measure) == [2, 10])
        #expect(found(network, .valveBesidePipe).map(\.measure) == [5])
        #expect(found(network, .meterFarFromPipe).map(\.elements) == [["M400"]])
        #expect(found(network, .meterFarFromPipe).map(\.measure) == [400])
    }
}
