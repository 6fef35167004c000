import Foundation

/// Docs/mapping.md, as its readers see it: tables and lists under headings, words in backticks.
struct MappingPage {
    private let lines: [Substring]

    init() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let text = try String(contentsOf: root.appending(path: "Docs/mapping.md"), encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The lines below the heading `## title`, up to the next heading.
    func section(_ title: String) -> ArraySlice<Substring> {
        guard let start = lines.firstIndex(of: "## \(title)") else { return [] }
        let rest = lines[(start + 1)...]
        return rest[..<(rest.firstIndex { $0.hasPrefix("## ") } ?? rest.endIndex)]
    }

    /// The words of every cell of every row of the section's table, the row of headings left out.
    func rows(_ title: String) -> [[[String]]] {
        section(title).filter { $0.hasPrefix("| `") }.map { row in
            row.split(separator: "|").map(Self.words)
        }
    }

    /// The words of the item `- label: …` of the section's list.
    func item(_ label: String, in title: String) -> Set<String> {
        let item = section(title).first { $0.hasPrefix("- \(label)") } ?? ""
        return Set(Self.words(item))
    }

    /// The first block of YAML.
    var example: String {
        let block = section("A full example").drop { $0 != "```yaml" }.dropFirst()
        return block.prefix { $0 != "```" }.joined(separator: "\n")
    }

    /// What stands between backticks.
    private static func words(_ text: Substring) -> [String] {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }
}
