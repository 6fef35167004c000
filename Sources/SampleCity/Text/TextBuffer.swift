import Telemetry

/// Text as bytes, grown in place: millions of rows without a string each, and no locale anywhere.
struct TextBuffer: Sendable {
    private(set) var bytes: [UInt8] = []

    /// The text so far.
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// How many bytes the text has.
    var count: Int { bytes.count }

    /// Forgets the text but keeps the room it had.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends a whole number.
    mutating func append(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(padded: abs(value), width: 1)
    }

    /// Appends a number of at least `width` digits, with zeros in front. The sign is dropped.
    mutating func append(padded value: Int, width: Int) {
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        while bytes.count - start < width { bytes.append(UInt8(ascii: "0")) }
        bytes[start...].reverse()
    }

    /// Appends `units` of 10^-`decimals` as a decimal number.
    mutating func append(units: Int, decimals: Int) {
        guard decimals > 0 else {
            append(units)
            return
        }
        var power = 1
        for _ in 0..<decimals { power *= 10 }
        if units < 0 { bytes.append(UInt8(ascii: "-")) }
        let size = abs(units)
        append(padded: size / power, width: 1)
        bytes.append(UInt8(ascii: "."))
        append(padded: size % power, width: decimals)
    }

    /// Appends local wall time as `2024-03-04 07:15:00`.
    mutating func append(day: LocalDate, secondOfDay: Int) {
        append(day.description)
        bytes.append(UInt8(ascii: " "))
        append(padded: secondOfDay / 3_600, width: 2)
        bytes.append(UInt8(ascii: ":"))
        append(padded: secondOfDay / 60 % 60, width: 2)
        bytes.append(UInt8(ascii: ":"))
        append(padded: secondOfDay % 60, width: 2)
    }
}

extension String {
    /// `prefix` and a number of at least `width` digits: the ids of the city.
    init(serial: Int, prefix: String, width: Int) {
        var text = TextBuffer()
        text.append(prefix)
        text.append(padded: serial, width: width)
        self = text.string
    }
}
