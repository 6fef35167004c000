import InputOutput

/// Why a workbook could not be written: which file, and the reason in the words of the system or of libxlsxwriter.
public enum SpreadsheetError: Error, Hashable, Sendable {
    /// The file was refused; nothing half-written was left.
    case unwritable(path: String, reason: String)
    /// A place in the workbook was refused: most often a row below the last one a sheet can hold.
    case refused(path: String, place: String, reason: String)
}

extension SpreadsheetError {
    /// The same refusal as one of a workbook.
    init(_ error: OutputError) {
        self = .unwritable(path: error.path, reason: error.reason)
    }
}

extension OutputDraft {
    /// A draft of a workbook.
    static func forWorkbook(_ path: String) throws(SpreadsheetError) -> OutputDraft {
        do { return try OutputDraft(of: path) } catch { throw SpreadsheetError(error) }
    }
}

extension SpreadsheetError: CustomStringConvertible {
    /// One sentence for the person who asked for the file.
    public var description: String {
        switch self {
        case .unwritable(let path, let reason):
            "\(path): cannot be written: \(reason); nothing was left half-written."
        case .refused(let path, let place, let reason):
            "\(path), \(place): cannot be written: \(reason); choose a shorter period or another form. "
                + "Nothing was left half-written."
        }
    }
}
