import GRDB
import Geospatial

/// Fills a whole R-tree of SQLite at once, packed by sort-tile-recursive order, by writing the three tables behind
/// it. SpatiaLite's `CreateSpatialIndex` inserts row by row, which takes longer than the city itself.
///
/// Source of the layout: SQLite, "The SQLite R*Tree Module", section 4 and ext/rtree/rtree.c: a node is its depth
/// (root only) and count of cells, two bytes each, then cells of an 8-byte id and four 4-byte floats, big-endian.
/// Source of the order: Leutenegger, Lopez, Edgington, "STR: a simple and efficient algorithm for R-tree packing",
/// ICDE 1997. `rtreecheck()` must accept the result; a test asks it.
struct PackedRTree {
    private struct Cell {
        var id: Int64
        var minX, maxX, minY, maxY: Float
    }

    private static let nodeSize = 4 + 24 * capacity
    /// SQLite's most cells a node (RTREE_MAXCELLS).
    private static let capacity = 51
    private var cells: [Cell] = []

    mutating func add(_ id: Int64, _ box: BoundingBox) {
        cells.append(
            Cell(
                id: id, minX: Self.down(box.minX), maxX: Self.up(box.maxX), minY: Self.down(box.minY),
                maxY: Self.up(box.maxY)))
    }

    /// Rounds outward, so that no box shrinks by its loss of digits.
    private static func down(_ value: Double) -> Float {
        let float = Float(value)
        return Double(float) > value ? float.nextDown : float
    }

    private static func up(_ value: Double) -> Float {
        let float = Float(value)
        return Double(float) < value ? float.nextUp : float
    }

    /// Replaces all content of the R-tree called `index`.
    func write(to index: String, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM \(index)_node; DELETE FROM \(index)_parent; DELETE FROM \(index)_rowid")
        let node = try Statement(db, "INSERT INTO \(index)_node (nodeno, data) VALUES (?, ?)")
        let parent = try Statement(db, "INSERT INTO \(index)_parent (nodeno, parentnode) VALUES (?, ?)")
        var level = cells
        var depth = 0
        var next: Int64 = 2  // 1 is the root
        var blob: [UInt8] = []
        while level.count > Self.capacity {
            var above: [Cell] = []
            var childOf: [(child: Int64, node: Int64)] = []
            childOf.reserveCapacity(level.count)
            for group in Self.tiles(&level) {
                var bounds = level[group.lowerBound]
                for cell in level[group] {
                    bounds.minX = min(bounds.minX, cell.minX)
                    bounds.maxX = max(bounds.maxX, cell.maxX)
                    bounds.minY = min(bounds.minY, cell.minY)
                    bounds.maxY = max(bounds.maxY, cell.maxY)
                    childOf.append((cell.id, next))
                }
                Self.encode(level[group], depth: 0, &blob)
                node.bind(1, next)
                node.bind(2, blob)
                try node.run()
                bounds.id = next
                above.append(bounds)
                next += 1
            }
            try Self.link(childOf, depth == 0 ? rowid(index, db) : parent)
            level = above
            depth += 1
        }
        Self.encode(level[...], depth: depth, &blob)
        node.bind(1, Int64(1))
        node.bind(2, blob)
        try node.run()
        try Self.link(level.map { ($0.id, 1) }, depth == 0 ? rowid(index, db) : parent)
    }

    private func rowid(_ index: String, _ db: Database) throws -> Statement {
        try Statement(db, "INSERT INTO \(index)_rowid (rowid, nodeno) VALUES (?, ?)")
    }

    /// Says of each child in which node it is; in the order of the children, so that the table grows at its end.
    private static func link(_ pairs: [(child: Int64, node: Int64)], _ statement: Statement) throws {
        for pair in pairs.sorted(by: { $0.child < $1.child }) {
            statement.bind(1, pair.child)
            statement.bind(2, pair.node)
            try statement.run()
        }
    }

    /// Sorts `cells` into tiles: slices of even size by x, each cut into runs of even size by y.
    private static func tiles(_ cells: inout [Cell]) -> [Range<Int>] {
        let nodes = (cells.count + capacity - 1) / capacity
        let slices = Int(Double(nodes).squareRoot().rounded(.up))
        cells.sort { $0.minX + $0.maxX < $1.minX + $1.maxX }
        var groups: [Range<Int>] = []
        for slice in split(0..<cells.count, into: slices) where !slice.isEmpty {
            cells[slice].sort { $0.minY + $0.maxY < $1.minY + $1.maxY }
            groups += split(slice, into: (slice.count + capacity - 1) / capacity)
        }
        return groups
    }

    private static func split(_ range: Range<Int>, into parts: Int) -> [Range<Int>] {
        (0..<parts).map { part in
            range.lowerBound + range.count * part / parts..<range.lowerBound + range.count * (part + 1)
                / parts
        }
    }

    private static func encode(_ cells: ArraySlice<Cell>, depth: Int, _ blob: inout [UInt8]) {
        blob.removeAll(keepingCapacity: true)
        func put(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.bigEndian) { blob.append(contentsOf: $0) }
        }
        put(UInt16(depth))
        put(UInt16(cells.count))
        for cell in cells {
            put(cell.id)
            put(cell.minX.bitPattern)
            put(cell.maxX.bitPattern)
            put(cell.minY.bitPattern)
            put(cell.maxY.bitPattern)
        }
        blob.append(contentsOf: repeatElement(0, count: nodeSize - blob.count))
    }
}
