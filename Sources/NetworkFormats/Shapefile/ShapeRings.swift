import Geospatial

/// Sorts the rings of a Shapefile polygon into areas with holes.
///
/// ESRI's Shapefile Technical Description (1998) has outer rings run clockwise and holes counterclockwise, in
/// any order. A hole belongs to the smallest outer ring around it.
enum ShapeRings {
    /// One area, or several; `nil` without rings.
    static func geometry(_ rings: [[Coordinate]]) -> Geometry? {
        let polygons = polygons(rings.map(closed))
        return polygons.count == 1 ? .polygon(polygons[0]) : polygons.isEmpty ? nil : .multiPolygon(polygons)
    }

    /// Areas from closed rings.
    static func polygons(_ rings: [[Coordinate]]) -> [Polygon] {
        if rings.count == 1 { return [Polygon(exterior: rings[0])] }
        let areas = rings.map(RingOrientation.doubleArea)
        let boxes = rings.map { BoundingBox($0) }
        var outers = rings.indices.filter { areas[$0] <= 0 }
        if outers.isEmpty { outers = outersByDepth(rings, areas, boxes) }
        var isOuter = [Bool](repeating: false, count: rings.count)
        for outer in outers { isOuter[outer] = true }
        var holes: [Int: [[Coordinate]]] = [:]
        for ring in rings.indices where !isOuter[ring] {
            let around = outers.filter { encloses($0, ring, rings, areas, boxes) }
            if let smallest = around.min(by: { abs(areas[$0]) < abs(areas[$1]) }) {
                holes[smallest, default: []].append(rings[ring])
            } else {
                // A hole in nothing is an area whose ring was written the wrong way round.
                isOuter[ring] = true
            }
        }
        return rings.indices.filter { isOuter[$0] }
            .map { Polygon(exterior: rings[$0], holes: holes[$0] ?? []) }
    }

    /// Files that run all rings counterclockwise: those within an even number of others are outer rings.
    private static func outersByDepth(
        _ rings: [[Coordinate]], _ areas: [Double], _ boxes: [BoundingBox?]
    ) -> [Int] {
        rings.indices.filter { ring in
            rings.indices.count { $0 != ring && encloses($0, ring, rings, areas, boxes) }.isMultiple(of: 2)
        }
    }

    private static func encloses(
        _ outer: Int, _ inner: Int, _ rings: [[Coordinate]], _ areas: [Double], _ boxes: [BoundingBox?]
    ) -> Bool {
        guard let one = boxes[outer], let two = boxes[inner], abs(areas[outer]) > abs(areas[inner]),
            one.minX <= two.minX, one.minY <= two.minY, one.maxX >= two.maxX, one.maxY >= two.maxY
        else { return false }
        return RingOrientation.contains(rings[outer], ring: rings[inner])
    }

    private static func closed(_ ring: [Coordinate]) -> [Coordinate] {
        guard let first = ring.first, let last = ring.last, first.x != last.x || first.y != last.y else {
            return ring
        }
        return ring + [first]
    }
}
