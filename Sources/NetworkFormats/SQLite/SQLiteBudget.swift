import CSpatiaLite
import Foundation
import GRDB
import InputOutput

/// What a file may cost while it is read. Without it a file of 20 kB whose layer is a recursive view is read for ever, or
/// until the memory is full.
///
/// Tables stay far below: they cost a few steps a value, and hold no more than the file. What grows beyond is a view that
/// multiplies rows.
struct SQLiteBudget: Sendable {
    /// Steps of SQLite's virtual machine for one reading: some seconds, and a thousand a byte of the file.
    let steps: Int
    /// Bytes of values of one layer: 16 MiB and a hundred times the file.
    let bytes: Int
    /// The largest single value.
    static let valueBytes = 256 << 20
    /// Tables of a file.
    static let tables = 10_000

    init(fileSize: Int) {
        let size = max(0, min(fileSize, 1 << 40))
        steps = 100_000_000 + min(1_000 * size, 20_000_000_000)
        bytes = min((16 << 20) + 100 * size, 64 << 30)
    }

    /// What to say of a file whose views never end.
    var endless: Wording {
        Wording(
            "a view in it takes more than \(steps / 1_000_000) million steps to read, so it multiplies rows or never "
                + "ends; save its result as a table",
            "读取其中一个视图需要超过 \(steps / 1_000_000) 百万步，说明该视图使行数倍增或没有尽头；请将其结果另存为表")
    }

    /// What to say of a layer that becomes larger than it can be.
    var tooLarge: Wording {
        Wording(
            "its values take more than \(bytes >> 20) MiB, a hundred times the file, so a view multiplies rows or never "
                + "ends; save its result as a table",
            "其值超过 \(bytes >> 20) MiB，即文件的一百倍，说明某视图使行数倍增或没有尽头；请将其结果另存为表")
    }

    /// Makes SQLite itself refuse values that no map has.
    static func limitValues(_ db: Database) {
        guard let connection = db.sqliteConnection else { return }
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, Int32(valueBytes))
        sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0)
    }

    /// Counts the steps of one reading and interrupts it when they are used up.
    final class Steps {
        private static let stride: Int32 = 10_000
        private var left: Int
        private let connection: OpaquePointer?

        init(_ budget: SQLiteBudget, _ db: Database) {
            left = budget.steps
            connection = db.sqliteConnection
            guard let connection else { return }
            sqlite3_progress_handler(
                connection, Self.stride,
                { context in
                    guard let context else { return 1 }
                    let steps = Unmanaged<Steps>.fromOpaque(context).takeUnretainedValue()
                    steps.left -= Int(Steps.stride)
                    return steps.left > 0 ? 0 : 1
                }, Unmanaged.passUnretained(self).toOpaque())
        }

        /// Takes the counter off the connection; it must be called before the counter is gone.
        func end() {
            if let connection { sqlite3_progress_handler(connection, 0, nil, nil) }
        }
    }
}
