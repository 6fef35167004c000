import Geospatial

/// Which way rings run, and which ring lies in which: what Shapefile and GeoJSON have rules about.
enum RingOrientation {
    /// Twice the signed area of a closed ring (shoelace formula): positive when it runs counterclockwise.
    ///
    /// Taken about the first position, so that large eastings do not eat the digits of small areas.
    static func doubleArea(_ ring: [Coordinate]) -> Double {
        guard let origin = ring.first else { return 0 }
        var sum = 0.0
        for index in 1..<max(1, ring.count) {
            let one = ring[index - 1]
            let two = ring[index]
            sum += (one.x - origin.x) * (two.y - origin.y) - (two.x - origin.x) * (one.y - origin.y)
        }
        return sum
    }

    /// The ring, running counterclockwise or clockwise.
    static func oriented(_ ring: [Coordinate], counterclockwise: Bool) -> [Coordinate] {
        let area = doubleArea(ring)
        return area == 0 || (area > 0) == counterclockwise ? ring : ring.reversed()
    }

    /// Whether `position` lies inside a closed ring, by the crossing number; on the edge, either.
    static func contains(_ ring: [Coordinate], _ position: Coordinate) -> Bool {
        var inside = false
        for index in 1..<max(1, ring.count) {
            let one = ring[index - 1]
            let two = ring[index]
            guard (one.y > position.y) != (two.y > position.y) else { continue }
            let x = one.x + (position.y - one.y) / (two.y - one.y) * (two.x - one.x)
            if position.x < x { inside.toggle() }
        }
        return inside
    }

    /// Whether `inner` lies in `outer`: by the majority of its positions and edge middles, as rings may touch.
    static func contains(_ outer: [Coordinate], ring inner: [Coordinate]) -> Bool {
        var balance = 0
        for index in inner.indices.dropLast() {
            let one = inner[index]
            let two = inner[index + 1]
            balance += contains(outer, one) ? 1 : -1
            balance += contains(outer, Coordinate(x: (one.x + two.x) / 2, y: (one.y + two.y) / 2)) ? 1 : -1
        }
        return balance > 0
    }
}
