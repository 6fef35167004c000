import PipeNetwork

/// An attribute that is common enough to have a column of its own beside the `attributes` text.
///
/// A value that the column cannot hold exactly (a whole number in a column of text) stands in the column as well as
/// it can, for SQL and QGIS, and exactly in the text.
struct TypedAttribute {
    /// What SQLite declares.
    enum ColumnType: String {
        case text = "TEXT"
        case integer = "INTEGER"
        case real = "REAL"
    }

    /// Name of both the attribute and the column.
    let name: String
    let type: ColumnType

    static let pipe = [
        TypedAttribute(name: "material", type: .text), TypedAttribute(name: "dn", type: .integer),
        TypedAttribute(name: "year", type: .integer), TypedAttribute(name: "road", type: .text),
        TypedAttribute(name: "area", type: .text),
    ]

    /// Binds `value` to its column; `false` when the column cannot hold it exactly.
    func bind(_ value: AttributeValue, to statement: Statement, at index: Int32) -> Bool {
        switch (type, value) {
        case (_, .null): statement.bindNull(index)
        case (.text, .text(let text)): statement.bind(index, text)
        case (.integer, .integer(let number)): statement.bind(index, number)
        case (.real, .real(let number)) where number.isFinite: statement.bind(index, number)
        default:
            bindNearest(value, to: statement, at: index)
            return false
        }
        return true
    }

    private func bindNearest(_ value: AttributeValue, to statement: Statement, at index: Int32) {
        switch type {
        case .text: statement.bind(index, value.text)
        // No column keeps an infinite number.
        case .real: statement.bind(index, value.number.flatMap { $0.isFinite ? $0 : nil })
        case .integer:
            if let number = value.number, let whole = Int64(exactly: number.rounded()) {
                statement.bind(index, whole)
            } else {
                statement.bindNull(index)
            }
        }
    }

    /// The value in the column; a fraction in a column of whole numbers, which SQLite allows, is what it is.
    ///
    /// - Throws: ``CityError/unreadableValue(table:row:column:found:expected:)``.
    func value(_ statement: Statement, at column: Int32) throws -> AttributeValue {
        if statement.isNull(column) { return .null }
        switch type {
        case .text: return statement.text(column).map(AttributeValue.text) ?? .null
        case .integer:
            return statement.isWhole(column)
                ? .integer(try statement.integer(column)) : .real(try statement.real(column))
        case .real: return .real(try statement.real(column))
        }
    }
}
