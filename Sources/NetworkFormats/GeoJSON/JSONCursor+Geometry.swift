import Geospatial
import InputOutput

extension JSONCursor {
    /// Steps over a GeoJSON geometry (RFC 7946, 3.1); `nil` for `null` and for a point without a position.
    mutating func geometry(depth: Int = 0) throws -> Geometry? {
        if peek() == UInt8(ascii: "n"), take("null") { return nil }
        guard depth < Self.maximumDepth else {
            throw failure(
                found: Wording(
                    "geometries nested more than \(Self.maximumDepth) deep",
                    "嵌套超过 \(Self.maximumDepth) 层的几何"),
                expected: Wording("fewer", "更少的层数"))
        }
        try expect(UInt8(ascii: "{"), Wording("a geometry object or null", "几何对象或 null"))
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
        guard let type else {
            throw failure(
                found: Wording("a geometry without type", "没有类型的几何"), expected: Wording("its type", "其类型"))
        }
        let name = try string(type)
        throw failure(
            found: Wording(
                "a geometry of type \(name) without its coordinates", "类型为 \(name) 而没有坐标的几何"),
            expected: Wording("type and coordinates of RFC 7946", "RFC 7946 规定的类型与坐标"))
    }

    private mutating func geometries(depth: Int) throws -> [Geometry] {
        try expect(UInt8(ascii: "["), Wording("an array of geometries", "几何数组"))
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
        let name = try string(type)
        throw failure(
            found: Wording("coordinates of a geometry of type \(name)", "类型为 \(name) 的几何的坐标"),
            expected: Wording(
                "Point, LineString, Polygon, MultiPoint, MultiLineString or MultiPolygon",
                "Point、LineString、Polygon、MultiPoint、MultiLineString 或 MultiPolygon"))
    }

    private mutating func list<Part>(_ part: (inout JSONCursor) throws -> Part) throws -> [Part] {
        try expect(UInt8(ascii: "["), Wording("an array of coordinates", "坐标数组"))
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
                found: ring.count < 4
                    ? Wording("a ring of \(ring.count) positions", "只有 \(ring.count) 个坐标的环")
                    : Wording("a ring that is not closed", "未闭合的环"),
                expected: Wording(
                    "4 positions or more, of which the last is the first", "至少 4 个坐标，且首尾相同"))
        }
        return ring
    }

    private mutating func line() throws -> [Coordinate] {
        _ = peek()
        let start = offset
        let line = try positions()
        guard line.count != 1 else {
            offset = start
            throw failure(
                found: Wording("a line of one position", "只有一个坐标的线"),
                expected: Wording("two or more", "两个或更多"))
        }
        return line
    }

    private mutating func positions() throws -> [Coordinate] {
        try expect(UInt8(ascii: "["), Wording("an array of positions", "坐标数组"))
        var isFirst = true
        var result: [Coordinate] = []
        while try nextElement(&isFirst) {
            _ = peek()
            let start = offset
            guard let position = try optionalPosition() else {
                offset = start
                throw failure(
                    found: Wording("an empty position", "空坐标"), expected: Wording(verbatim: "[x, y]"))
            }
            result.append(position)
        }
        return result
    }

    /// A position; `nil` for `[]`. Ordinates after the third are dropped.
    private mutating func optionalPosition() throws -> Coordinate? {
        try expect(UInt8(ascii: "["), Wording("a position", "坐标"))
        if peek() == UInt8(ascii: "]") {
            offset += 1
            return nil
        }
        let x = try double()
        try expect(UInt8(ascii: ","), Wording("a comma and the second ordinate", "逗号与第二个坐标值"))
        let y = try double()
        if peek() == UInt8(ascii: "]") {
            offset += 1
            return Coordinate(x: x, y: y)
        }
        try expect(UInt8(ascii: ","), Wording("a comma or a closing bracket", "逗号或右方括号"))
        let z = try double()
        while peek() != UInt8(ascii: "]") {
            try expect(UInt8(ascii: ","), Wording("a comma or a closing bracket", "逗号或右方括号"))
            _ = try double()
        }
        offset += 1
        return Coordinate(x: x, y: y, z: z)
    }
}
