import CArchive
import InputOutput

/// A file read from its beginning to its end, decompressed on the way where it is gzip, xz, zstd or bzip2.
///
/// Owns the libarchive handle and frees it. Not to be shared between threads.
final class CompressedFile {
    private let path: String
    private let handle: OpaquePointer
    private var isAtEnd = false

    init(path: String) throws(ReadingsFileError) {
        guard let handle = archive_read_new() else { throw .unreadable(path: path, reason: "out of memory") }
        self.path = path
        self.handle = handle
        FilesOfRun.read(path)
        archive_read_support_filter_gzip(handle)
        archive_read_support_filter_xz(handle)
        archive_read_support_filter_zstd(handle)
        archive_read_support_filter_bzip2(handle)
        archive_read_support_format_raw(handle)
        archive_read_support_format_empty(handle)
        guard archive_read_open_filename(handle, path, 1 << 18) == ARCHIVE_OK else { throw failure() }
        var entry: OpaquePointer?
        switch archive_read_next_header(handle, &entry) {
        case ARCHIVE_OK, ARCHIVE_WARN: break
        case ARCHIVE_EOF: isAtEnd = true
        default: throw failure()
        }
    }

    deinit { archive_read_free(handle) }

    /// Reads up to the end of `buffer` from position `from` on; returns how many bytes came, 0 at the end.
    func read(into buffer: inout [UInt8], from: Int) throws(ReadingsFileError) -> Int {
        guard !isAtEnd, from < buffer.count else { return 0 }
        let count = buffer.withUnsafeMutableBytes { bytes in
            archive_read_data(handle, bytes.baseAddress?.advanced(by: from), bytes.count - from)
        }
        guard count >= 0 else { throw failure() }
        if count == 0 { isAtEnd = true }
        return count
    }

    private func failure() -> ReadingsFileError {
        let reason = archive_error_string(handle).map { String(cString: $0) } ?? "unknown reason"
        return .unreadable(path: path, reason: reason)
    }
}
