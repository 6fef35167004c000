/// A binary heap by distance: the root is the nearest, and no child is nearer than its parent. Of two at one distance the
/// lesser comes first, so that a search finds the same way every time (the graph's own queue is faster, and takes ties as they
/// come).
struct DistanceQueue<Item: Comparable> {
    private var heap: [(distance: Double, item: Item)] = []

    private static func isBefore(_ a: (distance: Double, item: Item), _ b: (distance: Double, item: Item))
        -> Bool
    {
        a.distance < b.distance || (a.distance == b.distance && a.item < b.item)
    }

    /// Adds an item at a distance.
    mutating func push(_ distance: Double, _ item: Item) {
        heap.append((distance, item))
        var at = heap.count - 1
        while at > 0 {
            let parent = (at - 1) / 2
            guard Self.isBefore(heap[at], heap[parent]) else { break }
            heap.swapAt(parent, at)
            at = parent
        }
    }

    /// Takes out the nearest; `nil` when nothing waits.
    mutating func pop() -> (distance: Double, item: Item)? {
        guard let root = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return root }
        heap[0] = last
        var at = 0
        while true {
            var least = at
            if 2 * at + 1 < heap.count, Self.isBefore(heap[2 * at + 1], heap[least]) { least = 2 * at + 1 }
            if 2 * at + 2 < heap.count, Self.isBefore(heap[2 * at + 2], heap[least]) { least = 2 * at + 2 }
            if least == at { return root }
            heap.swapAt(at, least)
            at = least
        }
    }
}
