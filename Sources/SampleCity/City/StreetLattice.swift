import Foundation
import Geospatial

/// The streets of a district of the plain before any pipe: a lattice of columns and rows of uneven width,
/// bent by a smooth field so that no street is quite straight.
///
/// Cells of `columnsPerCell` × `rowsPerCell` corners are leak zones. Trunk mains run in rows and columns of
/// their own between the cells: south of every second row of cells, and along one column, the spine.
struct StreetLattice: Sendable {
    /// How many cells there are, west to east and north to south; the last row may be only partly filled.
    let cellColumns: Int
    let cellRows: Int
    let cellCount: Int
    let columnsPerCell: Int
    let rowsPerCell: Int
    /// The lattice column of the spine.
    let spine: Int
    /// Lattice rows with a trunk main, north to south.
    let trunkRows: [Int]
    /// First lattice column of every cell column, first lattice row of every cell row.
    let cellColumnStart: [Int]
    let cellRowStart: [Int]
    let columns: Int
    let rows: Int

    private var easting: [Double]
    private let northing: [Double]
    private let warpSize: Double
    private let warpPhase: Double
    /// How far the widest swing of the district moves a corner, m.
    private let swing: Double

    /// A lattice of `cellCount` cells whose north-west corner is at `origin`.
    ///
    /// - Parameters:
    ///   - spacing: mean distance between streets, m
    ///   - warp: how far the smooth field moves a corner, m
    init(
        cellCount: Int, cornersPerCell: Int, origin: Coordinate, spacing: Double, unevenness: Double,
        warp: Double,
        random: inout RandomSource
    ) {
        self.cellCount = cellCount
        cellColumns = cellCount <= 2 ? cellCount : Int(Double(cellCount).squareRoot().rounded(.up))
        cellRows = (cellCount + cellColumns - 1) / cellColumns
        columnsPerCell = max(3, Int(Double(cornersPerCell).squareRoot().rounded()))
        rowsPerCell = max(3, Int((Double(cornersPerCell) / Double(columnsPerCell)).rounded()))
        // Even, so that it never parts the pairs of cells that feed each other.
        let spineCell = cellColumns < 4 ? 0 : cellColumns / 4 * 2
        spine = spineCell * columnsPerCell
        cellColumnStart = (0..<cellColumns).map { [columnsPerCell] in
            $0 * columnsPerCell + ($0 >= spineCell ? 1 : 0)
        }
        columns = cellColumns * columnsPerCell + 1
        var rowStarts: [Int] = []
        var trunks: [Int] = []
        var row = 0
        for cellRow in 0..<cellRows {
            rowStarts.append(row)
            row += rowsPerCell
            if cellRow.isMultiple(of: 2) {
                trunks.append(row)
                row += 1
            }
        }
        cellRowStart = rowStarts
        trunkRows = trunks
        rows = row

        func widths(_ count: Int, _ random: inout RandomSource) -> [Double] {
            var sum = 0.0
            return (0..<count).map { _ in
                defer { sum += spacing * random.uniform(1 - unevenness, 1 + unevenness) }
                return sum
            }
        }
        easting = widths(columns, &random).map { origin.x + $0 }
        northing = widths(rows, &random).map { origin.y - $0 }
        warpSize = warp
        let size = max(easting[columns - 1] - easting[0], northing[0] - northing[rows - 1])
        swing = min(0.035 * size, 500)
        warpPhase = random.uniform(0, 6)
    }

    /// Extent before bending: west, east, south, north.
    var extent: (west: Double, east: Double, south: Double, north: Double) {
        (easting[0], easting[columns - 1], northing[rows - 1], northing[0])
    }

    /// Moves the whole lattice, m.
    mutating func moveEast(by distance: Double) {
        easting = easting.map { $0 + distance }
    }

    /// The farthest a corner can be moved by the bending, m.
    var reach: Double { 1.6 * warpSize + swing }

    /// Where a place of the lattice is on the map; halves lie midway between streets, and places outside
    /// follow from the outermost street.
    func position(_ u: Double, _ v: Double) -> Coordinate {
        let x = Self.interpolate(easting, u)
        let y = Self.interpolate(northing, v)
        // Two short waves for the streets, one as long as the district for its outline.
        let across = (x - easting[0]) / max(easting[columns - 1] - easting[0], 1)
        let down = (northing[0] - y) / max(northing[0] - northing[rows - 1], 1)
        return Coordinate(
            x: x + warpSize * (sin(y / 310 + warpPhase) + 0.6 * sin(x / 430 + y / 520 + 2 * warpPhase))
                + swing * sin(4.2 * down + warpPhase),
            y: y + warpSize * (sin(x / 340 + 1.7 * warpPhase) + 0.5 * sin(y / 390 - x / 610))
                + swing * sin(3.6 * across + 2 * warpPhase))
    }

    private static func interpolate(_ values: [Double], _ place: Double) -> Double {
        guard values.count > 1 else { return values[0] + 80 * place }
        let low = min(max(Int(place.rounded(.down)), 0), values.count - 2)
        return values[low] + (values[low + 1] - values[low]) * (place - Double(low))
    }

    /// The lattice place of a cell: its column and row among cells.
    func cell(_ index: Int) -> (column: Int, row: Int) {
        (index % cellColumns, index / cellColumns)
    }

    /// The cell at a column and row, when it is filled.
    func cellIndex(column: Int, row: Int) -> Int? {
        guard column >= 0, column < cellColumns, row >= 0, row < cellRows else { return nil }
        let index = row * cellColumns + column
        return index < cellCount ? index : nil
    }

    /// The border of a cell, half a block outside its outermost streets, closed.
    func ring(_ index: Int) -> [Coordinate] {
        let (column, row) = cell(index)
        let u0 = cellColumnStart[column]
        let v0 = cellRowStart[row]
        let u1 = u0 + columnsPerCell - 1
        let v1 = v0 + rowsPerCell - 1
        let west = Double(u0) - 0.5
        let east = Double(u1) + 0.5
        let north = Double(v0) - 0.5
        let south = Double(v1) + 0.5
        var ring = [position(west, north)]
        for u in u0...u1 { ring.append(position(Double(u), north)) }
        ring.append(position(east, north))
        for v in v0...v1 { ring.append(position(east, Double(v))) }
        ring.append(position(east, south))
        for u in (u0...u1).reversed() { ring.append(position(Double(u), south)) }
        ring.append(position(west, south))
        for v in (v0...v1).reversed() { ring.append(position(west, Double(v))) }
        ring.append(ring[0])
        return ring
    }
}
