import CSpatiaLite
import GRDB
import Synchronization

/// The one place where SpatiaLite is made part of a connection.
enum SpatialConnection {
    /// SpatiaLite sets up libraries of its own for the whole process, so connections open one after another.
    private static let opening = Mutex(())

    /// How every connection to a city is configured.
    static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.label = "city"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            start(db)
            // 128 MB of pages: indices of a large city are filled without reading them back.
            try db.execute(sql: "PRAGMA cache_size = -131072")
        }
        return configuration
    }

    private static func start(_ db: Database) {
        guard let connection = db.sqliteConnection else { return }
        opening.withLock { _ in
            let cache = spatialite_alloc_connection()
            spatialite_init_ex(connection, cache, 0)
            // There is no hook for the end of a connection: SQLite frees the cache as it drops this function.
            sqlite3_create_function_v2(
                connection, "springline_release_spatialite", 0, SQLITE_UTF8, cache,
                { context, _, _ in sqlite3_result_null(context) }, nil, nil,
                { cache in spatialite_cleanup_ex(cache) })
        }
    }
}
