import InputOutput

extension LossReport {
    /// Writes the report as an Excel workbook: summary, zones, weeks, nights, figures and a glossary.
    ///
    /// What follows from other cells is a formula of them and carries the report's own figure as its value: supplied
    /// water, loss, percentages, rates and totals can be checked, and followed when a term is corrected. A zone that
    /// claims no loss has empty cells and the reason, never 0. Text from the city's data is always text. The same
    /// report is the same bytes.
    ///
    /// - Parameters:
    ///   - path: where the file is to be; it appears whole or not at all.
    ///   - language: of headings, sentences and the glossary.
    /// - Throws: ``SpreadsheetError`` with the path and the reason.
    public func writeWorkbook(
        to path: String, language: ReportLanguage = .english
    ) throws(SpreadsheetError) {
        try LossWorkbook(self, language: language).workbook.write(to: path)
    }
}
