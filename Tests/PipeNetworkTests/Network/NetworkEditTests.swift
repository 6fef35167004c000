import Geospatial
import Testing

@testable import PipeNetwork

@Suite("Edits of a network")
struct NetworkEditTests {
    private func network() throws -> Network {
        var network = Network()
        try network.add(Junction(id: "A", elevation: 5, attributes: ["note": .text("a")]))
        try network.add(Reservoir(id: "R", head: 50, headPattern: "day"))
        try network.add(Tank(id: "T", elevation: 30, maximumLevel: 4, diameter: 10))
        try network.add(Pipe(id: "P", start: "R", end: "A", length: 10, attributes: ["dn": .integer(100)]))
        try network.add(Pump(id: "U", start: "A", end: "T", power: 1000, attributes: ["dn": .integer(80)]))
        try network.add(Asset(kind: .meter, id: "M", attachment: .link("P", node: "A")))
        return network
    }

    @Test("An edit that fails changes nothing and says which id is wrong")
    func failures() throws {
        var edited = try network()
        func fails(_ error: NetworkError, _ edit: (inout Network) throws -> Void) {
            #expect(throws: error) { try edit(&edited) }
        }
        fails(.duplicateNode("A")) { try $0.add(Junction(id: "A", elevation: 9)) }
        fails(.duplicateNode("A")) { try $0.add(Tank(id: "A")) }
        fails(.duplicateLink("U")) { try $0.add(Pipe(id: "U", start: "A", end: "R")) }
        fails(.unknownNode("a", namedBy: "Q")) { try $0.add(Pipe(id: "Q", start: "a", end: "R")) }
        fails(.unknownNode("", namedBy: "Q")) { try $0.add(Valve(id: "Q", start: "A", end: "", kind: .prv)) }
        fails(.duplicateAsset(.meter, "M")) { try $0.add(Asset(kind: .meter, id: "M")) }
        fails(.unknownLink("X", namedBy: "N")) {
            try $0.add(Asset(kind: .meter, id: "N", attachment: .link("X", node: "A")))
        }
        fails(.unknownNode("X", namedBy: "N")) {
            try $0.add(Asset(kind: .meter, id: "N", attachment: .link("P", node: "X")))
        }
        fails(.unknownNode("X", namedBy: "update")) { try $0.update(Junction(id: "X")) }
        fails(.unknownLink("U", namedBy: "update")) { try $0.update(Pipe(id: "U", start: "A", end: "R")) }
        fails(.unknownNode("X", namedBy: "P")) { try $0.update(Pipe(id: "P", start: "A", end: "X")) }
        #expect(try edited == network())
        // What failed left no trace of its id.
        #expect(edited.links.index(of: "Q") == nil && edited.assets.index(of: "N", kind: .meter) == nil)
        try edited.add(Pipe(id: "Q", start: "A", end: "R"))
        #expect(edited.links.index(of: "Q") == 2)
    }

    @Test("One id may be a node, a link and an asset of each kind; letters of two forms are two ids or one")
    func nameSpaces() throws {
        var network = try network()
        try network.add(Pipe(id: "A", start: "A", end: "R"))
        try network.add(Asset(kind: .hydrant, id: "M"))
        #expect(network.assets.index(of: "M", kind: .hydrant) == 1)
        #expect(network.assets.index(of: "M", kind: .meter) == 0)
        try network.add(Junction(id: "é"))
        // Unicode's two spellings of é are one text in Swift, and so one id.
        #expect(throws: NetworkError.duplicateNode("e\u{301}")) { try network.add(Junction(id: "e\u{301}")) }
        try network.add(Junction(id: "e"))
        try network.add(Junction(id: "Ａ"))
        #expect(network.nodes.count == 6)
    }

    @Test("A tank or a reservoir that is updated to a junction keeps nothing of what it was")
    func update() throws {
        var network = try network()
        try network.update(Junction(id: "T", elevation: 1))
        try network.update(Junction(id: "R"))
        #expect(network.tank(at: 2) == nil && network.reservoir(at: 1) == nil)
        #expect(network.junction(at: 2) == Junction(id: "T", elevation: 1))
        var fresh = Network()
        try fresh.add(Junction(id: "A", elevation: 5, attributes: ["note": .text("a")]))
        try fresh.add(Junction(id: "R"))
        try fresh.add(Junction(id: "T", elevation: 1))
        #expect(network.nodes == fresh.nodes)
        try network.update(Pipe(id: "P", start: "T", end: "R", diameter: 0.3))
        #expect(network.pipe(at: 0) == Pipe(id: "P", start: "T", end: "R", diameter: 0.3))
        #expect(network.links.attributes[1] == ["dn": .integer(80)])
    }

    @Test("Elements of one kind come in the order of rows; what draws can be stopped")
    func kinds() throws {
        var network = try network()
        try network.add(
            Junction(id: "B", demands: [Demand(base: 1)], emitterCoefficient: 0.2))
        #expect(Array(network.junctions).map(\.id) == ["A", "B"])
        #expect(Array(network.tanks).map(\.id) == ["T"] && Array(network.reservoirs).map(\.id) == ["R"])
        #expect(Array(network.pipes).map(\.id) == ["P"] && Array(network.pumps).map(\.id) == ["U"])
        #expect(Array(network.valves).isEmpty)
        network.stopDemands(at: [3])
        #expect(network.junction(at: 3) == Junction(id: "B"))
        #expect(network.node(at: 1).id == "R" && network.link(at: 1).id == "U")
    }

    @Test("A node that is renamed is found by its new name alone")
    func rename() throws {
        var network = try network()
        try network.nodes.rename(0, to: "new")
        #expect(network.nodes.index(of: "A") == nil && network.nodes.index(of: "new") == 0)
        #expect(network.pipe(at: 0)?.end == "new")
        #expect(throws: NetworkError.duplicateNode("R")) { try network.nodes.rename(0, to: "R") }
        #expect(network.nodes.ids == ["new", "R", "T"])
    }
}
