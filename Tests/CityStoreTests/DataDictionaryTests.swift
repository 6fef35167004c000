import Foundation
import GRDB
import Testing

@testable import CityStore

@Suite("The data dictionary")
struct DataDictionaryTests {
    /// Columns by table, as the page lists them.
    private func documented() throws -> [String: Set<String>] {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Docs/data-dictionary.md")
        var tables: [String: Set<String>] = [:]
        var table: String?
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("#") {
                table = line.hasPrefix("### ") ? String(line.dropFirst(4)) : nil
            } else if let table, line.hasPrefix("| `") {
                let name = line.dropFirst(3).prefix { $0 != "`" }
                tables[table, default: []].insert(String(name))
            }
        }
        return tables
    }

    /// Columns by table, as a fresh file has them, without what SpatiaLite, GRDB and SQLite add for themselves.
    private func present(_ city: City) throws -> [String: Set<String>] {
        let blank = try DatabaseQueue(configuration: SpatialConnection.configuration(readOnly: false))
        let foreign = try blank.write { db in
            try db.call("InitSpatialMetaData('NONE')")
            // SpatiaLite makes a table of details with the first system that it lists.
            try db.call("InsertEpsgSrid(4326)")
            return Set(try String.fetchAll(db, sql: "SELECT name FROM sqlite_master"))
        }
        return try city.read { db in
            var tables: [String: Set<String>] = [:]
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            where !foreign.contains(name) && !name.hasPrefix("idx_") && name != "grdb_migrations" {
                tables[name] = Set(try db.columns(in: name).map(\.name))
            }
            return tables
        }
    }

    @Test("Every table and column of a fresh city is in the data dictionary, and nothing else is")
    func complete() throws {
        let scratch = try Scratch()
        let documented = try documented()
        let present = try present(scratch.city())
        #expect(Set(documented.keys) == Set(present.keys))
        for (table, columns) in present { #expect(documented[table] == columns, "table \(table)") }
    }

    @Test("Every column of the data dictionary has the type of the file")
    func types() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Docs/data-dictionary.md")
        let types = try city.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT m.name, c.name, upper(c.type) FROM sqlite_master AS m, pragma_table_info(m.name) AS c
                    WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
                    """)
        }
        let known = Set(types.map { "\($0[0] as String) \($0[1] as String) \($0[2] as String)" })
        var table = ""
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("### ") { table = String(line.dropFirst(4)) }
            guard line.hasPrefix("| `") else { continue }
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let column = cells[0].trimmingCharacters(in: ["`"])
            #expect(known.contains("\(table) \(column) \(cells[1])"), "\(table) \(column) \(cells[1])")
        }
    }
}
