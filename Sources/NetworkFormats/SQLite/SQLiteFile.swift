import Foundation
import GRDB

/// An SQLite file opened for reading; errors of SQLite come out as ``FormatError``.
struct SQLiteFile: Sendable {
    let path: String
    private let queue: DatabaseQueue

    /// Opens the file at `path`.
    init(_ path: String) throws {
        try InputFile.check(path)
        self.path = path
        var configuration = Configuration()
        configuration.readonly = true
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw Self.failure(error, path)
        }
    }

    /// Runs `body` on the file.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw Self.failure(error, path)
        }
    }

    private static func failure(_ error: DatabaseError, _ path: String) -> FormatError {
        let message = error.message ?? "error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_ERROR:
            return .malformed(.init(path), found: "“\(message)”", expected: "a sound SQLite file")
        default: return .unreadable(path: path, reason: message)
        }
    }
}
