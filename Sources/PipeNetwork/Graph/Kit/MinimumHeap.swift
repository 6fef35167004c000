/// Items by distance, the nearest first: a heap with four children a place, flatter than a binary one and kinder to the cache.
///
/// Invariant: no place comes before its parent. An item may stand in it several times; a search passes over those whose
/// distance is no longer the best known. Inlinable, so that a room above has it compiled for its own items.
@usableFromInline
package struct MinimumHeap<Item: Comparable> {
    /// Which of several items at one distance comes first.
    @usableFromInline
    package enum TieRule {
        /// Whichever the heap has at hand: the same one in every run of the same program on the same input.
        case asTheyStand
        /// The least: the same one in whatever order they were put in.
        case leastItem
    }

    @usableFromInline var distances: [Double] = []
    @usableFromInline var items: [Item] = []
    @usableFromInline let breaksTies: Bool

    /// An empty heap.
    @inlinable
    package init(ties: TieRule = .leastItem) { breaksTies = ties == .leastItem }

    /// Whether nothing waits.
    @inlinable
    package var isEmpty: Bool { distances.isEmpty }

    /// The least distance; infinite when nothing waits.
    @inlinable
    package var least: Double { distances.first ?? .infinity }

    @inlinable
    func isBefore(_ distance: Double, _ item: Item, _ other: Double, _ otherItem: Item) -> Bool {
        distance < other || breaksTies && distance == other && item < otherItem
    }

    /// Puts in an item at a distance.
    @inlinable
    package mutating func push(_ distance: Double, _ item: Item) {
        distances.append(distance)
        items.append(item)
        var at = distances.count - 1
        while at > 0 {
            let parent = (at - 1) >> 2
            guard isBefore(distance, item, distances[parent], items[parent]) else { break }
            distances[at] = distances[parent]
            items[at] = items[parent]
            at = parent
        }
        distances[at] = distance
        items[at] = item
    }

    /// Takes out the nearest item; `nil` when nothing waits.
    @inlinable
    package mutating func pop() -> (distance: Double, item: Item)? {
        guard let distance = distances.popLast(), let item = items.popLast() else { return nil }
        let count = distances.count
        guard count > 0 else { return (distance, item) }
        let top = (distances[0], items[0])
        var at = 0
        while true {
            let first = 4 * at + 1
            guard first < count else { break }
            var child = first
            for other in (first + 1)..<max(first + 1, min(first + 4, count))
            where isBefore(distances[other], items[other], distances[child], items[child]) {
                child = other
            }
            guard isBefore(distances[child], items[child], distance, item) else { break }
            distances[at] = distances[child]
            items[at] = items[child]
            at = child
        }
        distances[at] = distance
        items[at] = item
        return top
    }
}
