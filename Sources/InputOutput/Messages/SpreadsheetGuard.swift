extension String {
    /// The text as a field of a CSV file that a spreadsheet may open: a text that begins as a formula does, with `=`,
    /// `+`, `-`, `@`, a tab or a carriage return (also in their full width), gets an apostrophe before it, by which
    /// spreadsheets know text. For ids, names and words of inputs; numbers are written as numbers.
    ///
    /// Source: OWASP, "CSV Injection".
    package var guardedForSpreadsheet: String {
        guard let first = unicodeScalars.first else { return self }
        switch first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return "'" + self
        default: return self
        }
    }
}
