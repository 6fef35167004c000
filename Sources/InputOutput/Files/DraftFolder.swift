import Foundation

/// A folder being filled beside the place where its files will be: they get there together when all are whole, and until
/// then nothing is there that was not before.
package final class DraftFolder {
    /// Where the files will be.
    package let path: String
    /// Where they are until then.
    package let temporaryPath: String
    private let descriptor: Int32
    /// The outermost folder that had to be made for it.
    private let madeFolder: String?
    private var isPending = true

    /// Makes an empty draft on the disk of `path`, which need not be there.
    ///
    /// - Throws: ``OutputError``.
    package init(for path: String) throws(OutputError) {
        self.path = path
        let url = URL(fileURLWithPath: path)
        let parent = url.deletingLastPathComponent().path
        madeFolder = Self.firstMissing(parent)
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw .refused(path: path, reason: SystemFault.reason(of: error))
        }
        AbandonedDrafts.remove(in: parent)
        temporaryPath = parent + "/" + AbandonedDrafts.newName(ending: "")
        guard mkdir(temporaryPath, 0o777) == 0 else {
            let reason = SystemFault.reason()
            if let madeFolder { try? FileManager.default.removeItem(atPath: madeFolder) }
            throw .refused(path: path, reason: reason)
        }
        descriptor = open(temporaryPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        _ = AbandonedDrafts.lock(descriptor)
    }

    deinit { abandon() }

    /// Moves all files to their place, replacing those of the same names.
    ///
    /// - Throws: ``OutputError``, before anything is moved where a file may not be replaced.
    package func publish() throws(OutputError) {
        let files = try files()
        for file in files { try OutputDraft.check(path + "/" + file) }
        for file in files {
            let target = URL(fileURLWithPath: path + "/" + file)
            do {
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            } catch {
                throw .refused(path: path, reason: SystemFault.reason(of: error))
            }
            guard rename(temporaryPath + "/" + file, target.path) == 0 else {
                throw .refused(path: target.path, reason: SystemFault.reason())
            }
        }
        isPending = false
        close(descriptor)
        try? FileManager.default.removeItem(atPath: temporaryPath)
    }

    private func files() throws(OutputError) -> [String] {
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: temporaryPath).filter { name in
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(
                    atPath: temporaryPath + "/" + name, isDirectory: &isFolder)
                return !isFolder.boolValue
            }.sorted()
        } catch {
            throw .refused(path: path, reason: SystemFault.reason(of: error))
        }
    }

    private func abandon() {
        guard isPending else { return }
        isPending = false
        try? FileManager.default.removeItem(atPath: temporaryPath)
        close(descriptor)
        if let madeFolder { try? FileManager.default.removeItem(atPath: madeFolder) }
    }

    /// The outermost folder on the way to `folder` that is not there; `nil` when all are.
    private static func firstMissing(_ folder: String) -> String? {
        var missing: String?
        var url = URL(fileURLWithPath: folder)
        while url.path != "/", FileIdentity(url.path) == nil {
            missing = url.path
            url = url.deletingLastPathComponent()
        }
        return missing
    }
}
