import Foundation

/// Drafts whose program ended before it could give them their name or remove them: they are no one's any more, and the
/// next program that writes into the folder removes them.
///
/// A living program holds a lock (`flock`) on its draft, which the system takes away with the process, however it ends.
package enum AbandonedDrafts {
    private static let prefix = ".springline-"
    private static let digits = 16

    /// The name of a new draft. It is short whatever the length of the file's own: together they could be too long.
    static func newName(ending: String) -> String {
        let number = UInt64.random(in: .min ... .max)
        let text = String(number, radix: 16)
        let stem = prefix + String(repeating: "0", count: digits - text.count) + text
        return ending.isEmpty || ending.utf8.count > 32 ? stem : stem + "." + ending
    }

    /// Takes the lock of a draft or a draft's folder; `false` when another program has it.
    static func lock(_ descriptor: Int32) -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Removes the drafts in `folder` that no living program holds.
    package static func remove(in folder: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
        let drafts = Dictionary(grouping: names.filter { stem($0) != nil }) { stem($0) ?? "" }
        for (_, names) in drafts {
            // One draft may have several files, of which its program locks one.
            var descriptors: [Int32] = []
            var isAbandoned = true
            for name in names {
                var status = stat()
                let path = folder + "/" + name
                guard lstat(path, &status) == 0,
                    [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT), status.st_uid == geteuid()
                else {
                    isAbandoned = false
                    break
                }
                let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
                if descriptor >= 0 { descriptors.append(descriptor) }
                guard descriptor >= 0, lock(descriptor) else {
                    isAbandoned = false
                    break
                }
            }
            if isAbandoned {
                for name in names { try? FileManager.default.removeItem(atPath: folder + "/" + name) }
            }
            for descriptor in descriptors { close(descriptor) }
        }
    }

    /// The part of a name by which the files of one draft are known; `nil` for other files.
    private static func stem(_ name: String) -> String? {
        guard name.hasPrefix(prefix) else { return nil }
        let number = name.dropFirst(prefix.count).prefix(digits)
        guard number.count == digits, number.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
            return nil
        }
        let rest = name.dropFirst(prefix.count + digits)
        return rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("-") ? String(number) : nil
    }
}
