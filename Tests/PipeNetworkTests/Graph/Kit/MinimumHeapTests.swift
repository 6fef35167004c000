import TestSupport
import Testing

@testable import PipeNetwork

@Suite("Minimum heap")
struct MinimumHeapTests {
    @Test("items come out as a sorted array has them, ties by number", arguments: 0..<100)
    func sorted(seed: Int) {
        var random = SplitMix(UInt64(seed))
        var heap = MinimumHeap<Int32>()
        var waiting: [(distance: Double, item: Int32)] = []
        for _ in 0..<200 {
            if waiting.isEmpty || Int.random(in: 0..<3, using: &random) > 0 {
                // Few distances, so that most are ties.
                let distance = Double(Int.random(in: 0..<6, using: &random))
                let item = Int32.random(in: 0..<50, using: &random)
                heap.push(distance, item)
                waiting.append((distance, item))
                waiting.sort { ($0.distance, $0.item) < ($1.distance, $1.item) }
            } else {
                #expect(heap.least == waiting.first?.distance)
                let (expected, found) = (waiting.removeFirst(), heap.pop())
                #expect(found?.distance == expected.distance && found?.item == expected.item)
            }
        }
        while let found = heap.pop() {
            let expected = waiting.removeFirst()
            #expect(found.distance == expected.distance && found.item == expected.item)
        }
        #expect(waiting.isEmpty && heap.isEmpty && heap.least == .infinity)
    }

    @Test("without a rule for ties distances come in order, and nothing is lost", arguments: 0..<50)
    func asTheyStand(seed: Int) {
        var random = SplitMix(UInt64(seed))
        var heap = MinimumHeap<Int32>(ties: .asTheyStand)
        let items = (0..<Int32(60)).map {
            (distance: Double.random(in: 0...1, using: &random).rounded(), item: $0)
        }
        for (distance, item) in items { heap.push(distance, item) }
        var found: [(distance: Double, item: Int32)] = []
        while let next = heap.pop() { found.append(next) }
        #expect(found.map(\.distance) == items.map(\.distance).sorted())
        for (distance, item) in found { #expect(items[Int(item)].distance == distance) }
        #expect(Set(found.map(\.item)).count == 60)
    }
}
