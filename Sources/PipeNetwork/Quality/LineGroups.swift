import Geospatial

/// Lines that are one line drawn several times: equal point by point, or within a millimetre.
struct LineGroups {
    /// Rows of pipes that join the same nodes along the same path, each group ascending.
    private(set) var equal: [[Int]] = []
    /// Rows of pipes of which each point lies within a millimetre of the others', each group ascending; of those that are
    /// equal the first stands for all.
    private(set) var near: [[Int]] = []
    /// Whether each line stands for itself or its group.
    private(set) var isFirst: [Bool]

    /// Points in one square of this width, m, are less than a millimetre apart.
    private static let grain = 0.7e-3

    private struct EqualKey: Hashable {
        var low: Int32
        var high: Int32
        var points: [Coordinate]
    }

    private struct NearKey: Hashable {
        var points: [SIMD2<Double>]
    }

    init(_ network: Network, _ paths: [LinePath], where isIncluded: (Int) -> Bool) {
        isFirst = paths.indices.map(isIncluded)
        let links = network.links
        var equal: [EqualKey: [Int]] = [:]
        // Pumps and valves side by side are how stations are built, and models draw them on one line.
        let pipes = paths.indices.filter {
            links.kinds[$0] == .pipe && isFirst[$0] && paths[$0].points.count > 1
        }
        for row in pipes {
            let (start, end) = (links.start[row], links.end[row])
            let key = EqualKey(
                low: min(start, end), high: max(start, end), points: Self.directed(paths[row].points))
            equal[key, default: []].append(row)
        }
        for rows in equal.values where rows.count > 1 {
            self.equal.append(rows)
            for row in rows.dropFirst() { isFirst[row] = false }
        }
        var near: [NearKey: [Int]] = [:]
        for row in pipes where isFirst[row] {
            let points = Self.directed(paths[row].points).map { point in
                SIMD2((point.x / Self.grain).rounded(.down), (point.y / Self.grain).rounded(.down))
            }
            near[NearKey(points: points), default: []].append(row)
        }
        for rows in near.values where rows.count > 1 {
            self.near.append(rows)
            for row in rows.dropFirst() { isFirst[row] = false }
        }
        // A dictionary's order is arbitrary.
        self.equal.sort { $0[0] < $1[0] }
        self.near.sort { $0[0] < $1[0] }
    }

    /// A path's points from that of its ends which comes first.
    private static func directed(_ points: [Coordinate]) -> [Coordinate] {
        for (a, b) in zip(points, points.reversed()) where a != b {
            return (a.x, a.y) < (b.x, b.y) ? points : points.reversed()
        }
        return points
    }
}
