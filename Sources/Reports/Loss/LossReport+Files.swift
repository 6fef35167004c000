import Foundation
import InputOutput
import NetworkFormats

extension LossReport {
    /// Writes the report in the form that the ending of `path` says: `.html`, `.xlsx`, `.json` or `.csv`; without an
    /// ending, all of them into a folder. A file appears whole or not at all.
    ///
    /// - Parameters:
    ///   - path: the file or folder.
    ///   - language: the language of a page or a workbook.
    ///   - map: what a page's map pans and zooms with, such as ``LeafletLibrary/installed()``; without it the map is
    ///     a drawing.
    /// - Throws: `FormatError.unknownFormat` for another ending, `OutputError` with the system's reason, of a
    ///   workbook `SpreadsheetError`.
    public func write(
        to path: String, language: ReportLanguage = .english, map: LeafletLibrary? = nil
    ) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return try writeFolder(path, language, map)
        }
        let text: String
        switch (path as NSString).pathExtension.lowercased() {
        case "html", "htm": text = html(language: language, map: map)
        case "xlsx": return try writeWorkbook(to: path, language: language)
        case "json": text = json()
        case "csv": text = csv()
        case "": return try writeFolder(path, language, map)
        default:
            throw FormatError.unknownFormat(
                path: path,
                expected: Wording(
                    ".html, .xlsx, .json, .csv or a folder", ".html、.xlsx、.json、.csv 或文件夹"))
        }
        try OutputFile.write(text.utf8, to: path)
    }
}

extension LossReport {
    /// Every form of the report in one folder, which is made when it is not there.
    private func writeFolder(_ path: String, _ language: ReportLanguage, _ map: LeafletLibrary?) throws {
        let folder = try DraftFolder(for: path)
        for name in ["report.html", "report.xlsx", "report.json", "zones.csv"] {
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
