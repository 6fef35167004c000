import Glibc
import InputOutput

/// The bytes of a file as they lie on the disk or come through a pipe, a block at a time.
final class RawFile {
    private let descriptor: Int32
    private let block: UnsafeMutablePointer<UInt8>
    private static let size = 1 << 18
    /// The block's bytes that were not taken yet.
    private(set) var start = 0
    private(set) var end = 0
    /// How many bytes were read.
    private(set) var count = 0
    /// Why it could not be read on, in the system's words.
    private(set) var failure: String?

    init(path: String) throws(ReadingsFileError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        block = .allocate(capacity: RawFile.size)
        // The descriptor is -1 then; closing it does nothing.
        if descriptor < 0 {
            throw .unreadable(path: path, reason: Wording("Failed to open '\(path)'", "无法打开“\(path)”"))
        }
    }

    deinit {
        block.deallocate()
        close(descriptor)
    }

    /// Reads until `wanted` bytes are there or the file ends; for a look at its beginning.
    func peek(_ wanted: Int) -> [UInt8] {
        while end - start < wanted, end < RawFile.size {
            let came = Glibc.read(descriptor, block + end, RawFile.size - end)
            if came < 0, errno == EINTR { continue }
            if came < 0 { failure = String(cString: strerror(errno)) }
            if came <= 0 { break }
            end += came
            count += came
        }
        return Array(UnsafeBufferPointer(start: block + start, count: min(wanted, end - start)))
    }

    /// The bytes at hand, or the next block; empty at the end of the file, `nil` when it cannot be read.
    ///
    /// They stay where they are until the next call.
    func next() -> UnsafeBufferPointer<UInt8>? {
        if start == end {
            start = 0
            end = 0
            while true {
                let came = Glibc.read(descriptor, block, RawFile.size)
                if came < 0, errno == EINTR { continue }
                if came < 0 {
                    failure = String(cString: strerror(errno))
                    return nil
                }
                end = came
                count += came
                break
            }
        }
        defer { start = end }
        return UnsafeBufferPointer(start: block + start, count: end - start)
    }

    /// Gives back the last bytes of what ``next()`` returned.
    func putBack(_ bytes: Int) { start -= bytes }
}
