import InputOutput
import ArgumentParser
import Springline

/// Which of a report's lists a CSV consists of.
struct ListOption: ParsableArguments {
    @Option(help: "The list that --format csv prints, by the name it has in JSON; the first if not given.")
    var list: String?

    /// Checks that the report has the list.
    func validate(in report: GraphReport) throws {
        guard let list, !report.lists.contains(where: { $0.key == list }) else { return }
        let known = report.lists.map(\.key).joined(separator: ", ")
        throw ValidationError(
            Wording("--list: found '\(list)', expected one of \(known)", "--list：给出“\(list)”，应为 \(known) 之一"))
    }
}
