import Geospatial

/// The straight segments of lines, sorted into the squares of a grid, for questions that must end however many lines lie on
/// top of each other: a square tells no more than a fixed number of neighbours of each segment.
struct LineGrid {
    /// A segment of a line.
    struct Entry {
        var line: Int32
        var segment: Int32
    }

    /// A square with more segments than are compared with each other.
    struct Crowd {
        var lines: [Int32]
        var place: Coordinate
    }

    /// Each segment is compared with so many others of a square.
    static let mostNeighbors = 256
    /// A segment that runs through more squares than this is no pipe of a city.
    private static let mostSquares = 4096.0

    private let cell: Double
    /// The squares that hold anything, ascending, and where the entries of each begin.
    private let squares: [Key]
    private let offsets: [Int]
    private let entries: [Entry]

    struct Key: Comparable, Hashable {
        var x: Int32
        var y: Int32
        static func < (a: Key, b: Key) -> Bool { (a.x, a.y) < (b.x, b.y) }
    }

    /// Sorts the segments of those `paths` for which `isIncluded` holds.
    ///
    /// - Parameter margin: a segment is in each square that it comes so near to, m.
    init(_ paths: [LinePath], margin: Double, where isIncluded: (Int) -> Bool) {
        var length = 0.0
        var count = 0
        for row in paths.indices where isIncluded(row) {
            let points = paths[row].points
            for at in points.indices.dropFirst() {
                length += min(points[at - 1].distance(to: points[at]), 1000)
                count += 1
            }
        }
        // About as wide as a segment is long, so that a segment lies in a few squares.
        let cell = max(1, length / Double(max(1, count)))
        self.cell = cell
        var found: [(key: Key, entry: Entry)] = []
        found.reserveCapacity(3 * count)
        for row in paths.indices where isIncluded(row) {
            let points = paths[row].points
            for at in points.indices.dropFirst() {
                let entry = Entry(line: Int32(row), segment: Int32(at - 1))
                Self.forEachSquare(points[at - 1], points[at], cell, margin) { found.append(($0, entry)) }
            }
        }
        found.sort { ($0.key, $0.entry.line, $0.entry.segment) < ($1.key, $1.entry.line, $1.entry.segment) }
        var squares: [Key] = []
        var offsets: [Int] = []
        for (place, one) in found.enumerated() where squares.last != one.key {
            squares.append(one.key)
            offsets.append(place)
        }
        offsets.append(found.count)
        self.squares = squares
        self.offsets = offsets
        entries = found.map(\.entry)
    }

    /// The square of a place.
    private static func key(_ place: Coordinate, _ cell: Double) -> Key {
        Key(x: Int32((place.x / cell).rounded(.down)), y: Int32((place.y / cell).rounded(.down)))
    }

    /// The squares that a segment comes near to, column by column.
    private static func forEachSquare(
        _ a: Coordinate, _ b: Coordinate, _ cell: Double, _ margin: Double, _ body: (Key) -> Void
    ) {
        let (left, right) = a.x <= b.x ? (a, b) : (b, a)
        guard (right.x - left.x) / cell < mostSquares, abs(a.y - b.y) / cell < mostSquares else { return }
        let first = Int32(((left.x - margin) / cell).rounded(.down))
        let last = Int32(((right.x + margin) / cell).rounded(.down))
        let slope = right.x > left.x ? (right.y - left.y) / (right.x - left.x) : 0
        for x in first...last {
            var (low, high) = (min(left.y, right.y), max(left.y, right.y))
            if right.x > left.x {
                let from = max(left.x, Double(x) * cell - margin)
                let to = min(right.x, Double(x + 1) * cell + margin)
                let ends = (left.y + slope * (from - left.x), left.y + slope * (to - left.x))
                (low, high) = (max(low, min(ends.0, ends.1)), min(high, max(ends.0, ends.1)))
            }
            let bottom = Int32(((low - margin) / cell).rounded(.down))
            let top = Int32(((high + margin) / cell).rounded(.down))
            guard bottom <= top else { continue }
            for y in bottom...top { body(Key(x: x, y: y)) }
        }
    }

    /// Calls `body` with every two segments of different lines in a square, the one of the lower row first, as far as a square
    /// compares them.
    ///
    /// Two segments may meet in several squares: `isHome` tells whether a place lies in the present one.
    ///
    /// - Returns: the squares that hold more than they compare.
    func forEachPair(
        _ body: (_ first: Entry, _ second: Entry, _ isHome: (Coordinate) -> Bool) -> Void
    ) -> [Crowd] {
        var crowds: [Crowd] = []
        for (place, square) in squares.enumerated() {
            let (begin, end) = (offsets[place], offsets[place + 1])
            func isHome(_ at: Coordinate) -> Bool { Self.key(at, cell) == square }
            for one in begin..<end {
                for other in (one + 1)..<max(one + 1, min(end, one + 1 + Self.mostNeighbors))
                where entries[one].line != entries[other].line {
                    body(entries[one], entries[other], isHome)
                }
            }
            if end - begin > Self.mostNeighbors + 1 {
                let middle = Coordinate(
                    x: (Double(square.x) + 0.5) * cell, y: (Double(square.y) + 0.5) * cell)
                crowds.append(Crowd(lines: entries[begin..<end].map(\.line), place: middle))
            }
        }
        return crowds
    }

    /// Calls `body` with the segments in the squares around a place, as far as a square tells them.
    func forEach(near place: Coordinate, within distance: Double, _ body: (Entry) -> Void) {
        let low = Self.key(Coordinate(x: place.x - distance, y: place.y - distance), cell)
        let high = Self.key(Coordinate(x: place.x + distance, y: place.y + distance), cell)
        for x in low.x...high.x {
            for y in low.y...high.y {
                guard let at = index(of: Key(x: x, y: y)) else { continue }
                for entry in offsets[at]..<min(offsets[at + 1], offsets[at] + Self.mostNeighbors) {
                    body(entries[entry])
                }
            }
        }
    }

    private func index(of key: Key) -> Int? {
        var (low, high) = (0, squares.count)
        while low < high {
            let middle = (low + high) / 2
            if squares[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < squares.count && squares[low] == key ? low : nil
    }
}
