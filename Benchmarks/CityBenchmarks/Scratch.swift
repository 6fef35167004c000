import Foundation

/// The folder that a run of one benchmark works in; every run is a process of its own.
enum Scratch {
    static let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("springline-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")

    /// A new path in the folder.
    static func newPath(_ ending: String = "") throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent(UUID().uuidString + ending).path
    }

    static func remove() { try? FileManager.default.removeItem(at: folder) }
}
