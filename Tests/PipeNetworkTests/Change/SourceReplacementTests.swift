import Geospatial
import Testing

@testable import PipeNetwork

@Suite("A district taken out and surveyed anew")
struct SourceReplacementTests {
    /// West (1): W0 ─w─ S, east (2): S ─e─ E1 ─f─ E2, which ends at the west's node S; a meter of the west in the pipe e.
    private func city() throws -> (network: Network, origins: ElementOrigins) {
        var network = Network()
        for (id, x) in [("W0", 0.0), ("S", 100), ("E1", 200), ("E2", 300)] {
            try network.add(Junction(id: id, position: .init(x: x, y: 0)))
        }
        for (id, start, end) in [("w", "W0", "S"), ("e", "S", "E1"), ("f", "E1", "E2")] {
            try network.add(Pipe(id: id, start: start, end: end, length: 100))
        }
        try network.add(
            Asset(kind: .meter, id: "M", position: .init(x: 150, y: 0), attachment: .link("e", node: "S")))
        try network.add(
            Asset(kind: .hydrant, id: "HE", position: .init(x: 300, y: 1), attachment: .node("E2")))
        try network.add(Asset(kind: .hydrant, id: "HW", attachment: .node("E1")))
        network.patterns = [
            "used": Pattern(id: "used", multipliers: [1]), "idle": Pattern(id: "idle", multipliers: [2]),
        ]
        network.hydraulics.defaultPattern = "used"
        network.controls = [
            Control(link: "w", action: .close, condition: .time(0)),
            Control(link: "f", action: .close, condition: .time(0)),
        ]
        return (network, ElementOrigins(nodes: [1, 1, 2, 2], links: [1, 2, 2], assets: [1, 2, 1]))
    }

    @Test(
        "What others have stays, with the nodes that their links end at; what hung on the rest is put aside")
    func rest() throws {
        let (network, origins) = try city()
        let east = try SourceReplacement(of: [2], in: network, origins: origins)
        #expect(east.network.nodes.ids == ["W0", "S"] && east.network.links.ids == ["w"])
        #expect(east.network.assets.count == 0)
        // The meter is placed again by where it is; the hydrant without a place by the node's name.
        #expect(east.orphans.map(\.id) == ["M", "HW"])
        #expect(east.orphans.map(\.attachment) == [nil, .node("E1")])
        let west = try SourceReplacement(of: [1], in: network, origins: origins)
        // S is the west's, and the east's pipe ends there: it stands in until the west is surveyed.
        #expect(west.network.nodes.ids == ["S", "E1", "E2"] && west.network.links.ids == ["e", "f"])
        #expect(west.network.assets.ids == ["HE"] && west.orphans.isEmpty)
        let all = try SourceReplacement(of: [1, 2], in: network, origins: origins)
        #expect(all.network.nodes.count == 0 && all.network.patterns.count == 2)
        let none = try SourceReplacement(of: [7], in: network, origins: origins)
        #expect(none.network == network && none.orphans.isEmpty)
    }

    @Test("Controls of links that are gone, and patterns that nothing uses, are forgotten when asked")
    func forgetting() throws {
        let (network, origins) = try city()
        var east = try SourceReplacement(of: [2], in: network, origins: origins)
        #expect(east.network.controls.count == 2)
        east.forgetModel()
        #expect(east.network.controls.map(\.link) == ["w"])
        #expect(east.network.patterns.keys.sorted() == ["used"])
    }

    @Test("Surveyed as it was, with other ids, the city is the same and everything keeps its origin")
    func same() throws {
        let (network, origins) = try city()
        for prefix in ["", "new-"] {
            var east = try SourceReplacement(of: [2], in: network, origins: origins)
            var survey = SurveyedFeatures()
            for (id, from, to) in [("e", 100.0, 200.0), ("f", 200, 300)] {
                survey.lines.append(
                    .init(
                        element: .pipe(Pipe(id: prefix + id, start: "", end: "", length: 100)),
                        path: [.init(x: from, y: 0), .init(x: to, y: 0)]))
            }
            for (id, x) in [("E1", 200.0), ("E2", 300)] {
                survey.nodes.append(.junction(Junction(id: prefix + id, position: .init(x: x, y: 0))))
            }
            survey.assets = [Asset(kind: .hydrant, id: prefix + "HE", position: .init(x: 300, y: 1))]
            #expect(east.idsInRest(of: survey).isEmpty)
            _ = try east.join([survey], of: [2], tolerance: .init())
            var again = SurveyedFeatures()
            again.assets = east.orphans
            _ = try east.join([again], of: [], tolerance: .init())
            let (result, found, kept) = try east.finished()
            #expect(Set(result.nodes.ids).isSuperset(of: network.nodes.ids), "prefix \(prefix)")
            #expect(result.links.ids.contains("f") && result.links.ids.contains("w"))
            #expect(kept.map(\.id).contains("f") == !prefix.isEmpty)
            func origin(node id: String) -> Int32? { result.nodes.index(of: id).map { found.nodes[$0] } }
            #expect(["W0", "S", "E1", "E2"].map(origin(node:)) == [1, 1, 2, 2])
            #expect(result.links.index(of: "w").map { found.links[$0] } == 1)
            #expect(result.links.index(of: "f").map { found.links[$0] } == 2)
            for (kind, id, number) in [(Asset.Kind.meter, "M", 1), (.hydrant, "HE", 2), (.hydrant, "HW", 1)] {
                let row = try #require(result.assets.index(of: id, kind: kind), "\(id)")
                #expect(found.assets[row] == Int32(number))
                // What has no place is found again by its node's name alone.
                if result.assets.position(row) != nil || prefix.isEmpty {
                    #expect(result.assets.node[row] >= 0)
                }
            }
            // Pipe and length are as many as before: the meter splits e where it sits.
            let lengths = result.pipes.reduce(0) { $0 + ($1.length ?? 0) }
            #expect(abs(lengths - 300) < 1e-9)
        }
    }

    @Test("Ids that the rest has too are named before anything is joined; stand-ins are the survey's own")
    func clashes() throws {
        let (network, origins) = try city()
        let west = try SourceReplacement(of: [1], in: network, origins: origins)
        var survey = SurveyedFeatures()
        survey.nodes = ["S", "E1", "W0"].map { .junction(Junction(id: $0, demands: [Demand(base: 1)])) }
        survey.lines = [
            .init(
                element: .pipe(Pipe(id: "f", start: "", end: "")),
                path: [.init(x: 0, y: 0), .init(x: 1, y: 0)])
        ]
        // E1 lies bare in the rest, so that the survey would describe it; a drawn one is another's.
        #expect(west.idsInRest(of: survey) == ["f"])
        var drawn = network
        try drawn.update(Junction(id: "E1", position: .init(x: 200, y: 0), demands: [Demand(base: 1)]))
        let other = try SourceReplacement(of: [1], in: drawn, origins: origins)
        #expect(other.idsInRest(of: survey) == ["E1", "f"])
    }
}
