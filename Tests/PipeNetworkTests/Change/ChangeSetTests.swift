import Geospatial
import PipeNetwork
import Testing

@Suite("What changed between two networks")
struct ChangeSetTests {
    /// A main along y = 0 from x = 0 to 100 with lines that hang on it, as the topology makes it.
    private func surveyed(_ lines: [(id: String, path: [(Double, Double)])]) throws -> Network {
        var survey = SurveyedFeatures()
        for line in lines {
            survey.lines.append(
                .init(
                    element: .pipe(Pipe(id: line.id, start: "", end: "")),
                    path: line.path.map { Coordinate(x: $0.0, y: $0.1) }))
        }
        return try TopologyBuilder.network(Network(), adding: survey).network
    }

    private let main: (id: String, path: [(Double, Double)]) = ("P1", [(0, 0), (100, 0)])

    @Test("A new branch splits the main, and the set says so")
    func split() throws {
        let old = try surveyed([main])
        let new = try surveyed([main, ("B", [(60, 0), (60, 50)])])
        let (aligned, _) = try new.keepingIDs(of: old)
        let set = ChangeSet(from: old, to: aligned)
        #expect(set.splits == [.init(pipe: "P1", pieces: ["P1#1", "P1#2"])])
        #expect(set.merges.isEmpty)
        #expect(set.inverse.merges == set.splits)
        #expect(set.summary.text == "junction: 2 added; pipe: 3 added, 1 removed; 1 pipes split")
        #expect(set.nodes.removed.isEmpty)
    }

    @Test("A piece that stays where it was keeps its id when the pipe is cut anew")
    func cutAnew() throws {
        let old = try surveyed([main, ("B", [(60, 0), (60, 50)])])
        // Cut at 30 too: what was P1#2 from 60 to 100 is now the topology's third piece.
        let new = try surveyed([main, ("B", [(60, 0), (60, 50)]), ("C", [(30, 0), (30, 50)])])
        #expect(new.links.index(of: "P1#3") != nil)
        let (aligned, kept) = try new.keepingIDs(of: old)
        let set = ChangeSet(from: old, to: aligned)
        #expect(kept.isEmpty)
        #expect(set.links.removed.isEmpty)
        #expect(set.links.changed.map(\.after.id) == ["P1#1"])
        #expect(set.links.changed[0].fields.map(\.name) == ["length"])
        #expect(set.links.changed[0].fields[0].before == .real(60))
        #expect(set.links.changed[0].fields[0].after == .real(30))
        #expect(set.links.changed[0].isReconnected)
        #expect(Set(set.links.added.map(\.id)) == ["C", "P1#4"])
        // The same files once more: nothing is different, though the pieces are numbered otherwise in them.
        #expect(ChangeSet(from: aligned, to: try new.keepingIDs(of: aligned).network).isEmpty)
    }

    @Test("A pipe that was renumbered keeps its id and tells the new one; a second time nothing changes")
    func renumbered() throws {
        let old = try surveyed([main, ("P2", [(100, 0), (200, 0), (200, 100)])])
        let new = try surveyed([("Q9", [(200, 100), (200, 0.2), (100, 0)]), main])
        let (aligned, kept) = try new.keepingIDs(of: old)
        #expect(kept == [.init(layer: "pipe", id: "P2", newID: "Q9")])
        #expect(aligned.links.ids == ["P1", "P2"])
        let set = ChangeSet(from: old, to: aligned)
        #expect(set.links.added.isEmpty && set.links.removed.isEmpty)
        let change = try #require(set.links.changed.first)
        // Drawn from the other end: its ends are exchanged. The bend at (200, 0) lies off the line from (100, 0) to (200, 0.2).
        #expect(change.before.ends == Array(change.after.ends.reversed()))
        let offset: Double = 20 / (100 * 100 + 0.2 * 0.2).squareRoot()
        let movement = try #require(change.movement)
        #expect(abs(movement - offset) < 1e-12)
        #expect(change.fields.contains { $0.name == "source_id" && $0.after == .text("Q9") })
        let again = try new.keepingIDs(of: aligned)
        #expect(ChangeSet(from: aligned, to: again.network).isEmpty)
    }

    @Test("A made node goes with the end of its pipe")
    func movedEnd() throws {
        let old = try surveyed([main])
        let new = try surveyed([("P1", [(0, 3), (100, 0)])])
        let (aligned, _) = try new.keepingIDs(of: old)
        let set = ChangeSet(from: old, to: aligned)
        #expect(set.nodes.added.isEmpty && set.nodes.removed.isEmpty)
        #expect(set.nodes.changed.map(\.after.id) == ["auto-1"])
        #expect(set.nodes.changed.first?.movement == 3)
        #expect(set.summary.tables["junction"]?.moved == 1)
    }

