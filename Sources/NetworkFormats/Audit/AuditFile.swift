import Foundation
import InputOutput
import WaterLoss
import Telemetry
import Yams

/// An undertaking's year in one file, YAML or a workbook (Docs/audit.md).
public enum AuditFile {
    /// Reads an audit file; one that is a ZIP archive is a workbook (`.xlsx`), whatever it is called.
    ///
    /// - Throws: ``AuditFileError`` with every mistake of the file.
    public static func read(path: String) throws(AuditFileError) -> Audit {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw AuditFileError(
                path: path,
                mistakes: [
                    .init(
                        line: nil, key: "", what: Wording("the audit file cannot be read", "无法读取核算文件"))
                ])
        }
        FilesOfRun.read(path)
        if data.starts(with: [0x50, 0x4B, 3, 4]) { return try read(workbook: path) }
        guard let text = text(of: data) else {
            throw AuditFileError(
                path: path,
                mistakes: [
                    .init(
                        line: nil, key: "",
                        what: Wording(
                            "this is no text in UTF-8, UTF-16 or GB 18030; an audit file is YAML or .xlsx",
                            "这不是 UTF-8、UTF-16 或 GB 18030 文本；核算文件为 YAML 或 .xlsx"))
                ])
        }
        return try read(yaml: text, path: path)
    }

    /// The text of a file: UTF-8 with or without a mark, UTF-16 with one, or what Chinese editors of Windows write.
    static func text(of data: Data) -> String? {
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
            return String(data: data, encoding: .utf16)
        }
        // Neither YAML nor any text of these encodings has a zero byte; workbooks and pictures do.
        guard !data.contains(0) else { return nil }
        if let text = String(validating: data, as: UTF8.self) { return text }
        // GB 18030 holds GBK and GB 2312.
        return (try? TextConverter(.gb18030, .fromEncoding))?.decode(data)
    }

    /// Reads an audit from its text; `path` is for messages.
    ///
    /// - Throws: ``AuditFileError`` with every mistake of the text.
    public static func read(yaml: String, path: String) throws(AuditFileError) -> Audit {
        let text = yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml
        let root: Node?
        do {
            root = try PlainYAML.compose(text)
        } catch {
            let mistake = fullWidthColon(in: text) ?? .init(line: error.line, key: "", what: error.what)
            throw AuditFileError(path: path, mistakes: [mistake])
        }
        var reader = AuditReader()
        let audit = reader.audit(root ?? Node(""))
        guard reader.mistakes.isEmpty else {
            // A colon of the wrong width makes a key part of a text: everything else follows from that.
            throw AuditFileError(
                path: path, mistakes: fullWidthColon(in: text).map { [$0] } ?? reader.mistakes)
        }
        return audit
    }

    /// Reads the sheet of an audit; its rows are the lines of messages.
    private static func read(workbook path: String) throws(AuditFileError) -> Audit {
        let tree: Node
        do {
            tree = try AuditSheet.tree(of: SheetRows(path: path))
        } catch {
            throw AuditFileError(path: path, mistakes: [.init(line: nil, key: "", what: error.what)])
        }
        var reader = AuditReader()
        let audit = reader.audit(tree)
        guard reader.mistakes.isEmpty else { throw AuditFileError(path: path, mistakes: reader.mistakes) }
        return audit
    }

    /// The first line whose key ends with a full-width colon, which YAML does not know.
    private static func fullWidthColon(in text: String) -> AuditFileError.Mistake? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            guard let colon = line.firstIndex(of: "："),
                !line[..<colon].contains(where: { ":#\"'".contains($0) })
            else { continue }
            let key = line[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: " -\t\u{3000}"))
            return .init(
                line: number + 1, key: key.quotable,
                what: Wording(
                    "'：' is a full-width colon; YAML needs ': ', a colon and a space",
                    "“：”为全角冒号；YAML 须用半角冒号加空格“: ”"))
        }
        return nil
    }
}
