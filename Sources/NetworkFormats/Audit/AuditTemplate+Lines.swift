import InputOutput
import Yams

extension AuditTemplate {
    /// A row of the template as a sheet: the key with the groups it stands in, what is known of it by column, and a note.
    package struct Line: Sendable, Hashable {
        /// The key in the template's language, such as `水量.自产供水量`.
        package var key: String
        /// What is filled in, by the English name of the column; an empty text where somebody is to fill in.
        package var cells: [String: String]
        /// What the input is.
        package var note: Wording
    }

    /// The columns of the sheet: their English names, and their headings in the template's language.
    package var columns: [(name: String, heading: String)] {
        AuditSheet.columns.entries.filter { !["systematic_percent"].contains($0.english) }.map {
            ($0.english, AuditSheet.columns.word($0.english, in: language))
        }
    }

    /// The template row by row; it holds what ``yaml`` does.
    package var lines: [Line] {
        // Both languages have the same inputs in the same order: the English keys find the notes.
        var english = self
        english.language = .english
        guard let tree = try? PlainYAML.compose(yaml), let plain = try? PlainYAML.compose(english.yaml) else {
            return []
        }
        return zip(Self.rows(tree, ""), Self.rows(plain, "")).map { row, english in
            let last = english.key.split(separator: ".").last.map(String.init) ?? ""
            let isTarget = english.key.hasPrefix("targets.")
            return Line(key: row.key, cells: row.cells, note: Self.note(isTarget ? english.key : last))
        }
    }

    private static func rows(_ node: Node, _ key: String) -> [(key: String, cells: [String: String])] {
        switch node {
        case .mapping(let mapping):
            let cells = mapping.map { ($0.key.scalar?.string ?? "", $0.value) }
            let names = cells.map { AuditSheet.columns.english($0.0) }
            if names.contains("value"), names.allSatisfy({ $0 != nil }) {
                var row: [String: String] = [:]
                for (name, cell) in zip(names, cells) { row[name ?? ""] = cell.1.scalar?.string ?? "" }
                return [(key, row)]
            }
            return cells.flatMap { rows($1, key.isEmpty ? $0 : "\(key).\($0)") }
        case .sequence(let list):
            return list.enumerated().flatMap { rows($1, "\(key)[\($0 + 1)]") }
        case .scalar(let scalar): return [(key, ["value": scalar.string])]
        case .alias: return []
        }
    }
}
