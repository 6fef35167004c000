import Geospatial
import Testing

@testable import PipeNetwork

@Suite("Sources of one command")
struct SurveyedSourcesTests {
    private func survey(
        nodes: [Junction] = [], lines: [(from: String?, to: String?)] = [], isFar: Bool = false
    ) -> SurveyedFeatures {
        var survey = SurveyedFeatures()
        survey.nodes = nodes.map { .junction($0) }
        survey.lines = lines.enumerated().map { number, ends in
            SurveyedFeatures.Line(
                element: .pipe(Pipe(id: "P\(number)", start: "", end: "")),
                path: [
                    Coordinate(x: Double(number), y: isFar ? 900 : 0, z: 7),
                    Coordinate(x: Double(number), y: 10),
                ], from: ends.from, to: ends.to)
        }
        return survey
    }

    @Test("Sources that name one node are of one hand, by way of others too; the rest are of their own")
    func hands() {
        let surveys = [
            survey(nodes: [Junction(id: "A")]), survey(lines: [("A", "B")]),
            survey(nodes: [Junction(id: "Z")]),
            survey(lines: [("B", "C")]), survey(nodes: [Junction(id: "Y")]), survey(lines: [("Y", nil)]),
        ]
        for order in [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 0, 4, 2, 5, 1]] {
            let sources = SurveyedSources(order.map { surveys[$0] }, isKnown: { _ in false })
            let hands = ["A", "B", "C", "Z", "Y"].map { sources.hand(ofID: $0) }
            #expect(hands[0] == hands[1] && hands[1] == hands[2])
            #expect(Set(hands).count == 3 && !hands.contains(nil))
            #expect(sources.hand(ofID: "nobody") == nil)
            for node in sources.nodes.indices {
                #expect(sources.hand(ofNode: node) == sources.hand(ofID: sources.nodes[node].id))
            }
        }
    }

    @Test("A node that only lines name lies where the first of them ends, with the height it has there")
    func undescribed() {
        let sources = SurveyedSources(
            [
                survey(
                    nodes: [Junction(id: "A", position: .init(x: 5, y: 5))], lines: [("A", "B"), ("C", "B")]),
                survey(lines: [("B", "K"), (nil, nil)], isFar: true),
            ], isKnown: { $0 == "K" })
        #expect(sources.described == 1)
        // B ends the first line of the first source; C begins its second; K is in the network already.
        #expect(sources.nodes.map(\.id) == ["A", "B", "C"])
        #expect(sources.nodes[1].position == Coordinate(x: 0, y: 10))
        #expect(
            sources.nodes[2]
                == .junction(Junction(id: "C", position: Coordinate(x: 1, y: 0, z: 7), elevation: 7)))
        #expect(sources.sourceOfNode == [0, 0, 0])
        #expect((0..<3).map(sources.isUndescribed) == [false, true, true])
        #expect((0..<3).allSatisfy { sources.isNamed($0) })
        #expect(sources.names == ["A", "B", "C", "K"])
        #expect(sources.sourceOfLine == [0, 0, 1, 1])
    }

    @Test("Two nodes of one id are one where two sources draw a junction at one place")
    func oneNode() {
        let places = [Coordinate(x: 0, y: 0), Coordinate(x: 0.3, y: 0.4), Coordinate(x: 3, y: 4), nil]
        let surveys = places.map { survey(nodes: [Junction(id: "A", position: $0)]) }
        var tank = SurveyedFeatures()
        tank.nodes = [.tank(Tank(id: "A", position: places[0]))]
        let sources = SurveyedSources(surveys + [tank], isKnown: { _ in false })
        func isOne(_ a: Int, _ b: Int) -> Bool { sources.isOneNode(a, b, within: 0.5) }
        // 0.3, 0.4, 0.5: just within. A node without a place may be anywhere; a tank is no junction; one is not two.
        #expect(isOne(0, 1) && isOne(1, 0) && !isOne(0, 2) && isOne(0, 3) && isOne(3, 2))
        #expect(!isOne(0, 4) && !isOne(4, 3) && !isOne(0, 0))
    }

    @Test("No sources are an empty survey")
    func nothing() {
        let none = SurveyedSources([], isKnown: { _ in true })
        #expect(none.nodes.isEmpty && none.names.isEmpty && none.described == 0)
        let lines = SurveyedSources([survey(lines: [("A", "A")])], isKnown: { _ in true })
        #expect(lines.nodes.isEmpty && lines.names == ["A"])
    }
}
