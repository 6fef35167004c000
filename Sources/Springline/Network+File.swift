import CityStore
import Foundation
import NetworkFormats
import PipeNetwork

extension Network {
    /// Reads the network of a file: an EPANET input file, or a city.
    ///
    /// A file that begins as SQLite's do is a city, whatever it is called; any other is an input file.
    ///
    /// - Throws: `FormatError.missingFile`, `INPErrors`, `CityError`.
    public static func read(path: String) throws -> Network {
        guard FileManager.default.fileExists(atPath: path) else { throw FormatError.missingFile(path: path) }
        let mark = Data("SQLite format 3\0".utf8)
        let start = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: mark.count)
        if start == mark { return try City(path: path, readOnly: true).network() }
        return try INPFile.read(path: path)
    }
}
