import CShapelib
import Foundation
import InputOutput

/// What shapelib is told about files and errors: it has no error codes, so the hooks keep messages and the
/// system's errors for the thread that called.
enum Shapelib {
    private static let key = "springline.shapelib.message"

    /// Runs `body` and returns its result with the first message that shapelib or the system gave meanwhile.
    static func run<Result>(_ body: () -> Result) -> (result: Result, message: Wording?) {
        Thread.current.threadDictionary.removeObject(forKey: key)
        errno = 0
        let result = body()
        return (result, Thread.current.threadDictionary[key] as? Wording)
    }

    /// Keeps the first message: what follows is mostly its consequence.
    private static func note(_ message: Wording) {
        let messages = Thread.current.threadDictionary
        if messages[key] == nil { messages[key] = message }
    }

    private static func noteSystemError() {
        note(SystemFault.reason())
    }

    /// Shapelib's own hooks, except that errors are kept rather than printed, and none goes unseen.
    static func hooks() -> SAHooks {
        var hooks = SAHooks()
        SASetupDefaultHooks(&hooks)
        hooks.Error = { message in
            // The library names its own function; that the disk is full is what a person can act on.
            if [ENOSPC, EDQUOT, EFBIG].contains(errno) { return Shapelib.noteSystemError() }
            if let message {
                let words = String(cString: message).trimmingCharacters(in: .whitespacesAndNewlines)
                Shapelib.note(Wording(verbatim: words))
            }
        }
        hooks.FWrite = { bytes, size, count, file in
            guard let bytes, let file else { return 0 }
            let written = fwrite(bytes, Int(size), Int(count), Shapelib.stream(file))
            if written < Int(count) { Shapelib.noteSystemError() }
            return SAOffset(written)
        }
        hooks.FClose = { file in
            guard let file else { return 0 }
            let result = fclose(Shapelib.stream(file))
            if result != 0 { Shapelib.noteSystemError() }
            return result
        }
        return hooks
    }

    /// Shapelib passes C streams around as pointers to integers.
    private static func stream(_ file: UnsafeMutablePointer<Int32>) -> UnsafeMutablePointer<FILE> {
        UnsafeMutableRawPointer(file).assumingMemoryBound(to: FILE.self)
    }
}
