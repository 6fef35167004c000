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
                            line: 1, column: name, found: headings.joined(separator: ", "),
                            expected: "the columns zone, from and to")
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
                            line: line, column: name, found: "\(Quoted(cell(place)))",
                            expected: "a local time such as 2024-03-20 01:00"))
                    return nil
                }
            }
            let (start, end) = (time(from, "from"), time(to, "to"))
            guard !cell(zone).isEmpty else {
                broken.append(.init(line: line, column: "zone", found: "nothing", expected: "a zone's id"))
                continue
            }
            guard let start, let end else { continue }
            guard start < end, let period = try? Period(from: start, to: end) else {
                broken.append(
                    .init(
                        line: line, column: "to", found: "\(Quoted(cell(to)))",
                        expected: "a time after \(Quoted(cell(from)))"))
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
