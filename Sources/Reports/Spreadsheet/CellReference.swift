/// Cells of a sheet from one corner to the other, both included; rows and columns from 0.
struct CellRange: Hashable, Sendable {
    var firstRow: Int
    var firstColumn: Int
    var lastRow: Int
    var lastColumn: Int

    /// Whether it is a single cell.
    var isOne: Bool { firstRow == lastRow && firstColumn == lastColumn }
}

/// A cell of a workbook, by row and column from 0.
struct CellReference: Hashable, Sendable {
    /// The position of its sheet in the workbook; `nil` for the sheet that the formula stands in.
    var sheet: Int?
    /// The row from 0.
    var row: Int
    /// The column from 0.
    var column: Int
    /// Whether it stays the same cell when its formula is copied or sorted elsewhere: `$B$4`.
    var isFixed = false

    /// The cell without its sheet, as spreadsheets write it: `B4`, `$B$4`.
    var text: String {
        let mark = isFixed ? "$" : ""
        return "\(mark)\(Self.letters(column))\(mark)\(row + 1)"
    }

    /// The name of a column: A…Z, AA, ….
    static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            rest -= 1
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest /= 26
        }
        return letters
    }
}
