import GRDB

extension Schema {
    /// Layout 3: since when everything is so, what it was before, and which source it came from.
    ///
    /// What is in an older file is known to be so since its last import; its rows keep `NULL` for that, because to write a
    /// number into every row of a large city takes longer than to read it.
    static func createHistory(_ db: Database) throws {
        for layer in SpatialLayer.network {
            try db.execute(
                sql: """
                    ALTER TABLE \(layer.name) ADD COLUMN valid_from INTEGER;
                    ALTER TABLE \(layer.name) ADD COLUMN district INTEGER;
                    """)
        }
        try db.execute(sql: history)
        try SpatialLayer.elementHistory.create(db)
        try SpatialLayer.zoneHistory.create(db)
        let srid = try SpatialReference.current(db)
        for layer in [SpatialLayer.elementHistory, .zoneHistory] { try layer.declare(srid: srid, db) }
        try db.execute(sql: firstVersion)
    }

    /// Layout 4: the columns of a key come first in a table without row numbers. SQLite keeps others well too, but its
    /// `PRAGMA integrity_check` takes their order for damage.
    static func putKeysFirst(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE zone_node_history_4 (
                    node TEXT NOT NULL, version INTEGER NOT NULL, zone TEXT NOT NULL, valid_from INTEGER NOT NULL,
                    valid_to INTEGER NOT NULL, PRIMARY KEY (node, version)) WITHOUT ROWID;
                INSERT INTO zone_node_history_4 (node, version, zone, valid_from, valid_to)
                    SELECT node, version, zone, valid_from, valid_to FROM zone_node_history;
                DROP TABLE zone_node_history;
                ALTER TABLE zone_node_history_4 RENAME TO zone_node_history;
                """)
    }

    private static let history = """
        ALTER TABLE zone ADD COLUMN valid_from INTEGER;
        ALTER TABLE zone_node ADD COLUMN valid_from INTEGER;
        ALTER TABLE source ADD COLUMN district INTEGER;

        CREATE TABLE district (number INTEGER PRIMARY KEY, path TEXT NOT NULL, prefix TEXT NOT NULL);
        CREATE TABLE version (
            number INTEGER PRIMARY KEY, valid_from INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
            kind TEXT NOT NULL, summary TEXT NOT NULL, undo TEXT NOT NULL);
        CREATE TABLE element_history (
            fid INTEGER PRIMARY KEY, layer TEXT NOT NULL, id TEXT NOT NULL, valid_from INTEGER NOT NULL,
            valid_to INTEGER NOT NULL, version INTEGER NOT NULL, change TEXT NOT NULL, district INTEGER,
            element TEXT NOT NULL);
        CREATE INDEX element_history_id ON element_history (id);
        CREATE INDEX element_history_version ON element_history (version);
        CREATE TABLE zone_history (
            fid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, parent TEXT,
            position INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
            version INTEGER NOT NULL);
        CREATE TABLE zone_node_history (
            node TEXT NOT NULL, zone TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
            version INTEGER NOT NULL, PRIMARY KEY (node, version)) WITHOUT ROWID;
        """

    /// A file that holds something already has one version: what it holds.
    private static let firstVersion = """
        INSERT INTO version (number, valid_from, recorded_at, kind, summary, undo)
        SELECT 1, ifnull((SELECT max(CAST(strftime('%s', imported_at) AS INTEGER)) FROM source),
            CAST(strftime('%s', 'now') AS INTEGER)), CAST(strftime('%s', 'now') AS INTEGER), 'network', '{}', '{}'
        WHERE EXISTS (SELECT 1 FROM junction) OR EXISTS (SELECT 1 FROM reservoir) OR EXISTS (SELECT 1 FROM tank)
            OR EXISTS (SELECT 1 FROM zone);
        INSERT INTO version (number, valid_from, recorded_at, kind, summary, undo)
        SELECT 2, valid_from, recorded_at, 'zones', '{}', '{}' FROM version WHERE EXISTS (SELECT 1 FROM zone);
        """
}
