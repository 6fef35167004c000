import Foundation
import Geospatial
import InputOutput
import PipeNetwork

/// Writes a Shapefile: `.shp`, `.shx`, `.dbf`, `.cpg`, and `.prj` where the reference system is known.
///
/// The kind of shape is that of the options, or else of the first geometry. Field names are cut to 10 bytes
/// between characters. A layer without fields gets a field `FID`, as a table must have one.
public final class ShapefileWriter: FeatureWriter {
    private let path: String
    private let place: FormatError.Place
    private let fieldCount: Int
    private let options: LayerWriteOptions
    private var table: DBFWriter
    private let sidecars: [OutputFile]
    private let staleFiles: [String]
    private var shapes: ShapeWriter?
    /// Features without geometry before the first that has one, which decides the kind of file.
    private var pendingNulls = 0
    private var isFinished = false
    /// The error after which shapes and records no longer match.
    private var failure: (any Error)?

    /// Opens a writer for `path`, which ends in `.shp`.
    ///
    /// - Throws: ``FormatError``, among them ``FormatError/fieldNameCollision(path:first:second:written:)``.
    public init(
        _ path: String, crs: CoordinateReferenceSystem?, fields: [FeatureField],
        options: LayerWriteOptions = LayerWriteOptions()
    ) throws {
        self.path = path
        self.options = options
        place = FormatError.Place(path)
        fieldCount = fields.count
        table = try DBFWriter(
            ShapeWriter.sibling("dbf", path),
            fields: fields.isEmpty ? [FeatureField("FID", .integer)] : fields, encoding: options.encoding)
        let encoding = try OutputFile(ShapeWriter.sibling("cpg", path))
        try encoding.write(options.encoding.name)
        var sidecars = [encoding]
        // Indexes of an older file of this name would lead readers astray.
        var stale = ["qix", "sbn", "sbx"]
        if let crs {
            let text: String
            do {
                text = try crs.wkt(.esri)
            } catch {
                throw FormatError.unsupported(place, what: .referenceSystemWithoutText(error))
            }
            let file = try OutputFile(ShapeWriter.sibling("prj", path))
            try file.write(text)
            sidecars.append(file)
        } else {
            stale.append("prj")
        }
        self.sidecars = sidecars
        staleFiles = stale.map { ShapeWriter.sibling($0, path) }
        if let geometryClass = options.geometryClass, geometryClass != .any, let heights = options.hasHeights
        {
            shapes = try ShapeWriter(path, geometryClass, hasHeights: heights)
        }
    }

    /// Writes one feature.
    public func append(_ feature: Feature) throws {
        if let failure { throw failure }
        do {
            try write(feature)
        } catch {
            failure = error
            throw error
        }
    }

    private func write(_ feature: Feature) throws {
        var place = place
        place.feature = feature.id
        try feature.check(fieldCount, at: place)
        if let shapes {
            try shapes.append(feature.geometry, at: place)
        } else if let geometry = feature.geometry {
            let declared = options.geometryClass == .any ? nil : options.geometryClass
            try start(
                declared ?? geometry.geometryClass, options.hasHeights ?? geometry.startsWithHeight)
            try shapes?.append(geometry, at: place)
        } else {
            pendingNulls += 1
        }
        try table.append(fieldCount == 0 ? [.integer(feature.id)] : feature.values, feature: feature.id)
    }

    private func start(_ geometryClass: GeometryClass?, _ hasHeights: Bool) throws {
        let writer = try ShapeWriter(path, geometryClass, hasHeights: hasHeights)
        for _ in 0..<pendingNulls { try writer.append(nil, at: place) }
        shapes = writer
    }

    /// Completes all files, then gives them their names.
    public func finish() throws {
        if let failure { throw failure }
        guard !isFinished else { return }
        isFinished = true
        if shapes == nil {
            try start(
                options.geometryClass == .any ? nil : options.geometryClass, options.hasHeights ?? false)
        }
        try shapes?.close()
        try table.close()
        for sidecar in sidecars { try sidecar.close() }
        for stale in staleFiles { unlink(stale) }
        for sidecar in sidecars { try sidecar.publish() }
        try table.publish()
        try shapes?.publish()
    }
}
