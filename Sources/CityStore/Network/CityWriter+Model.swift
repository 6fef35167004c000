import GRDB
import PipeNetwork

extension CityWriter {
    /// Writes what a network holds besides elements: patterns, curves, options, operation, sections.
    func writeModel(_ network: Network) throws {
        try db.execute(sql: "DELETE FROM pattern; DELETE FROM curve; DELETE FROM section")
        for (id, pattern) in network.patterns {
            try db.execute(
                sql: "INSERT INTO pattern (id, multipliers) VALUES (?, ?)",
                arguments: [id, try JSONText.encode(pattern.multipliers)])
        }
        for (id, curve) in network.curves {
            try db.execute(
                sql: "INSERT INTO curve (id, kind, points) VALUES (?, ?, ?)",
                arguments: [id, curve.kind.rawValue, try JSONText.encode(curve.points.map { [$0.x, $0.y] })])
        }
        for (position, section) in network.verbatim.enumerated() {
            try db.execute(
                sql: "INSERT INTO section (position, name, lines) VALUES (?, ?, ?)",
                arguments: [
                    position, section.name,
                    section.lines.isEmpty ? nil : section.lines.joined(separator: "\n"),
                ])
        }
        try Metadata.encode("title", network.title, db)
        try Metadata.encode("hydraulics", network.hydraulics, db)
        try Metadata.encode("times", network.times, db)
        try Metadata.encode("controls", network.controls, db)
        try Metadata.encode("rules", network.rules, db)
        try Metadata.encode("energy", network.energy, db)
    }
}
