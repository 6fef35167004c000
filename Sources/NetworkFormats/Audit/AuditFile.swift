import Foundation
import InputOutput
import WaterLoss
import Telemetry
import Yams

/// An undertaking's year in one YAML file (Docs/audit.md).
public enum AuditFile {
    /// Reads an audit file.
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
        return try read(yaml: String(decoding: data, as: UTF8.self), path: path)
    }

    /// Reads an audit from its text; `path` is for messages.
    ///
    /// - Throws: ``AuditFileError`` with every mistake of the text.
    public static func read(yaml: String, path: String) throws(AuditFileError) -> Audit {
        let root: Node?
        do {
            root = try PlainYAML.compose(yaml)
        } catch {
            throw AuditFileError(
                path: path, mistakes: [.init(line: error.line, key: "", what: error.what)])
        }
        var reader = AuditReader()
        let audit = reader.audit(root ?? Node(""))
        guard reader.mistakes.isEmpty else { throw AuditFileError(path: path, mistakes: reader.mistakes) }
        return audit
    }
}
