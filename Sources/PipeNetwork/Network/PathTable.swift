import Geospatial

/// The bends of all links in two flat columns; a link owns a run of them.
struct PathTable: Sendable {
    private var offsets: [Int32] = []
    private var counts: [Int32] = []
    private var x: [Double] = []
    private var y: [Double] = []

    mutating func append(_ path: [Coordinate]) {
        offsets.append(0)
        counts.append(0)
        self[offsets.count - 1] = path
    }

    subscript(row: Int) -> [Coordinate] {
        get {
            let start = Int(offsets[row])
            return (start..<start + Int(counts[row])).map { Coordinate(x: x[$0], y: y[$0]) }
        }
        set {
            // A path that does not grow is written in place; one that grows moves to the end.
            if newValue.count > Int(counts[row]) {
                offsets[row] = Int32(x.count)
                x.append(contentsOf: newValue.lazy.map(\.x))
                y.append(contentsOf: newValue.lazy.map(\.y))
            } else {
                for (index, vertex) in newValue.enumerated() {
                    x[Int(offsets[row]) + index] = vertex.x
                    y[Int(offsets[row]) + index] = vertex.y
                }
            }
            counts[row] = Int32(newValue.count)
        }
    }

    /// How many bends the path of `row` has.
    func count(_ row: Int) -> Int { Int(counts[row]) }

    func forEachVertex(_ row: Int, _ body: (Double, Double) -> Void) {
        let start = Int(offsets[row])
        for index in start..<start + Int(counts[row]) { body(x[index], y[index]) }
    }
}

extension PathTable: Equatable {
    static func == (a: PathTable, b: PathTable) -> Bool {
        guard a.counts == b.counts else { return false }
        for row in a.counts.indices {
            let i = Int(a.offsets[row])
            let j = Int(b.offsets[row])
            for k in 0..<Int(a.counts[row]) where a.x[i + k] != b.x[j + k] || a.y[i + k] != b.y[j + k] {
                return false
            }
        }
        return true
    }
}
