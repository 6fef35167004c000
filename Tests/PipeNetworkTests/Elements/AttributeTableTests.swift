import TestSupport
import Testing

@testable import PipeNetwork

/// The columns against a list of dictionaries, which knows no columns.
@Suite("Tables of attributes")
struct AttributeTableTests {
    private static let names = ["dn", "year", "材质", "", "dn "]

    private func value(_ random: inout SplitMix) -> AttributeValue {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: .null
        case 2: .integer(Int64.random(in: 0...2, using: &random))
        case 3: .real(.infinity)
        case 4: .boolean(Bool.random(using: &random))
        default: .text(Bool.random(using: &random) ? "" : "球墨铸铁")
        }
    }

    /// Writes a row or a cell of chance into both.
    private func write(
        _ table: inout AttributeTable, _ rows: inout [[String: AttributeValue]], _ random: inout SplitMix
    ) {
        let row = Int.random(in: 0..<rows.count, using: &random)
        if Bool.random(using: &random) {
            let name = Self.names.randomElement(using: &random) ?? ""
            let value = value(&random)
            table[row, name] = value
            rows[row][name] = value == .null ? nil : value
        } else {
            var new: [String: AttributeValue] = [:]
            for name in Self.names where Int.random(in: 0..<3, using: &random) == 0 {
                new[name] = value(&random)
            }
            table[row] = new
            rows[row] = new.filter { $0.value != .null }
        }
    }

    @Test("A table holds what a dictionary for each row would, after any writes", arguments: 0..<60)
    func model(seed: UInt64) {
        var random = SplitMix(seed)
        var table = AttributeTable()
        var rows = [[String: AttributeValue]](repeating: [:], count: 7)
        for _ in 0..<60 {
            write(&table, &rows, &random)
            for row in rows.indices {
                #expect(table[row] == rows[row])
                for name in Self.names { #expect(table[row, name] == rows[row][name] ?? .null) }
            }
            // A column exists once a row has a value in it, and no longer than one has.
            #expect(table.names == Set(rows.flatMap(\.keys)).sorted())
            for name in Self.names {
                let whole = rows.map { $0[name] ?? .null }
                #expect(table.column(name, count: rows.count) == whole)
                #expect(table.column(name).last != .null)
                #expect(Array(whole.prefix(table.column(name).count)) == table.column(name))
            }
        }
    }

    @Test(
        "Tables of the same values are equal, whatever was written and taken away before", arguments: 0..<40)
    func equality(seed: UInt64) {
        var random = SplitMix(seed &+ 99)
        var table = AttributeTable()
        var rows = [[String: AttributeValue]](repeating: [:], count: 5)
        for _ in 0..<40 { write(&table, &rows, &random) }
        var plain = AttributeTable()
        for row in rows.indices.shuffled(using: &random) { plain[row] = rows[row] }
        #expect(table == plain)
        #expect(table.hashValue == plain.hashValue)
        var columns: [String: [AttributeValue]] = [:]
        for name in Self.names { columns[name] = rows.map { $0[name] ?? .null } }
        #expect(AttributeTable(columns: columns) == plain)
        #expect(plain.isEmpty == rows.allSatisfy(\.isEmpty))
        for row in rows.indices { table[row] = [:] }
        #expect(table == AttributeTable())
    }

    @Test("A row far behind the last has a value, and those between have none")
    func gap() {
        var table = AttributeTable()
        table[1000, "dn"] = .integer(300)
        #expect(table.column("dn").count == 1001)
        #expect(table[999].isEmpty && table[2000].isEmpty)
        #expect(table[2000, "dn"] == .null)
        #expect(table.column("dn", count: 3).count == 1001)
        table[1000, "dn"] = .null
        #expect(table.isEmpty && table.names.isEmpty)
    }
}
