import GRDB

/// A number beyond all whole numbers: what is not below it is infinite, a text or a blob, in SQLite's order of values.
private let beyondIntegers = "9.3e18"

/// Looks at columns of numbers before SQL adds them up: `total()` takes a text for 0.
enum NumericColumns {
    /// A query for rows whose key is no number in the range of whole numbers, by two looks into an index of the key.
    ///
    /// - Parameters:
    ///   - select: the columns and the table.
    ///   - key: the column.
    ///   - condition: what comes before it in the index.
    static func beyond(_ select: String, key: String, where condition: String = "1") -> String {
        """
        SELECT * FROM (\(select) WHERE \(condition) AND \(key) >= \(beyondIntegers) LIMIT 1) UNION ALL
        SELECT * FROM (\(select) WHERE \(condition) AND \(key) <= -\(beyondIntegers) LIMIT 1)
        """
    }

    /// Throws when a column holds what is neither a finite number nor NULL.
    ///
    /// - Throws: ``CityError/unreadableValue(table:row:column:found:expected:)`` of the first such row.
    static func require(_ table: String, _ columns: [String], _ db: Database) throws {
        let isWrong = columns.map { column in
            "typeof(\(column)) IN ('text', 'blob') OR abs(\(column)) > 1.7976931348623157e308"
        }
        let row = try Statement(
            db, of: RowName(table),
            "SELECT fid, \(columns.joined(separator: ", ")) FROM \(table) WHERE \(isWrong.joined(separator: " OR "))"
        )
        guard try row.next() else { return }
        for column in columns.indices { _ = try row.numberOrNil(Int32(column + 1)) }
    }
}
