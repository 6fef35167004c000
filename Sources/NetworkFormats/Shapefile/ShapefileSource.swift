import Foundation
import Geospatial
import InputOutput

/// A Shapefile, or a folder of them: every `.shp` with its `.shx` and `.dbf` is a layer of its base name.
///
/// Feature ids are record numbers from 0; records marked as deleted are left out. The reference system comes
/// from the `.prj`. Text is read in the encoding given by the options, the `.cpg`, or the language driver
/// byte of the `.dbf`; without any, only ASCII and UTF-8 are taken. Measures (M) are dropped.
public struct ShapefileSource: LayerSource {
    /// The `.shp`, or the folder.
    public let path: String
    /// Base names.
    public let layerNames: [String]

    private let files: [String]
    private let options: LayerReadOptions

    /// The Shapefile, or the folder, at `path`.
    ///
    /// - Throws: ``FormatError/missingFile(path:)``, ``FormatError/unknownFormat(path:expected:)`` for a folder
    ///   without Shapefiles.
    public init(_ path: String, options: LayerReadOptions = LayerReadOptions()) throws {
        self.path = path
        self.options = options
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw FormatError.missingFile(path: path)
        }
        if isFolder.boolValue {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw FormatError.unreadable(
                    path: path, reason: Wording("the folder cannot be listed", "无法列出文件夹内容"))
            }
            files = names.filter { $0.lowercased().hasSuffix(".shp") && !$0.hasPrefix(".") }.sorted()
                .map { NSString(string: path).appendingPathComponent($0) }
            guard !files.isEmpty else {
                throw FormatError.unknownFormat(
                    path: path, expected: Wording("a folder with .shp files in it", "内含 .shp 文件的文件夹"))
            }
        } else {
            files = [path]
        }
        layerNames = files.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
    }

    /// Reads a layer.
    public func read(_ name: String) throws -> FeatureLayer {
        let name = try resolved(name)
        let file = files[layerNames.firstIndex(of: name) ?? 0]
        try InputFile.check(file)
        let indexPath = try require("shx", beside: file)
        let tablePath = try require("dbf", beside: file)
        let table = try DBFTable([UInt8](try InputFile.content(of: tablePath)), path: tablePath)
        let finding = try ShapeIndex(try InputFile.content(of: file), path: file)
            .compare(try InputFile.content(of: indexPath), rows: table.recordCount)
        let shapes = try ShapeReader(file, finding)
        guard shapes.count == table.recordCount else {
            throw FormatError.malformed(
                .init(table.path), found: Wording("\(table.recordCount) records", "\(table.recordCount) 条记录"),
                expected: Wording(
                    "\(shapes.count), one for each shape of the .shp", "\(shapes.count) 条，.shp 的每个图形一条"))
        }
        let converter = try TextConverter(try encoding(of: table, beside: file), .fromEncoding)
        let fields = try table.fields(converter)
        var records = DBFRecordReader(table, converter)
        var features: [Feature] = []
        features.reserveCapacity(shapes.count)
        for record in 0..<shapes.count where !table.isDeleted(record) {
            features.append(
                Feature(
                    id: Int64(record), geometry: try shapes.geometry(record),
                    values: try records.values(record)))
        }
        var layer = FeatureLayer(
            name: name, crs: try options.crs ?? referenceSystem(beside: file), fields: fields,
            features: features)
        if finding != .sound {
            layer.remarks.append(
                Wording(
                    "the .shx does not fit the .shp; each shape was taken by its own record number",
                    ".shx 与 .shp 不符；各图形按自身的记录编号读取"))
        }
        return layer
    }

    /// Names the `.prj` that would have told.
    public func referenceSystemHint(_ name: String) -> Wording {
        Wording("no \(name).prj beside it", "同一目录下没有 \(name).prj")
    }

    private func encoding(of table: DBFTable, beside file: String) throws -> TextEncoding {
        if let given = options.encoding { return given }
        if let path = Self.companion("cpg", of: file) {
            let text = String(decoding: try InputFile.content(of: path), as: UTF8.self)
            let blank = CharacterSet.whitespacesAndNewlines.union(["\0", "\u{FEFF}"])
            let name = text.trimmingCharacters(in: blank)
            if !name.isEmpty { return try TextEncoding(name) }
        }
        if let declared = try DBFTable.encoding(languageDriver: table.languageDriver) { return declared }
        return try table.undeclaredEncoding()
    }

    private func referenceSystem(beside file: String) throws -> CoordinateReferenceSystem? {
        guard let path = Self.companion("prj", of: file) else { return nil }
        let text = String(decoding: try InputFile.content(of: path), as: UTF8.self)
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        do {
            return try ReferenceSystemText.stated(code: nil, text: text)
        } catch {
            throw FormatError.malformed(
                .init(path), found: Wording("text that is no reference system", "不是坐标参考系的文本").because(error),
                expected: Wording("well-known text", "WKT 文本"), remedy: .stateReferenceSystemOrGoWithout)
        }
    }

    private func require(_ ending: String, beside file: String) throws -> String {
        if let path = Self.companion(ending, of: file) { return path }
        let base = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        throw FormatError.missingCompanion(path: file, companion: "\(base).\(ending)")
    }

    /// The file of the same base name with `ending`, in either case.
    static func companion(_ ending: String, of file: String) -> String? {
        let base = NSString(string: file).deletingPathExtension
        return [ending, ending.uppercased(), ending.capitalized].map { "\(base).\($0)" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}
