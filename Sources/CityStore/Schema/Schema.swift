import GRDB
import InputOutput

/// How a city's file is laid out, and how an older layout becomes the newest. Docs/data-dictionary.md says what each
/// column means; a test compares the two.
enum Schema {
    /// The newest layout, kept in the file's `user_version`.
    static let version = 5
    /// The file's `application_id`: "SPLN".
    static let applicationID = CityMark.applicationID

    /// Brings a file to the newest layout, one migration a transaction.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 elements, zones, readings") { db in
            try createVersion1(db)
            try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
        }
        migrator.registerMigration("2 leakage of pipes") { db in
            try db.execute(
                sql: """
                    ALTER TABLE pipe ADD COLUMN leak_area REAL;
                    ALTER TABLE pipe ADD COLUMN leak_expansion REAL;
                    PRAGMA user_version = 2;
                    """)
        }
        migrator.registerMigration("3 history") { db in
            try createHistory(db)
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration("4 keys of past members first") { db in
            try putKeysFirst(db)
            try db.execute(sql: "PRAGMA user_version = 4")
        }
        migrator.registerMigration("5 corrections of readings") { db in
            try db.execute(
                sql: """
                    CREATE TABLE reading_correction (
                        id INTEGER PRIMARY KEY, element TEXT NOT NULL, kind TEXT NOT NULL, time INTEGER NOT NULL,
                        old_value REAL, new_value REAL, recorded_at INTEGER NOT NULL, author TEXT NOT NULL,
                        reason TEXT NOT NULL);
                    PRAGMA user_version = 5;
                    """)
        }
        return migrator
    }

    /// Column definitions that all elements share.
    private static let identity = "fid INTEGER PRIMARY KEY, id TEXT NOT NULL"

    private static func createVersion1(_ db: Database) throws {
        // Only the reference systems in use are listed: all of EPSG would be larger than a small city.
        try db.call("InitSpatialMetaData('NONE')")
        for srid in [4326, 4490, 3857] { try db.call("InsertEpsgSrid(\(srid))") }
        try db.execute(sql: elements)
        for table in AssetLayer.all {
            let own = table.typed.map { ", \($0.name) \($0.type.rawValue)" }.joined()
            try db.execute(
                sql: """
                    CREATE TABLE \(table.name) (
                        \(identity), node TEXT, link TEXT, is_closed INTEGER NOT NULL DEFAULT 0\(own),
                        attributes TEXT)
                    """)
        }
        try db.execute(sql: zonesAndReadings)
        for layer in SpatialLayer.all { try layer.create(db) }
    }

    private static let elements = """
        CREATE TABLE springline_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE junction (
            \(identity), elevation REAL, emitter_coefficient REAL NOT NULL DEFAULT 0, attributes TEXT);
        CREATE TABLE reservoir (\(identity), head REAL, head_pattern TEXT, attributes TEXT);
        CREATE TABLE tank (
            \(identity), elevation REAL, initial_level REAL, minimum_level REAL, maximum_level REAL,
            diameter REAL, minimum_volume REAL, volume_curve TEXT, can_overflow INTEGER NOT NULL DEFAULT 0,
            attributes TEXT);
        CREATE TABLE demand (
            junction INTEGER NOT NULL, position INTEGER NOT NULL, base REAL NOT NULL, pattern TEXT,
            category TEXT, PRIMARY KEY (junction, position)) WITHOUT ROWID;

        CREATE TABLE pipe (
            \(identity), from_node TEXT NOT NULL, to_node TEXT NOT NULL, length REAL, diameter REAL,
            roughness REAL, minor_loss REAL NOT NULL DEFAULT 0, status TEXT NOT NULL DEFAULT 'open',
            check_valve INTEGER NOT NULL DEFAULT 0, material TEXT, dn INTEGER, year INTEGER, road TEXT,
            area TEXT, attributes TEXT, bends TEXT);
        CREATE TABLE pump (
            \(identity), from_node TEXT NOT NULL, to_node TEXT NOT NULL, head_curve TEXT, power REAL,
            speed REAL NOT NULL DEFAULT 1, speed_pattern TEXT, status TEXT NOT NULL DEFAULT 'open',
            efficiency_curve TEXT, energy_price REAL, price_pattern TEXT, attributes TEXT, bends TEXT);
        CREATE TABLE valve (
            \(identity), from_node TEXT NOT NULL, to_node TEXT NOT NULL, kind TEXT NOT NULL, diameter REAL,
            setting REAL, curve TEXT, minor_loss REAL NOT NULL DEFAULT 0,
            status TEXT NOT NULL DEFAULT 'active', attributes TEXT, bends TEXT);

        CREATE TABLE pattern (id TEXT PRIMARY KEY, multipliers TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE curve (id TEXT PRIMARY KEY, kind TEXT NOT NULL, points TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE section (position INTEGER PRIMARY KEY, name TEXT NOT NULL, lines TEXT);
        """

    private static let zonesAndReadings = """
        CREATE TABLE zone (\(identity), name TEXT NOT NULL, parent TEXT);
        CREATE TABLE zone_node (node TEXT PRIMARY KEY, zone TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE zone_metered_link (position INTEGER PRIMARY KEY, link TEXT NOT NULL);
        CREATE TABLE zone_boundary (
            position INTEGER PRIMARY KEY, link TEXT NOT NULL, meter TEXT, from_zone TEXT, to_zone TEXT,
            kind TEXT NOT NULL, sign INTEGER NOT NULL);

        CREATE TABLE source (
            position INTEGER PRIMARY KEY, path TEXT NOT NULL, format TEXT NOT NULL, crs TEXT,
            prefix TEXT NOT NULL, imported_at TEXT NOT NULL, counts TEXT NOT NULL);
        CREATE TABLE defect (
            fid INTEGER PRIMARY KEY, kind TEXT NOT NULL, severity TEXT NOT NULL, element TEXT,
            elements TEXT NOT NULL, measure REAL, message TEXT);

        CREATE TABLE series (
            id INTEGER PRIMARY KEY, element TEXT NOT NULL, kind TEXT NOT NULL, form TEXT,
            count INTEGER NOT NULL DEFAULT 0, first INTEGER, last INTEGER, UNIQUE (element, kind));
        CREATE TABLE reading (
            series INTEGER NOT NULL, time INTEGER NOT NULL, value REAL NOT NULL,
            PRIMARY KEY (series, time)) WITHOUT ROWID;
        CREATE TABLE meter_replacement (
            meter TEXT NOT NULL, time INTEGER NOT NULL, old_final REAL NOT NULL, new_initial REAL NOT NULL,
            PRIMARY KEY (meter, time)) WITHOUT ROWID;
        """
}
