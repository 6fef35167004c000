import Testing

@testable import PipeNetwork

@Suite("What a survey says of a node that is there")
struct StandInTests {
    private let kinds: [SurveyedFeatures.Node] = [
        .junction(Junction(id: "N", elevation: 7, demands: [Demand(base: 1)], emitterCoefficient: 0.3)),
        .junction(Junction(id: "N", position: .init(x: 3, y: 4))),
        .reservoir(Reservoir(id: "N", head: 50, headPattern: "day")),
        .reservoir(Reservoir(id: "N")),
        .tank(Tank(id: "N", elevation: 20, maximumLevel: 3, volumeCurve: "c")),
        .tank(Tank(id: "N", attributes: ["made": .integer(1990)])),
    ]

    @Test("Whatever stood there, what is said last holds; only an unknown height and place stay as they were")
    func everyPair() throws {
        for first in kinds {
            for second in kinds {
                var network = Network()
                try network.add(first)
                let (place, height) = (network.nodes.position(0), network.nodes.elevation[0])
                network.take(second, at: 0)
                var expected = Network()
                try expected.add(second)
                if expected.nodes.elevation[0].isNaN { expected.nodes.elevation[0] = height }
                if expected.nodes.position(0) == nil { expected.nodes.place(0, at: place) }
                // A junction described without demands keeps what others drew there.
                if case .junction(let junction) = second, junction.demands.isEmpty,
                    case .junction(let old) = first
                {
                    expected.nodes.demands[0] = old.demands
                }
                #expect(network == expected, "\(first) then \(second)")
            }
        }
    }

    @Test("What is drawn besides stays when it goes on from what the survey says, and goes when it does not")
    func demands() throws {
        let (a, b, c) = (Demand(base: 1), Demand(base: 2, pattern: "p"), Demand(base: 3))
        for (before, said, after) in [
            ([a, b], [a], [a, b]), ([a, b], [b], [b]), ([a], [a, c], [a, c]), ([], [c], [c]),
            ([a, b], [a, b], [a, b]), ([a, b], [], [a, b]),
        ] as [([Demand], [Demand], [Demand])] {
            var network = Network()
            try network.add(Junction(id: "N", demands: before))
            network.take(.junction(Junction(id: "N", demands: said)), at: 0)
            #expect(network.junction(at: 0)?.demands == after)
        }
    }

    @Test("A node of which only its name is known is undescribed, and no other")
    func undescribed() throws {
        func isUndescribed(_ node: SurveyedFeatures.Node, by survey: Junction) throws -> Bool {
            var network = Network()
            try network.add(node)
            return network.isUndescribed(0, for: .junction(survey), within: 100)
        }
        let near = Junction(id: "N", position: .init(x: 100, y: 0))
        #expect(try isUndescribed(.junction(Junction(id: "N")), by: near))
        #expect(try isUndescribed(.junction(Junction(id: "N", position: .init(x: 0, y: 0))), by: near))
        #expect(try !isUndescribed(.junction(Junction(id: "N", position: .init(x: -1, y: 0))), by: near))
        for node in [
            SurveyedFeatures.Node.tank(Tank(id: "N")), .reservoir(Reservoir(id: "N")),
            .junction(Junction(id: "N", demands: [Demand(base: 0)])),
            .junction(Junction(id: "N", emitterCoefficient: 1)),
            .junction(Junction(id: "N", attributes: ["note": .text("x")])),
        ] {
            #expect(try !isUndescribed(node, by: near), "\(node)")
        }
    }
}
