import PipeNetwork

/// How the attributes of a table's rows lie in columns: some of their own, the rest as text.
struct AttributeColumns {
    let typed: [TypedAttribute]
    /// The first column of a SELECT that holds a typed attribute; the text follows the last.
    let first: Int32

    /// Binds the attributes of `row`, typed ones from parameter `first + 1` on, then the text.
    struct Binder {
        private let columns: AttributeColumns
        private let others: [String]

        init(_ columns: AttributeColumns, of table: AttributeTable) {
            self.columns = columns
            let own = Set(columns.typed.map(\.name))
            others = table.names.filter { !own.contains($0) }
        }

        func bind(_ table: AttributeTable, row: Int, to statement: Statement) {
            var text: [String: AttributeValue] = [:]
            var index = columns.first + 1
            for attribute in columns.typed {
                let value = table[row, attribute.name]
                if !attribute.bind(value, to: statement, at: index) { text[attribute.name] = value }
                index += 1
            }
            for name in others {
                let value = table[row, name]
                if value != .null { text[name] = value }
            }
            statement.bind(index, AttributeText.encode(text))
        }
    }

    /// The attributes of the current row.
    func values(_ statement: Statement, table: String) throws -> [String: AttributeValue] {
        var values: [String: AttributeValue] = [:]
        let text = first + Int32(typed.count)
        if let decoded = statement.withBytes(text, AttributeText.decode) {
            guard let decoded else {
                throw CityError.unreadableRow(
                    table: table, fid: statement.integer(0),
                    reason: "its attributes are no flat JSON object")
            }
            values = decoded
        }
        for (offset, attribute) in typed.enumerated() {
            let value = attribute.value(statement, at: first + Int32(offset))
            if value != .null, values[attribute.name] == nil { values[attribute.name] = value }
        }
        return values
    }
}
