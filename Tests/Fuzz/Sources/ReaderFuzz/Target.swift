import Foundation
import Springline

/// A reader that is fuzzed. What it is given are the bytes of one file, or of several in ``Pieces``.
enum Target: String, CaseIterable {
    case geojson, geopackage, spatialite, shapefile, archive, geometry, zones, mapping, audit, readings,
        register
    case compressed, steptest, crs, city

    /// Reads the bytes and checks what may be relied on.
    func read(_ bytes: [UInt8], _ scratch: Scratch) throws {
        switch self {
        case .geojson: try layers(scratch.file("a.geojson", bytes))
        case .geopackage: try layers(scratch.file("a.gpkg", bytes))
        case .spatialite: try layers(scratch.file("a.sqlite", bytes))
        case .archive: try layers(scratch.file("a.zip", bytes))
        case .shapefile: try shapefile(bytes, scratch)
        case .geometry: try geometry(bytes)
        case .zones:
            let path = try scratch.file("zones.geojson", bytes)
            _ = try ZoneLayer.read(path: path, city: CoordinateReferenceSystem(epsg: 4548))
        case .mapping:
            _ = try ImportMapping(yaml: String(decoding: bytes, as: UTF8.self), path: "mapping.yml")
        case .audit: _ = try AuditFile.read(yaml: String(decoding: bytes, as: UTF8.self), path: "audit.yml")
        case .readings: try readings(scratch.file("a.csv", bytes), .flow)
        case .register: try readings(scratch.file("a.csv", bytes), .register)
        case .compressed: try readings(scratch.file("a.csv.gz", bytes), .flow)
        case .steptest:
            _ = try StepTestFile.read(path: scratch.file("a.csv", bytes), calendar: Self.calendar)
        case .crs:
            let crs = try CoordinateReferenceSystem(String(decoding: bytes, as: UTF8.self))
            _ = try crs.wkt(.esri)
        case .city: try city(scratch.file("a.db", bytes))
        }
    }

    private static var calendar: LocalCalendar { get throws { try berlin.get() } }

    /// Made once: to look up two hundred years of its hours takes longer than to read a small file.
    private static let berlin = Result { try LocalCalendar(timeZone: "Europe/Berlin") }

    private func layers(_ path: String) throws {
        for layer in try LayerFile.open(path).readAll() {
            for feature in layer.features {
                if feature.values.count != layer.fields.count { fatalError("a value for each field") }
                guard let geometry = feature.geometry else { continue }
                if geometry.coordinates.isEmpty { fatalError("an empty geometry is none") }
                if !geometry.coordinates.allSatisfy(\.isFinite) { fatalError("positions are finite") }
            }
        }
    }

    private func shapefile(_ bytes: [UInt8], _ scratch: Scratch) throws {
        let pieces = Pieces(bytes)
        let path = try scratch.file("a.shp", pieces[0])
        _ = try scratch.file("a.shx", pieces[1])
        _ = try scratch.file("a.dbf", pieces[2])
        // Not the .prj: to look a damaged one up among EPSG's systems takes 40 ms, and the reader `crs` is for that.
        _ = try scratch.file("a.cpg", pieces[3])
        try layers(path)
    }

    private func geometry(_ bytes: [UInt8]) throws {
        let geometry = try Geometry(wkb: bytes)
        // NaN is no number that equals itself.
        guard geometry.coordinates.allSatisfy(\.isFinite) else { return }
        let again = try Geometry(wkb: geometry.wkb())
        if again.wkb() != geometry.wkb() { fatalError("a geometry that was written reads as another") }
    }

    private func readings(_ path: String, _ kind: ReadingKind) throws {
        let readings = try ReadingsCSV(path: path).read(kind: kind, calendar: Self.calendar)
        for series in readings.series { _ = try? series.cleaned() }
    }

    private func city(_ path: String) throws {
        let city = try City(path: path, readOnly: true)
        _ = try? city.info()
        _ = try? city.graphNetwork()
        _ = try? city.versions()
        for series in (try? city.readingSeries()) ?? [] {
            _ = try? city.readings(of: series.element, kind: series.kind)
        }
        let network = try city.network()
        _ = try city.zones(for: network)
    }
}

/// Several files in one input: the lengths of all but the last as two bytes each, then the files.
struct Pieces {
    private let parts: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8]) {
        var rest = bytes.dropFirst(6)
        var parts: [ArraySlice<UInt8>] = []
        for place in 0..<3 {
            let length = bytes.count < 6 ? 0 : Int(bytes[2 * place]) | Int(bytes[2 * place + 1]) << 8
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        self.parts = parts + [rest]
    }

    subscript(_ place: Int) -> ArraySlice<UInt8> { parts[place] }

    /// The bytes of an input of four files.
    static func joined(_ files: [[UInt8]]) -> [UInt8] {
        files.dropLast().flatMap { [UInt8($0.count & 0xff), UInt8($0.count >> 8 & 0xff)] }
            + files.flatMap { $0 }
    }
}
