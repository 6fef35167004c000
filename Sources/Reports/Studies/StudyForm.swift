import Foundation
import InputOutput
import NetworkFormats

/// The forms in which the answer of a study is written, each by the ending of the file that is to have it.
public enum StudyForm: Sendable, Hashable {
    /// `.xlsx`: a workbook with a sheet for each list.
    case workbook
    /// `.csv`: a file for each list that people take along.
    case lists
    /// `.gpkg`, `.geojson`, `.json`, `.shp`: map layers.
    case layers

    /// The form that `path` asks for, by its name alone: a name that says no form is refused before any work.
    ///
    /// - Throws: `FormatError.unknownFormat`.
    public init(_ path: String) throws(FormatError) {
        switch (path as NSString).pathExtension.lowercased() {
        case "xlsx": self = .workbook
        case "csv": self = .lists
        case "gpkg", "geojson", "json", "shp": self = .layers
        default:
            throw .unknownFormat(
                path: path,
                expected: Wording(
                    "an ending .xlsx, .csv, .gpkg, .geojson or .shp", "扩展名 .xlsx、.csv、.gpkg、.geojson 或 .shp"))
        }
    }
}
