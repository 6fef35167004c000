import Foundation
import InputOutput

/// Where the records of a `.shp` are, by what the records say themselves.
///
/// The `.shx` says the same once more. When it is out of order, cut off or of another file, it gives each row of the table
/// the geometry of another row, without a word. Every record of the `.shp` has its number, so the two are compared.
/// Source: Esri, "Shapefile Technical Description" (1998): records are numbered from 1, headers are big-endian, lengths
/// count words of 16 bits and do not include the header of 8 bytes.
struct ShapeIndex {
    /// What the `.shx` is worth.
    enum Finding: Equatable {
        /// Its entries are the records.
        case sound
        /// It does not fit; this one does.
        case rebuilt([UInt8])
    }

    private static let headerSize = 100
    private let shapes: Data
    private let path: String

    /// The index of a `.shp` of these bytes; `path` is for errors.
    init(_ shapes: Data, path: String) {
        self.shapes = shapes
        self.path = path
    }

    /// Compares the entries of a `.shx` with the records.
    ///
    /// - Parameters:
    ///   - index: the bytes of the `.shx`.
    ///   - rows: how many records there should be: the rows of the table.
    /// - Throws: ``FormatError/malformed(_:found:expected:)`` when neither says which record is which.
    func compare(_ index: Data, rows: Int) throws -> Finding {
        // What is not even a header shapelib names better.
        guard shapes.count >= Self.headerSize, index.count >= Self.headerSize else { return .sound }
        let entries = self.entries(index)
        let whole = (index.count - Self.headerSize) % 8 == 0
        let found = entries.map { header(at: $0.offset) }
        let fits =
            whole && entries.count == rows
            && zip(entries, found).allSatisfy { entry, header in header?.size == entry.size }
        if fits {
            let numbers = found.map { $0?.number ?? 0 }
            // Some programs count from 0, and some write one number everywhere, which says nothing.
            if zip(numbers, 1...).allSatisfy({ $0 == $1 }) || zip(numbers, 0...).allSatisfy({ $0 == $1 })
                || (Set(numbers).count == 1 && isInFileOrder(entries))
            {
                return .sound
            }
        }
        return .rebuilt(try rebuilt())
    }

    private struct Entry {
        var offset: Int
        var size: Int
    }

    private func entries(_ index: Data) -> [Entry] {
        index.withUnsafeBytes { bytes in
            stride(from: Self.headerSize, through: bytes.count - 8, by: 8).map { start in
                Entry(
                    offset: 2 * Self.number(bytes, start), size: 2 * Self.number(bytes, start + 4))
            }
        }
    }

    private func isInFileOrder(_ entries: [Entry]) -> Bool {
        var next = Self.headerSize
        for entry in entries {
            guard entry.offset == next else { return false }
            next += 8 + entry.size
        }
        return true
    }

    /// The number and the size of the record whose header is at `offset`; `nil` when it does not lie in the file.
    private func header(at offset: Int) -> (number: Int, size: Int)? {
        guard offset >= Self.headerSize, offset <= shapes.count - 8 else { return nil }
        return shapes.withUnsafeBytes { bytes in
            let size = 2 * Self.number(bytes, offset + 4)
            guard size >= 0, offset + 8 + size <= bytes.count else { return nil }
            return (Self.number(bytes, offset), size)
        }
    }

    /// A `.shx` by the numbers of the records, read from front to back.
    private func rebuilt() throws -> [UInt8] {
        var records: [(number: Int, entry: Entry)] = []
        var offset = Self.headerSize
        while offset < shapes.count {
            guard let header = header(at: offset) else {
                throw malformed(
                    Wording(
                        "a record at byte \(offset) that does not lie within \(shapes.count) bytes",
                        "第 \(offset) 字节处的记录超出 \(shapes.count) 字节的范围"))
            }
            records.append((header.number, Entry(offset: offset, size: header.size)))
            offset += 8 + header.size
        }
        let first = records.map(\.number).min() ?? 1
        var ordered = [Entry?](repeating: nil, count: records.count)
        for (number, entry) in records {
            let place = number - first
            guard first == 0 || first == 1, ordered.indices.contains(place), ordered[place] == nil else {
                throw malformed(
                    Wording(
                        "a record at byte \(entry.offset) of the number \(number)",
                        "第 \(entry.offset) 字节处的记录编号为 \(number)"))
            }
            ordered[place] = entry
        }
        let entries = ordered.compactMap { $0 }
        // The header of the `.shx` is that of the `.shp` but for its length.
        var bytes = [UInt8](shapes.prefix(Self.headerSize))
        Self.put((Self.headerSize + 8 * entries.count) / 2, at: 24, &bytes)
        for entry in entries {
            bytes += [UInt8](repeating: 0, count: 8)
            Self.put(entry.offset / 2, at: bytes.count - 8, &bytes)
            Self.put(entry.size / 2, at: bytes.count - 4, &bytes)
        }
        return bytes
    }

    private func malformed(_ found: Wording) -> FormatError {
        .malformed(
            .init(path), found: found + Wording(", and a .shx that does not fit", "，且 .shx 与之不符"),
            expected: Wording(
                "records that are numbered from 1 on; export the layer anew",
                "从 1 起连续编号的记录；请重新导出该图层"))
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int {
        Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
    }

    private static func put(_ value: Int, at offset: Int, _ bytes: inout [UInt8]) {
        for place in 0..<4 { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> (24 - 8 * place)) }
    }
}
