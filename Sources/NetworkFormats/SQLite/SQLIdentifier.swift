extension String {
    /// The name as SQL spells it, in quotes, so that any name of a table or column can do no harm.
    var sqlIdentifier: String {
        "\"" + replacing("\"", with: "\"\"") + "\""
    }
}
