import Foundation

/// A file being made beside the place where it will be: it gets its name when it is whole, and until then, and where
/// that never happens, nothing stands at that name that was not there before.
///
/// This is the one place where outputs come to be, whatever library fills them. It refuses a name that is an input of the
/// run, a city or another output (``FilesOfRun``). The draft is locked as long as its program lives: the next output
/// in the same folder removes drafts whose program was killed (``AbandonedDrafts``).
package final class OutputDraft {
    /// Where the file will be.
    package let path: String
    /// Where it is until then.
    package let temporaryPath: String
    /// Endings of further files that belong to the draft and have its name otherwise, such as `shx`.
    private let companions: [String]
    private let descriptor: Int32
    private var isPending = true

    /// Creates an empty draft.
    ///
    /// - Parameters:
    ///   - path: where the file will be.
    ///   - companions: endings of files that a library makes beside the draft and that are published with it.
    /// - Throws: ``OutputError``, before anything is made.
    package init(of path: String, companions: [String] = []) throws(OutputError) {
        self.path = path
        self.companions = companions
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw .refused(path: path, reason: Wording("this is no name of a file", "这不是文件名"))
        }
        let url = URL(fileURLWithPath: path)
        for target in [path] + companions.map({ Self.sibling($0, of: path) }) {
            try Self.check(target)
        }
        let folder = url.deletingLastPathComponent().path
        AbandonedDrafts.remove(in: folder)
        try FilesOfRun.claim(path)
        do {
            (descriptor, temporaryPath) = try Self.create(in: folder, ending: url.pathExtension, for: path)
        } catch {
            FilesOfRun.release(path)
            throw error
        }
    }

    deinit { abandon() }

    /// Gives the finished file its name, replacing what had it.
    ///
    /// - Throws: ``OutputError``; then the draft is gone and the old file is there.
    package func publish() throws(OutputError) {
        // Companions first: who waits for the file finds the others there.
        for ending in companions {
            let target = Self.sibling(ending, of: path)
            try Self.check(target)
            try move(Self.sibling(ending, of: temporaryPath), to: target)
        }
        try Self.check(path)
        try move(temporaryPath, to: path)
        finish()
    }

    /// Gives the finished file its name unless a file has it meanwhile.
    package func publishAsNew() throws(OutputError) {
        // A link fails where the name is taken; where links do not exist, looking first is the best there is.
        if link(temporaryPath, path) == 0 {
            unlink(temporaryPath)
        } else if errno == EEXIST || FileIdentity(path) != nil {
            throw .refused(
                path: path, reason: Wording("a file of this name came to be meanwhile", "其间已出现同名文件"))
        } else {
            try move(temporaryPath, to: path)
        }
        finish()
    }

    /// Removes the draft.
    package func abandon() {
        guard isPending else { return }
        for name in [temporaryPath] + companions.map({ Self.sibling($0, of: temporaryPath) }) {
            unlink(name)
        }
        // What SQLite may have left beside it.
        for ending in ["-journal", "-wal", "-shm"] { unlink(temporaryPath + ending) }
        FilesOfRun.release(path)
        finish()
    }

    private func finish() {
        isPending = false
        close(descriptor)
    }

    private func move(_ draft: String, to target: String) throws(OutputError) {
        guard rename(draft, target) == 0 else { throw .refused(path: target, reason: SystemFault.reason()) }
    }

    /// - Throws: when `path` may not be replaced.
    static func check(_ path: String) throws(OutputError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw .refused(
                path: path, reason: Wording("it exists and is not a regular file", "该路径已存在且不是普通文件"))
        }
        if let objection = FilesOfRun.objection(to: path) { throw objection }
    }

    /// A new file that nobody else has, locked.
    private static func create(
        in folder: String, ending: String, for path: String
    ) throws(OutputError) -> (Int32, String) {
        for _ in 0..<16 {
            let name = folder + "/" + AbandonedDrafts.newName(ending: ending)
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                if errno == EEXIST { continue }
                throw .refused(path: path, reason: SystemFault.reason())
            }
            // Whoever cleans up may have found the file before it was locked; then another one is made.
            if AbandonedDrafts.lock(descriptor), FileIdentity(name) != nil { return (descriptor, name) }
            close(descriptor)
        }
        throw .refused(
            path: path, reason: Wording("no temporary file could be made beside it", "无法在其旁创建临时文件"))
    }

    /// The path with another ending.
    private static func sibling(_ ending: String, of path: String) -> String {
        NSString(string: path).deletingPathExtension + "." + ending
    }
}
