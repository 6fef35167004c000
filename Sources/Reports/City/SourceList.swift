import InputOutput
import Telemetry

/// What a city was made from, one entry for each file or folder that was imported as one.
public struct SourceList: Sendable {
    /// One source.
    public struct Entry: Sendable, Hashable {
        /// Its name: the path as it was named last. It is the name to replace or to delete it by.
        public var name: String
        /// What was put before each of its ids.
        public var prefix: String
        /// Nodes that came from it.
        public var nodes: Int
        /// Links that came from it.
        public var links: Int
        /// Points that came from it: meters, customers, hydrants and so on.
        public var assets: Int
        /// Its files.
        public var files: [String]
        /// Their formats.
        public var formats: [String]
        /// When it was imported last; `nil` where an older version did not say.
        public var importedAt: Timestamp?

        /// A source.
        public init(
            name: String, prefix: String, nodes: Int, links: Int, assets: Int, files: [String],
            formats: [String], importedAt: Timestamp?
        ) {
            self.name = name
            self.prefix = prefix
            self.nodes = nodes
            self.links = links
            self.assets = assets
            self.files = files
            self.formats = formats
            self.importedAt = importedAt
        }
    }

    /// The sources, in the order of their first import.
    public var entries: [Entry]
    /// Local time for what is shown.
    public var calendar: LocalCalendar

    /// A list.
    public init(_ entries: [Entry], calendar: LocalCalendar) {
        self.entries = entries
        self.calendar = calendar
    }

    /// The list in a form.
    public func text(as format: OutputFormat, language: ReportLanguage = .english) -> String {
        table.text(as: format, language: language)
    }

    /// A row for each source.
    public var table: Table {
        var table = Table(columns: [
            .init("name", Wording("Source", "数据源")), .init("prefix", Wording("Prefix", "前缀")),
            .number("nodes", Wording("Nodes", "节点")), .number("links", Wording("Links", "管段")),
            .number("assets", Wording("Points", "点位")), .init("formats", Wording("Formats", "格式")),
            .init("imported_at", Wording("Imported", "导入时间")), .init("files", Wording("Files", "文件")),
        ])
        for entry in entries {
            table.append([
                .text(entry.name), .text(entry.prefix), .count(entry.nodes), .count(entry.links),
                .count(entry.assets), .list(entry.formats),
                .text(entry.importedAt.map { calendar.format($0) }), .list(entry.files),
            ])
        }
        return table
    }
}
