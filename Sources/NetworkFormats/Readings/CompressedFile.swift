import CArchive
import Glibc
import InputOutput

/// A file read from its beginning to its end, decompressed on the way where it is gzip, xz, zstd or bzip2;
/// checksums are
/// checked.
///
/// Owns the libarchive handle and frees it. Not to be shared between threads.
final class CompressedFile {
    /// Nothing larger is read: a file of readings of a year has a few hundred megabytes.
    static let largest = 1 << 31
    /// A packed file may unpack to this many times its size once it is larger than ``small``: numbers that
    /// are no
    /// constants never pack so well.
    static let largestRatio = 200
    static let small = 1 << 26

    private let path: String
    private let raw: RawFile
    private var handle: OpaquePointer?
    private var gzip: GzipFile?
    private var isAtEnd = false
    private var unpacked = 0
    private let isPacked: Bool

    init(path: String) throws(ReadingsFileError) {
        self.path = path
        raw = try RawFile(path: path)
        FilesOfRun.read(path)
        let beginning = raw.peek(512)
        if let reason = raw.failure { throw .unreadable(path: path, reason: Wording(verbatim: reason)) }
        if let kind = ForeignFile(beginning, path: path) { throw .foreign(path: path, kind: kind) }
        isPacked = CompressedFile.isPacked(beginning)
        if beginning.starts(with: [0x1F, 0x8B]) {
            guard let gzip = GzipFile(raw) else { throw .unreadable(path: path, reason: .outOfMemory) }
            self.gzip = gzip
            return
        }
        try openArchive()
    }

    /// Whether a path is a file that can be read more than once.
    static func isRegular(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
    }

    deinit { if let handle { archive_read_free(handle) } }

    private static func isPacked(_ bytes: [UInt8]) -> Bool {
        let magics: [[UInt8]] = [
            [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD], [0x42, 0x5A, 0x68],
        ]
        return magics.contains { bytes.starts(with: $0) }
            || (bytes.count > 4 && (0x50...0x5F).contains(bytes[0]) && bytes[1...3] == [0x2A, 0x4D, 0x18])
    }

    private func openArchive() throws(ReadingsFileError) {
        guard let handle = archive_read_new() else { throw .unreadable(path: path, reason: .outOfMemory) }
        self.handle = handle
        archive_read_support_filter_xz(handle)
        archive_read_support_filter_zstd(handle)
        archive_read_support_filter_bzip2(handle)
        archive_read_support_format_raw(handle)
        archive_read_support_format_empty(handle)
        let status = archive_read_open(
            handle, Unmanaged.passUnretained(raw).toOpaque(), nil,
            { _, context, place in
                guard let context, let place else { return -1 }
                guard let block = Unmanaged<RawFile>.fromOpaque(context).takeUnretainedValue().next() else {
                    return -1
                }
                place.pointee = UnsafeRawPointer(block.baseAddress)
                return block.count
            }, nil)
        guard status == ARCHIVE_OK else { throw failure() }
        var entry: OpaquePointer?
        switch archive_read_next_header(handle, &entry) {
        case ARCHIVE_OK, ARCHIVE_WARN: break
        case ARCHIVE_EOF: isAtEnd = true
        default: throw failure()
        }
    }

    /// Reads up to the end of `buffer` from position `from` on; returns how many bytes came, 0 at the end.
    func read(into buffer: inout [UInt8], from: Int) throws(ReadingsFileError) -> Int {
        guard !isAtEnd, from < buffer.count else { return 0 }
        var damage: GzipFile.Damage?
        let count = buffer.withUnsafeMutableBytes { bytes -> Int in
            let room = bytes.count - from
            guard let gzip else {
                return archive_read_data(handle, bytes.baseAddress?.advanced(by: from), room)
            }
            guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return 0 }
            do throws(GzipFile.Damage) {
                return try gzip.read(into: start + from, room: room)
            } catch {
                damage = error
                return -1
            }
        }
        if let damage { throw .unreadable(path: path, reason: damage.explanation) }
        guard count >= 0 else { throw failure() }
        if count == 0 { isAtEnd = true }
        unpacked += count
        if unpacked > CompressedFile.largest {
            throw .tooLarge(path: path, limit: Wording(verbatim: "\(CompressedFile.largest >> 30) GiB"))
        }
        if isPacked, unpacked > CompressedFile.small, unpacked / CompressedFile.largestRatio > raw.count {
            throw .tooLarge(
                path: path,
                limit: Wording(
                    "\(CompressedFile.small >> 20) MiB and \(CompressedFile.largestRatio) times its size",
                    "\(CompressedFile.small >> 20) MiB 且其大小的 \(CompressedFile.largestRatio) 倍"))
        }
        return count
    }

    private func failure() -> ReadingsFileError {
        let reason = handle.flatMap { archive_error_string($0) }.map { String(cString: $0) }
        return .unreadable(
            path: path,
            reason: (raw.failure ?? reason).map(Wording.init(verbatim:)) ?? Wording("unknown reason", "原因不明"))
    }
}
