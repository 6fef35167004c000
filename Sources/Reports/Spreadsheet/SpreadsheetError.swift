import InputOutput

/// Why a workbook could not be written: which file, and the reason in the words of the system or of libxlsxwriter.
public enum SpreadsheetError: Error, Hashable, Sendable {
    /// The file was refused; nothing half-written was left.
    case unwritable(path: String, reason: Wording)
    /// A place in the workbook was refused: most often a row below the last one a sheet can hold.
    case refused(path: String, place: String, reason: Wording)
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

extension SpreadsheetError: ExplainedError {
    /// One sentence for the person who asked for the file.
    public var explanation: Wording {
        switch self {
        case .unwritable(let path, let reason):
            Wording(
                "\(path): cannot be written: \(reason.english); nothing was left half-written.",
                "\(path)：无法写入：\(reason.chinese)；没有留下写到一半的文件。")
        case .refused(let path, let place, let reason):
            Wording(
                "\(path), \(place): cannot be written: \(reason.english); choose a shorter period or another form. "
                    + "Nothing was left half-written.",
                "\(path)，\(place)：无法写入：\(reason.chinese)；请缩短统计期或换一种形式。没有留下写到一半的文件。")
        }
    }
}
