import Geospatial

extension NetworkAlignment {
    /// Links of one id first, made-up ids apart; then by the middle of their path; then made-up ids by name.
    mutating func matchLinks() {
        for row in 0..<new.links.count where linkBefore[row] < 0 && PieceID(new.links.ids[row]) == nil {
            if let before = old.links.index(of: new.links.ids[row]), linkAfter[before] < 0 {
                pair(link: row, with: before)
            }
        }
        let rest = (0..<new.links.count).filter { linkBefore[$0] < 0 }
        if rest.isEmpty { return }
        var grid = NodeGrid(distance: tolerance.same)
        for row in 0..<old.links.count where linkAfter[row] < 0 {
            if let middle = Self.middle(old.path(ofLink: row)) {
                grid.insert(node: row, x: middle.x, y: middle.y)
            }
        }
        for row in rest {
            let path = new.path(ofLink: row)
            guard let middle = Self.middle(path) else { continue }
            let kind = new.links.kinds[row]
            let hit = grid.nearest(
                x: middle.x, y: middle.y, within: tolerance.same,
                where: { before in
                    linkAfter[before] < 0 && old.links.kinds[before] == kind
                        && isSamePath(path, old.path(ofLink: before))
                })
            if let hit { pair(link: row, with: hit.node) }
        }
        for row in rest where linkBefore[row] < 0 {
            if let before = old.links.index(of: new.links.ids[row]), linkAfter[before] < 0 {
                pair(link: row, with: before)
            }
        }
    }

    private mutating func pair(link: Int, with before: Int) {
        linkBefore[link] = Int32(before)
        linkAfter[before] = Int32(link)
    }

    /// The position half-way along a path.
    private static func middle(_ points: [Coordinate]) -> Coordinate? {
        guard points.count > 1, points.allSatisfy(\.isFinite) else { return nil }
        let path = LinePath(points)
        let half = path.length / 2
        guard let segment = path.distances.indices.dropLast().last(where: { path.distances[$0] <= half })
        else {
            return nil
        }
        let span = path.distances[segment + 1] - path.distances[segment]
        let share = span > 0 ? (half - path.distances[segment]) / span : 0
        let (a, b) = (points[segment], points[segment + 1])
        return Coordinate(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share)
    }

    /// Whether two paths run the same way, in either direction.
    private func isSamePath(_ a: [Coordinate], _ b: [Coordinate]) -> Bool {
        guard let first = a.first, let last = a.last, let from = b.first, let to = b.last else {
            return false
        }
        let same = tolerance.same
        let forward = first.distance(to: from) <= same && last.distance(to: to) <= same
        let backward = first.distance(to: to) <= same && last.distance(to: from) <= same
        guard forward || backward, let movement = Movement.between(a, b) else { return false }
        return movement <= same
    }
}
