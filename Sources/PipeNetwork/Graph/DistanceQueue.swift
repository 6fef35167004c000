/// A queue of nodes by distance: a heap with four children a place, flatter than a binary one and kinder to the cache.
///
/// Invariant: no place is nearer than its parent. A node may stand in it several times; the caller passes over those whose
/// distance is no longer the best known.
struct DistanceQueue {
    private var keys: [Double] = []
    private var nodes: [Int32] = []

    var isEmpty: Bool { keys.isEmpty }
    /// The least distance; infinite when nothing waits.
    var least: Double { keys.first ?? .infinity }

    mutating func reserve(_ count: Int) {
        keys.reserveCapacity(count)
        nodes.reserveCapacity(count)
    }

    mutating func push(_ key: Double, _ node: Int32) {
        keys.append(key)
        nodes.append(node)
        var at = keys.count - 1
        while at > 0 {
            let parent = (at - 1) >> 2
            guard keys[parent] > key else { break }
            keys[at] = keys[parent]
            nodes[at] = nodes[parent]
            at = parent
        }
        keys[at] = key
        nodes[at] = node
    }

    mutating func pop() -> (distance: Double, node: Int)? {
        guard let key = keys.last, let node = nodes.last else { return nil }
        let top = (keys[0], Int(nodes[0]))
        keys.removeLast()
        nodes.removeLast()
        let count = keys.count
        guard count > 0 else { return top }
        var at = 0
        while true {
            let first = 4 * at + 1
            guard first < count else { break }
            var child = first
            var best = keys[first]
            for other in (first + 1)..<max(first + 1, min(first + 4, count)) where keys[other] < best {
                child = other
                best = keys[other]
            }
            guard best < key else { break }
            keys[at] = best
            nodes[at] = nodes[child]
            at = child
        }
        keys[at] = key
        nodes[at] = node
        return top
    }
}
