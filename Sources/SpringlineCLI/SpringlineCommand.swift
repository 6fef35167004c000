import InputOutput
import ArgumentParser
import Foundation
import Springline

@main
struct SpringlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "springline",
        abstract: "A city's water pipes on one map, and where its water is lost.",
        discussion: """
            A city is one SpatiaLite file. Bring GIS files and models in with 'import', say what the leak zones \
            are with 'zones', take meter readings in with 'readings import', then ask for a 'balance' or a \
            'report'. 'sample' writes a made-up city to try it on.
            """,
        version: Release.version,
        subcommands: [
            SampleCommand.self, ImportCommand.self, CheckCommand.self, InfoCommand.self, ZonesCommand.self,
            ReadingsCommand.self, MetersCommand.self, CityCommand.self, TimeZoneCommand.self,
            BalanceCommand.self, ReportCommand.self,
            SolveCommand.self,
            AuditCommand.self, EvaluateCommand.self, PressureCommand.self, TraceCommand.self,
            IsolateCommand.self, LocateCommand.self, ConditionCommand.self, ChangesCommand.self,
            HistoryCommand.self, SourcesCommand.self, ExportCommand.self,
        ])
}

extension SpringlineCommand {
    /// Runs the command that the arguments name.
    static func main() {
        // A file over the limit of the shell (`ulimit -f`) is an error with a reason, not the end of the
        // process.
        signal(SIGXFSZ, SIG_IGN)
        FilesOfRun.begin()
        do {
            var command = try parseAsRoot()
            let layout = Terminal.layout()
            try TableLayout.$current.withValue(layout) { try command.run() }
            let (unknown, known) = layout.unknownColumns
            if !unknown.isEmpty, known.isEmpty {
                throw ValidationError(
                    Wording("--columns: what this command prints has no columns", "--columns：该命令的输出没有列"))
            }
            if let name = unknown.first {
                throw ValidationError(
                    Wording(
                        "--columns: there is no column '\(name)'; there are: \(known.joined(separator: ", "))",
                        "--columns：没有列“\(name)”；可用的列：\(known.joined(separator: "、"))"))
            }
        } catch {
            let code = exitCode(for: error)
            // Help that was asked for is a result; it holds nothing of an input.
            if code.isSuccess { exit(withError: error) }
            let message = message(of: error)
            if !message.isEmpty { Terminal.note(message) }
            Foundation.exit(code.rawValue)
        }
    }

    /// What to tell a person: what is wrong, in the language of the command, and what to do about it by its options.
    private static func message(of error: any Error) -> String {
        let language = Terminal.language
        let mark = Wording("Error: ", "错误：")
        if let error = error as? any ExplainedError {
            return mark[language] + error.message(in: language, remedy: \.optionWording)
        }
        let message = fullMessage(for: error)
        guard language == .chinese else { return message }
        // The parser's own words but for the marks at the beginning of its lines.
        let marks = [mark, Wording("Usage: ", "用法："), Wording("Help:  ", "帮助：")]
        return message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard let mark = marks.first(where: { line.hasPrefix($0.english) }) else {
                return line.replacing(/^  See ('.*') for more information\.$/) { "  详见 \($0.output.1)" }
            }
            return mark.chinese + line.dropFirst(mark.english.count)
        }.joined(separator: "\n")
    }
}
