import CXlsxWriter
import Foundation
import InputOutput

/// A workbook in the hands of libxlsxwriter.
///
/// Owns the C workbook, and with it every sheet and format made of it, and frees it. Every unsafe call of that library
/// stands in this file; each of its errors is thrown with the path and its own reason. Not to be shared between
/// threads.
final class WorkbookFile {
    private let place: OutputDraft
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ place: OutputDraft) throws(SpreadsheetError) {
        self.place = place
        guard let book = workbook_new(place.temporaryPath) else {
            throw .unwritable(path: place.path, reason: Wording("out of memory", "内存不足"))
        }
        self.book = book
    }

    deinit { if let book { lxw_workbook_free(book) } }

    /// Hands all sheets over.
    func write(_ workbook: Workbook) throws(SpreadsheetError) {
        try describe(workbook)
        let names = workbook.sheets.map(\.name)
        for sheet in workbook.sheets {
            try check(name: sheet.name)
            guard let page = workbook_add_worksheet(book, sheet.name) else {
                throw refusal(sheet.name, Wording("libxlsxwriter added no sheet", "libxlsxwriter 未能添加工作表"))
            }
            for box in sheet.boxes where !box.isOne { try merge(box, of: sheet, on: page) }
            for (row, cells) in sheet.allRows.enumerated() {
                for (column, cell) in cells.enumerated()
                where cell.content != .empty || cell.style.isTotal || cell.style.isBox {
                    let code = try write(cell, to: page, row, column, names)
                    if code != LXW_NO_ERROR {
                        let name = CellReference(row: row, column: column).text
                        throw refusal("\(sheet.name)!\(name)", reason(code))
                    }
                }
            }
            try arrange(page, sheet)
        }
    }

    /// Makes one box of several cells; its content is written afterwards.
    private func merge(
        _ box: CellRange, of sheet: Sheet, on page: UnsafeMutablePointer<lxw_worksheet>
    ) throws(SpreadsheetError) {
        let rows = sheet.allRows
        guard rows.indices.contains(box.firstRow), rows[box.firstRow].indices.contains(box.firstColumn),
            let firstRow = lxw_row_t(exactly: box.firstRow), let lastRow = lxw_row_t(exactly: box.lastRow),
            let firstColumn = lxw_col_t(exactly: box.firstColumn),
            let lastColumn = lxw_col_t(exactly: box.lastColumn)
        else { return }
        let format = try format(rows[box.firstRow][box.firstColumn].style)
        let code = worksheet_merge_range(page, firstRow, firstColumn, lastRow, lastColumn, "", format)
        if code != LXW_NO_ERROR { throw refusal(sheet.name, reason(code)) }
    }

    /// Writes the file under its temporary name and frees the workbook.
    func close() throws(SpreadsheetError) {
        guard let book else { return }
        // The library frees the workbook whether it could write it or not.
        self.book = nil
        // Numbers are printed by C, with a comma where the thread's locale says so.
        let plain = newlocale(LC_NUMERIC_MASK, "C", nil)
        let previous = plain.map { uselocale($0) }
        defer {
            if let previous { uselocale(previous) }
            if let plain { freelocale(plain) }
        }
        errno = 0
        let code = workbook_close(book)
        let system = errno
        guard code == LXW_NO_ERROR else {
            let fault = SystemFault.reason(system)
            let cause =
                system == 0 ? .empty : Wording(" (\(fault.english))", "（\(fault.chinese)）")
            throw .unwritable(path: place.path, reason: reason(code) + cause)
        }
    }

    private func describe(_ workbook: Workbook) throws(SpreadsheetError) {
        let title = SheetText.cut(SheetText.printable(workbook.title), to: 255, mark: "…")
        // 0 would mean “now”; the last second is that of the year 9999.
        let created = min(max(workbook.date.secondsSince1970, 1), 253_402_300_799)
        let code = title.withCString { title in
            "Springline".withCString { author in
                var properties = lxw_doc_properties()
                // The library copies the text and does not write to it.
                properties.title = UnsafeMutablePointer(mutating: title)
                properties.author = UnsafeMutablePointer(mutating: author)
                properties.created = time_t(created)
                return workbook_set_properties(book, &properties)
            }
        }
        if code != LXW_NO_ERROR { throw .unwritable(path: place.path, reason: reason(code)) }
    }

    private func check(name: String) throws(SpreadsheetError) {
        let code = workbook_validate_sheet_name(book, name)
        if code != LXW_NO_ERROR { throw refusal(name, reason(code)) }
    }

    private func write(
        _ cell: SheetCell, to page: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int,
        _ names: [String]
    ) throws(SpreadsheetError) -> lxw_error {
        // What does not fit the types is beyond any sheet as well.
        guard let row = lxw_row_t(exactly: row), let column = lxw_col_t(exactly: column) else {
            return LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE
        }
        let format = try format(cell.style)
        switch cell.content {
        case .empty: return worksheet_write_blank(page, row, column, format)
        case .text(let text):
            return worksheet_write_string(page, row, column, SheetText.cell(text), format)
        case .number(let value):
            guard value.isFinite else { return worksheet_write_blank(page, row, column, format) }
            return worksheet_write_number(page, row, column, value, format)
        case .formula(let formula, let value):
            guard value.isFinite else { return worksheet_write_blank(page, row, column, format) }
            let text = "=" + formula.text(sheets: names)
            return worksheet_write_formula_num(page, row, column, text, format, value)
        }
    }

    /// The format of a style; the same style is one format of the file.
    private func format(_ style: CellStyle) throws(SpreadsheetError) -> UnsafeMutablePointer<lxw_format> {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(book) else {
            throw .unwritable(path: place.path, reason: Wording("out of memory", "内存不足"))
        }
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        if let code = style.numberFormat { format_set_num_format(format, code) }
        if style.wraps { format_set_text_wrap(format) }
        if style.isHeading {
            format_set_bold(format)
            format_set_bg_color(format, 0xDCE6EC)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        if style.isBox {
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        }
        if style.isTotal {
            format_set_bold(format)
            format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        formats[style] = format
        return format
    }

    /// Widths, the frozen heading, filter buttons and how it prints.
    private func arrange(
        _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Sheet
    ) throws(SpreadsheetError) {
        func require(_ code: lxw_error) throws(SpreadsheetError) {
            if code != LXW_NO_ERROR { throw refusal(sheet.name, reason(code)) }
        }
        let widths = sheet.widths
        for (column, width) in widths.enumerated() {
            guard let column = lxw_col_t(exactly: column) else { break }
            try require(worksheet_set_column(page, column, column, Double(width), nil))
        }
        for (row, cells) in sheet.allRows.enumerated() {
            let lines = sheet.lines(of: cells, in: widths)
            guard lines > 1, let row = lxw_row_t(exactly: row) else { continue }
            // In points; 409 is the most that a row can have.
            try require(worksheet_set_row(page, row, min(15 * Double(lines), 409), nil))
        }
        worksheet_freeze_panes(page, 1, 0)
        if sheet.isFiltered, let last = lxw_row_t(exactly: sheet.rows.count),
            let right = lxw_col_t(exactly: sheet.headings.count - 1)
        {
            try require(worksheet_autofilter(page, 0, 0, last, right))
        }
        worksheet_set_landscape(page)
        worksheet_set_margins(page, 0.4, 0.4, 0.6, 0.6)  // inches: left, right, top, bottom
        worksheet_set_paper(page, 9)  // A4
        worksheet_fit_to_pages(page, sheet.pagesWide, 0)
        if sheet.pagesWide > 1 { try require(worksheet_repeat_columns(page, 0, 1)) }
        if let count = sheet.printedColumns, count > 0,
            let last = lxw_row_t(exactly: sheet.allRows.count - 1),
            let right = lxw_col_t(exactly: count - 1)
        {
            try require(worksheet_print_area(page, 0, 0, last, right))
        }
        try require(worksheet_repeat_rows(page, 0, 0))
        try require(worksheet_set_footer(page, "&L&A&R&P / &N"))
    }

    private func refusal(_ place: String, _ reason: Wording) -> SpreadsheetError {
        .refused(path: self.place.path, place: place, reason: reason)
    }

    private func reason(_ code: lxw_error) -> Wording {
        var text = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
        if text.last == "." { text.removeLast() }
        return Wording(verbatim: text)
    }
}
