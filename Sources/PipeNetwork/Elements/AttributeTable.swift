/// The attributes of a table of elements, stored by column: a column exists once a row has a value in it.
///
/// A city has millions of rows and a handful of names; a dictionary a row would cost more than the pipes.
public struct AttributeTable: Hashable, Sendable {
    private var columns: [String: [AttributeValue]] = [:]

    /// An empty table.
    public init() {}

    /// A table of columns that are there, each a value a row; nulls at their ends are cut off.
    package init(columns: [String: [AttributeValue]]) {
        for (name, column) in columns {
            var column = column
            while column.last == .null { column.removeLast() }
            if !column.isEmpty { self.columns[name] = column }
        }
    }

    /// Whether no row has a value.
    var isEmpty: Bool { columns.isEmpty }

    /// The names of all columns, sorted.
    public var names: [String] { columns.keys.sorted() }

    /// The value of `row` in the column called `name`; `.null` when the row or the column has none.
    public subscript(row: Int, name: String) -> AttributeValue {
        get {
            guard let column = columns[name], row < column.count else { return .null }
            return column[row]
        }
        set {
            if newValue == .null, columns[name] == nil { return }
            columns[name, default: []].set(newValue, at: row)
            // A column is as long as its last value, so that tables of the same values are equal.
            guard newValue == .null, columns[name]?.last == .null else { return }
            while columns[name]?.last == .null { columns[name]?.removeLast() }
            if columns[name]?.isEmpty == true { columns[name] = nil }
        }
    }

    /// All values of `row` that are not null, by column name.
    public subscript(row: Int) -> [String: AttributeValue] {
        get {
            var values: [String: AttributeValue] = [:]
            for (name, column) in columns where row < column.count && column[row] != .null {
                values[name] = column[row]
            }
            return values
        }
        set {
            // A row that is new has nothing to take away: look into the columns before the dictionary.
            var stale: [String] = []
            for (name, column) in columns
            where row < column.count && column[row] != .null && newValue[name] == nil {
                stale.append(name)
            }
            for name in stale { self[row, name] = .null }
            for (name, value) in newValue { self[row, name] = value }
        }
    }

    /// A column as it is stored: it ends with its last value, and is empty when there is no such column.
    public func column(_ name: String) -> [AttributeValue] { columns[name] ?? [] }

    /// A column as one array, padded with nulls to `count` rows.
    public func column(_ name: String, count: Int) -> [AttributeValue] {
        let column = columns[name] ?? []
        return column + Array(repeating: .null, count: max(0, count - column.count))
    }
}

extension [AttributeValue] {
    fileprivate mutating func set(_ value: AttributeValue, at row: Int) {
        if row < count {
            self[row] = value
        } else if value != .null {
            while count < row { append(.null) }
            append(value)
        }
    }
}
