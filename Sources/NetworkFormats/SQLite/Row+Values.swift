import GRDB

/// Values as a table of another program has them: SQLite lets any type stand in any column, and the usual
/// conversions of GRDB end the process where a value does not suit.
extension Row {
    /// The value as text; `nil` for null, blobs and a column that is not there.
    func text(_ column: String) -> String? { hasColumn(column) ? Self.text(self[column]) : nil }

    /// The value as text; `nil` for null and blobs.
    func text(at index: Int) -> String? { Self.text(self[index]) }

    /// The value as a whole number, also where it is written as text; `nil` when it is none, or no such column.
    func integer(_ column: String) -> Int64? { hasColumn(column) ? Self.integer(self[column]) : nil }

    /// The value as a whole number, also where it is written as text; `nil` when it is none.
    func integer(at index: Int) -> Int64? { Self.integer(self[index]) }

    private static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null, .blob: nil
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        }
    }

    private static func integer(_ value: DatabaseValue) -> Int64? {
        switch value.storage {
        case .null, .blob: nil
        case .int64(let number): number
        case .double(let number): Int64(exactly: number)
        case .string(let text): Int64(text)
        }
    }
}
