/// The forms in which a command prints its results.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable, Codable {
    /// Aligned columns for a person at a terminal.
    case table
    /// JSON for programs.
    case json
    /// Comma-separated values (RFC 4180) for spreadsheets.
    case csv
}
