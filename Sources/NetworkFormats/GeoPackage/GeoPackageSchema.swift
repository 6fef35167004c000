import Foundation
import GRDB

/// The SQL of a GeoPackage 1.3 (OGC 12-128r17): the tables of its annex C and the R-tree extension of annex F.3.
enum GeoPackageSchema {
    /// `GPKG` in ASCII, the application id of every GeoPackage since 1.2.
    static let applicationID = 0x4750_4B47
    /// Version 1.3.0.
    static let userVersion = 10300

    /// The tables that every GeoPackage with features has, and the reference systems it must list.
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(userVersion);
                CREATE TABLE gpkg_spatial_ref_sys (
                  srs_name TEXT NOT NULL,
                  srs_id INTEGER NOT NULL PRIMARY KEY,
                  organization TEXT NOT NULL,
                  organization_coordsys_id INTEGER NOT NULL,
                  definition TEXT NOT NULL,
                  description TEXT);
                CREATE TABLE gpkg_contents (
                  table_name TEXT NOT NULL PRIMARY KEY,
                  data_type TEXT NOT NULL,
                  identifier TEXT UNIQUE,
                  description TEXT DEFAULT '',
                  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
                  min_x DOUBLE,
                  min_y DOUBLE,
                  max_x DOUBLE,
                  max_y DOUBLE,
                  srs_id INTEGER,
                  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
                CREATE TABLE gpkg_geometry_columns (
                  table_name TEXT NOT NULL,
                  column_name TEXT NOT NULL,
                  geometry_type_name TEXT NOT NULL,
                  srs_id INTEGER NOT NULL,
                  z TINYINT NOT NULL,
                  m TINYINT NOT NULL,
                  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
                  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
                  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
                  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
                CREATE TABLE gpkg_extensions (
                  table_name TEXT,
                  column_name TEXT,
                  extension_name TEXT NOT NULL,
                  definition TEXT NOT NULL,
                  scope TEXT NOT NULL,
                  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
                """)
        try addReferenceSystem(db, id: -1, name: "Undefined Cartesian SRS", "NONE", "undefined")
        try addReferenceSystem(db, id: 0, name: "Undefined geographic SRS", "NONE", "undefined")
        try addReferenceSystem(db, id: 4326, name: "WGS 84 geodetic", "EPSG", wgs84)
    }

    /// The table in which QGIS keeps styles, as QGIS itself makes it, listed as a table without geometry.
    static func createStyles(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE layer_styles (
                  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
                  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
                  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
                  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
                  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
                INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes',
                  'layer_styles');
                """)
    }

    /// Lists a reference system once.
    static func addReferenceSystem(
        _ db: Database, id: Int, name: String, _ organization: String, _ definition: String
    ) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
            arguments: [name, id, organization, id, definition])
    }

    /// The text that GDAL and the specification's examples use, axes in the authority's order.
    private static let wgs84 =
        #"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,"#
        + #"AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],"#
        + #"PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],"#
        + #"UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],"#
        + #"AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#

    /// The R-tree of a feature table, empty, and its entry among the extensions.
    static func createIndex(_ db: Database, table: String, column: String) throws {
        try db.execute(
            sql: "CREATE VIRTUAL TABLE \(indexName(table, column)) USING rtree(id, minx, maxx, miny, maxy)")
        try db.execute(
            sql: "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', "
                + "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            arguments: [table, column])
    }

    /// The quoted name of the R-tree.
    static func indexName(_ table: String, _ column: String) -> String {
        "rtree_\(table)_\(column)".sqlIdentifier
    }

    /// The triggers that keep the R-tree up to date, as annex F.3 words them. They call functions that only
    /// programs which know GeoPackage define, so that they come last, after our own rows.
    static func createTriggers(_ db: Database, table: String, column: String, key: String) throws {
        let t = table.sqlIdentifier
        let c = column.sqlIdentifier
        let i = key.sqlIdentifier
        let index = indexName(table, column)
        func name(_ suffix: String) -> String {
            "rtree_\(table)_\(column)_\(suffix)".sqlIdentifier
        }
        let values = "NEW.\(i), ST_MinX(NEW.\(c)), ST_MaxX(NEW.\(c)), ST_MinY(NEW.\(c)), ST_MaxY(NEW.\(c))"
        let isPresent = "(NEW.\(c) NOT NULL AND NOT ST_IsEmpty(NEW.\(c)))"
        let isAbsent = "(NEW.\(c) IS NULL OR ST_IsEmpty(NEW.\(c)))"
        try db.execute(
            sql: """
                CREATE TRIGGER \(name("insert")) AFTER INSERT ON \(t) WHEN \(isPresent)
                BEGIN INSERT OR REPLACE INTO \(index) VALUES (\(values)); END;
                CREATE TRIGGER \(name("update1")) AFTER UPDATE OF \(c) ON \(t)
                WHEN OLD.\(i) = NEW.\(i) AND \(isPresent)
                BEGIN INSERT OR REPLACE INTO \(index) VALUES (\(values)); END;
                CREATE TRIGGER \(name("update2")) AFTER UPDATE OF \(c) ON \(t)
                WHEN OLD.\(i) = NEW.\(i) AND \(isAbsent)
                BEGIN DELETE FROM \(index) WHERE id = OLD.\(i); END;
                CREATE TRIGGER \(name("update3")) AFTER UPDATE ON \(t)
                WHEN OLD.\(i) != NEW.\(i) AND \(isPresent)
                BEGIN DELETE FROM \(index) WHERE id = OLD.\(i);
                INSERT OR REPLACE INTO \(index) VALUES (\(values)); END;
                CREATE TRIGGER \(name("update4")) AFTER UPDATE ON \(t)
                WHEN OLD.\(i) != NEW.\(i) AND \(isAbsent)
                BEGIN DELETE FROM \(index) WHERE id IN (OLD.\(i), NEW.\(i)); END;
                CREATE TRIGGER \(name("delete")) AFTER DELETE ON \(t) WHEN OLD.\(c) NOT NULL
                BEGIN DELETE FROM \(index) WHERE id = OLD.\(i); END;
                """)
    }
}
