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

    /// The language of the last `--lang` in front of a `--`; without one that of the locale, which is English but for
    /// Chinese ones.
    static func stated(
        in arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> ReportLanguage {
        if let named = value(of: "--lang", in: arguments) {
            return ReportLanguage(rawValue: named) ?? .english
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first {
            !$0.isEmpty
        }
        return locale?.lowercased().hasPrefix("zh") == true ? .chinese : .english
    }

    /// The value of the last option of a name in front of a `--`.
    private static func value(of option: String, in arguments: [String]) -> String? {
        let arguments = arguments.prefix { $0 != "--" }
        let pairs = zip(arguments, arguments.dropFirst().map(Optional.some) + [nil])
        return pairs.compactMap { argument, next -> String? in
            if argument == option { return next }
            return argument.hasPrefix(option + "=") ? String(argument.dropFirst(option.count + 1)) : nil
        }.last
    }

    /// How tables are laid out: into the width of the terminal, if results go to one, and with the columns that
    /// `--columns` names.
    static func layout(of arguments: [String] = Array(CommandLine.arguments.dropFirst())) -> TableLayout {
        let columns = value(of: "--columns", in: arguments).map { list in
            list.split(separator: ",").map { String($0).trimmingCharacters(in: .whitespaces) }
        }
        return TableLayout(width: width, columns: columns)
    }

    /// Columns of the terminal that results go to; `nil` for a file or a pipe, which have no width.
    private static var width: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else {
            return nil
        }
        return Int(size.ws_col)
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
