import Foundation
import GRDB
import InputOutput
import PipeNetwork

/// A city in one file: its network, zones and readings in one SpatiaLite database, which QGIS, `ogrinfo` and `sqlite3`
/// open as well.
///
/// Everything that changes the file goes through ``importing(_:)``, one transaction: it happens as a whole or not at
/// all, also when the process is killed. SQLite's rollback journal is used rather than a write-ahead log, so that
/// a city at rest is one file that can be copied and sent. Calls may come from any thread; they run one after
/// another.
public final class City: Sendable {
    /// Where the file is.
    public let path: String
    let queue: DatabaseQueue

    /// Opens a city; an older layout is brought to the newest unless it is opened for reading only.
    ///
    /// - Throws: ``CityError/missingFile(_:)``, ``CityError/notACity(_:found:)``,
    ///   ``CityError/newerSchema(_:found:supported:)``, ``CityError/sqlite(_:message:code:)``.
    public init(path: String, readOnly: Bool = false) throws {
        self.path = path
        FilesOfRun.readDatabase(path)
        let version = try CityFile.schemaVersion(path)
        if version > Schema.version {
            throw CityError.newerSchema(path, found: version, supported: Schema.version)
        }
        queue = try Self.reporting(path) {
            if readOnly { CityFile.rollBackAbandonedImport(path) }
            let queue = try DatabaseQueue(
                path: path, configuration: SpatialConnection.configuration(readOnly: readOnly))
            if !readOnly { try Schema.migrator.migrate(queue) }
            return queue
        }
    }

    /// Makes a city of nothing at `path`, or opens the city that is there already.
    ///
    /// The file appears complete or not at all.
    /// - Throws: ``CityError/notACity(_:found:)`` when another file is there,
    ///   ``CityError/cannotCreate(_:reason:)``, ``CityError/sqlite(_:message:code:)``.
    public static func create(at path: String) throws -> City {
        try importing(at: path) { _ in }.city
    }

    /// Imports into the city at `path`, or into a new one: then the file appears when `body` has succeeded, and not
    /// before.
    ///
    /// - Parameters:
    ///   - path: where the file is or will be.
    ///   - body: writes with the writer it is given, which must not be kept.
    /// - Returns: the city, open, and what `body` returned.
    /// - Throws: what ``create(at:)``, ``init(path:readOnly:)`` and ``importing(_:)`` throw.
    public static func importing<T>(
        at path: String, _ body: (CityWriter) throws -> T
    ) throws -> (city: City, result: T) {
        if FileManager.default.fileExists(atPath: path) {
            let city = try City(path: path)
            return (city, try city.importing(body))
        }
        do {
            let draft = try OutputDraft(of: path)
            let result = try reporting(path) {
                let queue = try DatabaseQueue(
                    path: draft.temporaryPath, configuration: SpatialConnection.configuration(readOnly: false)
                )
                // Closed before the draft is: SQLite's locks would go with the draft's descriptor.
                defer { try? queue.close() }
                try Schema.migrator.migrate(queue)
                return try queue.write { db in try body(CityWriter(db: db)) }
            }
            try draft.publishAsNew()
            return (try City(path: path), result)
        } catch let error as OutputError {
            throw CityError.cannotCreate(path, reason: error.reason)
        }
    }

    /// The network, exactly as it was stored: elements in their order, attributes, patterns, curves, sections.
    public func network() throws -> Network {
        try read { db in try NetworkReader(db).network() }
    }

    /// Changes the city in one transaction (an import inside an import is a part of the outer one): when `body`
    /// throws, or the process ends in the middle, the file is as it was before.
    ///
    /// - Parameter body: writes with the writer it is given, which must not be kept.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws; ``CityError/sqlite(_:message:code:)`` when SQLite refuses, for example on a full
    ///   disk.
    @discardableResult
    public func importing<T>(_ body: (CityWriter) throws -> T) throws -> T {
        try Self.reporting(path) {
            try queue.unsafeReentrantWrite { db in
                let writer = CityWriter(db: db)
                if db.isInsideTransaction { return try writer.atomically { try body(writer) } }
                return try Self.transaction(.immediate, db) { try body(writer) }
            }
        }
    }

    /// Reads in one consistent state of the file; inside an import, what the import has written so far.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try Self.reporting(path) {
            try queue.unsafeReentrantRead { db in
                if db.isInsideTransaction { return try body(db) }
                return try Self.transaction(.deferred, db) { try body(db) }
            }
        }
    }

    private static func transaction<T>(
        _ kind: Database.TransactionKind, _ db: Database, _ body: () throws -> T
    ) throws -> T {
        var result: T?
        try db.inTransaction(kind) {
            result = try body()
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
    }

    /// Runs `body` and gives errors of SQLite and SpatiaLite the name of the file.
    private static func reporting<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw CityError.sqlite(
                path, message: error.message ?? error.resultCode.description,
                code: error.extendedResultCode.rawValue)
        } catch let failure as SpatialFailure {
            throw CityError.spatial(path, call: failure.call)
        }
    }
}
