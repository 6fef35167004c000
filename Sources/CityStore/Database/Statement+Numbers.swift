import InputOutput
import CSpatiaLite
import Foundation

/// Numbers of the current row. SQLite keeps any value in any column and gives 0 for a text or a blob of which a number
/// is asked, so what is in the column is looked at first. Every number of a city's file is read here.
extension Statement {
    /// A whole number.
    ///
    /// - Throws: ``CityError/unreadableValue(table:row:column:found:expected:)``, as all functions here.
    func integer(_ column: Int32) throws -> Int64 {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return sqlite3_column_int64(handle, column)
        case SQLITE_FLOAT:
            if let whole = Int64(exactly: sqlite3_column_double(handle, column)) { return whole }
            throw unreadable(column, Wording("a whole number", "整数"))
        default: throw unreadable(column, Wording("a whole number", "整数"))
        }
    }

    /// Whether the value is a whole number as SQLite keeps it.
    func isWhole(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_INTEGER }

    func integerOrNil(_ column: Int32) throws -> Int64? { isNull(column) ? nil : try integer(column) }

    /// A truth value, which SQLite keeps as 0 or 1.
    func boolean(_ column: Int32) throws -> Bool {
        let value =
            sqlite3_column_type(handle, column) == SQLITE_INTEGER ? sqlite3_column_int64(handle, column) : -1
        guard value == 0 || value == 1 else { throw unreadable(column, Wording("0 or 1", " 0 或 1")) }
        return value == 1
    }

    /// A finite number; NULL is none.
    func real(_ column: Int32) throws -> Double {
        let type = sqlite3_column_type(handle, column)
        guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else {
            throw unreadable(column, Wording("a number", "数值"))
        }
        let value = sqlite3_column_double(handle, column)
        guard value.isFinite else { throw unreadable(column, Wording("a finite number", "有限数")) }
        return value
    }

    /// A finite number, or NaN for NULL.
    func number(_ column: Int32) throws -> Double { isNull(column) ? .nan : try real(column) }

    func numberOrNil(_ column: Int32) throws -> Double? { isNull(column) ? nil : try real(column) }

    /// What a value is called in errors.
    func description(_ column: Int32) -> Wording {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: Wording(verbatim: "NULL")
        case SQLITE_BLOB:
            Wording(
                "a blob of \(sqlite3_column_bytes(handle, column)) bytes",
                "\(sqlite3_column_bytes(handle, column)) 字节的二进制数据")
        case SQLITE_TEXT:
            Wording("the text '\((text(column) ?? "").shortened)'", "文本“\((text(column) ?? "").shortened)”")
        default: Wording(verbatim: text(column) ?? "NULL")
        }
    }

    /// The error of a value that is not what the column is for.
    private func unreadable(_ column: Int32, _ expected: Wording) -> CityError {
        let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "column \(column)"
        // First: SQLite turns a value into a text where it stands when it is asked for one.
        let found = description(column)
        let keys = subject.key.map { key in
            let isPlain = [SQLITE_INTEGER, SQLITE_FLOAT].contains(sqlite3_column_type(handle, key))
            let value =
                isPlain ? Wording(verbatim: text(key) ?? "") : key == column ? found : description(key)
            let label = sqlite3_column_name(handle, key).map { String(cString: $0) } ?? ""
            return subject.key == [0] && label == "fid" ? value : Wording(verbatim: "\(label) ") + value
        }
        var row = Wording.joined(keys, separator: Wording(verbatim: ", "))
        if let note = subject.note() {
            row = Wording("\(row.english) (\(note.english))", "\(row.chinese)（\(note.chinese)）")
        }
        return .unreadableValue(
            table: subject.table, row: row, column: name, found: found, expected: expected)
    }

    /// The error of a row that is to be written with an infinite number.
    var infiniteNumber: CityError {
        guard let text = sqlite3_expanded_sql(handle) else { return .infiniteNumber(table: "", row: "") }
        defer { sqlite3_free(text) }
        let sql = String(cString: text)
        let table = sql.split(separator: " ").drop { $0 != "INTO" }.dropFirst().first ?? ""
        let values = sql.range(of: "VALUES (").map { sql[$0.upperBound...] } ?? ""
        // The first two values are the number and the id.
        let row = values.split(separator: ",").prefix(2).joined(separator: ",")
        return .infiniteNumber(table: String(table), row: row.shortened)
    }
}

/// What the rows of a query are called when one of their values cannot be read: a table, and which columns of the query
/// tell its rows apart.
struct RowName: Sendable, ExpressibleByStringLiteral {
    var table: String
    /// Columns of the query.
    var key: [Int32]
    /// What a person knows the rows by; made when an error needs it, for a city is read series by series.
    var note: @Sendable () -> Wording?

    init(_ table: String, key: [Int32] = [0], note: @escaping @Sendable @autoclosure () -> Wording? = nil) {
        self.table = table
        self.key = key
        self.note = note
    }

    init(stringLiteral table: String) { self.init(table) }
}

extension String {
    /// The text as an error quotes it: no more than 80 characters, none of them a control character.
    var shortened: String {
        let plain = String(
            unicodeScalars.lazy.prefix(2_000).map { scalar in
                scalar.properties.generalCategory == .control ? "\u{fffd}" : Character(scalar)
            })
        return plain.count <= 80 ? plain : "\(plain.prefix(40))…\(plain.suffix(39))"
    }
}
