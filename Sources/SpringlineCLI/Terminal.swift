import ArgumentParser
import Foundation
import InputOutput
import Springline

/// Where a command talks to the person: progress and remarks on the error stream, results on the output.
enum Terminal {
    /// Whether a person watches the error stream.
    static let isWatched = isatty(STDERR_FILENO) == 1

    /// The language that `--lang` names. It is looked for among the arguments as they were typed, for it is also that of
    /// what is wrong with them.
    static let language = stated(in: Array(CommandLine.arguments.dropFirst()))

    /// The language of the last `--lang` in front of a `--`; English without one.
    static func stated(in arguments: [String]) -> ReportLanguage {
        let arguments = arguments.prefix { $0 != "--" }
        let pairs = zip(arguments, arguments.dropFirst().map(Optional.some) + [nil])
        let values = pairs.compactMap { argument, next -> String? in
            if argument == "--lang" { return next }
            return argument.hasPrefix("--lang=") ? String(argument.dropFirst("--lang=".count)) : nil
        }
        return values.last.flatMap(ReportLanguage.init) ?? .english
    }

    /// Says something that is no result.
    static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text.forTerminal + "\n").utf8))
    }

    /// Says something that is no result in the language of the command.
    static func note(_ wording: Wording) { note(wording[language]) }

    /// Names the files that were written.
    static func note(files: [String]) {
        for file in files { note(file) }
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
            throw OutputError.refused(
                path: Wording("standard output", "标准输出")[language], reason: SystemFault.reason(of: error))
        }
    }

    /// Prints a result in the language of the command.
    static func show(_ wording: Wording) throws { try show(wording[language]) }

    /// Replaces the progress line; nothing when nobody watches.
    static func progress(_ text: String) {
        guard isWatched else { return }
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Replaces the progress line.
    static func progress(_ wording: Wording) { progress(wording[language]) }

    /// A bar for a share from 0 to 1.
    static func progress(_ label: Wording, _ share: Double) {
        let filled = Int((max(0, min(1, share)) * 24).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        progress("\(bar) \(Int((share * 100).rounded())) % \(label[language])")
    }

    /// Removes the progress line.
    static func endProgress() { progress("") }
}

extension ValidationError {
    /// What is wrong with the arguments, in the language of the command.
    init(_ wording: Wording) { self.init(wording[Terminal.language]) }
}
