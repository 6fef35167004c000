/// Sets of numbers that only ever merge: union-find with path halving (Tarjan, R. E.; van Leeuwen, J., *Worst-case analysis
/// of set union algorithms*, Journal of the ACM 31 (1984) 245–281).
///
/// The least member stands for a set, so that the same merges in any order have the same representatives.
package struct DisjointSets: Sendable {
    private var parents: [Int32]

    /// `count` sets of one number each.
    package init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

    /// The number that stands for the set of `member`.
    package mutating func find(_ member: Int) -> Int {
        var at = member
        while Int(parents[at]) != at {
            parents[at] = parents[Int(parents[at])]
            at = Int(parents[at])
        }
        return at
    }

    /// Merges the sets of two numbers.
    ///
    /// - Returns: whether they were two.
    @discardableResult
    package mutating func union(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (find(a), find(b))
        guard a != b else { return false }
        parents[max(a, b)] = Int32(min(a, b))
        return true
    }

    /// Merges the set of one representative into that of another, which stands for both from now on whichever is less.
    package mutating func attach(root: Int, to other: Int) { parents[root] = Int32(other) }
}
