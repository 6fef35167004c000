import Geospatial
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Summaries of changes")
struct ChangeSummaryTests {
    private func network() throws -> Network {
        var network = Network()
        for (id, x) in [("A", 0.0), ("B", 100), ("C", 200)] {
            try network.add(Junction(id: id, position: .init(x: x, y: 0), elevation: 5))
        }
        try network.add(Pipe(id: "P", start: "A", end: "B", length: 100, diameter: 0.1))
        try network.add(Pump(id: "U", start: "B", end: "C", power: 1000))
        try network.add(
            Asset(kind: .meter, id: "M", position: .init(x: 50, y: 0), attachment: .link("P", node: "A")))
        return network
    }

    @Test("A network that is all new is summed as the change from nothing to it", arguments: 0..<30)
    func allNew(seed: UInt64) throws {
        var edits = RandomEdits(seed: seed)
        for _ in 0..<20 { edits.edit() }
        var network = try edits.network()
        network.title = []
        #expect(ChangeSummary(allNew: network) == ChangeSet(from: Network(), to: network).summary)
        let back = ChangeSet(from: network, to: Network()).summary
        let counts = ChangeSummary(allNew: network)
        #expect(back.tables.mapValues(\.removed) == counts.tables.mapValues(\.added))
        #expect(back.tables.values.allSatisfy { $0.added == 0 && $0.moved == 0 })
    }

    @Test("A change is counted by what it is: moved, re-attributed, reconnected, or several of them")
    func byHand() throws {
        let old = try network()
        var new = Network()
        // A lies 3 m aside, so that its pipe has moved with it; B has another height; D is new, C is gone.
        try new.add(Junction(id: "A", position: .init(x: 0, y: 3), elevation: 5))
        try new.add(Junction(id: "B", position: .init(x: 100, y: 0), elevation: 6))
        try new.add(Junction(id: "D", position: .init(x: 200, y: 0)))
        try new.add(Pipe(id: "P", start: "A", end: "B", length: 100, diameter: 0.2))
        // The pump leads to D now, where C was: reconnected, not moved.
        try new.add(Pump(id: "U", start: "B", end: "D", power: 1000))
        try new.add(
            Asset(kind: .meter, id: "M", position: .init(x: 50, y: 0.04), attachment: .link("P", node: "B")))
        new.energy.price = 1
        let summary = ChangeSet(from: old, to: new).summary
        #expect(
            summary.text
                == "junction: 1 added, 1 removed, 1 moved, 1 re-attributed; meter: 1 reconnected; "
                + "pipe: 1 moved, 1 re-attributed; pump: 1 reconnected; settings changed")
        #expect(
            summary.wording.chinese
                == "节点：新增 1，删除 1，移位 1，属性变更 1；水表（流量计）：连接变更 1；管段：移位 1，属性变更 1；水泵：连接变更 1；设置变更")
        // Taken to the millimetre, the meter has moved 4 cm.
        let sharp = ChangeSummary(ChangeSet(from: old, to: new), still: 0.001)
        #expect(sharp.tables["meter"]?.moved == 1)
        let inverse = ChangeSet(from: old, to: new).inverse.summary
        #expect(inverse.tables["junction"]?.added == 1 && inverse.tables["junction"]?.removed == 1)
        #expect(inverse.tables["pipe"] == summary.tables["pipe"])
    }

    @Test("Nothing changed is said so; rows in another order are a change of nothing that is counted")
    func noChanges() throws {
        let same = ChangeSet(from: try network(), to: try network())
        #expect(same.isEmpty && same.summary.text == "no changes" && same.summary == ChangeSummary())
        #expect(same.summary.wording.chinese == "没有变化")
        let none = ChangeSet(from: Network(), to: Network())
        #expect(none.isEmpty && none.inverse == none && none == ChangeSet())
    }

    @Test("A pipe and the pieces that stand in its place are a split, and the other way round a merge")
    func splits() throws {
        var (whole, parts) = (Network(), Network())
        for id in ["A", "B", "C"] {
            try whole.add(Junction(id: id))
            try parts.add(Junction(id: id))
        }
        try whole.add(Pipe(id: "P", start: "A", end: "C"))
        try whole.add(Pipe(id: "Q", start: "A", end: "C"))
        try whole.add(Pipe(id: "gone", start: "A", end: "C"))
        for (id, source) in [("P#2", nil), ("P#1", nil), ("own name", "Q"), ("P#3#1", "Q"), ("new", nil)] {
            let attributes: [String: AttributeValue] = source.map { ["source_id": .text($0)] } ?? [:]
            try parts.add(Pipe(id: id, start: "A", end: "B", attributes: attributes))
        }
        let set = ChangeSet(from: whole, to: parts)
        let splits = [
            ChangeSet.Split(pipe: "P", pieces: ["P#2", "P#1"]),
            // The piece of a piece of P says that its source knows it as Q.
            .init(pipe: "Q", pieces: ["own name", "P#3#1"]),
        ]
        #expect(set.splits == splits && set.merges.isEmpty)
        #expect(set.inverse.merges == splits && set.inverse.splits.isEmpty)
        #expect(set.summary.text == "pipe: 5 added, 3 removed; 2 pipes split")
    }

    @Test("Values that are other ones are named with what they were; what was not there was null")
    func fields() throws {
        let before = SurveyedFeatures.Element.pipe(
            Pipe(
                id: "P", start: "A", end: "B", length: .nan, diameter: 0.1, attributes: ["dn": .integer(100)])
        )
        let after = SurveyedFeatures.Element.pipe(
            Pipe(
                id: "P", start: "A", end: "B", length: .nan, diameter: 0.2, status: .closed,
                leakage: PipeLeakage(area: 1e-8, expansion: 0), attributes: ["dn": .real(100)]))
        let change = ElementChanges.Change(before: before, after: after)
        #expect(change.fields.map(\.name) == ["diameter", "dn", "leak_area", "leak_expansion", "status"])
        #expect(change.fields.map(\.before) == [.real(0.1), .integer(100), .null, .null, .text("open")])
        #expect(
            change.fields.map(\.after) == [.real(0.2), .real(100), .real(1e-8), .real(0), .text("closed")])
        #expect(
            ElementChanges.Change(before: after, after: before).fields.map(\.before)
                == change.fields.map(\.after))
        // A tank that becomes a reservoir has another table, and both have no height.
        let kinds = ElementChanges.Change(
            before: SurveyedFeatures.Node.tank(Tank(id: "T", diameter: 5)),
            after: .reservoir(Reservoir(id: "T", head: 5)))
        #expect(kinds.fields.first { $0.name == "table" }?.after == .text("reservoir"))
        #expect(kinds.fields.first { $0.name == "head" }?.before == .null)
    }
}
