import Geospatial

/// All straight segments of a set of paths, found by place.
struct SegmentIndex {
    private let tree: STRTree
    private let line: [Int32]
    private let segment: [Int32]

    init(_ paths: [LinePath]) throws(GeospatialError) {
        var boxes: [BoundingBox] = []
        var line: [Int32] = []
        var segment: [Int32] = []
        for (index, path) in paths.enumerated() where path.points.count > 1 {
            for place in 0..<path.points.count - 1 {
                let a = path.points[place]
                let b = path.points[place + 1]
                guard a.isFinite, b.isFinite else { continue }
                boxes.append(
                    BoundingBox(
                        minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y)))
                line.append(Int32(index))
                segment.append(Int32(place))
            }
        }
        tree = try STRTree(boxes: boxes)
        self.line = line
        self.segment = segment
    }

    /// Calls `body` with the line and the segment of every box that touches `box`, in no order of meaning.
    func forEach(in box: BoundingBox, _ body: (_ line: Int, _ segment: Int) -> Void) {
        tree.forEach(in: box) { body(Int(line[$0]), Int(segment[$0])) }
    }

    /// A place on a line near some other place.
    struct Hit {
        var line: Int
        var along: Double
        var gap: Double
        var at: Coordinate
    }

    /// The place nearest to `place` on any path for which `isEligible` holds, within `distance`; of places
    /// equally near, the one on the earlier line.
    func nearest(
        to place: Coordinate, within distance: Double, on paths: [LinePath],
        where isEligible: (Int) -> Bool = { _ in true }
    ) -> Hit? {
        guard distance >= 0 else { return nil }
        var radius = min(distance, 5)
        while true {
            var best: Hit?
            let box = BoundingBox(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
            forEach(in: box.expanded(by: radius)) { line, segment in
                guard isEligible(line) else { return }
                let hit = paths[line].nearest(to: place, onSegment: segment)
                guard hit.gap <= radius else { return }
                if let found = best, (found.gap, found.line, found.along) <= (hit.gap, line, hit.along) {
                    return
                }
                best = Hit(line: line, along: hit.along, gap: hit.gap, at: hit.at)
            }
            if best != nil || radius >= distance { return best }
            radius = min(distance, radius * 4)
        }
    }
}
