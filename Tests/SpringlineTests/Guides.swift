import Foundation

/// The guides of the repository, and the Swift in them.
enum Guides {
    /// The repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every page with Markdown that a reader of the library reads, by its path in the repository.
    static func pages() throws -> [String] {
        let files = FileManager.default
        let guides = try files.subpathsOfDirectory(atPath: root.appending(path: "Docs").path)
            .map { "Docs/" + $0 }
        let catalogs = try files.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
            .map { "Sources/\($0)/\($0).docc/\($0).md" }
            .filter { files.fileExists(atPath: root.appending(path: $0).path) }
        return ["README.md"] + (guides + catalogs).filter { $0.hasSuffix(".md") }.sorted()
    }

    /// The text of a file of the repository.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The lines of a file without the blanks at their ends.
    static func lines(_ path: String) throws -> [String] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The blocks of Swift on a page, each as its lines; empty lines and imports are left out, for a test has its own.
    static func snippets(on page: String) throws -> [[String]] {
        var snippets: [[String]] = []
        var snippet: [String] = []
        var isInside = false
        for line in try lines(page) {
            if !isInside {
                isInside = line == "```swift"
            } else if line == "```" {
                snippets.append(snippet)
                (snippet, isInside) = ([], false)
            } else if !line.isEmpty, !line.hasPrefix("import ") {
                snippet.append(line)
            }
        }
        return snippets
    }
}
