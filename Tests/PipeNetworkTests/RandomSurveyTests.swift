import Geospatial
import PipeNetwork
import TestSupport
import Testing

/// A point of a lattice of 10 m, where a survey of chance can be judged in whole numbers.
private struct Knot: Hashable, Comparable {
    var x: Int
    var y: Int

    var place: Coordinate { Coordinate(x: Double(x * 10), y: Double(y * 10)) }

    static func < (a: Knot, b: Knot) -> Bool { (a.x, a.y) < (b.x, b.y) }

    static func - (a: Knot, b: Knot) -> Knot { Knot(x: a.x - b.x, y: a.y - b.y) }

    /// The cross product: 0 for parallel steps.
    static func * (a: Knot, b: Knot) -> Int { a.x * b.y - a.y * b.x }

    func dot(_ other: Knot) -> Int { x * other.x + y * other.y }

    static func random(_ random: inout SplitMix, in size: Int) -> Knot {
        Knot(x: Int.random(in: 0...size, using: &random), y: Int.random(in: 0...size, using: &random))
    }

    init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    init(near place: Coordinate) {
        x = Int((place.x / 10).rounded())
        y = Int((place.y / 10).rounded())
    }
}

/// Paths of one or two straight segments that do not turn back on themselves.
private func randomPaths(_ count: Int, size: Int, _ random: inout SplitMix) -> [[Knot]] {
    var paths: [[Knot]] = []
    while paths.count < count {
        let path = (0..<Int.random(in: 2...3, using: &random)).map { _ in Knot.random(&random, in: size) }
        guard Set(path).count == path.count else { continue }
        if path.count == 3, (path[1] - path[0]) * (path[2] - path[1]) == 0 { continue }
        paths.append(path)
    }
    return paths
}

private struct Piece: Hashable, Comparable {
    var line: String
    var low: Knot
    var high: Knot

    init(_ line: String, _ a: Knot, _ b: Knot) {
        self.line = line
        low = min(a, b)
        high = max(a, b)
    }

    static func < (a: Piece, b: Piece) -> Bool { (a.line, a.low, a.high) < (b.line, b.low, b.high) }
}

@Suite struct RandomSurveyTests {
    /// No lattice point comes nearer to a line it is not on than 0.88 m, so that a tolerance of 0.5 m and places
    /// up to 0.15 m off leave no doubt what meets what.
    @Test(arguments: 1...60) func theGraphIsThatOfWholeNumbers(seed: UInt64) throws {
        var random = SplitMix(seed)
        let paths = randomPaths(Int.random(in: 2...25, using: &random), size: 8, &random)
        var survey = SurveyedFeatures()
        for (number, path) in paths.enumerated() {
            let drawn = path.map { knot in
                Coordinate(
                    x: knot.place.x + Double.random(in: -0.1...0.1, using: &random),
                    y: knot.place.y + Double.random(in: -0.1...0.1, using: &random))
            }
            survey.lines.append(
                .init(element: .pipe(Pipe(id: "L\(number)", start: "", end: "")), path: drawn))
        }
        let (network, report) = try TopologyBuilder.network(
            Network(), adding: survey, tolerance: .init(snap: 0.5))

        let ends = Set(paths.flatMap { [$0[0], $0[$0.count - 1]] })
        var expected: [Piece] = []
        for (number, path) in paths.enumerated() {
            var stations: [Knot] = [path[0]]
            for (a, b) in zip(path, path.dropFirst()) {
                let step = b - a
                let on = ends.filter { knot in
                    let along = (knot - a).dot(step)
                    return (knot - a) * step == 0 && along > 0 && along <= step.dot(step)
                }
                stations += on.sorted { ($0 - a).dot(step) < ($1 - a).dot(step) }
            }
            // A path that runs over its own end is not cut there.
            let own = [path[0], path[path.count - 1]]
            let inner = stations.filter { !own.contains($0) }
            let all = [own[0]] + inner + [own[1]]
            for (a, b) in zip(all, all.dropFirst()) { expected.append(Piece("L\(number)", a, b)) }
        }
        let found = (0..<network.links.count).map { link in
            let place = { (row: Int32) in
                Knot(near: network.nodes.position(Int(row)) ?? Coordinate(x: 0, y: 0))
            }
            let id = network.links.ids[link].prefix { $0 != "#" }
            return Piece(String(id), place(network.links.start[link]), place(network.links.end[link]))
        }
        #expect(network.nodes.count == ends.count)
        #expect(found.sorted() == expected.sorted())
        #expect(report.splitsAtEnds == expected.count - paths.count)
        #expect(report.madeNodes == ends.count)
        #expect(report.joinedEnds == 2 * paths.count - ends.count)
    }
}

@Suite struct RandomCheckTests {
    private struct Pair: Hashable {
        var first: String
        var second: String
    }

    private struct Case {
        var paths: [[Knot]]
        var network = Network()

        init(seed: UInt64) throws {
            var random = SplitMix(seed)
            paths = randomPaths(Int.random(in: 2...25, using: &random), size: 8, &random)
            // Now and then a pipe is there twice.
            if Bool.random(using: &random) { paths.append(paths[0].reversed()) }
            for knot in Set(paths.flatMap { [$0[0], $0[$0.count - 1]] }).sorted() {
                try network.add(Junction(id: Self.id(knot), position: knot.place))
            }
            for (number, path) in paths.enumerated() {
                try network.add(
                    Pipe(
                        id: "L\(number)", start: Self.id(path[0]), end: Self.id(path[path.count - 1]),
                        vertices: path.dropFirst().dropLast().map(\.place)))
            }
        }

        static func id(_ knot: Knot) -> String { "\(knot.x)/\(knot.y)" }
    }

