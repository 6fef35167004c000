import Geospatial
import PipeNetwork
import Testing

private func pipe(
    _ id: String, _ path: [Coordinate], from: String? = nil, to: String? = nil
) -> SurveyedFeatures.Line {
    SurveyedFeatures.Line(element: .pipe(Pipe(id: id, start: "", end: "")), path: path, from: from, to: to)
}

@Suite("What several sources know of one node comes together")
struct JoinedKnowledgeTests {
    private func at(_ x: Double, _ y: Double, _ z: Double? = nil) -> Coordinate {
        Coordinate(x: x, y: y, z: z)
    }

    private func elevation(_ network: Network, _ x: Double) throws -> Double {
        let row = try #require((0..<network.nodes.count).first { network.nodes.x[$0] == x })
        return network.nodes.elevation[row]
    }

    @Test(
        "The height at a line's end is the node's, whichever line has it", arguments: [false, true])
    func heightOfLines(isReversed: Bool) throws {
        var survey = SurveyedFeatures()
        survey.lines = [
            pipe("flat", [at(0, 0), at(100, 0)]), pipe("levelled", [at(100, 0, 31), at(200, 0, 32)]),
        ]
        if isReversed { survey.lines.reverse() }
        let network = try TopologyBuilder.network(Network(), adding: survey).network
        #expect(network.nodes.count == 3)
        #expect(try elevation(network, 100) == 31)
        #expect(try elevation(network, 200) == 32)
        #expect(try elevation(network, 0).isNaN)
    }

    @Test("So it is for a declared end, a later import and a node that nobody levelled; a known height stays")
    func heightOfDeclaredEnds() throws {
        var points = SurveyedFeatures()
        points.nodes = [
            .junction(Junction(id: "a", position: at(0, 0))),
            .junction(Junction(id: "b", position: at(100, 0), elevation: 7)),
        ]
        var lines = SurveyedFeatures()
        lines.lines = [pipe("P", [at(0, 0, 5), at(100, 0, 6)], from: "a", to: "b")]
        let network = try TopologyBuilder.network(Network(), adding: [points, lines]).network
        #expect(try elevation(network, 0) == 5)
        #expect(try elevation(network, 100) == 7)

        var plain = SurveyedFeatures()
        plain.lines = [pipe("P", [at(0, 0), at(100, 0)])]
        let before = try TopologyBuilder.network(Network(), adding: plain).network
        var more = SurveyedFeatures()
        more.lines = [pipe("Q", [at(100, 0, 9), at(200, 0, 9)])]
        #expect(try elevation(TopologyBuilder.network(before, adding: more).network, 100) == 9)
    }

    @Test("A tank or a reservoir takes no height from its pipe: that is not its bottom, nor its water")
    func heightOfTanks() throws {
        var points = SurveyedFeatures()
        points.nodes = [
            .tank(Tank(id: "T", position: at(0, 0), maximumLevel: 3, diameter: 10)),
            .reservoir(Reservoir(id: "R", position: at(100, 0))),
        ]
        points.lines = [pipe("P", [at(0, 0, 5), at(100, 0, 6)])]
        let network = try TopologyBuilder.network(Network(), adding: points).network
        #expect(try elevation(network, 0).isNaN)
        #expect(try elevation(network, 100).isNaN)
    }

    @Test(
        "What is drawn at a junction that becomes a tank is told, in every order",
        arguments: [0, 1, 2])
    func lostDraw(order: Int) throws {
        var junctions = SurveyedFeatures()
        junctions.nodes = [
            .junction(
                Junction(
                    id: "J", position: at(0, 0), demands: [Demand(base: 0.001), Demand(base: 0.002)],
                    emitterCoefficient: 1e-4))
        ]
        var tanks = SurveyedFeatures()
        tanks.nodes = [.tank(Tank(id: "T", position: at(0, 0.1), maximumLevel: 3, diameter: 10))]
        let made: (network: Network, report: TopologyReport)
        if order == 2 {
            let before = try TopologyBuilder.network(Network(), adding: junctions).network
            made = try TopologyBuilder.network(before, adding: tanks)
        } else {
            let both = order == 0 ? [junctions, tanks] : [tanks, junctions]
            let joined = try TopologyBuilder.network(Network(), adding: both)
            made = (joined.network, joined.report)
        }
        #expect(made.network.nodes.ids == ["T"])
        #expect(made.network.nodes.demands == [[]])
        #expect(made.network.nodes.emitterCoefficient(0) == 0)
        #expect(made.report.lostDraws.map { [$0.junction, $0.node] } == [["J", "T"]])
        #expect(made.report.lostDraws.allSatisfy { $0.demand == 0.003 && $0.hasEmitter })
    }

    @Test("Emitters of two districts at one place are added, and one that both surveyed is one")
    func emitters() throws {
        func survey(_ id: String, _ emitter: Double) -> SurveyedFeatures {
            var survey = SurveyedFeatures()
            survey.nodes = [
                .junction(Junction(id: id, position: at(0, 0), emitterCoefficient: emitter))
            ]
            return survey
        }
        func joined(_ a: Double, _ b: Double) throws -> Double {
            let network = try TopologyBuilder.network(Network(), adding: [survey("a", a), survey("b", b)])
                .network
            #expect(network.nodes.count == 1)
            return network.nodes.emitterCoefficient(0)
        }
        #expect(try joined(1e-4, 0) == 1e-4)
        #expect(try joined(0, 1e-4) == 1e-4)
        #expect(try joined(1e-4, 1e-4) == 1e-4)
        #expect(abs(try joined(1e-4, 2e-4) - 3e-4) < 1e-12)
    }
}
