import Foundation

/// A folder among the system's temporary files that is removed with the last reference to it; when the program is killed,
/// the next program that makes one removes it (``AbandonedDrafts``).
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String
    private let descriptor: Int32

    /// - Throws: ``OutputError``.
    package init() throws(OutputError) {
        let parent = FileManager.default.temporaryDirectory.path
        AbandonedDrafts.remove(in: parent)
        path = parent + "/" + AbandonedDrafts.newName(ending: "")
        guard mkdir(path, 0o700) == 0 else { throw .refused(path: path, reason: SystemFault.reason()) }
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        _ = AbandonedDrafts.lock(descriptor)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        close(descriptor)
    }
}