    /// Where two paths meet at places that are the end of neither, and how long they run on each other.
    private func contacts(_ a: [Knot], _ b: [Knot]) -> (sharp: Set<[Int]>, all: Set<[Int]>, common: Double) {
        var sharp: Set<[Int]> = []
        var all: Set<[Int]> = []
        var common = 0.0
        for (i, (p, q)) in zip(a, a.dropFirst()).enumerated() {
            for (j, (r, s)) in zip(b, b.dropFirst()).enumerated() {
                let u = q - p
                let v = s - r
                let cross = u * v
                if cross == 0 {
                    guard (r - p) * u == 0 else { continue }
                    let along = [(r - p).dot(u), (s - p).dot(u)].sorted()
                    let length = min(u.dot(u), along[1]) - max(0, along[0])
                    if length > 0 { common += 10 * Double(length) / Double(u.dot(u)).squareRoot() }
                    continue
                }
                // The place is p + u · on / cross, in whole numbers throughout.
                var (on, over, below) = ((r - p) * v, (r - p) * u, cross)
                if below < 0 { (on, over, below) = (-on, -over, -below) }
                guard on >= 0, on <= below, over >= 0, over <= below else { continue }
                let isEndOfA = (on == 0 && i == 0) || (on == below && i == a.count - 2)
                let isEndOfB = (over == 0 && j == 0) || (over == below && j == b.count - 2)
                if isEndOfA || isEndOfB { continue }
                let x = Double(p.x) + Double(u.x * on) / Double(below)
                let y = Double(p.y) + Double(u.y * on) / Double(below)
                let key = [Int((x * 1e6).rounded()), Int((y * 1e6).rounded())]
                all.insert(key)
                if on > 0, on < below, over > 0, over < below { sharp.insert(key) }
            }
        }
        return (sharp, all, common)
    }

    @Test(arguments: 1...60) func crossingsOverlapsAndDuplicatesAreThoseOfWholeNumbers(seed: UInt64) throws {
        let city = try Case(seed: seed)
        var crossings: [Pair: Set<[Int]>] = [:]
        var overlaps: [Pair: Double] = [:]
        var duplicates: Set<Pair> = []
        for first in city.paths.indices {
            for second in city.paths.indices.dropFirst(first + 1) {
                let (a, b) = (city.paths[first], city.paths[second])
                let pair = Pair(first: "L\(first)", second: "L\(second)")
                let (sharp, all, common) = contacts(a, b)
                let places = common > 0 ? sharp : all
                if !places.isEmpty { crossings[pair] = places }
                if a == b || a == b.reversed() {
                    duplicates.insert(pair)
                } else if common > 0 {
                    overlaps[pair] = common
                }
            }
        }
        let defects = NetworkCheck(city.network).defects()
        func found(_ kind: Defect.Kind) -> [(pair: Pair, defect: Defect)] {
            defects.filter { $0.kind == kind }.map {
                (Pair(first: $0.elements[0], second: $0.elements[1]), $0)
            }
        }
        var places: [Pair: Set<[Int]>] = [:]
        for (pair, defect) in found(.crossingWithoutNode) {
            let at = try #require(defect.position)
            let isNew = places[pair, default: []].insert(
                [Int((at.x * 1e5).rounded()), Int((at.y * 1e5).rounded())]
            ).inserted
            #expect(isNew)
        }
        // Of lines drawn twice the first stands for both: its crossings are told once.
        let again = Set(duplicates.map(\.second))
        let once = crossings.filter { !again.contains($0.key.first) && !again.contains($0.key.second) }
        #expect(places == once)
        let lengths = Dictionary(
            uniqueKeysWithValues: found(.overlap).map { ($0.pair, $0.defect.measure ?? 0) })
        #expect(Set(lengths.keys) == Set(overlaps.keys))
        for (pair, length) in overlaps { #expect(abs((lengths[pair] ?? 0) - length) < 1e-6) }
        #expect(
            Set(found(.duplicate).map { Pair(first: $0.pair.second, second: $0.pair.first) }) == duplicates)
    }

    @Test(arguments: 1...60) func nearMissesAreTheDeadEndsThatLieNear(seed: UInt64) throws {
        let city = try Case(seed: seed)
        let network = city.network
        let ends = city.paths.map { [Case.id($0[0]), Case.id($0[$0.count - 1])] }
        var expected: [String: Double] = [:]
        for node in network.nodes.ids where ends.joined().count(where: { $0 == node }) == 1 {
            var around: Set<String> = [node]
            for _ in 0..<3 {
                around.formUnion(ends.filter { !around.isDisjoint(with: $0) }.joined())
            }
            let place = try #require(network.nodes.index(of: node).flatMap { network.nodes.position($0) })
            var nearest = Double.infinity
            for (path, ends) in zip(city.paths, ends) where around.isDisjoint(with: ends) {
                for (a, b) in zip(path.map(\.place), path.map(\.place).dropFirst()) {
                    let (ux, uy) = (b.x - a.x, b.y - a.y)
                    let share = ((place.x - a.x) * ux + (place.y - a.y) * uy) / (ux * ux + uy * uy)
                    let at = Coordinate(
                        x: a.x + min(1, max(0, share)) * ux, y: a.y + min(1, max(0, share)) * uy)
                    nearest = min(nearest, at.distance(to: place))
                }
            }
            if nearest <= 5 { expected[node] = nearest }
        }
        let found = NetworkCheck(network).defects().filter { $0.kind == .unsnappedEnd }
        #expect(Set(found.map { $0.elements[0] }) == Set(expected.keys))
        for defect in found {
            #expect(abs((defect.measure ?? .nan) - (expected[defect.elements[0]] ?? .nan)) < 1e-9)
        }
    }
}
