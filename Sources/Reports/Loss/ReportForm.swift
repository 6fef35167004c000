import Foundation
import InputOutput
import NetworkFormats

/// The forms of a loss report, each by the ending of the file that is to have it.
public enum ReportForm: Sendable, Hashable {
    /// `.html`, `.htm`: a page.
    case page
    /// `.xlsx`: a workbook.
    case workbook
    /// `.json`: for programs.
    case json
    /// `.csv`: a row for each zone.
    case csv
    /// `.gpkg`, `.geojson`: the zones and pipes on a map, with their style for QGIS.
    case layers
    /// Without an ending: all of them in a folder.
    case folder

    /// The form that `path` asks for; a folder that is there stays one whatever it is called.
    ///
    /// It looks at the name alone, so that a name that says no form is refused before any work.
    ///
    /// - Throws: `FormatError.unknownFormat`.
    public init(_ path: String) throws(FormatError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            self = .folder
            return
        }
        switch (path as NSString).pathExtension.lowercased() {
        case "html", "htm": self = .page
        case "xlsx": self = .workbook
        case "json": self = .json
        case "csv": self = .csv
        case "gpkg", "geojson": self = .layers
        case "": self = .folder
        default:
            throw .unknownFormat(
                path: path,
                expected: Wording(
                    ".html, .xlsx, .json, .csv, .gpkg, .geojson or a folder",
                    ".html、.xlsx、.json、.csv、.gpkg、.geojson 或文件夹"))
        }
    }
}
