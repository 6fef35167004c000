import Foundation
import GRDB
import Geospatial
import InputOutput

/// Writes a GeoPackage 1.3 of any number of layers, each with its spatial index.
///
/// ```swift
/// let package = try GeoPackageWriter("city.gpkg")
/// let pipes = try package.addLayer("pipes", crs: crs, fields: fields)
/// try pipes.append(feature)
/// try package.finish()
/// ```
///
/// Layers may be filled in turns. The file has a temporary name until ``finish()``.
public final class GeoPackageWriter {
    let path: String
    private let draft: OutputDraft
    private var queue: DatabaseQueue?
    private var layers: [GeoPackageLayerWriter] = []

    /// Opens a new file for `path`; an older one is replaced in the end.
    public init(_ path: String) throws {
        self.path = path
        draft = try OutputDraft(of: path)
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // Nobody sees the file before it is whole, so that a crash can cost nothing but the file itself.
            try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
        }
        do {
            let queue = try DatabaseQueue(path: draft.temporaryPath, configuration: configuration)
            self.queue = queue
            try queue.write { try GeoPackageSchema.create($0) }
        } catch let error as DatabaseError {
            abandon()
            throw failure(error)
        }
    }

    deinit { abandon() }

    /// Adds a layer.
    ///
    /// - Throws: ``FormatError``, when the name is taken or begins as the format's own tables do.
    public func addLayer(
        _ name: String, crs: CoordinateReferenceSystem?, fields: [FeatureField],
        options: LayerWriteOptions = LayerWriteOptions()
    ) throws -> some FeatureWriter {
        try makeLayer(name, crs: crs, fields: fields, options: options, owner: nil)
    }

    func makeLayer(
        _ name: String, crs: CoordinateReferenceSystem?, fields: [FeatureField], options: LayerWriteOptions,
        owner: GeoPackageWriter?
    ) throws -> GeoPackageLayerWriter {
        let lowered = name.lowercased()
        guard !name.isEmpty, !["gpkg_", "rtree_", "sqlite_"].contains(where: lowered.hasPrefix),
            !layers.contains(where: { $0.name.lowercased() == lowered })
        else {
            throw FormatError.unsupported(
                .init(path, layer: name),
                what: Wording(
                    "a layer needs a name of its own that does not begin with gpkg_",
                    "图层名不得重复，也不得以 gpkg_ 开头"))
        }
        let layer = try GeoPackageLayerWriter(
            name, crs: crs, fields: fields, options: options, package: self, owner: owner)
        if owner == nil { layers.append(layer) }
        return layer
    }

    /// Keeps QGIS styles with the layers of these names, each the one that is used when the layer is opened: QGIS's own
    /// table `layer_styles`, which other programs pass over.
    ///
    /// - Throws: ``FormatError``.
    public func addStyles(_ styles: [(layer: String, qml: String)]) throws {
        guard !styles.isEmpty else { return }
        try write { db in
            try GeoPackageSchema.createStyles(db)
            for style in styles {
                try db.execute(
                    sql: """
                        INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
                            styleName, styleQML, styleSLD, useAsDefault, description, owner)
                        SELECT '', '', table_name, column_name, table_name, ?, '', 1, '', ''
                        FROM gpkg_geometry_columns WHERE table_name = ?
                        """, arguments: [style.qml, style.layer])
            }
        }
    }

    /// Completes all layers and gives the file its name.
    ///
    /// - Throws: `OutputError`.
    public func finish() throws {
        for layer in layers { try layer.complete() }
        guard let open = queue else { return }
        do {
            try open.close()
        } catch let error as DatabaseError {
            throw failure(error)
        }
        queue = nil
        try draft.publish()
    }

    /// Runs `body` in a transaction.
    func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
        guard let queue else {
            throw OutputError.refused(path: path, reason: Wording("the file has been finished", "文件已写完并关闭"))
        }
        do {
            return try queue.write(body)
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }

    private func failure(_ error: DatabaseError) -> OutputError {
        let message = error.message ?? "error \(error.resultCode.rawValue)"
        return .refused(
            path: path,
            reason: error.resultCode == .SQLITE_FULL ? SystemFault.reason(ENOSPC) : Wording(verbatim: message)
        )
    }

    private func abandon() {
        try? queue?.close()
        queue = nil
        draft.abandon()
    }
}
