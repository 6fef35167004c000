import Foundation
import GRDB
import InputOutput

/// An SQLite file of another program, opened for reading and never written to; errors of SQLite come out as
/// ``FormatError``.
///
/// A file is a program: its views and generated columns run when they are read. They run within ``SQLiteBudget``, and
/// without the functions that could do harm.
struct SQLiteFile: Sendable {
    let path: String
    /// What reading a layer may cost.
    let budget: SQLiteBudget
    private let queue: DatabaseQueue
    /// Where a copy of the file lies when it could not be opened where it is.
    private let copy: TemporaryFolder?

    /// Opens the file at `path`.
    init(_ path: String) throws {
        try InputFile.check(path)
        FilesOfRun.readDatabase(path)
        self.path = path
        budget = SQLiteBudget(fileSize: Self.size(path))
        do {
            let log = WriteAheadLog(path)
            if log.isPending, let queue = try? Self.open(path) {
                (self.queue, copy) = (queue, nil)
            } else if log.isUsed {
                let folder = try TemporaryFolder()
                queue = try Self.open(try log.copy(into: folder.path))
                copy = folder
            } else {
                (queue, copy) = (try Self.open(path), nil)
            }
        } catch let error as DatabaseError {
            throw Self.failure(error, path)
        }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.prepareDatabase { db in
            SQLiteBudget.limitValues(db)
            // Views of a stranger call no function that reads or writes beyond the file, and pages are checked.
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        // The file is looked at when the first statement runs: a folder that cannot be written to shows here.
        try queue.read { db in _ = try Row.fetchOne(db, sql: "SELECT 1 FROM sqlite_master LIMIT 1") }
        return queue
    }

    private static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Runs `body` on the file, within the budget.
    ///
    /// - Throws: ``FormatError/unsupported(_:what:)`` when a view of the file does not come to an end.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try queue.read { db in
                let steps = SQLiteBudget.Steps(budget, db)
                defer { steps.end() }
                do {
                    return try body(db)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
                    throw FormatError.unsupported(.init(path), what: budget.endless)
                }
            }
        } catch let error as DatabaseError {
            throw Self.failure(error, path)
        }
    }

    /// The texts of a column, in the order of the table; what is no text is left out.
    ///
    /// - Parameters:
    ///   - columns: the column.
    ///   - source: the table, and a condition.
    func names(_ db: Database, columns: String, of source: String) throws -> [String] {
        // No more are taken than are wanted before they are sorted: the table may be a view.
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT name FROM (
                    SELECT \(columns) AS name, rowid AS place FROM \(source) LIMIT \(SQLiteBudget.tables + 1))
                ORDER BY place
                """)
        var names: [String] = []
        while let row = try rows.next() {
            guard let name = row.text(at: 0) else { continue }
            guard names.count < SQLiteBudget.tables else {
                throw FormatError.unsupported(
                    .init(path),
                    what: Wording(
                        "it lists more than \(SQLiteBudget.tables) tables, which no city has",
                        "文件中的表超过 \(SQLiteBudget.tables) 个，任何城市都没有这么多"))
            }
            names.append(name)
        }
        return names
    }

    /// Whether there is a table or view of a name, in any case.
    func hasTable(_ name: String, _ db: Database) throws -> Bool {
        try Row.fetchOne(
            db,
            sql: "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(?)",
            arguments: [name]) != nil
    }

    private static func failure(_ error: DatabaseError, _ path: String) -> FormatError {
        let message = error.message ?? "error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_TOOBIG:
            return .unsupported(
                .init(path),
                what: Wording(
                    "a value in it is larger than \(SQLiteBudget.valueBytes >> 20) MiB; leave it out of the layer",
                    "文件中有一个值大于 \(SQLiteBudget.valueBytes >> 20) MiB；请从图层中去除该值"))
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_ERROR:
            return .malformed(
                .init(path), found: .quoted(message),
                expected: Wording("a sound SQLite file", "完好的 SQLite 文件"))
        default: return .unreadable(path: path, reason: Wording(verbatim: message))
        }
    }
}
