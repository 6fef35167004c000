import Foundation
import GRDB
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite struct SpatiaLiteTests {
    static let place = FormatError.Place("t.sqlite")

    /// Bytes put together in one order, from the table in SpatiaLite's documentation.
    struct Blob {
        var bytes: [UInt8] = []
        var isLittleEndian = true

        func adding(_ byte: UInt8) -> Blob { Blob(bytes: bytes + [byte], isLittleEndian: isLittleEndian) }

        func adding(_ number: Int32) -> Blob { adding(word: UInt32(bitPattern: number)) }

        func adding(_ numbers: Double...) -> Blob {
            numbers.reduce(self) { $0.adding(word: $1.bitPattern) }
        }

        func adding(float: Float) -> Blob { adding(word: float.bitPattern) }

        private func adding<Word: FixedWidthInteger>(word: Word) -> Blob {
            let ordered = isLittleEndian ? word.littleEndian : word.bigEndian
            return withUnsafeBytes(of: ordered) { Blob(bytes: bytes + $0, isLittleEndian: isLittleEndian) }
        }

        /// Start, order, 4548, a box and its mark.
        static func start(littleEndian: Bool = true) -> Blob {
            Blob(bytes: [0, littleEndian ? 1 : 0], isLittleEndian: littleEndian)
                .adding(4548 as Int32).adding(0, 0, 9, 9).adding(0x7C as UInt8)
        }

        func decoded() throws -> Geometry? {
            try SpatiaLiteGeometry.decode(adding(0xFE as UInt8).bytes, at: SpatiaLiteTests.place)
        }
    }

    static func c(_ x: Double, _ y: Double, _ z: Double? = nil) -> Coordinate { Coordinate(x: x, y: y, z: z) }

    @Test(arguments: [true, false])
    func plainGeometries(_ littleEndian: Bool) throws {
        let start = Blob.start(littleEndian: littleEndian)
        #expect(try start.adding(1 as Int32).adding(1, 2).decoded() == .point(Self.c(1, 2)))
        #expect(try start.adding(3001 as Int32).adding(1, 2, 3, 4).decoded() == .point(Self.c(1, 2, 3)))
        let line = start.adding(2002 as Int32).adding(2 as Int32).adding(1, 2, 99, 3, 4, 99)
        #expect(try line.decoded() == .lineString([Self.c(1, 2), Self.c(3, 4)]))
        let triangle = start.adding(3 as Int32).adding(1 as Int32).adding(4 as Int32)
            .adding(0, 0, 1, 0, 1, 1, 0, 0)
        #expect(
            try triangle.decoded()
                == .polygon(Polygon(exterior: [Self.c(0, 0), Self.c(1, 0), Self.c(1, 1), Self.c(0, 0)])))
        let several = start.adding(5 as Int32).adding(1 as Int32).adding(0x69 as UInt8).adding(2 as Int32)
            .adding(2 as Int32).adding(1, 2, 3, 4)
        #expect(try several.decoded() == .multiLineString([[Self.c(1, 2), Self.c(3, 4)]]))
        let tiny = Blob(bytes: [0, littleEndian ? 0x81 : 0x80], isLittleEndian: littleEndian)
            .adding(4326 as Int32).adding(2 as UInt8).adding(1, 2, 3)
        #expect(try tiny.decoded() == .point(Self.c(1, 2, 3)))
    }

    /// First and last in full, differences to the position before between them: 10, 20; + 0.5, - 0.25; 30, 40.
    @Test func compressedPaths() throws {
        let flat = Blob.start().adding(1_000_002 as Int32).adding(3 as Int32).adding(10, 20).adding(
            float: 0.5
        )
        .adding(float: -0.25).adding(30, 40)
        #expect(try flat.decoded() == .lineString([Self.c(10, 20), Self.c(10.5, 19.75), Self.c(30, 40)]))
        let high = Blob.start().adding(1_001_002 as Int32).adding(4 as Int32).adding(10, 20, 5)
            .adding(float: 1).adding(float: 1).adding(float: 0.5).adding(float: 1).adding(float: 1)
            .adding(float: 0.5).adding(30, 40, 7)
        #expect(
            try high.decoded()
                == .lineString([Self.c(10, 20, 5), Self.c(11, 21, 5.5), Self.c(12, 22, 6), Self.c(30, 40, 7)])
        )
        let measured = Blob.start().adding(1_002_002 as Int32).adding(3 as Int32).adding(1, 2, 99)
            .adding(float: 1).adding(float: 1).adding(99.0).adding(3, 4, 99)
        #expect(try measured.decoded() == .lineString([Self.c(1, 2), Self.c(2, 3), Self.c(3, 4)]))
        let area = Blob.start().adding(1_000_003 as Int32).adding(1 as Int32).adding(4 as Int32).adding(0, 0)
            .adding(float: 4).adding(float: 0).adding(float: 0).adding(float: 4).adding(0, 0)
        #expect(
            try area.decoded()
                == .polygon(Polygon(exterior: [Self.c(0, 0), Self.c(4, 0), Self.c(4, 4), Self.c(0, 0)])))
    }

    @Test func damagedGeometriesAreErrorsOrValues() throws {
        let sound = Blob.start().adding(7 as Int32).adding(2 as Int32).adding(0x69 as UInt8)
            .adding(1_001_002 as Int32).adding(3 as Int32).adding(1, 2, 3).adding(float: 1).adding(float: 1)
            .adding(float: 1).adding(4, 5, 6).adding(0x69 as UInt8).adding(6 as Int32).adding(1 as Int32)
            .adding(0x69 as UInt8).adding(3 as Int32).adding(1 as Int32).adding(4 as Int32)
            .adding(0, 0, 1, 0, 1, 1, 0, 0)
        #expect(try sound.decoded() != nil)
        var failures = 0
        for bytes in mutations(of: sound.adding(0xFE as UInt8).bytes, count: 4000) {
            do {
                _ = try SpatiaLiteGeometry.decode(bytes, at: Self.place)
            } catch {
                #expect(error is FormatError)
                failures += 1
            }
        }
        #expect(failures >= sound.bytes.count)
    }

    static func database(_ bench: Workbench, _ sql: String, _ blob: [UInt8] = []) throws -> String {
        let queue = try DatabaseQueue(path: bench.path("a.sqlite"))
        try queue.write { db in
            for statement in sql.split(separator: ";") {
                let hasArgument = statement.contains("?")
                try db.execute(
                    sql: String(statement), arguments: hasArgument ? [Data(blob)] : StatementArguments())
            }
        }
        try queue.close()
        return bench.path("a.sqlite")
    }

    @Test func registeredTablesWithValues() throws {
        let bench = try Workbench()
        let blob = Blob.start().adding(1 as Int32).adding(1, 2).adding(0xFE as UInt8).bytes
        let path = try Self.database(
            bench,
            """
            CREATE TABLE geometry_columns (f_table_name TEXT, f_geometry_column TEXT, geometry_type INTEGER,
              coord_dimension INTEGER, srid INTEGER, spatial_index_enabled INTEGER);
            CREATE TABLE Pipes (id INTEGER PRIMARY KEY, "材质" TEXT, len DOUBLE, dn INTEGER, photo BLOB, geom POINT);
            INSERT INTO geometry_columns VALUES ('pipes', 'geom', 1, 2, 4548, 0);
            INSERT INTO Pipes VALUES (7, '球墨铸铁', 12, 300, x'00', ?);
            INSERT INTO Pipes VALUES (9, NULL, 1.5, NULL, NULL, NULL)
            """, blob)
        let layer = try LayerFile.open(path).readOnly()
        #expect(layer.name == "Pipes")
        #expect(layer.crs?.epsg == 4548)
        #expect(
            layer.fields
                == [FeatureField("材质", .text), FeatureField("len", .real), FeatureField("dn", .integer)])
        #expect(
            layer.features
                == [
                    Feature(
                        id: 7, geometry: .point(Self.c(1, 2)),
                        values: [.text("球墨铸铁"), .real(12), .integer(300)]),
                    Feature(id: 9, geometry: nil, values: [.null, .real(1.5), .null]),
                ])
    }

    @Test func wellKnownBinaryColumns() throws {
        let bench = try Workbench()
        let path = try Self.database(
            bench,
            """
            CREATE TABLE geometry_columns (f_table_name TEXT, f_geometry_column TEXT, srid INTEGER,
              geometry_format TEXT);
            CREATE TABLE pipes (fid INTEGER PRIMARY KEY, shape BLOB);
            INSERT INTO geometry_columns VALUES ('pipes', 'shape', 4490, 'WKB');
            INSERT INTO pipes VALUES (1, ?)
            """, Geometry.lineString([Self.c(1, 2), Self.c(3, 4)]).wkb())
        let layer = try LayerFile.open(path).readOnly()
        #expect(layer.crs == .cgcs2000)
        #expect(layer.features.map(\.geometry) == [.lineString([Self.c(1, 2), Self.c(3, 4)])])
    }

    @Test func plainTablesWithOrdinates() throws {
        let bench = try Workbench()
        let path = try Self.database(
            bench,
            """
            CREATE TABLE meters (name TEXT, Lon REAL, Lat REAL);
            CREATE TABLE other (name TEXT);
            INSERT INTO meters VALUES ('a', 117.5, 36.25);
            INSERT INTO meters VALUES ('b', NULL, NULL)
            """)
        #expect(formatError { _ = try LayerFile.open(path) } != nil)
        let options = LayerReadOptions(crs: .wgs84, pointColumns: .init(x: "lon", y: "lat"))
        let layer = try LayerFile.open(path, options: options).readOnly()
        #expect(layer.name == "meters")
        #expect(layer.features.map(\.geometry) == [.point(Self.c(117.5, 36.25)), nil])
        #expect(layer.features[0].values == [.text("a"), .real(117.5), .real(36.25)])
        let bad = try Self.database(bench, "INSERT INTO meters VALUES ('c', 1, 'north')")
        guard
            case .unsuitableValue(let place, _, _) = formatError({
                _ = try LayerFile.open(bad, options: options).readOnly()
            })
        else {
            Issue.record("a latitude must be a number")
            return
        }
        #expect(place.feature == 3)
    }

    /// GDAL writes the same layer through SpatiaLite itself, compressed and not.
    @Test(.enabled(if: Workbench.program("ogr2ogr") != nil), arguments: ["YES", "NO"])
    func filesThatSpatiaLiteWrote(_ compressed: String) throws {
        let bench = try Workbench()
        let path = (0..<5).map { Self.c(Double($0), Double($0 * $0), 2) }
        let layer = FeatureLayer(
            name: "pipes", crs: try CoordinateReferenceSystem(epsg: 4548),
            fields: [FeatureField("dn", .integer)],
            features: [
                Feature(id: 1, geometry: .lineString(path), values: [.integer(300)]),
                Feature(id: 2, geometry: .lineString(path.reversed()), values: [.null]),
            ])
        try layer.write(to: bench.path("a.gpkg"))
        let output = try Workbench.run(
            "ogr2ogr",
            [
                "-f", "SQLite", "-dsco", "SPATIALITE=YES", "-lco", "COMPRESS_GEOM=\(compressed)",
                bench.path("a.sqlite"), bench.path("a.gpkg"),
            ])
        // A GDAL without SpatiaLite says so, and then there is nothing to compare.
        guard FileManager.default.fileExists(atPath: bench.path("a.sqlite")), !output.contains("ERROR") else {
            return
        }
        let read = try LayerFile.open(bench.path("a.sqlite")).readOnly()
        #expect(read.crs?.epsg == 4548)
        #expect(read.features == layer.features)
    }
}
