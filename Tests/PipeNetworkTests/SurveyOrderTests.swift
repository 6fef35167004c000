import Geospatial
import PipeNetwork
import TestSupport
import Testing

private func at(_ x: Double, _ y: Double) -> Coordinate { Coordinate(x: x, y: y) }

private func pipe(
    _ id: String, _ path: [Coordinate], from: String? = nil, to: String? = nil
) -> SurveyedFeatures.Line {
    SurveyedFeatures.Line(element: .pipe(Pipe(id: id, start: "", end: "")), path: path, from: from, to: to)
}

/// Links by id with the ids of their ends, in the order of ids.
private func ends(_ network: Network) -> [String] {
    (0..<network.links.count).map { row in
        let (start, end) = (Int(network.links.start[row]), Int(network.links.end[row]))
        return "\(network.links.ids[row]): \(network.nodes.ids[start]) → \(network.nodes.ids[end])"
    }.sorted()
}

private func permutations<Element>(_ items: [Element]) -> [[Element]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { place -> [[Element]] in
        var rest = items
        let first = rest.remove(at: place)
        return permutations(rest).map { [first] + $0 }
    }
}

@Suite("The sources of one command are one survey")
struct SurveyOrderTests {
    /// A lake, a pump, a main with a tank at its end, a closed end: a source a kind, as WNTR writes them.
    private static func kinds() -> [SurveyedFeatures] {
        var junctions = SurveyedFeatures()
        junctions.nodes = [
            .junction(Junction(id: "10", position: at(10, 0), elevation: 5)),
            .junction(Junction(id: "20", position: at(500, 0), elevation: 6)),
        ]
        var tanks = SurveyedFeatures()
        tanks.nodes = [
            .tank(Tank(id: "T", position: at(900, 0), elevation: 40, maximumLevel: 5, diameter: 12))
        ]
        var reservoirs = SurveyedFeatures()
        reservoirs.nodes = [.reservoir(Reservoir(id: "Lake", position: at(0, 0), head: 20))]
        var pipes = SurveyedFeatures()
        pipes.lines = [
            pipe("10", [at(10, 0), at(500, 0)], from: "10", to: "20"),
            pipe("20", [at(500, 0), at(900, 0)], from: "20", to: "T"),
        ]
        var pumps = SurveyedFeatures()
        pumps.regulators = ["A", "B"].map { id in
            .init(
                element: .pump(Pump(id: id, start: "", end: "", power: 1000)), position: at(0, 0),
                from: "Lake", to: "10")
        }
        return [junctions, tanks, reservoirs, pipes, pumps]
    }

    private static let expected = ["10: 10 → 20", "20: 20 → T", "A: Lake → 10", "B: Lake → 10"]

    @Test("in whatever order they are given")
    func anyOrder() throws {
        for order in permutations(Self.kinds()) {
            let network = try TopologyBuilder.network(Network(), adding: order).network
            #expect(ends(network) == Self.expected)
            #expect(Set(network.nodes.ids) == ["10", "20", "Lake", "T"])
            #expect(network.tanks.map(\.diameter) == [12])
            #expect(network.reservoirs.map(\.head) == [20])
            #expect(Set(network.junctions.map(\.elevation)) == [5, 6])
            #expect(NetworkGraph(network).connectedComponents().count == 1)
        }
    }

    @Test("and a source that comes later joins as if it had come along")
    func oneAfterTheOther() throws {
        for order in permutations(Self.kinds()) {
            var network = Network()
            for survey in order {
                #expect(survey.idsIn(network).isEmpty)
                network = try TopologyBuilder.network(network, adding: survey).network
            }
            #expect(ends(network) == Self.expected)
            #expect(network.tanks.map(\.elevation) == [40])
            #expect(network.reservoirs.map(\.head) == [20])
            #expect(Set(network.junctions.map(\.elevation)) == [5, 6])
            let places = Dictionary(uniqueKeysWithValues: zip(network.nodes.ids, network.nodes.x))
            #expect(places == ["10": 10, "20": 500, "Lake": 0, "T": 900])
            // Marks of what was not known are gone with it.
            #expect(network.nodes.attributes.names.isEmpty)
        }
    }

    @Test("ids tell nodes apart, though all are drawn at one place")
    func withoutPlaces() throws {
        let here = at(5, 5)
        var nodes = SurveyedFeatures()
        nodes.nodes = ["a", "b", "c"].map { .junction(Junction(id: $0, position: here)) }
        var tanks = SurveyedFeatures()
        tanks.nodes = [.tank(Tank(id: "t", position: here))]
        var pipes = SurveyedFeatures()
        pipes.lines = [("a", "b"), ("b", "c"), ("c", "t")].map {
            pipe($0.0 + $0.1, [here, here], from: $0.0, to: $0.1)
        }
        for order in permutations([nodes, tanks, pipes]) {
            let network = try TopologyBuilder.network(Network(), adding: order).network
            #expect(ends(network) == ["ab: a → b", "bc: b → c", "ct: c → t"])
            #expect(network.nodes.count == 4)
        }
    }

