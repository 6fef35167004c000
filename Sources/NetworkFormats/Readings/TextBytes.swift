/// The bytes of a text file, brought to a form in which commas, quotes and line ends are single bytes: UTF-8
/// and GB18030
/// as they are, UTF-16 as UTF-8.
struct TextBytes {
    /// The order of the two bytes of a UTF-16 unit.
    private enum Order { case little, big }

    private let file: CompressedFile
    private var order: Order?
    /// Bytes that were read before the order was known, and those of a unit that is not whole.
    private var waiting: [UInt8] = []
    private var surrogate: UInt32?
    private var scratch: [UInt8] = []

    init(path: String) throws(ReadingsFileError) {
        file = try CompressedFile(path: path)
        waiting = [UInt8](repeating: 0, count: 4)
        var filled = 0
        while filled < 4 {
            let came = try file.read(into: &waiting, from: filled)
            if came == 0 { break }
            filled += came
        }
        waiting.removeLast(4 - filled)
        if waiting.starts(with: [0xFF, 0xFE]) {
            order = .little
            waiting.removeFirst(2)
        } else if waiting.starts(with: [0xFE, 0xFF]) {
            order = .big
            waiting.removeFirst(2)
        } else if filled == 4, waiting[1] == 0, waiting[3] == 0, waiting[0] != 0, waiting[2] != 0 {
            order = .little
        } else if filled == 4, waiting[0] == 0, waiting[2] == 0, waiting[1] != 0, waiting[3] != 0 {
            order = .big
        }
    }

    /// Reads up to the end of `buffer` from position `from` on; returns how many bytes came, 0 at the end.
    mutating func read(into buffer: inout [UInt8], from: Int) throws(ReadingsFileError) -> Int {
        guard let order else {
            if waiting.isEmpty { return try file.read(into: &buffer, from: from) }
            let count = min(waiting.count, buffer.count - from)
            for at in 0..<count { buffer[from + at] = waiting[at] }
            waiting.removeFirst(count)
            return count
        }
        // A unit of two bytes becomes at most three.
        let room = (buffer.count - from) / 3
        guard room > 4 else { return 0 }
        if scratch.count != room { scratch = [UInt8](repeating: 0, count: room) }
        while true {
            for (at, byte) in waiting.enumerated() { scratch[at] = byte }
            let before = waiting.count
            let came = try file.read(into: &scratch, from: before)
            let count = before + came
            if count < 2 {
                if came == 0 { return 0 }
                waiting = Array(scratch[..<count])
                continue
            }
            let written = decode(count & ~1, order, into: &buffer, from: from)
            waiting = count & 1 == 1 ? [scratch[count - 1]] : []
            if written > 0 || came == 0 { return written }
        }
    }

    private mutating func decode(_ count: Int, _ order: Order, into buffer: inout [UInt8], from: Int) -> Int {
        var to = from
        for at in stride(from: 0, to: count, by: 2) {
            let (a, b) = (UInt32(scratch[at]), UInt32(scratch[at + 1]))
            let unit = order == .little ? a | b << 8 : a << 8 | b
            var value = unit
            if let high = surrogate {
                surrogate = nil
                value =
                    (0xDC00...0xDFFF).contains(unit)
                    ? 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00) : 0xFFFD
            } else if (0xD800...0xDBFF).contains(unit) {
                surrogate = unit
                continue
            }
            for byte in String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8 {
                buffer[to] = byte
                to += 1
            }
        }
        return to - from
    }
}
