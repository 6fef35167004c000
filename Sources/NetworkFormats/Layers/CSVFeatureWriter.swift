import Foundation
import Geospatial
import InputOutput
import PipeNetwork

/// Writes features as comma-separated values (RFC 4180), their geometry as well-known text in the column
/// `wkt`, which comes first.
///
/// The text is UTF-8; a text that a spreadsheet would take for a formula has an apostrophe before it. Coordinates are those of the layer; CSV has no place to say their reference system.
public final class CSVFeatureWriter: FeatureWriter {
    private let file: OutputFile
    private let place: FormatError.Place
    private let fieldCount: Int
    private let decimals: Int
    private var line: [UInt8] = []
    private var isFinished = false

    /// Opens a writer for `path`.
    ///
    /// - Throws: ``FormatError``; also when a field is called `wkt`, as the geometry is.
    public init(
        _ path: String, crs: CoordinateReferenceSystem?, fields: [FeatureField],
        options: LayerWriteOptions = LayerWriteOptions()
    ) throws {
        place = FormatError.Place(path)
        fieldCount = fields.count
        decimals = options.decimals ?? (crs?.isGeographic == false ? 4 : 8)
        if let field = fields.first(where: { $0.name.lowercased() == "wkt" }) {
            throw FormatError.fieldNameCollision(
                path: path, first: field.name, second: "wkt (the geometry)", written: "wkt")
        }
        file = try OutputFile(path)
        var head: [UInt8] = Array("wkt".utf8)
        for field in fields {
            head.append(UInt8(ascii: ","))
            Self.quote(field.name.guardedForSpreadsheet, &head)
        }
        try file.write(head)
        try file.write("\r\n")
    }

    /// Writes one feature.
    public func append(_ feature: Feature) throws {
        var place = place
        place.feature = feature.id
        try feature.check(fieldCount, at: place)
        line.removeAll(keepingCapacity: true)
        if let geometry = feature.geometry {
            try geometry.checkFinite(at: place)
            line.append(UInt8(ascii: "\""))
            WellKnownText.append(geometry, decimals: decimals, to: &line)
            line.append(UInt8(ascii: "\""))
        }
        for value in feature.values {
            line.append(UInt8(ascii: ","))
            switch value {
            case .null: break
            case .text(let text): Self.quote(text.guardedForSpreadsheet, &line)
            case .integer(let number): line.append(contentsOf: number.description.utf8)
            case .real(let number) where !number.isFinite: break
            case .real(let number): line.append(contentsOf: number.description.utf8)
            case .boolean(let truth): line.append(contentsOf: truth.description.utf8)
            }
        }
        line.append(contentsOf: "\r\n".utf8)
        try file.write(line)
    }

    /// Gives the file its name.
    public func finish() throws {
        guard !isFinished else { return }
        isFinished = true
        try file.finish()
    }

    private static func quote(_ text: String, _ bytes: inout [UInt8]) {
        let special: (UInt8) -> Bool = { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        // Text that looks empty, or has spaces at its ends, is quoted so that it comes back as it was.
        guard text.isEmpty || text.hasPrefix(" ") || text.hasSuffix(" ") || text.utf8.contains(where: special)
        else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}
