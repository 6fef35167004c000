import Foundation

/// A file being written under a temporary name; owns the descriptor and the name until ``finish()``.
///
/// Of the package, not of its users: the umbrella streams results through it.
///
/// A target that is no regular file (a pipe, `/dev/stdout`) is written in place, as it cannot be renamed over.
package final class OutputFile {
    /// Where the file will be.
    package let path: String
    /// Where it is until then.
    let temporaryPath: String

    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let renames: Bool
    /// The error after which the file is known to be incomplete.
    private var failure: FormatError?

    private static let capacity = 1 << 18

    /// Opens a new file beside `path`.
    package init(_ path: String) throws {
        self.path = path
        var status = stat()
        renames = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        temporaryPath = renames ? Self.temporaryPath(for: path) : path
        // In place nothing is created: a device must exist. Otherwise the name must be new.
        descriptor =
            renames
            ? open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            : open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(path) }
        buffer.reserveCapacity(Self.capacity)
    }

    deinit { abandon() }

    /// A new name in the folder of `path`, so that the rename stays within one file system.
    static func temporaryPath(for path: String) -> String {
        let url = URL(fileURLWithPath: path)
        return url.deletingLastPathComponent()
            .appendingPathComponent(".\(UUID().uuidString.prefix(8))-\(url.lastPathComponent)").path
    }

    /// The system's last error, about writing `path`.
    static func failure(_ path: String, code: Int32 = errno) -> FormatError {
        .unwritable(path: path, reason: String(cString: strerror(code)))
    }

    /// Adds bytes.
    package func write(_ bytes: some Collection<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.capacity { try flush() }
    }

    /// Adds text in UTF-8.
    package func write(_ text: String) throws {
        try write(text.utf8)
    }

    /// Writes over bytes at the start of the file, such as a count known only at the end.
    package func overwrite(_ bytes: [UInt8], at offset: Int) throws {
        try flush()
        guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count else {
            throw Self.failure(path)
        }
    }

    private func flush() throws {
        if let failure { throw failure }
        var start = 0
        while start < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Foundation.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if count < 0 {
                if errno == EINTR { continue }
                let failure = Self.failure(path)
                self.failure = failure
                throw failure
            }
            start += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes what is left and closes; the file still has its temporary name.
    func close() throws {
        guard descriptor >= 0 else { return }
        try flush()
        let closed = Foundation.close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw Self.failure(path) }
    }

    /// Closes the file and gives it its name.
    package func finish() throws {
        try close()
        try publish()
    }

    /// Gives a closed file its name.
    func publish() throws {
        guard renames else { return }
        guard rename(temporaryPath, path) == 0 else { throw Self.failure(path) }
    }

    /// Closes and removes what was written; nothing when the file was finished.
    func abandon() {
        if descriptor >= 0 {
            _ = Foundation.close(descriptor)
            descriptor = -1
        }
        if renames { unlink(temporaryPath) }
    }
}
