/// Sets of numbers that only ever merge (union-find with path halving).
struct DisjointSets: Sendable {
    private var parent: [Int32]

    /// `count` sets of one number each.
    init(count: Int) {
        parent = (0..<Int32(count)).map { $0 }
    }

    /// The number that stands for the set of `member`.
    mutating func find(_ member: Int) -> Int {
        var place = member
        while Int(parent[place]) != place {
            parent[place] = parent[Int(parent[place])]
            place = Int(parent[place])
        }
        return place
    }

    /// Merges two sets; whether they were two.
    @discardableResult
    mutating func union(_ left: Int, _ right: Int) -> Bool {
        let a = find(left)
        let b = find(right)
        guard a != b else { return false }
        parent[max(a, b)] = Int32(min(a, b))
        return true
    }
}