    @Test("a tank that no line names is the end of the pipe it is laid on, now or later")
    func tankOnAnEnd() throws {
        var pipes = SurveyedFeatures()
        pipes.lines = [
            pipe("P", [at(0, 0), at(100, 0)]), pipe("Q", [at(100, 0), at(200, 0)], from: "x", to: "y"),
        ]
        var tanks = SurveyedFeatures()
        tanks.nodes = [
            .tank(Tank(id: "T", position: at(0.3, 0), elevation: 30)),
            .tank(Tank(id: "U", position: at(200, 0.3), elevation: 31)),
        ]
        let together = [
            try TopologyBuilder.network(Network(), adding: [pipes, tanks]).network,
            try TopologyBuilder.network(Network(), adding: [tanks, pipes]).network,
        ]
        let first = try TopologyBuilder.network(Network(), adding: [pipes]).network
        let later = try TopologyBuilder.network(first, adding: [tanks])
        for network in together + [later.network] {
            #expect(ends(network) == ["P: T → x", "Q: x → U"])
            #expect(Set(network.tanks.map(\.elevation)) == [30, 31])
            #expect(network.nodes.count == 3)
        }
        #expect(later.report.mergedNodes == 2)
        #expect(later.origins.renamed["y"] == "U")
        // Who calls the end by its old name later still means it.
        var more = SurveyedFeatures()
        more.lines = [pipe("R", [at(200, 0), at(300, 0)], from: "y", to: "z")]
        for network in together + [later.network] {
            let grown = try TopologyBuilder.network(network, adding: more).network
            #expect(ends(grown).contains("R: U → z"))
        }
    }

    @Test("a pump at a point of a pipe stands in it; pumps at one point stand beside each other")
    func pumpsOnAPipe() throws {
        var pipes = SurveyedFeatures()
        pipes.lines = [pipe("P", [at(0, 0), at(100, 0)])]
        var pumps = SurveyedFeatures()
        pumps.regulators = ["A", "B"].map { id in
            .init(element: .pump(Pump(id: id, start: "", end: "", power: 1000)), position: at(50, 0))
        }
        for order in [[pipes, pumps], [pumps, pipes]] {
            let network = try TopologyBuilder.network(Network(), adding: order).network
            let pumps = Array(network.pumps)
            #expect(pumps.map(\.id) == ["A", "B"])
            #expect(pumps[0].start == pumps[1].start && pumps[0].end == pumps[1].end)
            #expect(pumps[0].start != pumps[0].end)
            #expect(NetworkGraph(network).connectedComponents().count == 1)
        }
    }

    @Test("districts whose lines name their own nodes join where these lie at one place")
    func namedDistricts() throws {
        var west = SurveyedFeatures()
        west.lines = [pipe("W", [at(0, 0), at(100, 0)], from: "w1", to: "w2")]
        var east = SurveyedFeatures()
        east.lines = [pipe("E", [at(100.2, 0), at(200, 0)], from: "e1", to: "e2")]
        for order in [[west, east], [east, west]] {
            let network = try TopologyBuilder.network(Network(), adding: order).network
            #expect(network.nodes.count == 3)
            #expect(NetworkGraph(network).connectedComponents().count == 1)
        }
        let first = try TopologyBuilder.network(Network(), adding: [west]).network
        let both = try TopologyBuilder.network(first, adding: [east]).network
        #expect(NetworkGraph(both).connectedComponents().count == 1)
    }

    @Test("an id of another district far away is no description of a node")
    func sameNumberElsewhere() throws {
        var west = SurveyedFeatures()
        west.lines = [pipe("W", [at(0, 0), at(100, 0)], from: "1", to: "2")]
        let first = try TopologyBuilder.network(Network(), adding: [west]).network
        var east = SurveyedFeatures()
        east.nodes = [.junction(Junction(id: "1", position: at(9000, 0)))]
        #expect(east.idsIn(first) == ["1"])
        #expect(throws: NetworkError.duplicateNode("1")) {
            try TopologyBuilder.network(first, adding: east)
        }
    }

    /// Random trees of declared and undeclared lines with tanks on their ends: every order is the same network.
    @Test("random surveys, cut into sources at random", arguments: 1...30)
    func randomSources(seed: UInt64) throws {
        var random = SplitMix(seed)
        let count = Int.random(in: 3...12, using: &random)
        let places = (0..<count).map { at(Double($0 % 4) * 100, Double($0 / 4) * 100) }
        var sources = Array(repeating: SurveyedFeatures(), count: 4)
        for node in 0..<count {
            let id = "n\(node)"
            let isTank = node > 0 && Int.random(in: 0..<4, using: &random) == 0
            let place = Int.random(in: 0..<2, using: &random)
            sources[place].nodes.append(
                isTank
                    ? .tank(Tank(id: id, position: places[node], elevation: Double(node)))
                    : .junction(Junction(id: id, position: places[node], elevation: Double(node))))
            guard node > 0 else { continue }
            let other = Int.random(in: 0..<node, using: &random)
            let isNamed = Bool.random(using: &random)
            sources[Int.random(in: 2..<4, using: &random)].lines.append(
                pipe(
                    "p\(node)", [places[other], places[node]], from: isNamed ? "n\(other)" : nil,
                    to: isNamed ? id : nil))
        }
        let first = try TopologyBuilder.network(Network(), adding: sources).network
        for order in permutations(sources) {
            let network = try TopologyBuilder.network(Network(), adding: order).network
            #expect(Set(network.nodes.ids) == Set(first.nodes.ids))
            #expect(ends(network) == ends(first))
        }
        #expect(first.nodes.count == count)
    }
}
