import Foundation
import PipeNetwork

/// EPANET input files (`.inp`), versions 2.0 to 2.3: read into a `Network` and written again.
///
/// What the network has no property for (quality, sources, reactions, mixing, report, labels, backdrop) is kept word by
/// word in `Network.verbatim`, in the file's units, and so are the comments of `[CONTROLS]`, `[RULES]`, `[ENERGY]` and
/// `[LEAKAGE]`. A comment at the end of an element's row becomes its attribute `comment`, a row of `[TAGS]` its
/// attribute `tag`.
public enum INPFile {
    /// Reads the file at `path`.
    ///
    /// - Throws: ``INPErrors`` with every mistake of the file, not only the first.
    public static func read(path: String) throws(INPErrors) -> Network {
        try Network(inp: try bytes(path), file: path)
    }

    /// The file's bytes; what the system reads them into is gone before they are looked at.
    private static func bytes(_ path: String) throws(INPErrors) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw INPErrors([
                INPError(file: path, problem: .unreadable(reason: error.localizedDescription))
            ])
        }
    }

    /// Writes `network` to the file at `path`, replacing a file that is there; see `Network.inp()`.
    ///
    /// - Throws: ``INPWritingError`` for what the format cannot say, and when the file cannot be written.
    public static func write(_ network: Network, path: String) throws(INPWritingError) {
        var writer = try INPWriter(network)
        let data = Data(try writer.write())
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw .unwritableFile(path: path, reason: error.localizedDescription)
        }
    }
}

extension Network {
    /// Reads the bytes of an EPANET input file: UTF-8, with or without byte order mark, or else Latin-1.
    ///
    /// - Parameters:
    ///   - inp: The file's bytes.
    ///   - file: The name that errors give the file.
    /// - Throws: ``INPErrors`` with every mistake of the file, not only the first.
    public init(inp: [UInt8], file: String) throws(INPErrors) {
        var reader = INPReader(inp, file: file)
        self = try reader.read()
    }

    /// Reads the text of an EPANET input file.
    ///
    /// - Parameters:
    ///   - inp: The file's text.
    ///   - file: The name that errors give the file.
    /// - Throws: ``INPErrors`` with every mistake of the file, not only the first.
    public init(inp: String, file: String) throws(INPErrors) {
        try self.init(inp: Array(inp.utf8), file: file)
    }
}
