import Foundation

/// An arc of a circle through three positions, as the curves of ISO 13249-3 are made of.
///
/// It is straightened in steps of a part of a right angle, so that the same drawing gives the same line in metres and in
/// degrees: with 32 steps a right angle the line is 0.01 % shorter than the arc, and nowhere further from it than
/// 0.03 % of its radius.
public enum CircularArc {
    /// Steps for each right angle.
    public static let stepsPerQuarter = 32
    /// The step for a message.
    public static let stepText = "2.8° (0.03 % of the radius)"

    /// The positions after the start of an arc from `start` by way of `middle` to `end`, which is the last of them.
    ///
    /// Heights run evenly. When the end is the start, the middle is the other end of a diameter, and the arc is the whole
    /// circle; three positions on a line are that line.
    /// Source: ISO/IEC 13249-3:2016, 4.2.7 (ST_CircularString); the circle through three points is the textbook's.
    static func positions(_ start: Coordinate, _ middle: Coordinate, _ end: Coordinate) -> [Coordinate] {
        guard start.isFinite, middle.isFinite, end.isFinite else { return [middle, end] }
        let isWhole = start.x == end.x && start.y == end.y
        let center: Coordinate
        if isWhole {
            center = Coordinate(x: (start.x + middle.x) / 2, y: (start.y + middle.y) / 2)
        } else {
            // About the start, so that large eastings do not eat the digits.
            let (bx, by) = (middle.x - start.x, middle.y - start.y)
            let (cx, cy) = (end.x - start.x, end.y - start.y)
            let cross = 2 * (bx * cy - by * cx)
            let (b, c) = (bx * bx + by * by, cx * cx + cy * cy)
            // Flatter than one part in ten million it is a line.
            guard abs(cross) > 1e-7 * max(b, c) else { return [middle, end] }
            center = Coordinate(
                x: start.x + (cy * b - by * c) / cross, y: start.y + (bx * c - cx * b) / cross)
        }
        let radius = center.distance(to: start)
        guard radius.isFinite, radius > 0 else { return [middle, end] }
        func angle(_ position: Coordinate) -> Double { atan2(position.y - center.y, position.x - center.x) }
        let first = angle(start)
        let sweep: Double
        if isWhole {
            sweep = 2 * .pi
        } else {
            let toEnd = positive(angle(end) - first)
            // The middle says on which side the arc runs.
            sweep = positive(angle(middle) - first) <= toEnd ? toEnd : toEnd - 2 * .pi
        }
        let steps = max(1, Int((abs(sweep) / (.pi / 2) * Double(stepsPerQuarter)).rounded(.up)))
        var positions: [Coordinate] = []
        positions.reserveCapacity(steps)
        for step in 1..<max(1, steps) {
            let part = Double(step) / Double(steps)
            let at = first + sweep * part
            var z: Double?
            if let low = start.z, let high = end.z { z = low + (high - low) * part }
            positions.append(
                Coordinate(x: center.x + radius * cos(at), y: center.y + radius * sin(at), z: z))
        }
        positions.append(end)
        return positions
    }

    /// The angle between 0 and a full turn.
    private static func positive(_ angle: Double) -> Double { angle < 0 ? angle + 2 * .pi : angle }

    /// The path of a circular string: its first position, and for every two further ones an arc.
    static func path(_ positions: [Coordinate]) -> [Coordinate] {
        guard let first = positions.first else { return [] }
        var path = [first]
        for index in stride(from: 2, to: positions.count, by: 2) {
            path += Self.positions(positions[index - 2], positions[index - 1], positions[index])
        }
        return path
    }

    /// Whether the bytes of a geometry in well-known binary, with or without GeoPackage's header, are of a class that has
    /// curves: 8 to 12, which Esri, QGIS and GDAL write.
    public static func isCurve(_ bytes: [UInt8]) -> Bool {
        var start = 0
        if bytes.count >= 8, bytes[0] == UInt8(ascii: "G"), bytes[1] == UInt8(ascii: "P") {
            let envelopes = [0, 32, 48, 48, 64]
            let kind = Int(bytes[3] >> 1 & 0b111)
            guard kind < envelopes.count else { return false }
            start = 8 + envelopes[kind]
        }
        guard bytes.count >= start + 5, bytes[start] <= 1 else { return false }
        let word = bytes[start + 1..<start + 5]
        let ordered = bytes[start] == 1 ? Array(word.reversed()) : Array(word)
        let code = ordered.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x1FFF_FFFF
        return (8...12).contains(code % 1000) && code / 1000 <= 3
    }
}
