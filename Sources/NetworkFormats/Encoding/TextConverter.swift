import Foundation

/// Converts text between one encoding and UTF-8; owns an iconv descriptor, so use one per thread.
final class TextConverter {
    /// The encoding on the far side.
    let encoding: TextEncoding

    /// `nil` for UTF-8, which needs no conversion.
    private let descriptor: iconv_t?

    /// Which way to convert.
    enum Direction {
        case fromEncoding
        case toEncoding
    }

    /// A converter; throws when iconv does not know the encoding (a glibc without its gconv modules).
    init(_ encoding: TextEncoding, _ direction: Direction) throws {
        self.encoding = encoding
        guard encoding != .utf8 else {
            descriptor = nil
            return
        }
        let handle =
            direction == .fromEncoding
            ? iconv_open("UTF-8", encoding.iconvName) : iconv_open(encoding.iconvName, "UTF-8")
        guard let handle, handle != iconv_t(bitPattern: -1) else {
            throw FormatError.unknownEncoding(name: encoding.name, known: TextEncoding.suggestions)
        }
        descriptor = handle
    }

    deinit {
        if let descriptor { iconv_close(descriptor) }
    }

    /// The text in `bytes`; `nil` when they are not text of the encoding.
    func decode(_ bytes: some Collection<UInt8>) -> String? {
        guard let descriptor, bytes.contains(where: { $0 >= 0x80 }) else {
            return String(validating: bytes, as: UTF8.self)
        }
        guard let utf8 = convert(Array(bytes), descriptor) else { return nil }
        return String(validating: utf8, as: UTF8.self)
    }

    /// The bytes of `text`; `nil` when the encoding lacks one of its characters.
    func encode(_ text: String) -> [UInt8]? {
        let utf8 = Array(text.utf8)
        guard let descriptor, utf8.contains(where: { $0 >= 0x80 }) else { return utf8 }
        return convert(utf8, descriptor)
    }

    /// One whole conversion; `nil` for an invalid or an incomplete sequence.
    private func convert(_ input: [UInt8], _ descriptor: iconv_t) -> [UInt8]? {
        iconv(descriptor, nil, nil, nil, nil)
        var input = input
        // No encoding here needs more than four bytes for what took one on the other side.
        var output = [UInt8](repeating: 0, count: input.count * 4 + 16)
        let written = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target -> Int? in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var room = target.count
                // iconv counts irreversible conversions: those would be guesses, so they fail as well.
                guard iconv(descriptor, &from, &left, &to, &room) == 0, left == 0,
                    iconv(descriptor, nil, nil, &to, &room) == 0
                else { return nil }
                return target.count - room
            }
        }
        guard let written else { return nil }
        output.removeSubrange(written...)
        return output
    }
}
