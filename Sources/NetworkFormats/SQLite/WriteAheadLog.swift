import Foundation
import InputOutput

/// The write-ahead log of an SQLite file, which QGIS and others leave on: to open such a file SQLite writes two files
/// beside it, even to read.
///
/// Source: SQLite, "Database File Format", section 1.3.3: bytes 18 and 19 are 2 with a log, 1 without.
struct WriteAheadLog {
    private let path: String
    /// Whether the file is kept with a log.
    let isUsed: Bool
    /// Whether the log holds changes, and its index, which a program that has the file open keeps, is there.
    let isPending: Bool
    private let hasChanges: Bool

    init(_ path: String) {
        self.path = path
        let head = (try? InputFile.head(of: path, count: 20)) ?? []
        isUsed = head.count == 20 && head[18] == 2 && head[19] == 2
        let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? NSNumber
        hasChanges = isUsed && (size?.intValue ?? 0) > 0
        isPending = hasChanges && FileManager.default.fileExists(atPath: path + "-shm")
    }

    /// Copies the file, and its log when that holds changes, where SQLite may write beside it; the file stays as it is.
    ///
    /// - Returns: the copy. Without changes it is one that needs no log.
    /// - Throws: ``FormatError/unreadable(path:reason:)``.
    func copy(into folder: String) throws -> String {
        let copy = folder + "/" + URL(fileURLWithPath: path).lastPathComponent
        do {
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
            if hasChanges {
                try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy + "-wal")
            } else {
                guard let file = FileHandle(forWritingAtPath: copy) else {
                    throw CocoaError(.fileWriteUnknown)
                }
                defer { try? file.close() }
                try file.seek(toOffset: 18)
                try file.write(contentsOf: Data([1, 1]))
            }
        } catch {
            let reason = (error as NSError).localizedDescription
            throw FormatError.unreadable(
                path: path,
                reason: Wording(
                    "it is kept with a write-ahead log, which SQLite reads only where it may write, and it could not be "
                        + "copied to '\(folder)' (\(reason)); close the programs that have it "
                        + "open, or copy it with its -wal file to a folder that may be written to",
                    "该文件使用预写日志（WAL），SQLite 只能在可写处读取，而复制到“\(folder)”失败（\(reason)）；"
                        + "请关闭正在使用它的程序，或将其连同 -wal 文件复制到可写的文件夹"))
        }
        return copy
    }
}