    @Test("A hydrant with a new number is the old one, another customer at the same tap is not")
    func assets() throws {
        func network(_ hydrant: String, _ customer: String, _ account: String) throws -> Network {
            var network = Network()
            let place = Coordinate(x: 1, y: 1)
            try network.add(Asset(kind: .hydrant, id: hydrant, position: place))
            try network.add(
                Asset(
                    kind: .customerPoint, id: customer, position: place,
                    attributes: ["account": .text(account)]))
            return network
        }
        let old = try network("H1", "C1", "77")
        let moved = ChangeSet(from: old, to: try network("H2", "C2", "78").keepingIDs(of: old).network)
        #expect(moved.assets.added.map(\.id) == ["C2"])
        #expect(moved.assets.removed.map(\.id) == ["C1"])
        #expect(moved.assets.changed.map(\.after.id) == ["H1"])
        let renumbered = try network("H1", "C2", "77").keepingIDs(of: old)
        #expect(renumbered.kept == [.init(layer: "customer_point", id: "C1", newID: "C2")])
    }

    @Test("A set is refused by a network that it was not made for")
    func refusal() throws {
        let old = try surveyed([main])
        let new = try surveyed([main, ("B", [(60, 0), (60, 50)])])
        let set = ChangeSet(from: old, to: new)
        #expect(throws: ChangeError.otherRows(table: "nodes", found: 4, expected: 2)) {
            try set.applied(to: new)
        }
        let other = try surveyed([("X", [(0, 0), (100, 0)])])
        #expect(throws: ChangeError.missing(layer: "pipe", id: "P1")) { try set.applied(to: other) }
        var longer = old
        var pipe = try #require(old.pipe(at: 0))
        pipe.length = 7
        try longer.update(pipe)
        let changed = ChangeSet(from: longer, to: old)
        #expect(throws: ChangeError.differs(layer: "pipe", id: "P1")) { try changed.applied(to: old) }
        #expect(
            "\(ChangeError.differs(layer: "pipe", id: "P1"))"
                == "pipe 'P1' is not what the change set says it was; apply the set to the network it was made for"
        )
    }
}

@Suite("How far a link has moved")
struct MovementTests {
    private func pipe(_ bends: [Coordinate], end: Double = 100) throws -> Network {
        var network = Network()
        try network.add(Junction(id: "A", position: Coordinate(x: 0, y: 0)))
        try network.add(Junction(id: "B", position: Coordinate(x: end, y: 0)))
        try network.add(Pipe(id: "P", start: "A", end: "B", vertices: bends))
        return network
    }

    @Test("A bend that is new moves the pipe by its distance from the straight line; the ends count")
    func bends() throws {
        let straight = try pipe([])
        let bent = ChangeSet(from: straight, to: try pipe([Coordinate(x: 50, y: 7)]))
        #expect(bent.links.changed.map(\.movement) == [7])
        let still = ChangeSet(from: straight, to: try pipe([Coordinate(x: 50, y: 0)]))
        #expect(still.links.changed.map(\.movement) == [0])
        #expect(still.summary.text == "no changes")
        let longer = ChangeSet(from: straight, to: try pipe([Coordinate(x: 50, y: 0)], end: 103))
        #expect(longer.links.changed.map(\.movement) == [3])
        #expect(longer.nodes.changed.map(\.movement) == [3])
    }

    @Test("What was nowhere has no distance, and has moved")
    func nowhere() throws {
        var old = Network()
        try old.add(Junction(id: "A"))
        var new = Network()
        try new.add(Junction(id: "A", position: Coordinate(x: 1, y: 1)))
        let set = ChangeSet(from: old, to: new)
        #expect(set.nodes.changed.map(\.movement) == [nil])
        #expect(set.summary.text == "junction: 1 moved")
    }
}

@Suite("A device on a pipe that comes back")
struct ReturningPipeTests {
    @Test("A valve goes back into the pipe it was drawn in")
    func valve() throws {
        func network(_ ids: [String]) throws -> Network {
            var survey = SurveyedFeatures()
            let paths = ["P": [(0.0, 0.0), (100.0, 0.0)], "Q": [(0.0, 0.0), (0.0, 100.0)]]
            for id in ids {
                survey.lines.append(
                    .init(
                        element: .pipe(Pipe(id: id, start: "", end: "")),
                        path: (paths[id] ?? []).map { Coordinate(x: $0.0, y: $0.1) }))
            }
            survey.assets = [Asset(kind: .isolationValve, id: "V", position: Coordinate(x: 40, y: 0))]
            return try TopologyBuilder.network(Network(), adding: survey).network
        }
        let without = try network(["Q"])
        let with = try network(["P", "Q"]).keepingIDs(of: without).network
        #expect(with.asset(at: 0).ends.last == "P#2")
    }
}

@Suite("Controls of a network whose ids change")
struct RenamedControlTests {
    @Test("A control follows its pipe to the id that the pipe keeps")
    func controls() throws {
        func network(_ pipe: String) throws -> Network {
            var network = Network()
            for (id, x) in [("A", 0.0), ("B", 10.0)] {
                try network.add(Junction(id: id, position: Coordinate(x: x, y: 0)))
            }
            try network.add(Pipe(id: pipe, start: "A", end: "B"))
            network.controls = [Control(link: pipe, action: .close, condition: .time(60))]
            return network
        }
        let old = try network("P")
        let (aligned, kept) = try network("Q").keepingIDs(of: old)
        #expect(kept == [.init(layer: "pipe", id: "P", newID: "Q")])
        #expect(aligned.controls == old.controls)
    }
}
