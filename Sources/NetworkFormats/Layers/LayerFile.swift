import Foundation
import InputOutput

/// Opening a file of vector layers, whatever its format.
public enum LayerFile {
    /// A format of vector layers.
    public enum Format: String, CaseIterable, Sendable {
        /// ESRI Shapefile: `.shp`, or a folder of them.
        case shapefile = "Shapefile"
        /// GeoPackage: `.gpkg`.
        case geoPackage = "GeoPackage"
        /// GeoJSON: `.geojson`, `.json`.
        case geoJSON = "GeoJSON"
        /// SQLite with SpatiaLite geometries: `.sqlite`, `.db`.
        case spatiaLite = "SpatiaLite"
    }

    /// What errors say is expected.
    private static let expected = Wording(
        "a Shapefile (.shp, a folder or a .zip of them), GeoPackage (.gpkg), GeoJSON (.geojson, .json) or "
            + "SpatiaLite file (.sqlite, .db)",
        "Shapefile（.shp，或其文件夹、.zip 压缩包）、GeoPackage（.gpkg）、GeoJSON（.geojson、.json）或 "
            + "SpatiaLite 文件（.sqlite、.db）")

    /// Opens the file or folder at `path`: its ending proposes the format, its first bytes decide.
    ///
    /// - Throws: ``FormatError/missingFile(path:)``, ``FormatError/unknownFormat(path:expected:)``, or what the
    ///   format's own reader finds.
    public static func open(
        _ path: String, options: LayerReadOptions = LayerReadOptions()
    ) throws -> any LayerSource {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw FormatError.missingFile(path: path)
        }
        if isFolder.boolValue { return try ShapefileSource(path, options: options) }
        let head = try InputFile.head(of: path, count: 72)
        if head.starts(with: [UInt8(ascii: "P"), UInt8(ascii: "K"), 3, 4]) {
            return try ShapefileArchive(path, options: options)
        }
        switch try format(path, head) {
        case .shapefile: return try ShapefileSource(path, options: options)
        case .geoPackage: return try GeoPackageSource(path, options: options)
        case .geoJSON: return GeoJSONSource(path, options: options)
        case .spatiaLite: return try SpatiaLiteSource(path, options: options)
        }
    }

    private static func format(_ path: String, _ head: [UInt8]) throws -> Format {
        let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
        let proposed: Format? =
            switch ending {
            case "shp": .shapefile
            case "gpkg": .geoPackage
            case "geojson", "json": .geoJSON
            case "sqlite", "sqlite3", "db", "spatialite": .spatiaLite
            default: nil
            }
        let found = content(head)
        switch (proposed, found) {
        case (let proposed?, let found?) where proposed == found: return proposed
        // Both are SQLite, and which of them the tables tell; the reader checks.
        case (.geoPackage?, .spatiaLite?): return .geoPackage
        case (_, let found?): return found
        case (let proposed?, nil):
            throw FormatError.malformed(
                .init(path),
                found: head.isEmpty
                    ? Wording("an empty file", "空文件") : Wording("first bytes of another kind", "其他格式的文件头"),
                expected: Wording(
                    "a \(proposed.rawValue), as the ending .\(ending) says",
                    "扩展名 .\(ending) 对应的 \(proposed.rawValue)"))
        case (nil, nil): throw FormatError.unknownFormat(path: path, expected: expected)
        }
    }

    /// The format that the first bytes show.
    private static func content(_ head: [UInt8]) -> Format? {
        if head.starts(with: "SQLite format 3\0".utf8) {
            // The application id stands at byte 68; older GeoPackages spell it GP10 or GP11.
            let isGeoPackage =
                head.count >= 70 && head[68] == UInt8(ascii: "G") && head[69] == UInt8(ascii: "P")
            return isGeoPackage ? .geoPackage : .spatiaLite
        }
        // File code 9994, big-endian.
        if head.starts(with: [0, 0, 0x27, 0x0A]) { return .shapefile }
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return first == UInt8(ascii: "{") ? .geoJSON : nil
    }
}
