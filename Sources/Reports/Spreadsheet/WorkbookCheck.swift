import CArchive
import InputOutput

/// Reads a written workbook over once.
///
/// libxlsxwriter collects the parts of a workbook in temporary files and does not ask whether they could be written:
/// on a full disk it packs what got there, and says nothing. A part that does not end as it has to is such a one.
enum WorkbookCheck {
    /// - Throws: ``SpreadsheetError/unwritable(path:reason:)`` when a part is missing or breaks off.
    static func check(_ place: OutputDraft, sheets: Int) throws(SpreadsheetError) {
        func broken(_ reason: Wording) -> SpreadsheetError { .unwritable(path: place.path, reason: reason) }
        guard let archive = archive_read_new() else { throw broken(Wording("out of memory", "内存不足")) }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, place.temporaryPath, 1 << 16) == ARCHIVE_OK else {
            throw broken(Wording(verbatim: message(archive)))
        }
        var whole = 0
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { break }
            guard status >= ARCHIVE_WARN, let name = archive_entry_pathname(entry) else {
                throw broken(Wording(verbatim: message(archive)))
            }
            let part = String(cString: name)
            let end = closing(part)
            guard let tail = tail(of: archive) else { throw broken(Wording(verbatim: message(archive))) }
            guard tail.hasSuffix(end) else {
                throw broken(
                    Wording(
                        "\(part) breaks off; make room on the disk of the temporary files and try again",
                        "\(part) 不完整；请腾出临时文件所在磁盘的空间后重试"))
            }
            if end == "</worksheet>" { whole += 1 }
        }
        guard whole == sheets else {
            throw broken(
                Wording(
                    "\(sheets - whole) of \(sheets) sheets are missing", "\(sheets) 个工作表缺 \(sheets - whole) 个"
                ))
        }
    }

    /// What a part ends with. The small ones are written in one go: they are whole or empty.
    private static func closing(_ part: String) -> String {
        switch part {
        case "xl/workbook.xml": "</workbook>"
        case "xl/sharedStrings.xml": "</sst>"
        case "xl/styles.xml": "</styleSheet>"
        case _ where part.hasPrefix("xl/worksheets/sheet"): "</worksheet>"
        default: ">"
        }
    }

    /// The last few characters of the entry at hand; `nil` when it cannot be read to its end.
    private static func tail(of archive: OpaquePointer) -> String? {
        var tail: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                archive_read_data(archive, $0.baseAddress, $0.count)
            }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            tail = (tail + buffer[..<count].suffix(32)).suffix(32)
        }
        while let last = tail.last, last == 10 || last == 13 { tail.removeLast() }
        return String(decoding: tail, as: UTF8.self)
    }

    private static func message(_ archive: OpaquePointer) -> String {
        archive_error_string(archive).map { String(cString: $0) } ?? "the written file cannot be read"
    }
}
