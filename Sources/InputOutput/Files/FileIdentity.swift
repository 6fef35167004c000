import Foundation

/// What makes two names one file: the device it is on and its number there, so that links are seen through.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64

    /// `nil` when there is no such file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }

    /// One name for each place where a file may come to be: its folder without links, and its own name.
    static func place(of path: String) -> String {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        guard let real = realpath(folder, nil) else { return url.path }
        defer { free(real) }
        return String(cString: real) + "/" + url.lastPathComponent
    }
}
