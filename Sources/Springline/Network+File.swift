import CityStore
import Foundation
import InputOutput
import NetworkFormats
import PipeNetwork

extension Network {
    /// Reads the network of a file: an EPANET input file, or a city.
    ///
    /// A file that begins as SQLite's do is a city, whatever it is called; any other is an input file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - encoding: the encoding of an input file's text, where it is known; a city states its own.
    ///   - note: told what was read of an input file in spite of a flaw, a sentence each.
    /// - Throws: `FormatError.missingFile`, `INPErrors`, `CityError`.
    public static func read(
        path: String, encoding: TextEncoding? = nil, note: (Wording) -> Void = { _ in }
    ) throws -> Network {
        if try isCity(path) { return try City(path: path, readOnly: true).network() }
        return try INPFile.read(path: path, encoding: encoding) { note($0.wording) }
    }

    /// Whether the file at `path` begins as SQLite's do.
    ///
    /// - Throws: `FormatError.missingFile`.
    static func isCity(_ path: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { throw FormatError.missingFile(path: path) }
        let mark = Data("SQLite format 3\0".utf8)
        let start = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: mark.count)
        return start == mark
    }
}
