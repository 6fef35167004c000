import InputOutput
import PipeNetwork

/// How the attributes of a table's rows lie in columns: some of their own, the rest as text.
struct AttributeColumns {
    let typed: [TypedAttribute]
    /// The first column of a SELECT that holds a typed attribute; the text follows the last.
    let first: Int32

    /// Binds the attributes of rows of one table, typed ones from parameter `first + 1` on, then the text.
    ///
    /// It looks each column up once, not once a row.
    struct Binder {
        private struct Column {
            var literalName: String
            var values: [AttributeValue]
            /// The place among the typed attributes, for those that have a column of their own.
            var typed: Int?
        }

        private let columns: AttributeColumns
        /// In the order of their names, as the text has them.
        private let sources: [Column]

        init(_ columns: AttributeColumns, of table: AttributeTable) {
            self.columns = columns
            sources = table.names.map { name in
                Column(
                    literalName: AttributeText.quoted(name), values: table.column(name),
                    typed: columns.typed.firstIndex { $0.name == name })
            }
        }

        func bind(row: Int, to statement: Statement) {
            let first = columns.first + 1
            for place in columns.typed.indices { statement.bindNull(first + Int32(place)) }
            var text = ""
            for source in sources where row < source.values.count {
                let value = source.values[row]
                if value == .null { continue }
                if let place = source.typed,
                    columns.typed[place].bind(value, to: statement, at: first + Int32(place))
                {
                    continue
                }
                guard let literal = AttributeText.literal(value) else { continue }
                text += text.isEmpty ? "{" : ","
                text += source.literalName
                text += ":"
                text += literal
            }
            let index = first + Int32(columns.typed.count)
            if text.isEmpty { statement.bindNull(index) } else { statement.bind(index, text + "}") }
        }
    }

    /// The attributes of the current row.
    func values(_ statement: Statement, table: String) throws -> [String: AttributeValue] {
        var values: [String: AttributeValue] = [:]
        let text = first + Int32(typed.count)
        if let decoded = statement.withBytes(text, AttributeText.decode) {
            guard let decoded else {
                throw CityError.unreadableRow(
                    table: table, fid: try statement.integer(0),
                    reason: Wording("its attributes are no flat JSON object", "其属性不是单层 JSON 对象"))
            }
            values = decoded
        }
        for (offset, attribute) in typed.enumerated() {
            let value = try attribute.value(statement, at: first + Int32(offset))
            if value != .null, values[attribute.name] == nil { values[attribute.name] = value }
        }
        return values
    }
}
