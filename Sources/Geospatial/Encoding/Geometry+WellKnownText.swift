import InputOutput
import CGEOS

extension Geometry {
    /// The geometry in well-known text, read by GEOS.
    ///
    /// An empty point becomes an empty `multiPoint`.
    /// - Throws: ``GeospatialError/malformedWKT(text:message:)`` with GEOS's message, also for parentheses nested
    ///   more than 32 deep.
    public init(wkt text: String) throws(GeospatialError) {
        if let message = Self.misshapen(text) { throw .malformedWKT(text: text, message: message) }
        self = try GEOSContext.current.with { context throws(GeospatialError) in
            guard let reader = GEOSWKTReader_create_r(context.handle) else {
                throw context.failure("reading well-known text")
            }
            defer { GEOSWKTReader_destroy_r(context.handle, reader) }
            guard let pointer = GEOSWKTReader_read_r(context.handle, reader, text) else {
                throw .malformedWKT(text: text, message: Wording(verbatim: context.takeMessage()))
            }
            return try GEOSObject(pointer, of: "reading well-known text", in: context)
                .value(of: "reading well-known text")
        }
    }

    /// What is wrong with the outer shape of a text, which GEOS does not check.
    private static func misshapen(_ text: String) -> Wording? {
        var depth = 0
        var isClosed = false
        for byte in text.utf8 where byte != UInt8(ascii: " ") && !(9...13).contains(byte) {
            if byte == 0 { return Wording("the text holds a NUL character", "文本含有 NUL 字符") }
            if isClosed { return Wording("text follows the geometry", "几何之后还有文本") }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                isClosed = depth == 0
            }
            // GEOS reads collections recursively; its stack must not depend on the input.
            if depth > 32 { return Wording("parentheses are nested more than 32 deep", "括号嵌套超过 32 层") }
        }
        return nil
    }

    /// The geometry in well-known text, with as many digits as it takes to read the same numbers again.
    public var wkt: String { wellKnownText { $0.ordinateText } }

    /// The geometry in well-known text with at most so many digits after the decimal point.
    /// - Parameter decimals: 0 to 15; values outside are taken as the nearer of the two.
    public func wkt(decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<min(15, max(0, decimals)) { scale *= 10 }
        return wellKnownText { value in
            let scaled = value * scale
            // Beyond 2^53 there are no decimals left to round.
            guard abs(scaled) < 9_007_199_254_740_992 else { return value.ordinateText }
            return (scaled.rounded() / scale).ordinateText
        }
    }

    private func wellKnownText(_ number: (Double) -> String) -> String {
        let withZ = hasHeights
        func position(_ position: Coordinate) -> String {
            let plane = number(position.x) + " " + number(position.y)
            guard withZ, let z = position.z else { return plane }
            return plane + " " + number(z)
        }
        func list<Part>(_ parts: [Part], _ text: (Part) -> String) -> String {
            parts.isEmpty ? "EMPTY" : "(" + parts.map(text).joined(separator: ", ") + ")"
        }
        func path(_ path: [Coordinate]) -> String { list(path, position) }
        func rings(_ polygon: Polygon) -> String {
            let empty = polygon.exterior.isEmpty && polygon.holes.isEmpty
            return empty ? "EMPTY" : list([polygon.exterior] + polygon.holes, path)
        }
        func tag(_ name: String) -> String { withZ ? name + " Z " : name + " " }
        func text(_ geometry: Geometry) -> String {
            switch geometry {
            case .point(let one): tag("POINT") + path([one])
            case .lineString(let one): tag("LINESTRING") + path(one)
            case .polygon(let one): tag("POLYGON") + rings(one)
            case .multiPoint(let all): tag("MULTIPOINT") + list(all) { path([$0]) }
            case .multiLineString(let all): tag("MULTILINESTRING") + list(all, path)
            case .multiPolygon(let all): tag("MULTIPOLYGON") + list(all, rings)
            case .collection(let all): tag("GEOMETRYCOLLECTION") + list(all, text)
            }
        }
        return text(self)
    }
}

extension Double {
    /// The shortest text that reads as the same number, without `.0` at whole numbers.
    var ordinateText: String {
        guard abs(self) < 1e15, self == rounded(.towardZero) else { return description }
        return String(Int64(self))
    }
}
