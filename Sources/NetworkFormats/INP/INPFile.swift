import Foundation
import InputOutput
import PipeNetwork

/// EPANET input files (`.inp`), versions 2.0 to 2.3: read into a `Network` and written again.
///
/// What the network has no property for (quality, sources, reactions, mixing, report, labels, backdrop) is kept word by
/// word in `Network.verbatim`, in the file's units, and so are the comments of `[CONTROLS]`, `[RULES]`, `[ENERGY]` and
/// `[LEAKAGE]`. A comment at the end of an element's row becomes its attribute `comment`, a row of `[TAGS]` its
/// attribute `tag`.
public enum INPFile {
    /// The largest file that is read, bytes: a model of ten million pipes.
    static let largestFile = 1 << 30

    /// Reads the file at `path`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - encoding: The encoding of its text, where it is known: files state none. A byte order mark is believed before
    ///     it. Without either, text is UTF-8, or GB18030 or code page 1252 where its bytes look like that.
    ///   - remark: Told what was read in spite of a flaw that changes nothing in the network.
    /// - Throws: ``INPErrors`` with every mistake of the file, not only the first.
    public static func read(
        path: String, encoding: TextEncoding? = nil, remark: (INPRemark) -> Void = { _ in }
    ) throws(INPErrors) -> Network {
        try Network(inp: try bytes(path), file: path, encoding: encoding, remark: remark)
    }

    /// The file's bytes, a piece at a time: what never ends is not read for ever.
    private static func bytes(_ path: String) throws(INPErrors) -> [UInt8] {
        FilesOfRun.read(path)
        do {
            let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            if kind == .typeCharacterSpecial || kind == .typeBlockSpecial {
                throw INPError(file: path, problem: .notText(kind: Wording("a device", "设备")))
            }
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            var bytes: [UInt8] = []
            while let piece = try handle.read(upToCount: 1 << 24), !piece.isEmpty {
                bytes += piece
                if bytes.count > largestFile {
                    throw INPError(file: path, problem: .fileTooLong(limit: largestFile))
                }
            }
            return bytes
        } catch let error as INPError {
            throw INPErrors([error])
        } catch {
            throw INPErrors([
                INPError(
                    file: path, problem: .unreadable(reason: Wording(verbatim: error.localizedDescription)))
            ])
        }
    }

    /// Writes `network` to the file at `path`, replacing a file that is there; see `Network.inp()`.
    ///
    /// - Throws: ``INPWritingError`` for what the format cannot say, and when the file cannot be written.
    public static func write(_ network: Network, path: String) throws(INPWritingError) {
        var writer = INPWriter(network)
        let bytes = try writer.write()
        do {
            try OutputFile.write(bytes, to: path)
        } catch {
            throw .unwritableFile(path: path, reason: error.reason)
        }
    }
}

extension Network {
    /// Reads the bytes of an EPANET input file.
    ///
    /// - Parameters:
    ///   - inp: The file's bytes.
    ///   - file: The name that errors give the file.
    ///   - encoding: The encoding of its text, where it is known; see ``INPFile/read(path:encoding:remark:)``.
    ///   - remark: Told what was read in spite of a flaw that changes nothing in the network.
    /// - Throws: ``INPErrors`` with every mistake of the file, not only the first.
    public init(
        inp: [UInt8], file: String, encoding: TextEncoding? = nil, remark: (INPRemark) -> Void = { _ in }
    ) throws(INPErrors) {
        let decoding: INPDecoding
        do {
            decoding = try INPDecoding(inp, as: encoding)
        } catch {
            throw INPErrors([INPError(file: file, line: error.line, problem: error)])
        }
        var reader = INPReader(decoding, file: file)
        self = try reader.read()
        for text in reader.remarks { remark(text) }
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
