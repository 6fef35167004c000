import Foundation

/// A file that is there for the length of a closure.
enum TemporaryFile {
    static func with<Result>(
        _ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result
    ) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "readings-\(UUID().uuidString).csv")
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }
}
