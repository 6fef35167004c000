/// Writes little-endian well-known binary into a buffer of exactly the right size.
struct WellKnownBinaryWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    private let withZ: Bool
    private(set) var offset = 0

    /// - Parameter buffer: holds at least ``size(of:positionSize:)`` bytes.
    init(buffer: UnsafeMutableRawBufferPointer, withZ: Bool) {
        self.buffer = buffer
        self.withZ = withZ
    }

    /// Bytes that `geometry` takes.
    static func size(of geometry: Geometry, positionSize: Int) -> Int {
        switch geometry {
        case .point: 5 + positionSize
        case .lineString(let path): size(ofLine: path, positionSize)
        case .polygon(let polygon): size(of: polygon, positionSize)
        case .multiPoint(let path): 9 + path.count * (5 + positionSize)
        case .multiLineString(let paths): paths.reduce(9) { $0 + size(ofLine: $1, positionSize) }
        case .multiPolygon(let polygons): polygons.reduce(9) { $0 + size(of: $1, positionSize) }
        case .collection(let parts): parts.reduce(9) { $0 + size(of: $1, positionSize: positionSize) }
        }
    }

    private static func size(ofLine path: [Coordinate], _ positionSize: Int) -> Int {
        9 + path.count * positionSize
    }

    private static func size(of polygon: Polygon, _ positionSize: Int) -> Int {
        guard !(polygon.exterior.isEmpty && polygon.holes.isEmpty) else { return 9 }
        return polygon.holes.reduce(9 + 4 + polygon.exterior.count * positionSize) {
            $0 + 4 + $1.count * positionSize
        }
    }

    mutating func write(_ geometry: Geometry) {
        switch geometry {
        case .point(let position):
            head(1)
            write(position)
        case .lineString(let path): writeLine(path)
        case .polygon(let polygon): write(polygon)
        case .multiPoint(let path):
            head(4, count: path.count)
            for position in path {
                head(1)
                write(position)
            }
        case .multiLineString(let paths):
            head(5, count: paths.count)
            for path in paths { writeLine(path) }
        case .multiPolygon(let polygons):
            head(6, count: polygons.count)
            for polygon in polygons { write(polygon) }
        case .collection(let parts):
            head(7, count: parts.count)
            for part in parts { write(part) }
        }
    }

    private mutating func writeLine(_ path: [Coordinate]) {
        head(2)
        write(path)
    }

    private mutating func write(_ polygon: Polygon) {
        guard !(polygon.exterior.isEmpty && polygon.holes.isEmpty) else { return head(3, count: 0) }
        head(3, count: 1 + polygon.holes.count)
        write(polygon.exterior)
        for hole in polygon.holes { write(hole) }
    }

    private mutating func write(_ path: [Coordinate]) {
        put(UInt32(truncatingIfNeeded: path.count).littleEndian)
        for position in path { write(position) }
    }

    @inline(__always)
    private mutating func write(_ position: Coordinate) {
        put(position.x.bitPattern.littleEndian)
        put(position.y.bitPattern.littleEndian)
        if withZ { put((position.z ?? .nan).bitPattern.littleEndian) }
    }

    private mutating func head(_ type: UInt32) {
        put(UInt8(1))
        put((withZ ? type + 1000 : type).littleEndian)
    }

    private mutating func head(_ type: UInt32, count: Int) {
        head(type)
        put(UInt32(truncatingIfNeeded: count).littleEndian)
    }

    @inline(__always)
    private mutating func put<Value: BitwiseCopyable>(_ value: Value) {
        buffer.storeBytes(of: value, toByteOffset: offset, as: Value.self)
        offset += MemoryLayout<Value>.size
    }
}
