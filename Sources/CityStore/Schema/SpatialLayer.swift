import GRDB
import PipeNetwork

/// A table with a geometry column `geometry`, as QGIS and `ogrinfo` list them.
struct SpatialLayer {
    /// The table's name.
    let name: String
    /// The class of its geometries, by SpatiaLite's word.
    let geometry: String
    /// Whether its rows have a unique `id`.
    var hasID = true

    static let junction = SpatialLayer(name: "junction", geometry: "POINT")
    static let reservoir = SpatialLayer(name: "reservoir", geometry: "POINT")
    static let tank = SpatialLayer(name: "tank", geometry: "POINT")
    static let pipe = SpatialLayer(name: "pipe", geometry: "LINESTRING")
    static let pump = SpatialLayer(name: "pump", geometry: "LINESTRING")
    static let valve = SpatialLayer(name: "valve", geometry: "LINESTRING")
    static let zone = SpatialLayer(name: "zone", geometry: "MULTIPOLYGON")
    static let defect = SpatialLayer(name: "defect", geometry: "POINT", hasID: false)

    static let elementHistory = SpatialLayer(name: "element_history", geometry: "GEOMETRY", hasID: false)
    static let zoneHistory = SpatialLayer(name: "zone_history", geometry: "MULTIPOLYGON", hasID: false)

    /// The layers of a network, assets included.
    static let network =
        [junction, reservoir, tank, pipe, pump, valve]
        + AssetLayer.all.map { SpatialLayer(name: $0.name, geometry: "POINT") }
    /// All layers of the city as it is.
    static let all = network + [zone, defect]

    /// The R-tree that SpatiaLite keeps beside the table.
    var index: String { "idx_\(name)_geometry" }

    /// Adds the geometry column with its R-tree and triggers, and the unique index of ids.
    func create(_ db: Database) throws {
        try db.call("AddGeometryColumn('\(name)', 'geometry', -1, '\(geometry)', 'XY')")
        try db.call("CreateSpatialIndex('\(name)', 'geometry')")
        try createIDIndex(db)
    }

    private func createIDIndex(_ db: Database) throws {
        if hasID { try db.execute(sql: "CREATE UNIQUE INDEX \(name)_id ON \(name) (id)") }
    }

    /// Replaces all rows: `fill` inserts them and adds their boxes to the R-tree, which is then written in one go.
    func refill(_ db: Database, srid: Int32, _ fill: (inout PackedRTree) throws -> Void) throws {
        try withoutTriggers(db) {
            if hasID { try db.execute(sql: "DROP INDEX IF EXISTS \(name)_id") }
            try db.execute(sql: "DELETE FROM \(name)")
            var tree = PackedRTree()
            try fill(&tree)
            try tree.write(to: index, db)
            try createIDIndex(db)
            try declare(srid: srid, db)
        }
    }

    /// SpatiaLite's triggers check and index each row by itself; they are taken away for as long as we write rows
    /// that are right by construction, and put back word by word.
    private func withoutTriggers(_ db: Database, _ body: () throws -> Void) throws {
        let triggers = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
            arguments: [name])
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger["name"] as String)\"") }
        try body()
        for trigger in triggers { try db.execute(sql: trigger["sql"] as String) }
    }

    /// Declares the reference system of the column, and that what SpatiaLite knows of its extent is old.
    func declare(srid: Int32, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE geometry_columns SET srid = :srid WHERE f_table_name = :table;
                UPDATE geometry_columns_time SET last_insert = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
                    WHERE f_table_name = :table;
                UPDATE geometry_columns_statistics SET last_verified = NULL, row_count = NULL,
                    extent_min_x = NULL, extent_min_y = NULL, extent_max_x = NULL, extent_max_y = NULL
                    WHERE f_table_name = :table;
                """, arguments: ["srid": srid, "table": name])
    }

    /// Brings rows that stay to the reference system that the city changes to: transformed when both are known,
    /// else taken as they are.
    func move(from old: Int32, to new: Int32, _ db: Database) throws {
        let moved = old > 0 && new > 0 ? "ST_Transform(geometry, \(new))" : "SetSRID(geometry, \(new))"
        try withoutTriggers(db) {
            try db.execute(sql: "UPDATE \(name) SET geometry = \(moved) WHERE geometry IS NOT NULL")
            try declare(srid: new, db)
        }
        try db.call("RecoverSpatialIndex('\(name)', 'geometry')")
    }
}

extension Database {
    /// Calls a function of SpatiaLite that answers 1 when it is done.
    func call(_ expression: String) throws {
        guard try Int.fetchOne(self, sql: "SELECT \(expression)") == 1 else {
            throw SpatialFailure(call: expression)
        }
    }
}

/// A function of SpatiaLite that answered 0; it says no more.
struct SpatialFailure: Error {
    var call: String
}
