import Geospatial

extension JSONCursor {
    /// Steps over a GeoJSON geometry (RFC 7946, 3.1); `nil` for `null` and for a point without a position.
    mutating func geometry(depth: Int = 0) throws -> Geometry? {
        if peek() == UInt8(ascii: "n"), take("null") { return nil }
        guard depth < Self.maximumDepth else {
            throw failure(found: "geometries nested more than \(Self.maximumDepth) deep", expected: "fewer")
        }
        try expect(UInt8(ascii: "{"), "a geometry object or null")
        let start = offset
        var isFirst = true
        var type: Text?
        var coordinates: Int?
        var result: Geometry??
        var parts: [Geometry]?
        while let key = try nextKey(&isFirst) {
            if matches(key.range, "type") {
                type = try text()
            } else if matches(key.range, "coordinates") {
                if let type {
                    result = try shape(type)
                } else {
                    // The type comes later: come back then.
                    coordinates = offset
                    try skipValue()
                }
            } else if matches(key.range, "geometries") {
                parts = try geometries(depth: depth + 1)
            } else {
                try skipValue()
            }
        }
        if result == nil, let type, let coordinates {
            let end = offset
            offset = coordinates
            result = try shape(type)
            offset = end
        }
        if let result { return result }
        if let type, matches(type.range, "GeometryCollection"), let parts { return .collection(parts) }
        offset = start
        guard let type else { throw failure(found: "a geometry without type", expected: "its type") }
        throw failure(
            found: "a geometry of type \(try string(type)) without its coordinates",
            expected: "type and coordinates of RFC 7946")
    }

    private mutating func geometries(depth: Int) throws -> [Geometry] {
        try expect(UInt8(ascii: "["), "an array of geometries")
        var isFirst = true
        var parts: [Geometry] = []
        while try nextElement(&isFirst) {
            if let part = try geometry(depth: depth) { parts.append(part) }
        }
        return parts
    }

    private mutating func shape(_ type: Text) throws -> Geometry? {
        if matches(type.range, "LineString") { return .lineString(try line()) }
        if matches(type.range, "Point") { return try optionalPosition().map { .point($0) } }
        if matches(type.range, "Polygon") { return .polygon(try polygon()) }
        if matches(type.range, "MultiLineString") { return .multiLineString(try list { try $0.line() }) }
        if matches(type.range, "MultiPolygon") { return .multiPolygon(try list { try $0.polygon() }) }
        if matches(type.range, "MultiPoint") { return .multiPoint(try positions()) }
        throw failure(
            found: "coordinates of a geometry of type \(try string(type))",
            expected: "Point, LineString, Polygon, MultiPoint, MultiLineString or MultiPolygon")
    }

    private mutating func list<Part>(_ part: (inout JSONCursor) throws -> Part) throws -> [Part] {
        try expect(UInt8(ascii: "["), "an array of coordinates")
        var isFirst = true
        var parts: [Part] = []
        while try nextElement(&isFirst) { parts.append(try part(&self)) }
        return parts
    }

    private mutating func polygon() throws -> Polygon {
        let rings = try list { try $0.ring() }
        guard let exterior = rings.first else { return Polygon(exterior: []) }
        return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
    }

    private mutating func ring() throws -> [Coordinate] {
        _ = peek()
        let start = offset
        let ring = try positions()
        guard ring.count >= 4, let first = ring.first, let last = ring.last, first.x == last.x,
            first.y == last.y
        else {
            offset = start
            throw failure(
                found: ring.count < 4 ? "a ring of \(ring.count) positions" : "a ring that is not closed",
                expected: "4 positions or more, of which the last is the first")
        }
        return ring
    }

    private mutating func line() throws -> [Coordinate] {
        _ = peek()
        let start = offset
        let line = try positions()
        guard line.count != 1 else {
            offset = start
            throw failure(found: "a line of one position", expected: "two or more")
        }
        return line
    }

    private mutating func positions() throws -> [Coordinate] {
        try expect(UInt8(ascii: "["), "an array of positions")
        var isFirst = true
        var result: [Coordinate] = []
        while try nextElement(&isFirst) {
            _ = peek()
            let start = offset
            guard let position = try optionalPosition() else {
                offset = start
                throw failure(found: "an empty position", expected: "[x, y]")
            }
            result.append(position)
        }
        return result
    }

    /// A position; `nil` for `[]`. Ordinates after the third are dropped.
    private mutating func optionalPosition() throws -> Coordinate? {
        try expect(UInt8(ascii: "["), "a position")
        if peek() == UInt8(ascii: "]") {
            offset += 1
            return nil
        }
        let x = try double()
        try expect(UInt8(ascii: ","), "a comma and the second ordinate")
        let y = try double()
        if peek() == UInt8(ascii: "]") {
            offset += 1
            return Coordinate(x: x, y: y)
        }
        try expect(UInt8(ascii: ","), "a comma or a closing bracket")
        let z = try double()
        while peek() != UInt8(ascii: "]") {
            try expect(UInt8(ascii: ","), "a comma or a closing bracket")
            _ = try double()
        }
        offset += 1
        return Coordinate(x: x, y: y, z: z)
    }
}
