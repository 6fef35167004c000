import Foundation
import Geospatial
import InputOutput
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite struct GeoPackageTests {
    static let place = FormatError.Place("t.gpkg")

    /// A point at 1, 2 in EPSG 4326 by hand: header, no envelope, little-endian well-known binary.
    static let point: [UInt8] =
        [0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
        + [0, 0, 0, 0, 0, 0, 0, 0x40]

    @Test func theHeaderByHand() throws {
        #expect(
            try GeoPackageGeometry.decode(Self.point, at: Self.place) == .point(Coordinate(x: 1, y: 2)))
        let encoded = GeoPackageGeometry.encode(.point(Coordinate(x: 1, y: 2)), srid: 4326)
        #expect(Array(encoded[..<8]) == [0x47, 0x50, 0, 3, 0xE6, 0x10, 0, 0])
        #expect(encoded.count == 8 + 32 + 21)
        #expect(Array(encoded[40...]) == Array(Self.point[8...]))
        // Minimum and maximum of x, then of y.
        #expect(Array(encoded[8..<24]) == Array(Self.point[13..<21]) + Array(Self.point[13..<21]))
        var empty = Self.point
        empty[3] = 0x11
        #expect(try GeoPackageGeometry.decode(empty, at: Self.place) == nil)
        #expect(formatError { _ = try GeoPackageGeometry.decode([0x47, 0x51, 0, 1], at: Self.place) } != nil)
    }

    @Test func damagedGeometriesAreErrorsOrValues() throws {
        let ring = [(0.0, 0.0), (1, 0), (1, 1), (0, 0)].map { Coordinate(x: $0.0, y: $0.1, z: 5) }
        let geometry = Geometry.collection([
            .multiPolygon([Polygon(exterior: ring, holes: [ring])]), .multiLineString([ring]),
            .multiPoint(ring),
        ])
        let sound = GeoPackageGeometry.encode(geometry, srid: 4548)
        #expect(try GeoPackageGeometry.decode(sound, at: Self.place) == geometry)
        for bytes in mutations(of: sound, count: 4000) {
            do {
                _ = try GeoPackageGeometry.decode(bytes, at: Self.place)
            } catch {
                #expect(error is FormatError, "\(error)")
            }
        }
    }

    static let line = Geometry.lineString([
        Coordinate(x: 500_000, y: 4_000_000), Coordinate(x: 500_003, y: 4_000_004),
    ])

    @Test func severalLayersWrittenInTurns() throws {
        let bench = try Workbench()
        let crs = try CoordinateReferenceSystem(epsg: 4548)
        let package = try GeoPackageWriter(bench.path("city.gpkg"))
        let pipes = try package.addLayer("管线 \"a\"", crs: crs, fields: [FeatureField("geom", .text)])
        let nodes = try package.addLayer("nodes", crs: nil, fields: [FeatureField("DN", .integer)])
        for id in 0..<5000 {
            try pipes.append(Feature(id: Int64(id), geometry: Self.line, values: [.text("球墨")]))
            try nodes.append(
                Feature(
                    id: Int64(id), geometry: .point(Coordinate(x: Double(id), y: 0)), values: [.integer(7)]))
        }
        #expect(try bench.names().allSatisfy { $0.hasPrefix(".") })
        try package.finish()
        #expect(try bench.names() == ["city.gpkg"])
        let head = try bench.bytes("city.gpkg")
        #expect(Array(head[68..<72]) == Array("GPKG".utf8))
        // User version 10300, big-endian at byte 60.
        #expect(Array(head[60..<64]) == [0, 0, 0x28, 0x3C])
        let source = try LayerFile.open(bench.path("city.gpkg"))
        #expect(source.layerNames == ["管线 \"a\"", "nodes"])
        let layers = try source.readAll()
        #expect(layers.map(\.features.count) == [5000, 5000])
        #expect(layers[0].crs == crs)
        #expect(layers[1].crs == nil)
        #expect(layers[0].features[4999].geometry == Self.line)
        #expect(layers[0].features[17].values == [.text("球墨")])
        #expect(layers[1].features.map(\.id) == Array(0..<5000))
        guard Workbench.program("ogrinfo") != nil else { return }
        // A box that holds the points 10 to 20, which ogrinfo finds through the R-tree.
        let found = try Workbench.run(
            "ogrinfo", ["-ro", "-so", "-spat", "9.5", "-1", "20.5", "1", bench.path("city.gpkg"), "nodes"])
        #expect(found.contains("Feature Count: 11"), "\(found)")
        #expect(found.contains("Geometry: Point"), "\(found)")
        let table = try Workbench.run(
            "ogrinfo",
            ["-ro", "-q", "-sql", "SELECT count(*) AS n FROM rtree_nodes_geom", bench.path("city.gpkg")])
        #expect(table.contains("n (Integer) = 5000"), "\(table)")
    }

    @Test(.enabled(if: Workbench.program("ogr2ogr") != nil))
    func triggersServeOtherPrograms() throws {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "pipes", crs: .wgs84, fields: [FeatureField("DN", .integer)],
            features: [Feature(id: 1, geometry: .point(Coordinate(x: 1, y: 1)), values: [.integer(1)])])
        try layer.write(to: bench.path("a.gpkg"))
        try layer.write(to: bench.path("b.gpkg"))
        // An insert, a move, and a deletion by GDAL, each of which fires triggers.
        let appended = try Workbench.run(
            "ogr2ogr", ["-append", "-nln", "pipes", bench.path("a.gpkg"), bench.path("b.gpkg"), "pipes"])
        #expect(appended.isEmpty, "\(appended)")
        let moved = try Workbench.run(
            "ogrinfo",
            [
                bench.path("a.gpkg"), "-q", "-sql",
                "UPDATE pipes SET geom = (SELECT geom FROM pipes WHERE fid = 1) WHERE fid = 2",
            ])
        #expect(!moved.contains("ERROR"), "\(moved)")
        let deleted = try Workbench.run(
            "ogrinfo", [bench.path("a.gpkg"), "-q", "-sql", "DELETE FROM pipes WHERE fid = 1"])
        #expect(!deleted.contains("ERROR"), "\(deleted)")
        let index = try Workbench.run(
            "ogrinfo", [bench.path("a.gpkg"), "-ro", "-q", "-sql", "SELECT id FROM rtree_pipes_geom"])
        #expect(index.contains(") = 2\n") && !index.contains(") = 1\n"), "\(index)")
        #expect(try LayerFile.open(bench.path("a.gpkg")).readOnly().features.map(\.id) == [2])
    }

    @Test func valuesThatDoNotSuitAreNamed() throws {
        let bench = try Workbench()
        let package = try GeoPackageWriter(bench.path("a.gpkg"))
        let layer = try package.addLayer("p", crs: nil, fields: [FeatureField("DN", .integer)])
        #expect(
            formatError { try layer.append(Feature(id: 4, geometry: nil, values: [.real(1.5)])) }
                == .unsuitableValue(
                    .init(bench.path("a.gpkg"), layer: "p", feature: 4, field: "DN"), found: .quoted("1.5"),
                    expected: Wording("a value of kind integer", "整数")))
        #expect(formatError { _ = try package.addLayer("P", crs: nil, fields: []) } != nil)
        #expect(formatError { _ = try package.addLayer("gpkg_x", crs: nil, fields: []) } != nil)
        for _ in 0..<2 { try layer.append(Feature(id: 9, geometry: nil, values: [.null])) }
        guard case .unsuitableValue(let place, _, _) = formatError({ try package.finish() }) else {
            Issue.record("two features of one id")
            return
        }
        #expect(place.feature == 9)
    }

    @Test func anSQLiteFileThatIsNoGeoPackage() throws {
        let bench = try Workbench()
        try [FeatureLayer(name: "p", crs: nil, fields: [])].writeGeoPackage(to: bench.path("a.gpkg"))
        var bytes = try bench.bytes("a.gpkg")
        #expect(try LayerFile.open(bench.path("a.gpkg")).readOnly().features.isEmpty)
        for index in 100..<bytes.count { bytes[index] = 0xAA }
        try bench.write("b.gpkg", bytes)
        guard case .malformed = formatError({ _ = try LayerFile.open(bench.path("b.gpkg")) }) else {
            Issue.record("a destroyed file must be an error")
            return
        }
    }
}
