/// A binary heap of nodes by distance: the root is the nearest, and no child is nearer than its parent. Of two at one
/// distance the lower row comes first, so that a search finds the same way every time (the graph's own queue is faster, and
/// takes ties as they come).
struct DistanceQueue {
    private var heap: [(distance: Double, node: Int32)] = []

    private static func isBefore(
        _ a: (distance: Double, node: Int32), _ b: (distance: Double, node: Int32)
    ) -> Bool {
        a.distance < b.distance || (a.distance == b.distance && a.node < b.node)
    }

    mutating func push(_ distance: Double, _ node: Int32) {
        heap.append((distance, node))
        var at = heap.count - 1
        while at > 0 {
            let parent = (at - 1) / 2
            guard Self.isBefore(heap[at], heap[parent]) else { break }
            heap.swapAt(parent, at)
            at = parent
        }
    }

    mutating func pop() -> (distance: Double, node: Int32)? {
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
