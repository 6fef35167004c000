/// A sheet as a value: a heading over each column, rows, and rows of totals below them.
struct Sheet: Sendable {
    /// Its name; the workbook makes it one that spreadsheets accept.
    var name: String
    /// The headings of the columns, in row 0.
    var headings: [String]
    /// The rows below.
    var rows: [[SheetCell]] = []
    /// Rows that are no part of the list: neither filtered nor sorted with it.
    var totals: [[SheetCell]] = []
    /// Whether the headings offer to filter and sort.
    var isFiltered = true
    /// Cells that are one box: the content of each is that of its first cell.
    var boxes: [CellRange] = []
    /// How many pages it is wide in print; names repeat on every one.
    var pagesWide: UInt16 = 1
    /// How many columns are printed, from the first on; all when `nil`.
    var printedColumns: Int?
    /// The widest a column gets, in characters; longer text takes several lines.
    var widest = 60

    /// The headings, the rows and the totals.
    var allRows: [[SheetCell]] { [headings.map { .text($0, .heading) }] + rows + totals }
}
