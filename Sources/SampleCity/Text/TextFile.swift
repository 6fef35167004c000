import Foundation
import InputOutput

/// A text file that grows by buffered appends and appears under its name only as it is written.
final class TextFile {
    private let handle: FileHandle
    private let path: String
    /// What is not yet on the disk; call ``flushIfLarge()`` now and then.
    var buffer = TextBuffer()

    /// Creates the file, or empties it.
    init(_ url: URL) throws(SampleCityError) {
        path = url.path
        guard FileManager.default.createFile(atPath: url.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: url.path)
        else {
            throw .cannotWrite(path: url.path, reason: SystemFault.reason())
        }
        self.handle = handle
    }

    /// Writes the buffer out once it is worth a system call.
    func flushIfLarge() throws(SampleCityError) {
        if buffer.count > 1 << 20 { try flush() }
    }

    /// Writes the rest and closes the file.
    func close() throws(SampleCityError) {
        try flush()
        do {
            try handle.close()
        } catch {
            throw .cannotWrite(path: path, reason: SystemFault.reason(of: error))
        }
    }

    private func flush() throws(SampleCityError) {
        do {
            try handle.write(contentsOf: buffer.bytes)
        } catch {
            throw .cannotWrite(path: path, reason: SystemFault.reason(of: error))
        }
        buffer.removeAll()
    }
}
