import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Ids that stay with their places")
struct NetworkAlignmentTests {
    /// A grid of streets: nodes 50 m apart, pipes to the right and upwards, a hydrant at each node and a meter of an account.
    private func city(
        _ name: (String, Int) -> String, shift: (Int) -> Double = { _ in 0 }, order: [Int] = Array(0..<16)
    ) throws -> Network {
        var network = Network()
        for place in order {
            try network.add(
                Junction(
                    id: name("N", place),
                    position: .init(x: Double(place % 4) * 50 + shift(place), y: Double(place / 4) * 50)))
        }
        for place in order {
            for (kind, step) in [("E", 1), ("U", 4)] {
                guard place + step < 16, step == 4 || place % 4 < 3 else { continue }
                try network.add(
                    Pipe(
                        id: name(kind, place), start: name("N", place), end: name("N", place + step),
                        length: 50))
            }
        }
        for place in order {
            try network.add(
                Asset(
                    kind: .hydrant, id: name("H", place),
                    position: .init(x: Double(place % 4) * 50 + shift(place), y: Double(place / 4) * 50),
                    attachment: .node(name("N", place))))
            try network.add(
                Asset(
                    kind: .meter, id: name("M", place),
                    position: .init(x: Double(place % 4) * 50, y: Double(place / 4) * 50),
                    attachment: .node(name("N", place)), attributes: ["account": .integer(Int64(place))]))
        }
        return network
    }

    @Test(
        "A city renumbered and given in another order keeps its ids, its order and its drawing",
        arguments: 0..<20)
    func renumbered(seed: UInt64) throws {
        var random = SplitMix(seed)
        let old = try city { "\($0)\($1)" }
        let shifts = (0..<16).map { _ in Double.random(in: -0.04...0.04, using: &random) }
        let new = try city(
            { "\($0)-\($1 + 100)" }, shift: { shifts[$0] }, order: (0..<16).shuffled(using: &random))
        let (aligned, kept) = try new.keepingIDs(of: old)
        #expect(aligned.nodes.ids == old.nodes.ids && aligned.links.ids == old.links.ids)
        #expect(aligned.nodes.x == old.nodes.x && aligned.nodes.y == old.nodes.y)
        #expect(aligned.assets.ids == old.assets.ids)
        // What keeps another id says so, in its list and in its attributes: 16 nodes, 24 pipes, 32 assets.
        #expect(kept.count == 72)
        for item in kept {
            #expect(item.newID == String(item.id.prefix(1)) + "-\((Int(item.id.dropFirst()) ?? 0) + 100)")
        }
        #expect(aligned.nodes.attributes[5, "source_id"] == .text("N-105"))
        let changes = ChangeSet(from: old, to: aligned)
        #expect(changes.nodes.added.isEmpty && changes.nodes.removed.isEmpty)
        #expect(changes.links.added.isEmpty && changes.assets.added.isEmpty)
        #expect(changes.links.changed.allSatisfy { !$0.isReconnected })
        // Aligned once more there is nothing left to keep.
        let again = try aligned.keepingIDs(of: old)
        #expect(again.network == aligned && again.kept.isEmpty)
    }

    @Test("Beyond the tolerance it is another node; just within it keeps its id and its new place")
    func tolerance() throws {
        func one(_ id: String, _ x: Double, tank: Bool = false) throws -> Network {
            var network = Network()
            let place = Coordinate(x: x, y: 0)
            if tank {
                try network.add(Tank(id: id, position: place))
            } else {
                try network.add(Junction(id: id, position: place))
            }
            return network
        }
        let old = try one("old", 0)
        for (x, id, place) in [(0.04, "old", 0.0), (0.3, "old", 0.3), (0.5, "old", 0.5), (0.51, "new", 0.51)]
        {
            let aligned = try one("new", x).keepingIDs(of: old).network
            #expect(aligned.nodes.ids == [id] && aligned.nodes.x == [place])
        }
        // A tank where a junction was is another thing.
        #expect(try one("new", 0, tank: true).keepingIDs(of: old).network.nodes.ids == ["new"])
        // The same id is the same element, however far it moved.
        let far = try one("old", 5000).keepingIDs(of: old)
        #expect(far.network.nodes.x == [5000] && far.kept.isEmpty)
        let wide = try one("new", 3).keepingIDs(of: old, within: .init(same: 3, still: 3)).network
        #expect(wide.nodes.ids == ["old"] && wide.nodes.x == [0])
    }

    @Test("A pipe drawn the other way keeps its id and changes its direction; a second one beside it is new")
    func links() throws {
        func street(_ pipes: [(id: String, start: String, end: String)]) throws -> Network {
            var network = Network()
            for (id, x) in [("A", 0.0), ("B", 80)] {
                try network.add(Junction(id: id, position: .init(x: x, y: 0)))
            }
            for pipe in pipes { try network.add(Pipe(id: pipe.id, start: pipe.start, end: pipe.end)) }
            return network
        }
        let old = try street([("P", "A", "B")])
        let turned = try street([("Q", "B", "A")]).keepingIDs(of: old)
        #expect(turned.network.pipe(at: 0)?.id == "P" && turned.network.pipe(at: 0)?.start == "B")
        #expect(turned.kept == [Network.KeptID(layer: "pipe", id: "P", newID: "Q")])
        let twice = try street([("Q", "A", "B"), ("R", "A", "B")]).keepingIDs(of: old).network
        #expect(twice.links.ids == ["P", "R"])
        // The id itself goes before the place.
        let named = try street([("Q", "A", "B"), ("P", "A", "B")]).keepingIDs(of: old).network
        #expect(Set(named.links.ids) == ["P", "Q"] && named.links.ids.first == "P")
    }

    @Test("A new element with an id that stayed with another gets a name of its own")
    func takenNames() throws {
        var (old, new) = (Network(), Network())
        // The topology's first node was at 0; now its first is far away and its second at 0.
        let mark: [String: AttributeValue] = [TopologyBuilder.synthesizedFlag: .boolean(true)]
        try old.add(Junction(id: "auto-1", position: .init(x: 0, y: 0), attributes: mark))
        try new.add(Junction(id: "auto-1", position: .init(x: 900, y: 0), attributes: mark))
        try new.add(Junction(id: "auto-2", position: .init(x: 0.01, y: 0), attributes: mark))
        let (aligned, kept) = try new.keepingIDs(of: old)
        #expect(aligned.nodes.ids == ["auto-1", "auto-3"])
        #expect(aligned.nodes.x == [0, 900] && kept.isEmpty)
    }

    @Test("Against nothing, and of nothing, there is nothing to keep")
    func nothing() throws {
        let city = try city { "\($0)\($1)" }
        #expect(try city.keepingIDs(of: Network()).network == city)
        #expect(try Network().keepingIDs(of: city).network == Network())
        #expect(try city.keepingIDs(of: city).network == city)
    }
}
