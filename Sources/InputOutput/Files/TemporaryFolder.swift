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
        // Another program that looks for abandoned folders at this very moment can take the new one for one of them, before
        // it is locked: then it is gone or about to go, and the next is tried.
        for _ in 0..<32 {
            let path = parent + "/" + AbandonedDrafts.newName(ending: "")
            guard mkdir(path, 0o700) == 0 else { throw .refused(path: path, reason: SystemFault.reason()) }
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            var status = stat()
            if descriptor >= 0, AbandonedDrafts.lock(descriptor), lstat(path, &status) == 0 {
                (self.path, self.descriptor) = (path, descriptor)
                return
            }
            if descriptor >= 0 { close(descriptor) }
        }
        throw .refused(
            path: parent,
            reason: Wording("no folder for temporary files stays there", "无法在其中保留临时文件夹"))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        close(descriptor)
    }
}
