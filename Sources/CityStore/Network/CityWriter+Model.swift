import GRDB
import PipeNetwork

extension CityWriter {
    /// Writes what a network holds besides elements: patterns, curves, options, operation, sections.
    func writeModel(_ network: Network) throws {
        try db.execute(sql: "DELETE FROM pattern; DELETE FROM curve; DELETE FROM section")
        // Names go in by their whole length: as an argument of GRDB a text ends at its first NUL.
        let patterns = try Statement(db, "INSERT INTO pattern (id, multipliers) VALUES (?, ?)")
        for (id, pattern) in network.patterns {
            patterns.bind(1, id)
            patterns.bind(2, try JSONText.encode(pattern.multipliers))
            try patterns.run()
        }
        let curves = try Statement(db, "INSERT INTO curve (id, kind, points) VALUES (?, ?, ?)")
        for (id, curve) in network.curves {
            curves.bind(1, id)
            curves.bind(2, curve.kind.rawValue)
            curves.bind(3, try JSONText.encode(curve.points.map { [$0.x, $0.y] }))
            try curves.run()
        }
        let sections = try Statement(db, "INSERT INTO section (position, name, lines) VALUES (?, ?, ?)")
        for (position, section) in network.verbatim.enumerated() {
            sections.bind(1, Int64(position))
            sections.bind(2, section.name)
            sections.bind(3, section.lines.isEmpty ? nil : section.lines.joined(separator: "\n"))
            try sections.run()
        }
        try Metadata.encode("title", network.title, db)
        try Metadata.encode("hydraulics", network.hydraulics, db)
        try Metadata.encode("times", network.times, db)
        try Metadata.encode("controls", network.controls, db)
        try Metadata.encode("rules", network.rules, db)
        try Metadata.encode("energy", network.energy, db)
    }
}
