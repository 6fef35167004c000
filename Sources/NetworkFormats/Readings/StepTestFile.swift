import InputOutput
import LeakZones
import Telemetry

/// A CSV file that says when the pressure of which zone stood at which step: columns `zone`, `from`, `to`, a
/// row a step.
public enum StepTestFile {
    private static let names = ["zone": ["zone", "分区"], "from": ["from", "起"], "to": ["to", "止"]]

    /// Reads the steps, in the order of the file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - calendar: of its local times.
    /// - Throws: ``ReadingsFileError``, with every row that cannot be read.
    public static func read(path: String, calendar: LocalCalendar) throws -> [StepTestWindow] {
        var rows = try CSVRows(path: path)
        guard try rows.next() else { throw ReadingsFileError.empty(path: path) }
        let headings = (0..<rows.count).map { rows.string($0).lowercased() }
        func column(_ name: String) throws -> Int {
            guard let place = headings.firstIndex(where: { names[name]?.contains($0) ?? false }) else {
                throw ReadingsFileError.brokenRows(
                    path: path,
                    rows: [
                        .init(
                            line: 1, column: name,
                            found: Wording(verbatim: headings.joined(separator: ", ")),
                            expected: Wording("the columns zone, from and to", "zone、from、to 三列"))
                    ], hasMore: false)
            }
            return place
        }
        let (zone, from, to) = (try column("zone"), try column("from"), try column("to"))
        var windows: [StepTestWindow] = []
        var broken: [ReadingsFileError.BrokenRow] = []
        while try rows.next() {
            let line = rows.line
            func cell(_ place: Int) -> String { place < rows.count ? rows.string(place) : "" }
            func time(_ place: Int, _ name: String) -> Timestamp? {
                do {
                    return try calendar.timestamp(cell(place))
                } catch {
                    broken.append(
                        .init(
                            line: line, column: name, found: .named(cell(place)),
                            expected: Wording(
                                "a local time such as 2024-03-20 01:00", "当地时间，如 2024-03-20 01:00")))
                    return nil
                }
            }
            let (start, end) = (time(from, "from"), time(to, "to"))
            guard !cell(zone).isEmpty else {
                broken.append(
                    .init(
                        line: line, column: "zone", found: .nothing, expected: Wording("a zone's id", "分区编号"))
                )
                continue
            }
            guard let start, let end else { continue }
            guard start < end, let period = try? Period(from: start, to: end) else {
                broken.append(
                    .init(
                        line: line, column: "to", found: .named(cell(to)),
                        expected: Wording("a time after ", "晚于以下时间：") + .named(cell(from))))
                continue
            }
            windows.append(StepTestWindow(zone: cell(zone), period: period))
        }
        guard broken.isEmpty else {
            throw ReadingsFileError.brokenRows(
                path: path, rows: Array(broken.prefix(20)), hasMore: broken.count > 20)
        }
        return windows
    }
}
