import Foundation
import GRDB
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

/// An SQLite file is a program: its views run when they are read.
@Suite("SQLite files that do not come to an end, or lie")
struct HostileSQLiteTests {
    private static let systems = """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
            organization_coordsys_id INTEGER, definition TEXT, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('', 4548, 'EPSG', 4548, 'undefined', NULL);
        """
    private static let contents = """
        CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER);
        INSERT INTO gpkg_contents VALUES ('pipes', 'features', 'pipes', 4548);
        """
    private static let geometries = """
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
            srs_id INTEGER, z INTEGER, m INTEGER);
        INSERT INTO gpkg_geometry_columns VALUES ('pipes', 'geom', 'LINESTRING', 4548, 0, 0);
        """
    private static let rows = """
        CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            INSERT INTO t SELECT i, NULL, 'P' || i FROM n;
        """

    private func package(_ bench: Workbench, _ sql: String, contents: String = Self.contents) throws -> String
    {
        let path = bench.path("city.gpkg")
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: Self.systems + contents + Self.geometries + sql) }
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = 0x47504B47") }
        try queue.close()
        return path
    }

    @Test(
        "A view that multiplies rows, or makes values of nothing, is stopped and named",
        arguments: [
            // For ever, row by row.
            "WITH RECURSIVE c(fid, geom, id) AS (SELECT 1, NULL, 'a' UNION ALL SELECT fid + 1, geom, id FROM c) SELECT * FROM c",
            // For ever, and no row comes out.
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i AS fid, NULL AS geom, 'a' AS id FROM c WHERE i < 0",
            // Not for ever, but 8 thousand million rows.
            "SELECT a.fid, a.geom, b.id || c.id AS id FROM t AS a, t AS b, t AS c",
            // Few rows of much.
            "SELECT fid, geom, hex(zeroblob(10000000)) AS id FROM t",
            "SELECT fid, geom, randomblob(20000000) AS id FROM t",
        ])
    func view(_ sql: String) throws {
        let bench = try Workbench()
        let path = try package(bench, Self.rows + "CREATE VIEW pipes AS \(sql);")
        let source = try LayerFile.open(path)
        let error = formatError { _ = try source.readOnly() }
        let text = error?.description ?? ""
        #expect(text.hasPrefix(path))
        #expect(text.contains("a view") && text.contains("save its result as a table"), "\(text)")
    }

    @Test("A value larger than any map's is refused with the limit")
    func largeValue() throws {
        let bench = try Workbench()
        let path = try package(
            bench, Self.rows + "CREATE VIEW pipes AS SELECT fid, geom, zeroblob(500000000) AS id FROM t;")
        let error = formatError { _ = try LayerFile.open(path).readOnly() }
        #expect(error?.description.contains("larger than 256 MiB") == true)
    }

    @Test("A list of layers that never ends is stopped when the file is opened")
    func endlessContents() throws {
        let bench = try Workbench()
        let contents = """
            CREATE VIEW gpkg_contents AS WITH RECURSIVE c(table_name, data_type, rowid) AS (
                SELECT 'pipes', 'features', 1 UNION ALL SELECT table_name, data_type, rowid + 1 FROM c)
            SELECT * FROM c;
            """
        let path = try package(bench, Self.rows, contents: contents)
        #expect(formatError { _ = try LayerFile.open(path) } != nil)
    }

    @Test("A plain SQLite file with the columns of points, and a SpatiaLite file, are held to the same")
    func otherFiles() throws {
        let bench = try Workbench()
        let endless = """
            CREATE VIEW v AS WITH RECURSIVE c(x, y) AS (SELECT 1.0, 2.0 UNION ALL SELECT x + 1, y FROM c)
            SELECT * FROM c;
            """
        let plain = bench.path("plain.sqlite")
        var queue = try DatabaseQueue(path: plain)
        try queue.write { try $0.execute(sql: endless) }
        try queue.close()
        let options = LayerReadOptions(pointColumns: .init(x: "x", y: "y"))
        #expect(
            formatError { _ = try LayerFile.open(plain, options: options).readOnly() }?
                .description.contains("a view multiplies rows") == true)
        let spatial = bench.path("spatial.sqlite")
        queue = try DatabaseQueue(path: spatial)
        try queue.write {
            try $0.execute(
                sql: """
                    CREATE TABLE geometry_columns (f_table_name TEXT, f_geometry_column TEXT, srid INTEGER);
                    INSERT INTO geometry_columns VALUES ('v', 'x', 4548), (NULL, NULL, NULL), (X'00FF', 'g', 'a');
                    \(endless)
                    """)
        }
        try queue.close()
        #expect(formatError { _ = try LayerFile.open(spatial).readOnly() } != nil)
    }

    @Test("A view of sound rows is read, and so is a generated column")
    func soundView() throws {
        let bench = try Workbench()
        let path = try package(
            bench,
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT, dn INTEGER, wide AS (dn * 2) VIRTUAL,
                kept INTEGER GENERATED ALWAYS AS (dn + 1) STORED);
            INSERT INTO t (fid, geom, id, dn) VALUES (7, NULL, 'A', 100), (9, NULL, 'B', 200);
            CREATE VIEW pipes AS SELECT fid, geom, id, dn, wide, kept FROM t WHERE dn > 0;
            """)
        let view = try LayerFile.open(path).readOnly()
        #expect(view.fields.map(\.name) == ["fid", "id", "dn", "wide", "kept"])
        #expect(view.features.map { $0.values[3].number } == [200, 400])
        let other = try Workbench()
        let table = try GeoPackageSource(
            try package(
                other,
                """
                CREATE TABLE pipes (fid INTEGER PRIMARY KEY, geom BLOB, dn INTEGER, wide INTEGER AS (dn * 2));
                INSERT INTO pipes (fid, geom, dn) VALUES (7, NULL, 100);
                """)
        ).readOnly()
        #expect(table.features == [Feature(id: 7, geometry: nil, values: [.integer(100), .integer(200)])])
    }

    @Test(
        "Names that are no text, and an R-tree or triggers that lie, end nothing",
        arguments: [
            "INSERT INTO gpkg_contents VALUES (NULL, 'features', 'x', 1), (X'00FF', 'features', 'y', 1);",
            "CREATE VIRTUAL TABLE rtree_pipes_geom USING rtree(id, minx, maxx, miny, maxy); INSERT INTO rtree_pipes_geom VALUES (1, 5, 6, 5, 6);",
            "CREATE TRIGGER x AFTER INSERT ON pipes BEGIN DELETE FROM pipes; END;",
            "UPDATE gpkg_spatial_ref_sys SET organization = X'00', organization_coordsys_id = 'a';",
        ])
    func lies(_ sql: String) throws {
        let bench = try Workbench()
        let path = try package(
            bench,
            """
            CREATE TABLE pipes (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT);
            INSERT INTO pipes VALUES (1, NULL, 'A');
            \(sql)
            """)
        let source = try LayerFile.open(path)
        #expect(source.layerNames.contains("pipes"))
        #expect(try source.read("pipes").features.map(\.id) == [1])
    }

    // MARK: Reference systems

    @Test(
        "A system that says it is undefined is none, whatever its number",
        arguments: [
            (-1, "NONE", "undefined"), (0, "NONE", "undefined"), (99_999, "NONE", "undefined"),
            (
                99_999, "NONE",
                #"LOCAL_CS["Undefined Cartesian SRS",UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]"#
            ),
            (
                100_000, "none",
                #"ENGCRS["Undefined Cartesian SRS with unknown unit",EDATUM["Unknown engineering datum"],CS[Cartesian,2],AXIS["x",unspecified,ORDER[1],LENGTHUNIT["unknown",0]],AXIS["y",unspecified,ORDER[2],LENGTHUNIT["unknown",0]]]"#
            ),
            (
                99_999, "NONE",
                #"GEOGCS["Undefined geographic SRS",DATUM["unknown",SPHEROID["unknown",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]"#
            ),
        ])
    func undefined(_ number: Int, _ organization: String, _ definition: String) throws {
        let bench = try Workbench()
        let path = try package(
            bench,
            """
            CREATE TABLE pipes (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT);
            UPDATE gpkg_geometry_columns SET srs_id = \(number);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('x', \(number), '\(organization)', \(number), '\(definition)', NULL);
            """)
        let source = try LayerFile.open(path)
        let layer = try source.readOnly()
        #expect(layer.crs == nil)
        #expect(formatError { _ = try source.requireReferenceSystem(of: layer) } != nil)
        let told = LayerReadOptions(crs: try CoordinateReferenceSystem(epsg: 4548))
        #expect(try LayerFile.open(path, options: told).readOnly().crs?.epsg == 4548)
    }

    @Test("A plane of a city's own that has a name is a plane")
    func named() throws {
        let text = #"LOCAL_CS["泉城独立坐标系",UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]"#
        #expect(try ReferenceSystemText.stated(code: nil, text: text)?.kind == .local)
        #expect(try ReferenceSystemText.stated(code: "EPSG:4548", text: "undefined")?.epsg == 4548)
        #expect(try ReferenceSystemText.stated(code: "NONE:1", text: " Undefined\n") == nil)
    }
}
