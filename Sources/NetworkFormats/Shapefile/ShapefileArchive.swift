import CArchive
import Foundation
import InputOutput

/// A `.zip` with Shapefiles in it, unpacked into a temporary folder that is removed with this source.
public struct ShapefileArchive: LayerSource {
    /// The archive.
    public let path: String
    /// Base names of the Shapefiles in it.
    public var layerNames: [String] { source.layerNames }

    private let source: ShapefileSource
    private let folder: TemporaryFolder

    /// Unpacks the Shapefiles of the archive at `path`, whatever folders they stand in.
    ///
    /// - Throws: ``FormatError``, when it is no archive, or two of its files would have one name.
    public init(_ path: String, options: LayerReadOptions = LayerReadOptions()) throws {
        try InputFile.check(path)
        self.path = path
        folder = try TemporaryFolder()
        try Self.unpack(path, into: folder.path)
        do {
            source = try ShapefileSource(folder.path, options: options)
        } catch FormatError.unknownFormat {
            throw FormatError.unknownFormat(
                path: path, expected: Wording("an archive with .shp files in it", "内含 .shp 文件的压缩包"))
        }
    }

    /// Reads a layer.
    public func read(_ name: String) throws -> FeatureLayer { try source.read(name) }

    /// Names the `.prj` that would have told.
    public func referenceSystemHint(_ name: String) -> Wording { source.referenceSystemHint(name) }

    private static let endings: Set<String> = ["shp", "shx", "dbf", "prj", "cpg"]
    /// How many times its size an archive may hold, and what any may hold at least and at most. A table with wide columns
    /// of blanks shrinks to a fiftieth; a thousandth, which is the most that deflate can do, is made to fill a disk.
    private static let maximumRatio = 200
    private static let sizes = (least: 256 << 20, most: 8 << 30)
    /// Files in an archive.
    private static let maximumCount = 10_000

    private static func unpack(_ path: String, into folder: String) throws {
        guard let archive = archive_read_new() else {
            throw FormatError.unreadable(path: path, reason: .outOfMemory)
        }
        defer { archive_read_free(archive) }
        // libarchive converts names to the locale of the thread, and would lose them where that is “C”.
        let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let previous = utf8.map { uselocale($0) }
        defer {
            if let previous { uselocale(previous) }
            if let utf8 { freelocale(utf8) }
        }
        func malformed() -> FormatError {
            let message = archive_error_string(archive).map { Wording(verbatim: String(cString: $0)) }
            let found = message ?? Wording("a damaged archive", "压缩包损坏")
            return .malformed(
                .init(path), found: Wording("“\(found.english)”", "“\(found.chinese)”"),
                expected: Wording("a sound .zip archive", "完好的 .zip 压缩包"))
        }
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw malformed() }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        let limit = min(max(sizes.least, maximumRatio * (size?.intValue ?? 0)), sizes.most)
        var left = limit
        var count = 0
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return }
            guard status >= ARCHIVE_WARN else { throw malformed() }
            count += 1
            guard count <= maximumCount else {
                throw FormatError.unsupported(
                    .init(path),
                    what: Wording(
                        "the archive has more than \(maximumCount) files; unpack it and name a folder",
                        "压缩包中的文件超过 \(maximumCount) 个；请解压后指定文件夹"))
            }
            guard let name = baseName(entry) else { continue }
            let target = folder + "/" + name
            guard !FileManager.default.fileExists(atPath: target) else {
                throw FormatError.unsupported(
                    .init(path),
                    what: Wording(
                        "two files in the archive are called \(name); unpack it and name a folder",
                        "压缩包中有两个文件都叫 \(name)；请解压后指定文件夹"))
            }
            let file = try OutputFile(target)
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = archive_read_data(archive, &buffer, buffer.count)
                guard count >= 0 else { throw malformed() }
                if count == 0 { break }
                left -= count
                guard left >= 0 else {
                    throw FormatError.unsupported(
                        .init(path),
                        what: Wording(
                            "the archive unpacks to more than \(limit >> 20) MiB, which is too much for "
                                + "its size; unpack it yourself and name the folder",
                            "压缩包解压后超过 \(limit >> 20) MiB，与其大小不符；请自行解压后指定文件夹"))
                }
                try file.write(buffer[..<count])
            }
            try file.finish()
        }
    }

    /// The last part of an entry's name when it belongs to a Shapefile. Names that are not UTF-8 are taken as
    /// GBK, in which Chinese Windows writes them, then byte by byte.
    private static func baseName(_ entry: OpaquePointer?) -> String? {
        guard let raw = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
            return nil
        }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: raw, count: strlen(raw)))
        let name =
            String(validating: bytes, as: UTF8.self)
            ?? (try? TextConverter(.gbk, .fromEncoding))?.decode(bytes)
            ?? String(decoding: bytes, as: UTF8.self)
        guard let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init),
            !last.hasPrefix("."), !name.hasPrefix("__MACOSX"),
            let ending = last.split(separator: ".").last, endings.contains(ending.lowercased())
        else { return nil }
        return last
    }
}
