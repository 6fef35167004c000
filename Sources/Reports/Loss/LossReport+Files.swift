import InputOutput
import NetworkFormats

extension LossReport {
    /// Writes the report in the form that the ending of `path` says, see ``ReportForm``; without an ending, all of them into
    /// a folder. A file appears whole or not at all.
    ///
    /// - Parameters:
    ///   - path: the file or folder.
    ///   - language: the language of a page, a workbook or a legend.
    ///   - map: what a page's map pans and zooms with, such as ``LeafletLibrary/installed()``; without it the map is
    ///     a drawing.
    /// - Returns: the files that were written, or the folder.
    /// - Throws: `FormatError.unknownFormat` for another ending, `OutputError` with the system's reason, of a
    ///   workbook `SpreadsheetError`.
    @discardableResult
    public func write(
        to path: String, language: ReportLanguage = .english, map: LeafletLibrary? = nil
    ) throws -> [String] {
        switch try ReportForm(path) {
        case .folder: try writeFolder(path, language, map)
        case .page: try OutputFile.write(html(language: language, map: map).utf8, to: path)
        case .workbook: try writeWorkbook(to: path, language: language)
        case .json: try OutputFile.write(json().utf8, to: path)
        case .csv: try OutputFile.write(csv().utf8, to: path)
        case .layers: return try layers(language: language).write(to: path)
        }
        return [path]
    }

    /// Every form of the report in one folder, which is made when it is not there.
    private func writeFolder(_ path: String, _ language: ReportLanguage, _ map: LeafletLibrary?) throws {
        let folder = try DraftFolder(for: path)
        for name in ["report.html", "report.xlsx", "report.json", "zones.csv", "losses.gpkg"] {
            do {
                try write(to: folder.temporaryPath + "/" + name, language: language, map: map)
            } catch let error as OutputError {
                throw OutputError.refused(path: path + "/" + name, reason: error.reason)
            } catch SpreadsheetError.unwritable(_, let reason) {
                throw SpreadsheetError.unwritable(path: path + "/" + name, reason: reason)
            }
        }
        try folder.publish()
    }
}
