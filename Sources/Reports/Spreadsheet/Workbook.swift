import InputOutput
import Telemetry

/// A workbook as a value: sheets in their order. It becomes a file as a whole or not at all.
struct Workbook: Sendable {
    /// What the file's properties call it.
    var title: String
    /// The instant in the file's properties. It is given, not taken from the clock, so that the same workbook is the
    /// same bytes.
    var date: Timestamp
    /// The sheets.
    private(set) var sheets: [Sheet] = []

    init(title: String, date: Timestamp) {
        self.title = title
        self.date = date
    }

    /// Adds a sheet; its name becomes one that spreadsheets accept and no other sheet has.
    mutating func append(_ sheet: Sheet) {
        var sheet = sheet
        sheet.name = SheetText.sheetName(sheet.name, besides: sheets.map(\.name))
        sheets.append(sheet)
    }

    /// Writes the workbook to `path`.
    func write(to path: String) throws(SpreadsheetError) {
        let place = try OutputDraft.forWorkbook(path)
        let file = try WorkbookFile(place)
        try file.write(self)
        try file.close()
        try WorkbookCheck.check(place, sheets: sheets.count)
        do { try place.publish() } catch { throw SpreadsheetError(error) }
    }
}
