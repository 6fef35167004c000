import CSpatiaLite
import GRDB

/// A prepared statement on SQLite's own interface, for loops over a million rows; everything else goes through
/// GRDB. It is finalized with the value and must not outlive its connection.
final class Statement {
    let handle: OpaquePointer
    private let connection: OpaquePointer
    /// The owner of the handle when it is not ours.
    private let cached: GRDB.Statement?
    /// What its rows are called when a value of one cannot be read.
    let subject: RowName
    /// The parameter to which an infinite number was bound last; no column keeps one.
    private var infinite: Int32?
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// Prepares `sql` on the connection of `db`.
    ///
    /// - Parameter rows: what its rows are called in errors; numbers can be read of named rows only.
    init(_ db: Database, of rows: RowName = RowName(""), _ sql: String) throws {
        guard let connection = db.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed", sql: sql)
        }
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, sql, -1, &handle, nil)
        guard code == SQLITE_OK, let handle else { throw Self.error(connection, code, sql) }
        self.handle = handle
        self.connection = connection
        subject = rows
        cached = nil
    }

    /// The statement that the connection of `db` keeps for `sql`, for short queries that run once for each of many
    /// elements: preparing them takes longer than running them. A text has one user at a time.
    init(cached sql: String, of rows: RowName = RowName(""), _ db: Database) throws {
        guard let connection = db.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed", sql: sql)
        }
        let cached = try db.cachedStatement(sql: sql)
        self.cached = cached
        handle = cached.sqliteStatement
        self.connection = connection
        subject = rows
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    deinit {
        if cached == nil { sqlite3_finalize(handle) } else { sqlite3_reset(handle) }
    }

    private static func error(_ connection: OpaquePointer, _ code: Int32, _ sql: String?) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)),
            sql: sql)
    }

    // MARK: Parameters, counted from 1

    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }

    func bind(_ index: Int32, _ value: Bool) { sqlite3_bind_int64(handle, index, value ? 1 : 0) }

    /// NaN, the columns' mark of a missing number, becomes NULL; an infinite number is refused by ``run()``.
    func bind(_ index: Int32, _ value: Double) {
        if value.isInfinite { infinite = index }
        if value.isNaN { sqlite3_bind_null(handle, index) } else { sqlite3_bind_double(handle, index, value) }
    }

    func bind(_ index: Int32, _ value: Double?) { bind(index, value ?? .nan) }

    func bind(_ index: Int32, _ value: String) {
        var value = value
        value.withUTF8 { utf8 in
            _ = utf8.withMemoryRebound(to: CChar.self) { bytes in
                // An empty string may have no address; SQLite would take that for NULL.
                if let start = bytes.baseAddress {
                    sqlite3_bind_text(handle, index, start, Int32(bytes.count), Self.copied)
                } else {
                    sqlite3_bind_text(handle, index, "", 0, Self.copied)
                }
            }
        }
    }

    func bind(_ index: Int32, _ value: String?) {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    func bind(_ index: Int32, _ value: [UInt8]) {
        _ = value.withUnsafeBytes { bytes in
            sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), Self.copied)
        }
    }

    func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

    // MARK: Running

    /// Runs the statement with what is bound now, and makes it ready for the next values.
    ///
    /// - Throws: `DatabaseError`; ``CityError/infiniteNumber(table:row:)``.
    func run() throws {
        if infinite != nil {
            infinite = nil
            throw infiniteNumber
        }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            let error = Self.error(connection, code, nil)
            sqlite3_reset(handle)
            throw error
        }
        sqlite3_reset(handle)
    }

    /// Moves to the next row; `false` after the last.
    func next() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else { throw Self.error(connection, code, nil) }
        return false
    }

    // MARK: Columns of the current row, counted from 0

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The bytes of a blob or of text, valid inside `body` only; `nil` for NULL.
    func withBytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T? {
        guard let start = sqlite3_column_blob(handle, column) else { return nil }
        return try body(
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
