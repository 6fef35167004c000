import Geospatial

/// Finds the pipe nearest to a place: all straight pieces of all links, sorted into the squares of a grid once, so that a
/// question looks at a handful of them.
public struct PipeLocator: Sendable {
    private let minX: Double
    private let minY: Double
    private let cell: Double
    private let columns: Int
    private let rows: Int
    private let offsets: [Int32]
    /// For each entry the link, and the end points of its piece.
    private let link: [Int32]
    private let pieces: [SIMD4<Double>]

    /// A place on a link near some other place.
    public struct Hit: Sendable, Hashable {
        /// The link's row.
        public let link: Int
        /// The nearest place on it.
        public let place: Coordinate
        /// How far away that is, m.
        public let distance: Double

        /// A place on a link.
        public init(link: Int, place: Coordinate, distance: Double) {
            (self.link, self.place, self.distance) = (link, place, distance)
        }
    }

    /// Sorts the links of `network` that have a place.
    ///
    /// - Parameter isIncluded: whether a link counts.
    public init(_ network: Network, where isIncluded: (_ link: Int) -> Bool = { _ in true }) {
        var link: [Int32] = []
        var pieces: [SIMD4<Double>] = []
        for row in 0..<network.links.count where isIncluded(row) {
            let (a, b) = (Int(network.links.start[row]), Int(network.links.end[row]))
            var (x, y) = (network.nodes.x[a], network.nodes.y[a])
            func add(_ toX: Double, _ toY: Double) {
                let piece = SIMD4(x, y, toX, toY)
                // Squares of what is no place on Earth cannot be counted.
                if abs(x) <= 1e12, abs(y) <= 1e12, abs(toX) <= 1e12, abs(toY) <= 1e12 {
                    pieces.append(piece)
                    link.append(Int32(row))
                }
                (x, y) = (toX, toY)
            }
            network.links.forEachVertex(row, add)
            add(network.nodes.x[b], network.nodes.y[b])
        }
        var low = SIMD2(Double.infinity, .infinity)
        var high = -low
        for piece in pieces {
            low = pointwiseMin(low, pointwiseMin(piece.lowHalf, piece.highHalf))
            high = pointwiseMax(high, pointwiseMax(piece.lowHalf, piece.highHalf))
        }
        let width = max(high.x - low.x, high.y - low.y, 1e-9)
        // About one piece to a square; a far outlier must not make the squares as large as a city.
        let side = max(1, min(4096, Int(Double(max(1, pieces.count)).squareRoot())))
        let cell = pieces.isEmpty ? 1 : width / Double(side)
        let columns = pieces.isEmpty ? 0 : Int((high.x - low.x) / cell) + 1
        let rows = pieces.isEmpty ? 0 : Int((high.y - low.y) / cell) + 1
        func forEachSquare(_ piece: SIMD4<Double>, _ body: (Int) -> Void) {
            let from = pointwiseMin(piece.lowHalf, piece.highHalf) - low
            let to = pointwiseMax(piece.lowHalf, piece.highHalf) - low
            for row in Int(from.y / cell)...Int(to.y / cell) {
                for column in Int(from.x / cell)...Int(to.x / cell) { body(row * columns + column) }
            }
        }
        let squares = CompressedRows(count: columns * rows) { add in
            for (number, piece) in pieces.enumerated() { forEachSquare(piece) { add($0, Int32(number)) } }
        }
        offsets = squares.offsets
        self.link = squares.values.map { link[Int($0)] }
        self.pieces = squares.values.map { pieces[Int($0)] }
        (minX, minY) = (low.x, low.y)
        (self.cell, self.columns, self.rows) = (cell, columns, rows)
    }

    /// The link nearest to `place`, of those for which `isEligible` holds and within `limit` m; of links equally near the
    /// one of the lower row.
    public func nearest(
        to place: Coordinate, within limit: Double = .infinity,
        where isEligible: (_ link: Int) -> Bool = { _ in true }
    ) -> Hit? {
        guard columns > 0, place.x.isFinite, place.y.isFinite else { return nil }
        let middle = (
            column: clamped((place.x - minX) / cell, columns), row: clamped((place.y - minY) / cell, rows)
        )
        var best: Hit?
        for ring in 0...max(columns, rows) {
            // Squares of this ring are at least so far away.
            let gap = distanceToRing(ring, place, middle)
            if gap > min(best?.distance ?? .infinity, limit) { break }
            forEachSquare(ofRing: ring, around: middle) { square in
                for entry in Int(offsets[square])..<Int(offsets[square + 1]) {
                    let row = Int(link[entry])
                    let (at, distance) = Self.nearest(on: pieces[entry], to: SIMD2(place.x, place.y))
                    guard distance <= limit else { continue }
                    if let best, (best.distance, best.link) <= (distance, row) { continue }
                    guard isEligible(row) else { continue }
                    best = Hit(link: row, place: Coordinate(x: at.x, y: at.y), distance: distance)
                }
            }
        }
        return best
    }

    private func clamped(_ value: Double, _ count: Int) -> Int {
        value < 0 ? 0 : value >= Double(count) ? count - 1 : Int(value)
    }

    /// The least distance from `place` to a square of a ring around the square next to it.
    private func distanceToRing(_ ring: Int, _ place: Coordinate, _ middle: (column: Int, row: Int)) -> Double
    {
        guard ring > 0 else { return 0 }
        // Distance to the border of the block that the rings before cover, where there is something beyond it.
        var least = Double.infinity
        let (left, right) = (middle.column - ring + 1, middle.column + ring)
        let (low, high) = (middle.row - ring + 1, middle.row + ring)
        if left > 0 { least = min(least, place.x - (minX + Double(left) * cell)) }
        if right < columns { least = min(least, minX + Double(right) * cell - place.x) }
        if low > 0 { least = min(least, place.y - (minY + Double(low) * cell)) }
        if high < rows { least = min(least, minY + Double(high) * cell - place.y) }
        return max(0, least)
    }

    private func forEachSquare(
        ofRing ring: Int, around middle: (column: Int, row: Int), _ body: (Int) -> Void
    ) {
        for row in max(0, middle.row - ring)...min(rows - 1, middle.row + ring) {
            let isEdge = abs(row - middle.row) == ring
            if isEdge {
                for column in max(0, middle.column - ring)...min(columns - 1, middle.column + ring) {
                    body(row * columns + column)
                }
            } else {
                if middle.column - ring >= 0 { body(row * columns + middle.column - ring) }
                if middle.column + ring < columns { body(row * columns + middle.column + ring) }
            }
        }
    }

    private static func nearest(
        on piece: SIMD4<Double>, to place: SIMD2<Double>
    ) -> (SIMD2<Double>, Double) {
        let (a, b) = (piece.lowHalf, piece.highHalf)
        let along = b - a
        let length = (along * along).sum()
        let share = length > 0 ? max(0, min(1, ((place - a) * along).sum() / length)) : 0
        let at = a + share * along
        let gap = place - at
        return (at, (gap * gap).sum().squareRoot())
    }
}
