import Foundation
import Telemetry
import Testing

@testable import NetworkFormats

@Suite("Packed files: checksums, members, ends and limits")
struct PackedFileTests {
    private func read(_ bytes: some Sequence<UInt8>) throws -> [[Double]] {
        try TemporaryFile.with(bytes) {
            try ReadingsCSV(path: $0).read(kind: .level, calendar: .utc).series.map(\.values)
        }
    }

    /// A gzip member (RFC 1952) of stored blocks (RFC 1951), with the CRC-32 of its text.
    private func gzip(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var at = 0
        repeat {
            let block = bytes[at..<min(bytes.count, at + 60_000)]
            at += block.count
            let size = UInt16(block.count)
            packed.append(at == bytes.count ? 1 : 0)
            packed += [UInt8(size & 255), UInt8(size >> 8), UInt8(~size & 255), UInt8(~size >> 8)] + block
        } while at < bytes.count
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        for word in [~crc, UInt32(bytes.count)] {
            packed += (0..<4).map { UInt8(word >> (8 * $0) & 255) }
        }
        return packed
    }

    private let text = "time,A\n2018-01-01,1\n2018-01-02,2\n"

    @Test("One member, several, an empty one, and zeros behind")
    func members() throws {
        #expect(try read(gzip(text)) == [[1, 2]])
        #expect(try read(gzip(text) + gzip("2018-01-03,3\n")) == [[1, 2, 3]])
        #expect(
            try read(gzip(text) + gzip("") + [0, 0, 0] + gzip("2018-01-03,3\n") + [0, 0]) == [[1, 2, 3]])
        #expect(try read(gzip("time,A\n2018-01-01,") + gzip("17\n")) == [[17]])
    }

    @Test("No flipped bit becomes another number")
    func flippedBits() throws {
        let whole = gzip(text)
        var refused = 0
        // From the end of the header on: bits of the header say nothing of the content.
        for at in 10..<whole.count {
            for bit in 0..<8 {
                var damaged = whole
                damaged[at] ^= 1 << bit
                do {
                    let values = try read(damaged)
                    // Bits behind the last block's flags are padding.
                    #expect(values == [[1, 2]])
                } catch is ReadingsFileError {
                    refused += 1
                }
            }
        }
        #expect(refused >= 8 * (whole.count - 11))
    }

    @Test("A file that is cut off, and one with something behind")
    func ends() throws {
        let whole = gzip(text)
        for length in 2..<whole.count {
            #expect(throws: ReadingsFileError.self) { try read(whole[..<length]) }
        }
        #expect(throws: ReadingsFileError.self) { try read(whole + Array("garbage".utf8)) }
    }

    @Test("A row, a cell and an unpacked file have a longest, and the error names it")
    func limits() throws {
        func message(_ bytes: some Sequence<UInt8>) throws -> String {
            do {
                _ = try read(bytes)
                return "read"
            } catch let error as ReadingsFileError {
                return error.description
            }
        }
        let digits = String(repeating: "1", count: 70_000)
        #expect(
            try message("time,A\n2018-01-01,\(digits),\n".utf8).contains(
                "line 2: a cell is longer than 64 KiB"))
        let open = "time,A\n2018-01-01,\"" + String(repeating: "x,y\n", count: 5_000_000)
        #expect(try message(open.utf8).contains("line 2: a row is longer than 16384 KiB"))
        // zstd packs 128 KiB of one byte into four.
        var zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x48]
        let row = Array("time,A\n2018-01-01,1\n".utf8)
        let raw = UInt32(row.count) << 3
        zstd += [UInt8(raw & 255), UInt8(raw >> 8 & 255), UInt8(raw >> 16 & 255)] + row
        for _ in 0..<700 {
            let header = UInt32(128 << 10) << 3 | 1 << 1
            zstd += [UInt8(header & 255), UInt8(header >> 8 & 255), UInt8(header >> 16 & 255), 0x0A]
        }
        zstd += [0x01, 0x00, 0x00]
        try TemporaryFile.with(zstd) { path in
            let file = try CompressedFile(path: path)
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            do throws(ReadingsFileError) {
                while try file.read(into: &buffer, from: 0) > 0 {}
                Issue.record("87 MiB were unpacked from 3 kB")
            } catch {
                #expect(error.description.contains("holds more than 64 MiB and 200 times its size"))
            }
        }
    }
}
