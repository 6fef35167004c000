import Foundation
import FuzzLoop

/// Throws mutated files at one reader: `ReaderFuzz NAME CORPUS… -max_total_time=300`; `ReaderFuzz` alone lists the names.
@main
enum ReaderFuzz {
    static func main() throws {
        guard CommandLine.arguments.count > 1 else {
            print(Target.allCases.map(\.rawValue).joined(separator: "\n"))
            return
        }
        if CommandLine.arguments[1] == "seeds", CommandLine.arguments.count > 2 {
            try Seeds.write(into: CommandLine.arguments[2])
            return
        }
        guard let target = Target(rawValue: CommandLine.arguments[1]) else {
            print("there is no reader '\(CommandLine.arguments[1])'; call without arguments for their names")
            exit(1)
        }
        let scratch = try Scratch()
        fuzz(skip: 1) { bytes in
            do {
                try target.read(bytes, scratch)
            } catch {
                if "\(error)".isEmpty { fatalError("refused without a reason") }
            }
        }
    }
}

/// A folder for the files of one run, in memory where the system has such a place.
final class Scratch {
    let folder: String

    init() throws {
        let memory = "/dev/shm"
        let place = FileManager.default.fileExists(atPath: memory) ? memory : NSTemporaryDirectory()
        folder = "\(place)/springline-fuzz-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        setenv("TMPDIR", folder, 1)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes a file in place of the one before.
    func file(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
        let path = folder + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(descriptor) }
        let all = Array(bytes)
        guard write(descriptor, all, all.count) == all.count else { throw CocoaError(.fileWriteOutOfSpace) }
        return path
    }
}
