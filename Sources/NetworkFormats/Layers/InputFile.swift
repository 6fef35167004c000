import Foundation
import InputOutput

/// Reading whole files with precise errors.
enum InputFile {
    /// The bytes of a file, mapped into memory where the system can.
    static func content(of path: String) throws -> Data {
        try check(path)
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        } catch {
            throw FormatError.unreadable(path: path, reason: reason(error))
        }
    }

    /// Throws unless there is a file that may be read.
    static func check(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw FormatError.missingFile(path: path)
        }
        guard !isFolder.boolValue else {
            throw FormatError.unreadable(
                path: path, reason: Wording("it is a folder, not a file", "这是文件夹，不是文件"))
        }
        guard access(path, R_OK) == 0 else {
            throw FormatError.unreadable(
                path: path, reason: Wording(verbatim: String(cString: strerror(errno))))
        }
        FilesOfRun.read(path)
    }

    /// The first bytes of a file, fewer when it is shorter.
    static func head(of path: String, count: Int) throws -> [UInt8] {
        try check(path)
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw FormatError.unreadable(
                path: path, reason: Wording(verbatim: String(cString: strerror(errno))))
        }
        defer { try? handle.close() }
        do {
            return [UInt8](try handle.read(upToCount: count) ?? Data())
        } catch {
            throw FormatError.unreadable(path: path, reason: reason(error))
        }
    }

    /// The system's message where there is one.
    private static func reason(_ error: any Error) -> Wording {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return Wording(verbatim: cause?.localizedDescription ?? (error as NSError).localizedDescription)
    }
}
