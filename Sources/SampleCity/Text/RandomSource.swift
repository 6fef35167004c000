/// Random numbers that are the same on every machine and in every run: SplitMix64 (Steele, Lea, Flood 2014).
///
/// No number here comes through `log`, `sin` or another function whose last bit depends on the C library.
struct RandomSource: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A stream of numbers of its own for every `seed` and `stream`.
    init(seed: UInt64, stream: UInt64 = 0) {
        state = Self.mix(seed &+ Self.mix(stream &+ 0x9E37_79B9_7F4A_7C15))
    }

    /// The plain generator from a state, as its authors number them.
    init(state: UInt64) {
        self.state = state
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.finish(state)
    }

    /// A number in [0, 1).
    mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number in [low, high).
    mutating func uniform(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }

    /// A whole number in 0 ..< `bound`; 0 when `bound` is not positive.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(next() % UInt64(bound))
    }

    /// Whether a thing of the given probability happens.
    mutating func chance(_ probability: Double) -> Bool {
        uniform() < probability
    }

    /// A nearly normal number of mean 0 and deviation 1: the sum of twelve uniform ones less six.
    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += uniform() }
        return sum
    }

    /// A normal number of mean 0 whose 95 % half-width is `halfWidth`, drawn again while it lies outside it:
    /// a meter outside its stated accuracy would not have passed its verification.
    mutating func meterError(halfWidth: Double) -> Double {
        while true {
            let error = normal() / 1.96
            if abs(error) <= 1 { return error * halfWidth }
        }
    }

    /// One hash of three numbers: the value at a place of an endless table that nobody has to store.
    static func hash(_ seed: UInt64, _ first: Int, _ second: Int) -> UInt64 {
        let a = UInt64(bitPattern: Int64(first)) &* 0xD6E8_FEB8_6659_FD93
        let b = UInt64(bitPattern: Int64(second)) &* 0xA5A3_5625_2B5C_6E4D
        return finish(mix(seed &+ a) &+ b &+ 0x9E37_79B9_7F4A_7C15)
    }

    /// A nearly normal number of mean 0 and deviation 1, within ±3.47, at a place of an endless table.
    static func noise(_ seed: UInt64, _ first: Int, _ second: Int) -> Double {
        let bits = hash(seed, first, second)
        let sum =
            Int(bits & 0xFFFF) + Int((bits >> 16) & 0xFFFF) + Int((bits >> 32) & 0xFFFF) + Int(bits >> 48)
        // Four uniform numbers have variance 4/12 in sum.
        return (Double(sum) / 65_535 - 2) * 1.732_050_807_568_877_2
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        finish(value &+ 0x9E37_79B9_7F4A_7C15)
    }

    private static func finish(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
