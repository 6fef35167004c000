import Foundation

/// Random numbers that are the same on every machine (SplitMix64; Steele, G. L., Lea, D. and Flood, C. H., OOPSLA 2014).
struct SeededNoise: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A normal number with mean 0 and standard deviation 1 (Box and Muller).
    mutating func normal() -> Double {
        // 53 random bits each; the first never 0, for its logarithm.
        let first = (Double(next() >> 11) + 1) * 0x1p-53
        let second = Double(next() >> 11) * 0x1p-53
        return (-2 * log(first)).squareRoot() * cos(2 * Double.pi * second)
    }
}
