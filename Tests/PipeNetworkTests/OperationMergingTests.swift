import Geospatial
import PipeNetwork
import Testing

@Suite("Controls, rules and leaks when networks are joined")
struct OperationMergingTests {
    /// R — main — J at y = 0, the main 100 m long, controlled by the pressure at J.
    private func model(_ prefix: String = "", end: Double = 100) throws -> Network {
        var network = Network()
        let (reservoir, junction, main) = (prefix + "R", prefix + "J", prefix + "main")
        try network.add(Reservoir(id: reservoir, position: Coordinate(x: 0, y: 0), head: 50))
        try network.add(Junction(id: junction, position: Coordinate(x: end, y: 0), elevation: 1))
        try network.add(
            Pipe(
                id: main, start: reservoir, end: junction, length: 110, diameter: 0.2,
                leakage: PipeLeakage(area: 1e-8, expansion: 2e-10)))
        network.controls = [
            Control(link: main, action: .close, condition: .above(node: junction, value: 30)),
            Control(link: main, action: .open, condition: .time(3600)),
        ]
        network.rules = [
            Rule(
                id: prefix + "1",
                premises: [
                    .init(.and, .link(main, .flow), .greater, .number(0.1)),
                    .init(.and, .node(junction, .pressure), .less, .number(20)),
                    .init(.and, .systemDemand, .less, .number(1)),
                ],
                actions: [.init(link: main, action: .close)],
                otherwise: [.init(link: main, action: .open)])
        ]
        return network
    }

    @Test("A pipe that is split leaks as much a metre, and what acted on it acts on every piece")
    func split() throws {
        var survey = SurveyedFeatures()
        survey.lines = [
            SurveyedFeatures.Line(
                element: .pipe(Pipe(id: "branch", start: "", end: "")),
                path: [Coordinate(x: 40, y: 30), Coordinate(x: 40, y: 0)])
        ]
        let network = try TopologyBuilder.network(try model(), adding: survey).network
        #expect(network.links.ids == ["main#1", "main#2", "branch"])
        #expect(network.links.leakage(0) == PipeLeakage(area: 1e-8, expansion: 2e-10))
        #expect(network.links.leakage(1) == PipeLeakage(area: 1e-8, expansion: 2e-10))
        #expect(network.links.leakage(2) == nil)
        #expect(
            network.controls == [
                Control(link: "main#1", action: .close, condition: .above(node: "J", value: 30)),
                Control(link: "main#2", action: .close, condition: .above(node: "J", value: 30)),
                Control(link: "main#1", action: .open, condition: .time(3600)),
                Control(link: "main#2", action: .open, condition: .time(3600)),
            ])
        let rule = try #require(network.rules.first)
        #expect(rule.premises[0].subject == .link("main#1", .flow))
        #expect(rule.actions.map(\.link) == ["main#1", "main#2"])
        #expect(rule.otherwise.map(\.link) == ["main#1", "main#2"])
    }

    @Test("A second model brings its controls and rules, which name the nodes that its nodes became")
    func joined() throws {
        var city = Network()
        try city.add(Junction(id: "X", position: Coordinate(x: 200, y: 0), elevation: 1))
        try city.add(Junction(id: "Y", position: Coordinate(x: 300, y: 0), elevation: 1))
        try city.add(Pipe(id: "P", start: "X", end: "Y", length: 100))
        city.controls = [Control(link: "P", action: .open, condition: .clockTime(0))]
        let other = try model(end: 200).prefixed(by: "w-")
        let network = try TopologyBuilder.network(city, adding: SurveyedFeatures(other)).network
        #expect(network.nodes.index(of: "w-J") == nil)
        #expect(
            network.controls == [
                Control(link: "P", action: .open, condition: .clockTime(0)),
                Control(link: "w-main", action: .close, condition: .above(node: "X", value: 30)),
                Control(link: "w-main", action: .open, condition: .time(3600)),
            ])
        #expect(network.rules.map(\.id) == ["w-1"])
        #expect(network.rules.first?.premises[1].subject == .node("X", .pressure))
    }

    @Test("What pumping costs comes with a model where the city says nothing of it")
    func energy() throws {
        var city = Network()
        var other = Network()
        other.energy.price = 0.6
        try city.takeSettings(of: other)
        #expect(city.energy.price == 0.6)
        other.energy.price = 0.9
        try city.takeSettings(of: other)
        #expect(city.energy.price == 0.6)
    }
}
