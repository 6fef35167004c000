import Foundation

/// A file being written in a stream, which gets its name when it is whole (``OutputDraft``).
///
/// A target that is no regular file (a pipe, `/dev/stdout`) is written in place, as it cannot be renamed over.
package final class OutputFile {
    /// Where the file will be.
    package let path: String

    /// `nil` for a target that is written in place.
    private let draft: OutputDraft?
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    /// The error after which the file is known to be incomplete.
    private var failure: OutputError?

    private static let capacity = 1 << 18

    /// Opens a new file that will be at `path`.
    package init(_ path: String) throws(OutputError) {
        self.path = path
        var status = stat()
        let isDevice = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        draft = isDevice ? nil : try OutputDraft(of: path)
        // In place nothing is created: a device must exist.
        descriptor = open(draft?.temporaryPath ?? path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .refused(path: path, reason: SystemFault.reason()) }
        buffer.reserveCapacity(Self.capacity)
    }

    deinit { abandon() }

    /// Adds bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(OutputError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.capacity { try flush() }
    }

    /// Adds text in UTF-8.
    package func write(_ text: String) throws(OutputError) {
        try write(text.utf8)
    }

    /// Writes over bytes at the start of the file, such as a count known only at the end.
    package func overwrite(_ bytes: [UInt8], at offset: Int) throws(OutputError) {
        try flush()
        guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count else { throw fail() }
    }

    private func flush() throws(OutputError) {
        if let failure { throw failure }
        var start = 0
        while start < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Foundation.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw fail()
            }
            start += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// The system's last error, which ends the file.
    private func fail() -> OutputError {
        let failure = OutputError.refused(path: path, reason: SystemFault.reason())
        self.failure = failure
        return failure
    }

    /// Writes what is left and closes; the file still has its temporary name.
    package func close() throws(OutputError) {
        guard descriptor >= 0 else { return }
        try flush()
        let closed = Foundation.close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw fail() }
    }

    /// Closes the file and gives it its name.
    package func finish() throws(OutputError) {
        try close()
        try publish()
    }

    /// Gives a closed file its name.
    package func publish() throws(OutputError) {
        try draft?.publish()
    }

    /// Closes and removes what was written; nothing when the file was finished.
    package func abandon() {
        if descriptor >= 0 {
            _ = Foundation.close(descriptor)
            descriptor = -1
        }
        draft?.abandon()
    }

    /// Writes a whole file.
    package static func write(_ bytes: some Collection<UInt8>, to path: String) throws(OutputError) {
        let file = try OutputFile(path)
        try file.write(bytes)
        try file.finish()
    }
}
