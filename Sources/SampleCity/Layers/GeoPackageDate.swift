import Foundation

/// The one thing in a GeoPackage that differs between two writings of the same city: the time at which each
/// layer was last changed.
enum GeoPackageDate {
    private static let frozen = Array("2024-03-04T00:00:00.000Z".utf8)
    /// The pages of `gpkg_contents` are among the first that a writer makes.
    private static let searched = 1 << 18

    /// Sets the date of every layer to the same day, in place: texts of equal length, and no index holds them.
    static func freeze(_ path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? file.close() }
        guard let head = try file.read(upToCount: searched) else { return }
        var bytes = [UInt8](head)
        var place = 0
        while place + frozen.count <= bytes.count {
            if isDate(bytes[place..<place + frozen.count]) {
                bytes.replaceSubrange(place..<place + frozen.count, with: frozen)
                place += frozen.count
            } else {
                place += 1
            }
        }
        try file.seek(toOffset: 0)
        try file.write(contentsOf: bytes)
    }

    /// Whether the bytes have digits and punctuation where the frozen date has them.
    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        zip(bytes, frozen).allSatisfy { byte, pattern in
            isDigit(pattern) ? isDigit(byte) : byte == pattern
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
