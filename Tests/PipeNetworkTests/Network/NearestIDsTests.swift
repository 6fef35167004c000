import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Ids that may have been meant")
struct NearestIDsTests {
    /// The edit distance by its definition: the least of cutting, adding and replacing a first byte.
    private func distance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
        guard let x = a.first, let y = b.first else { return a.count + b.count }
        if x == y { return distance(a.dropFirst(), b.dropFirst()) }
        return 1
            + min(
                distance(a.dropFirst(), b), distance(a, b.dropFirst()),
                distance(a.dropFirst(), b.dropFirst()))
    }

    @Test(
        "Up to three within a third of the id's length and three edits, the nearest first", arguments: 0..<60)
    func bruteForce(seed: UInt64) {
        var random = SplitMix(seed)
        func id(_ random: inout SplitMix) -> String {
            String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    "abA".randomElement(using: &random) ?? "a"
                })
        }
        let candidates = (0..<12).map { _ in id(&random) }
        let target = id(&random)
        func bytes(_ id: String) -> ArraySlice<UInt8> { Array(id.lowercased().utf8)[...] }
        let limit = [1, 1, 1, 1, 1, 1, 2][target.count]
        let expected = candidates.map { (distance(bytes(target), bytes($0)), $0) }.filter { $0.0 <= limit }
            .sorted { $0 < $1 }.prefix(3).map(\.1)
        #expect(nearestIDs(to: target, among: candidates) == expected)
    }

    @Test("The pieces of a pipe come before everything else, three of them, as they stand")
    func pieces() {
        let ids = ["P1", "P2", "P12#1", "P1#4", "P1#2", "P1#3", "P1#1"]
        #expect(nearestIDs(to: "P1", among: ids) == ["P1#4", "P1#2", "P1#3"])
        #expect(nearestIDs(to: "P12", among: ids) == ["P12#1"])
        #expect(nearestIDs(to: "P1#9", among: ids) == ["P1#1", "P1#2", "P1#3"])
    }

    @Test("Case does not count; a long id allows three edits, and no more")
    func limits() {
        #expect(nearestIDs(to: "main-STREET", among: ["MAIN-street"]) == ["MAIN-street"])
        let long = "reservoir-north-1"
        #expect(nearestIDs(to: long, among: ["reservoir-north-234"]) == ["reservoir-north-234"])
        #expect(nearestIDs(to: long, among: ["reservoir-north-2345"]).isEmpty)
        #expect(nearestIDs(to: "", among: ["", "a", "ab"]) == ["", "a"])
        #expect(nearestIDs(to: "x", among: []).isEmpty)
    }

    @Test("Which three does not depend on the order in which they stand", arguments: 0..<20)
    func order(seed: UInt64) {
        var random = SplitMix(seed)
        let ids = ["泵站1", "泵站2", "泵站3", "泵房1", "P1", "泵站12"]
        let plain = nearestIDs(to: "泵站", among: ids)
        #expect(nearestIDs(to: "泵站", among: ids.shuffled(using: &random)) == plain)
        // One more byte each, of six that may differ by two.
        #expect(Array(plain.prefix(3)) == ["泵站1", "泵站2", "泵站3"])
    }
}
