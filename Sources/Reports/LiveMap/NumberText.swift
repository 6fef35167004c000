/// Whole numbers as printable text: five bits a character, the least first, and a sixth that says "more follows".
///
/// Steps between neighbouring places are small, so most take two characters where digits and commas take five. The
/// characters need no escape in JSON or in markup. The page's script reads it back (`numbersOf`).
struct NumberText {
    /// The text so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] = []

    private static let digits = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)

    /// Adds a number from 0 on.
    mutating func append(natural number: UInt) {
        var rest = number
        while rest >= 32 {
            bytes.append(NumberText.digits[Int(rest & 31 | 32)])
            rest >>= 5
        }
        bytes.append(NumberText.digits[Int(rest)])
    }

    /// Adds a number of either sign: 0, −1, 1, −2, … are 0, 1, 2, 3, ….
    mutating func append(_ number: Int) {
        append(natural: UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1))))
    }
}
