import Testing

@testable import PipeNetwork

@Suite("Where elements came from")
struct ElementOriginsTests {
    private func network(_ nodes: [String], _ links: [String], meters: [String] = []) throws -> Network {
        var network = Network()
        for id in nodes { try network.add(Junction(id: id)) }
        for id in links { try network.add(Pipe(id: id, start: nodes[0], end: nodes[1])) }
        for id in meters { try network.add(Asset(kind: .meter, id: id)) }
        return network
    }

    @Test("What is new comes from the source, what was there from where it was, a piece from its pipe's")
    func adding() throws {
        let old = try network(["A", "B"], ["P", "Q"], meters: ["M"])
        let origins = ElementOrigins(nodes: [1, 2], links: [1, 2], assets: [2])
        var new = try network(
            ["B", "C", "A"], ["Q#1", "Q#2#1", "new", "P", "new#1", "R#1"], meters: ["N", "M"])
        try new.add(Asset(kind: .hydrant, id: "M"))
        let found = origins.adding(3, from: old, to: new)
        #expect(found.nodes == [2, 3, 1])
        #expect(found.links == [2, 2, 3, 1, 3, 3])
        // A hydrant of a meter's id is another thing.
        #expect(found.assets == [3, 2, 3])
    }

    @Test("An old network of which nothing is known has origin 0, and joining nothing changes nothing")
    func unknown() throws {
        let old = try network(["A", "B"], ["P"], meters: ["M"])
        let found = ElementOrigins().adding(5, from: old, to: old)
        #expect(found == ElementOrigins(nodes: [0, 0], links: [0], assets: [0]))
        let known = ElementOrigins(nodes: [4, 5], links: [6], assets: [7])
        #expect(known.adding(9, from: old, to: old) == known)
        // Shorter lists than rows: the rest is not known.
        let short = ElementOrigins(nodes: [4]).adding(9, from: old, to: old)
        #expect(short.nodes == [4, 0])
    }

    @Test("Of several surveys joined at once each new element is of its own")
    func surveys() throws {
        let old = try network(["A", "B"], ["P"])
        let new = try network(["A", "B", "C", "D"], ["P#1", "P#2", "S#1", "T"], meters: ["M", "N"])
        var survey = SurveyOrigins()
        survey.nodes = [-1, -1, 0, 1]
        survey.links = ["S": 1, "T": 0, "P": 1]
        survey.assets = [.meter: ["M": 1, "N": 7]]
        let found = ElementOrigins(nodes: [1, 1], links: [1]).adding(
            survey, numbers: [20, 30], from: old, to: new)
        #expect(found.nodes == [1, 1, 20, 30])
        // A piece of P is new by its name, and the survey drew a P of its own.
        #expect(found.links == [30, 30, 30, 20])
        // The eighth survey has no number: nothing is known of N.
        #expect(found.assets == [30, 0])
    }
}
