import Geospatial

/// Nodes by the square of a grid they lie in, so that the nearest within a short distance is found at once.
struct NodeGrid {
    private let cell: Double
    private var first: [Key: Int32] = [:]
    private var next: [Int32] = []
    private var x: [Double] = []
    private var y: [Double] = []
    private var nodes: [Int32] = []

    private struct Key: Hashable {
        var column: Int64
        var row: Int64
    }

    /// A grid for searches within `distance`.
    init(distance: Double) {
        cell = max(distance, 1e-6)
    }

    mutating func insert(node: Int, x: Double, y: Double) {
        guard x.isFinite, y.isFinite else { return }
        let key = key(x, y)
        let entry = Int32(nodes.count)
        nodes.append(Int32(node))
        self.x.append(x)
        self.y.append(y)
        next.append(first.updateValue(entry, forKey: key) ?? -1)
    }

    /// The node nearest to the place within `distance` (at most the grid's own) for which `isEligible` holds;
    /// of nodes equally near, the one with the lower row.
    func nearest(
        x: Double, y: Double, within distance: Double, where isEligible: (Int) -> Bool = { _ in true }
    ) -> (node: Int, distance: Double)? {
        guard x.isFinite, y.isFinite else { return nil }
        let center = key(x, y)
        var best: (node: Int, distance: Double)?
        for column in center.column - 1...center.column + 1 {
            for row in center.row - 1...center.row + 1 {
                var entry = first[Key(column: column, row: row)] ?? -1
                while entry >= 0 {
                    let place = Int(entry)
                    entry = next[place]
                    let dx = self.x[place] - x
                    let dy = self.y[place] - y
                    let gap = (dx * dx + dy * dy).squareRoot()
                    let node = Int(nodes[place])
                    guard gap <= distance, isEligible(node) else { continue }
                    if let found = best, (found.distance, found.node) <= (gap, node) { continue }
                    best = (node, gap)
                }
            }
        }
        return best
    }

    private func key(_ x: Double, _ y: Double) -> Key {
        // Positions beyond ±9e15 cells would overflow; such coordinates are no place on Earth in any unit.
        Key(column: Self.clamped(x / cell), row: Self.clamped(y / cell))
    }

    private static func clamped(_ value: Double) -> Int64 {
        Int64(max(-9e15, min(9e15, value.rounded(.down))))
    }
}
