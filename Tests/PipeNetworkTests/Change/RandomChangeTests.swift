import Foundation
import PipeNetwork
import TestSupport
import Testing

@Suite("Change sets of chance")
struct RandomChangeTests {
    @Test("Applying a set gives the new network, its inverse the old, also by way of JSON", arguments: 0..<40)
    func applying(seed: UInt64) throws {
        var edits = RandomEdits(seed: seed)
        for _ in 0..<25 {
            let old = try edits.network()
            for _ in 0..<Int.random(in: 1...6, using: &edits.random) { edits.edit() }
            let new = try edits.network()
            let set = ChangeSet(from: old, to: new)
            #expect(try set.applied(to: old) == new)
            #expect(try set.inverse.applied(to: new) == old)
            #expect(set.inverse.inverse == set)
            #expect(set.isEmpty == (old == new))
            let encoder = JSONEncoder()
            #expect(try JSONDecoder().decode(ChangeSet.self, from: encoder.encode(set)) == set)
        }
    }

    @Test(
        "A network shuffled, renumbered by the topology and shaken within the tolerance has not changed",
        arguments: 0..<20)
    func keepingIDs(seed: UInt64) throws {
        var random = SplitMix(seed)
        func network(_ names: [Int], shift: Double) throws -> Network {
            var network = Network()
            for place in names {
                try network.add(
                    Junction(
                        id: "auto-\((place * 7 + Int(shift * 1000)) % 31)",
                        position: .init(x: Double(place) * 10 + shift, y: 0),
                        attributes: ["made_by_topology": .boolean(true)]))
            }
            let ids = network.nodes.ids
            for place in 0..<30 {
                guard let a = names.firstIndex(of: place), let b = names.firstIndex(of: place + 1) else {
                    continue
                }
                try network.add(Pipe(id: "P\(place)", start: ids[a], end: ids[b], length: 10))
            }
            return network
        }
        let old = try network(Array(0...30), shift: 0)
        let new = try network((0...30).shuffled(using: &random), shift: 0.04)
        #expect(!ChangeSet(from: old, to: new).isEmpty)
        let (aligned, kept) = try new.keepingIDs(of: old)
        #expect(ChangeSet(from: old, to: aligned).isEmpty)
        #expect(kept.isEmpty)
    }
}
