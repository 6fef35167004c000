import Foundation
import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Orders of rows")
struct RowOrderTests {
    @Test("A table that grew at its end, and one that lost a row, have a handful of runs")
    func runs() {
        #expect(RowOrder([0, 1, 2, -1, -1]).runs == [.kept(first: 0, count: 3), .new(count: 2)])
        #expect(RowOrder([0, 2, 3]).runs == [.kept(first: 0, count: 1), .kept(first: 2, count: 2)])
        #expect(RowOrder([2, 1, 0]).runs.count == 3)
        #expect(RowOrder([Int32]()).runs.isEmpty)
        #expect(RowOrder((0..<1_000_000).map { Int32($0) }).runs == [.kept(first: 0, count: 1_000_000)])
    }

    @Test("An order put into effect is the rows picked one by one", arguments: 0..<60)
    func applied(seed: UInt64) throws {
        var random = SplitMix(seed)
        let things = (0..<Int.random(in: 0...9, using: &random)).map { "old \($0)" }
        var rows = things.indices.filter { _ in Bool.random(using: &random) }.map { Int32($0) }
        if Bool.random(using: &random) { rows.shuffle(using: &random) }
        var new: [String] = []
        for number in 0..<Int.random(in: 0...4, using: &random) {
            rows.insert(-1, at: Int.random(in: 0...rows.count, using: &random))
            new.append("new \(number)")
        }
        let order = RowOrder(rows)
        var next = 0
        let expected = rows.map { row -> String in
            guard row < 0 else { return things[Int(row)] }
            next += 1
            return new[next - 1]
        }
        #expect(order.applied(to: things, new: new) == expected)
        #expect(order.applied(to: things, new: new + ["more"]) == nil)
        if !new.isEmpty { #expect(order.applied(to: things, new: new.dropLast()) == nil) }
        let json = try JSONEncoder().encode(order)
        #expect(try JSONDecoder().decode(RowOrder.self, from: json) == order)
        // No row changed when each is where it was, and only then.
        let isSame = expected == things
        #expect(order.isUnchanged(things.count) == isSame)
    }

    @Test("JSON has two numbers a run")
    func json() throws {
        let json = try JSONEncoder().encode(RowOrder([3, 4, -1, 0]))
        #expect(String(decoding: json, as: UTF8.self) == "[3,2,-1,1,0,1]")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(RowOrder.self, from: Data("[1,2,3]".utf8))
        }
    }

    @Test(
        "An order that was damaged in its file is refused and brings nothing down",
        arguments: [
            "[0,3]", "[0,-1]", "[2,1]", "[0,9223372036854775807]", "[9223372036854775807,1]",
            "[1,9223372036854775807]", "[-1,1]", "[-1,9223372036854775807]", "[-1,-5]", "[-9,1]",
            "[0,2,-1,9223372036854775807]",
        ])
    func damaged(json: String) throws {
        let order = try JSONDecoder().decode(RowOrder.self, from: Data(json.utf8))
        #expect(order.applied(to: ["a", "b"], new: []) == nil)
    }

    @Test(
        "A change set with such an order is refused by the network that it was made for",
        arguments: [
            "[0,3]", "[9223372036854775807,9223372036854775807]", "[1,9223372036854775807]",
            "[0,2,-1,1,-1,9223372036854775807]", "[0,2,-1,-1]",
        ])
    func damagedSet(json: String) throws {
        var (old, new) = (Network(), Network())
        for id in ["A", "B"] {
            try old.add(Junction(id: id))
            try new.add(Junction(id: id))
        }
        try new.add(Junction(id: "C"))
        let set = ChangeSet(from: old, to: new)
        #expect(try set.applied(to: old) == new)
        let text = String(decoding: try JSONEncoder().encode(set), as: UTF8.self)
        #expect(text.contains("[0,2,-1,1]"))
        let damaged = try JSONDecoder().decode(
            ChangeSet.self, from: Data(text.replacingOccurrences(of: "[0,2,-1,1]", with: json).utf8))
        #expect(throws: ChangeError.self) { try damaged.applied(to: old) }
    }
}
