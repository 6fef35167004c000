import Foundation

/// A new file beside `path` that takes its name when it is whole; until then, and where that never happens, nothing
/// stands at `path` that was not there before.
final class TemporaryNeighbour {
    /// Where the file will be.
    let path: String
    /// Where it is until then.
    let temporaryPath: String
    private var isThere = false

    /// Creates the file, so that a folder that is missing or closed is known before any work is done.
    init(of path: String) throws(SpreadsheetError) {
        self.path = path
        let url = URL(fileURLWithPath: path)
        // The name is short whatever the length of the file's own: together they could be too long for a name.
        temporaryPath =
            url.deletingLastPathComponent()
            .appendingPathComponent(".springline-\(UUID().uuidString.prefix(8)).xlsx").path
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw .unwritable(path: path, reason: "this is no name of a file")
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw .unwritable(path: path, reason: "it exists and is not a regular file")
        }
        let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure() }
        close(descriptor)
        isThere = true
    }

    deinit { if isThere { unlink(temporaryPath) } }

    /// The system's last error, about this file.
    func failure() -> SpreadsheetError {
        .unwritable(path: path, reason: String(cString: strerror(errno)))
    }

    /// Gives the file its name.
    func publish() throws(SpreadsheetError) {
        guard rename(temporaryPath, path) == 0 else { throw failure() }
        isThere = false
    }
}
