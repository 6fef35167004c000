import Foundation
import InputOutput
import Springline

/// Where a command talks to the person: progress and remarks on the error stream, results on the output.
enum Terminal {
    /// Whether a person watches the error stream.
    static let isWatched = isatty(STDERR_FILENO) == 1

    /// Says something that is no result.
    static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text.forTerminal + "\n").utf8))
    }

    /// Prints a result.
    ///
    /// - Throws: `OutputError`, when what stands behind the output is full or gone.
    static func show(_ text: String) throws {
        // By bytes: CSV ends its lines with CR and LF, which are one Character and so no suffix "\n".
        let text = text.forTerminal
        do {
            try FileHandle.standardOutput.write(
                contentsOf: Data((text.utf8.last == 10 ? text : text + "\n").utf8))
        } catch {
            throw OutputError.refused(path: "standard output", reason: SystemFault.reason(of: error))
        }
    }

    /// Replaces the progress line; nothing when nobody watches.
    static func progress(_ text: String) {
        guard isWatched else { return }
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
    }

    /// A bar for a share from 0 to 1.
    static func progress(_ label: String, _ share: Double) {
        let filled = Int((max(0, min(1, share)) * 24).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        progress("\(bar) \(Int((share * 100).rounded())) % \(label)")
    }

    /// Removes the progress line.
    static func endProgress() { progress("") }
}
