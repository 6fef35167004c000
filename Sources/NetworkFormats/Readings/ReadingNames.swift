import InputOutput
import Telemetry

/// What is meant by the names in files of readings: a historian's tags, a contractor's headings.
///
/// A file of two columns: the name in the files (`heading`, `tag`, `名称`, `点名` …), and the id in the city (`id`, `meter`,
/// `编号`, `表号` …). A name without an id is left out; a name that is not listed stays as it is.
public struct ReadingNames: Sendable, Hashable {
    private var ids: [String: String] = [:]

    /// No other names.
    public init() {}

    /// Ids by name; a name of an empty id is left out.
    public init(_ ids: [String: String]) { self.ids = ids }

    /// Reads a file of names.
    ///
    /// - Parameter path: the file.
    /// - Throws: ``ReadingsFileError``, with every row that cannot be read.
    public init(path: String) throws(ReadingsFileError) {
        var rows = try CSVRows(path: path)
        guard try rows.next() else { throw .empty(path: path) }
        let headings = (0..<rows.count).map { rows.string($0) }
        let words = headings.map(ColumnWords.word)
        guard words.count >= 2, let id = words.firstIndex(where: Self.idWords.contains),
            let name = words.firstIndex(where: Self.nameWords.contains) ?? (words.count == 2 ? 1 - id : nil),
            name != id
        else {
            throw .brokenRows(
                path: path,
                rows: [
                    .init(
                        line: rows.line, column: "", found: .list(headings, limit: 8),
                        expected: Wording(
                            "a column 'heading' with the names in the files, and a column 'id' with those in the city",
                            "一列“名称”（文件中的名称）和一列“编号”（城市中的编号）"))
                ], hasMore: false)
        }
        var broken: [ReadingsFileError.BrokenRow] = []
        var lines: [String: Int] = [:]
        while try rows.next() {
            guard max(id, name) < rows.count else {
                broken.append(
                    .init(
                        line: rows.line, column: "",
                        found: Wording("\(rows.count) cells", "\(rows.count) 个单元格"),
                        expected: Wording("\(headings.count)", "\(headings.count) 个")))
                continue
            }
            let (key, value) = (rows.string(name), rows.string(id))
            if key.isEmpty, value.isEmpty { continue }
            if key.isEmpty {
                broken.append(
                    .init(
                        line: rows.line, column: headings[name], found: .nothing,
                        expected: Wording("a name as the files have it", "文件中的名称")))
            } else if let line = lines[key], ids[key] != value {
                broken.append(
                    .init(
                        line: rows.line, column: headings[name], found: .named(key),
                        expected: Wording("a name that is not in line \(line) already", "第 \(line) 行中没有的名称")))
            } else {
                ids[key] = value
                lines[key] = rows.line
                // A heading is called by what stands before its unit.
                let (bare, unit) = ReadingsHeader.bracket(key)
                if let unit,
                    ReadingKind.allCases.contains(where: { ReadingUnit(parsing: unit, for: $0) != nil })
                {
                    ids[bare] = ids[bare] ?? value
                }
            }
        }
        guard broken.isEmpty else {
            throw .brokenRows(path: path, rows: Array(broken.prefix(20)), hasMore: broken.count > 20)
        }
    }

    private static let idWords: Set<String> = [
        "id", "meter", "meter id", "element", "element id", "编号", "表号", "水表编号", "城市编号", "测点编号",
    ]
    private static let nameWords: Set<String> = [
        "heading", "header", "name", "tag", "column", "title", "名称", "点名", "表头", "列名", "标签", "位号",
    ]

    /// The id of a name; `nil` for a name that stays as it is.
    public subscript(name: String) -> String? { ids[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Whether a name is listed as one to leave out.
    public func leavesOut(_ name: String) -> Bool { ids[name]?.isEmpty ?? false }

    /// What there is to say of the names in a file, a sentence each.
    public func remarks(on raw: RawReadings) -> [Wording] {
        guard !ids.isEmpty else { return [] }
        let found = Set(raw.series.map(\.id))
        var remarks: [Wording] = []
        let out = found.filter(leavesOut).sorted()
        if !out.isEmpty {
            remarks.append(Wording("left out by name: ", "按名称略去：") + .list(out, limit: 10))
        }
        let absent = ids.keys.filter { !found.contains($0) }.sorted()
        if !absent.isEmpty {
            remarks.append(
                Wording("names that the file does not have: ", "文件中没有的名称：") + .list(absent, limit: 10))
        }
        return remarks
    }
}
