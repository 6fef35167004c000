import Foundation

/// The SHA-256 of a text (FIPS 180-4), by which a page names the scripts and styles that a browser may use.
///
/// A page that lies on a disk cannot have a nonce, which must be new at each answer of a server; the digest of what
/// stands in the page says the same: this text and no other.
struct ContentDigest {
    /// The 32 bytes.
    let bytes: [UInt8]

    /// The digest of a text's UTF-8.
    init(_ text: String) {
        var message = Array(text.utf8)
        let bits = UInt64(message.count) * 8
        message.append(0x80)
        while message.count % 64 != 56 { message.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
        var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
            0x5be0_cd19,
        ]
        var schedule = [UInt32](repeating: 0, count: 64)
        for block in stride(from: 0, to: message.count, by: 64) {
            for word in 0..<16 {
                schedule[word] = (0..<4).reduce(0) { $0 << 8 | UInt32(message[block + 4 * word + $1]) }
            }
            for word in 16..<64 {
                let (early, late) = (schedule[word - 15], schedule[word - 2])
                let small0 = Self.turned(early, 7) ^ Self.turned(early, 18) ^ early >> 3
                let small1 = Self.turned(late, 17) ^ Self.turned(late, 19) ^ late >> 10
                schedule[word] = schedule[word - 16] &+ small0 &+ schedule[word - 7] &+ small1
            }
            var work = state
            for round in 0..<64 {
                let (a, e) = (work[0], work[4])
                let big1 = Self.turned(e, 6) ^ Self.turned(e, 11) ^ Self.turned(e, 25)
                let choice = (e & work[5]) ^ (~e & work[6])
                let first = work[7] &+ big1 &+ choice &+ Self.constants[round] &+ schedule[round]
                let big0 = Self.turned(a, 2) ^ Self.turned(a, 13) ^ Self.turned(a, 22)
                let majority = (a & work[1]) ^ (a & work[2]) ^ (work[1] & work[2])
                work = [
                    first &+ big0 &+ majority, a, work[1], work[2], work[3] &+ first, e, work[5], work[6],
                ]
            }
            for place in state.indices { state[place] = state[place] &+ work[place] }
        }
        bytes = state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }

    /// As a Content-Security-Policy names it, such as `'sha256-…='`.
    var source: String { "'sha256-\(Data(bytes).base64EncodedString())'" }

    private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
        word >> bits | word << (32 - bits)
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map { prime in
            // ⌊2³²·∛prime⌋ by halving: the largest root with root³ ≤ prime·2⁹⁶, whose low half is the fraction.
            var (low, high): (UInt64, UInt64) = (0, 1 << 36)
            while high - low > 1 {
                let middle = (low + high) / 2
                if Self.isCubeAtMost(middle, prime) { low = middle } else { high = middle }
            }
            return UInt32(truncatingIfNeeded: low)
        }
    }()

    /// Whether root³ ≤ prime·2⁹⁶, exactly.
    private static func isCubeAtMost(_ root: UInt64, _ prime: UInt64) -> Bool {
        // root < 2³⁶, so its square has two words of which the upper is below 2⁸, and its cube three of 64 bits.
        let square = root.multipliedFullWidth(by: root)
        let lower = square.low.multipliedFullWidth(by: root)
        let upper = (square.high * root).addingReportingOverflow(lower.high)
        // prime·2⁹⁶ has prime·2³² in the upper word and 0 below.
        return upper.partialValue < prime << 32
            || (upper.partialValue == prime << 32 && lower.low == 0)
    }
}
