import Geospatial

/// Well-known text (ISO 13249-3) with a set number of decimals.
enum WellKnownText {
    /// Appends `geometry`; with heights, as `Z`, when its first position has one.
    static func append(_ geometry: Geometry, decimals: Int, to bytes: inout [UInt8]) {
        let withZ = geometry.startsWithHeight
        bytes.append(contentsOf: geometry.geometryClass.rawValue.utf8)
        bytes.append(contentsOf: (withZ ? " Z " : " ").utf8)
        var text = Text(bytes: bytes, decimals: decimals, withZ: withZ)
        bytes = []
        text.body(geometry)
        bytes = text.bytes
    }

    private struct Text {
        var bytes: [UInt8]
        let decimals: Int
        let withZ: Bool

        mutating func body(_ geometry: Geometry) {
            switch geometry {
            case .point(let position): list([position]) { $0.add($1) }
            case .lineString(let path): list(path) { $0.add($1) }
            case .multiPoint(let path): list(path) { text, position in text.list([position]) { $0.add($1) } }
            case .polygon(let polygon): add(polygon)
            case .multiLineString(let paths): list(paths) { text, path in text.list(path) { $0.add($1) } }
            case .multiPolygon(let polygons): list(polygons) { $0.add($1) }
            case .collection(let parts):
                list(parts) { text, part in
                    WellKnownText.append(part, decimals: text.decimals, to: &text.bytes)
                }
            }
        }

        mutating func add(_ polygon: Polygon) {
            list(polygon.exterior.isEmpty ? [] : [polygon.exterior] + polygon.holes) { text, ring in
                text.list(ring) { $0.add($1) }
            }
        }

        mutating func add(_ position: Coordinate) {
            DecimalText.append(position.x, decimals: decimals, to: &bytes)
            bytes.append(0x20)
            DecimalText.append(position.y, decimals: decimals, to: &bytes)
            guard withZ else { return }
            bytes.append(0x20)
            DecimalText.append(position.z ?? 0, decimals: 4, to: &bytes)
        }

        mutating func list<Element>(_ elements: [Element], _ add: (inout Text, Element) -> Void) {
            guard !elements.isEmpty else {
                bytes.append(contentsOf: "EMPTY".utf8)
                return
            }
            bytes.append(UInt8(ascii: "("))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                add(&self, element)
            }
            bytes.append(UInt8(ascii: ")"))
        }
    }
}
