import Foundation
import InputOutput

/// A file of a source, and what it is.
struct SourceFile: Sendable, Hashable {
    enum Kind: Sendable {
        case layers
        case model
    }

    var path: String
    var kind: Kind

    private static let endings = [
        "shp", "gpkg", "geojson", "json", "sqlite", "sqlite3", "spatialite", "db", "zip",
    ]

    /// The files a source means: itself, or everything readable in a folder and the folders in it, in order of
    /// name.
    static func files(at path: String) throws -> [SourceFile] {
        switch FileSystem.kind(of: path) {
        case .missing: throw ImportError.missingSource(path: path)
        case .file: return [SourceFile(path: path, kind: isModel(path) ? .model : .layers)]
        case .folder:
            let files = try contents(of: path)
            if files.isEmpty { throw ImportError.emptyFolder(path: path) }
            return files
        }
    }

    private static func contents(of folder: String) throws -> [SourceFile] {
        try FileSystem.names(in: folder).flatMap { name -> [SourceFile] in
            let path = folder + "/" + name
            if FileSystem.kind(of: path) == .folder { return try contents(of: path) }
            if isModel(name) { return [SourceFile(path: path, kind: .model)] }
            guard endings.contains(ending(of: name)), !isOtherJSON(path), !isCity(path) else { return [] }
            return [SourceFile(path: path, kind: .layers)]
        }
    }

    /// Whether a `.json` file found in a folder is something else than GeoJSON: a settings file, a list.
    private static func isOtherJSON(_ path: String) -> Bool {
        guard ending(of: path) == "json", let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        let head = String(decoding: (try? file.read(upToCount: 4096)) ?? Data(), as: UTF8.self)
        return !["FeatureCollection", "Feature", "LineString", "Point", "Polygon"].contains {
            head.contains("\"\($0)\"")
        }
    }

    /// Whether a file found in a folder is a city (application id `SPLN`): it stands beside its sources and is none
    /// of them, unless it is named.
    private static func isCity(_ path: String) -> Bool {
        ["db", "sqlite"].contains(ending(of: path)) && CityMark.isOn(path)
    }

    private static func isModel(_ path: String) -> Bool { ending(of: path) == "inp" }

    private static func ending(of path: String) -> String {
        path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    }
}
