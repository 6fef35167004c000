import InputOutput
import Foundation
import GRDB

/// What can be said of a city's file without reading tables.
///
/// Source: SQLite, "Database File Format", section 1.3: user version at byte 60, application id at byte 68.
enum CityFile {
    /// The layout of the city in the file.
    static func schemaVersion(_ path: String) throws(CityError) -> Int {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missingFile(path)
        }
        if isFolder.boolValue { throw .notACity(path, found: Wording("a folder", "文件夹")) }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .notACity(path, found: Wording("a file that may not be read", "无权读取的文件"))
        }
        defer { try? file.close() }
        guard let header = try? file.read(upToCount: 100), !header.isEmpty else {
            throw .notACity(path, found: Wording("an empty file", "空文件"))
        }
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .notACity(path, found: Wording("no SQLite database", "非 SQLite 数据库"))
        }
        func number(at offset: Int) -> Int {
            header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(at: 68) == Schema.applicationID else {
            throw .notACity(
                path, found: Wording("an SQLite database that no import made", "并非由导入生成的 SQLite 数据库"))
        }
        return number(at: 60)
    }

    /// An import that was killed leaves a journal, from which the next connection that may write restores the file.
    /// A connection for reading only would refuse the file instead.
    ///
    /// When it cannot be done, because the import is still at work or the folder may not be written, the reader that is
    /// opened next waits or says so.
    static func rollBackAbandonedImport(_ path: String) {
        guard FileManager.default.fileExists(atPath: path + "-journal") else { return }
        guard let queue = try? DatabaseQueue(path: path) else { return }
        _ = try? queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") }
    }
}
