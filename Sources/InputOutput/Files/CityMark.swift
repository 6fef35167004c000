import Foundation

/// The mark by which a file says that it is a city.
///
/// Source: SQLite, "Database File Format", section 1.3: the application id at byte 68.
package enum CityMark {
    /// `SPLN` in ASCII.
    package static let applicationID = 0x5350_4C4E

    /// Whether the file at `path` is a city.
    package static func isOn(_ path: String) -> Bool {
        var status = stat()
        // A pipe must not be opened only to look: that would wait for its other end.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let file = FileHandle(forReadingAtPath: path)
        else { return false }
        defer { try? file.close() }
        guard let header = try? file.read(upToCount: 72), header.count == 72,
            header.starts(with: Array("SQLite format 3\0".utf8))
        else { return false }
        return header[68..<72].reduce(0) { $0 << 8 | Int($1) } == applicationID
    }
}
