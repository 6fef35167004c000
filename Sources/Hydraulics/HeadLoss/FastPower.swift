import Foundation

/// x to one fixed power, and the logarithm of x, in a few nanoseconds and to a few units in the last place.
///
/// A head loss costs one power, and powers are most of a solve. x = 2^e·m is split by its bits; of the 256 equal parts
/// of 1...2 the one that holds m gives a factor c with m·c = 1 + t, |t| < 2⁻⁹. Then xᵖ = 2^(e·p)·c⁻ᵖ·(1 + t)ᵖ: the first
/// two come from tables, the last from five terms of the binomial series, whose remainder is below 2⁻⁵⁴. Two numbers are
/// computed side by side.
///
/// The tables are raw memory because an index of eight masked bits needs no check; nothing else can reach them.
final class FastPower: @unchecked Sendable {
    /// The power.
    let exponent: Double
    private let factors: UnsafeMutablePointer<Double>
    private let powers: UnsafeMutablePointer<Double>
    private let scales: UnsafeMutablePointer<Double>
    private let logarithms: UnsafeMutablePointer<Double>
    /// Coefficients of t² to t⁵ in the binomial series.
    private let b2: Double
    private let b3: Double
    private let b4: Double
    private let b5: Double

    init(exponent: Double) {
        self.exponent = exponent
        factors = .allocate(capacity: 256)
        powers = .allocate(capacity: 256)
        scales = .allocate(capacity: 256)
        logarithms = .allocate(capacity: 256)
        for part in 0..<256 {
            let middle = 1 + (Double(part) + 0.5) / 256
            // A factor of 24 bits, so that m·c is exact but for its last bits.
            let factor = Double(Float(1 / middle))
            unsafe factors[part] = factor
            unsafe powers[part] = pow(factor, -exponent)
            unsafe scales[part] = pow(2, Double(part - 128) * exponent)
            unsafe logarithms[part] = -log(factor)
        }
        b2 = exponent * (exponent - 1) / 2
        b3 = b2 * (exponent - 2) / 3
        b4 = b3 * (exponent - 3) / 4
        b5 = b4 * (exponent - 4) / 5
    }

    deinit {
        unsafe factors.deallocate()
        unsafe powers.deallocate()
        unsafe scales.deallocate()
        unsafe logarithms.deallocate()
    }

    /// `x` to the power; `x` must be positive.
    @inline(__always)
    func callAsFunction(_ x: Double) -> Double {
        let (scale, part, mantissa) = Self.split(x)
        guard scale >= 0, scale < 256 else { return pow(x, exponent) }
        let t = unsafe mantissa * factors[part] - 1
        let square = t * t
        let series = (1 + exponent * t) + square * ((b2 + b3 * t) + square * (b4 + b5 * t))
        return unsafe scales[scale] * powers[part] * series
    }

    /// Two numbers to the power; both must be positive.
    @inline(__always)
    func callAsFunction(_ x: SIMD2<Double>) -> SIMD2<Double> {
        let (scale0, part0, mantissa0) = Self.split(x[0])
        let (scale1, part1, mantissa1) = Self.split(x[1])
        guard scale0 | scale1 >= 0, scale0 | scale1 < 256 else {
            return SIMD2(pow(x[0], exponent), pow(x[1], exponent))
        }
        let t = unsafe SIMD2(mantissa0, mantissa1) * SIMD2(factors[part0], factors[part1]) - 1
        let square = t * t
        let series = (1 + exponent * t) + square * ((b2 + b3 * t) + square * (b4 + b5 * t))
        return unsafe SIMD2(scales[scale0], scales[scale1]) * SIMD2(powers[part0], powers[part1]) * series
    }

    /// The natural logarithm of `x`, which must be positive and normal.
    @inline(__always)
    func logarithm(_ x: Double) -> Double {
        let (scale, part, mantissa) = Self.split(x)
        let t = unsafe mantissa * factors[part] - 1
        let square = t * t
        let series = t - square * ((0.5 - t / 3) + square * (0.25 - t * 0.2))
        return unsafe Double(scale &- 128) * 0.693_147_180_559_945_3 + (logarithms[part] + series)
    }

    /// The natural logarithms of two numbers, which must be positive and normal.
    @inline(__always)
    func logarithm(_ x: SIMD2<Double>) -> SIMD2<Double> {
        let (scale0, part0, mantissa0) = Self.split(x[0])
        let (scale1, part1, mantissa1) = Self.split(x[1])
        let t = unsafe SIMD2(mantissa0, mantissa1) * SIMD2(factors[part0], factors[part1]) - 1
        let square = t * t
        let series = t - square * ((0.5 - t * (1 / 3.0)) + square * (0.25 - t * 0.2))
        let whole = SIMD2(Double(scale0 &- 128), Double(scale1 &- 128)) * 0.693_147_180_559_945_3
        return unsafe whole + (SIMD2(logarithms[part0], logarithms[part1]) + series)
    }

    /// The exponent of 2 (plus 128), the part of 1...2 that the mantissa lies in, and the mantissa.
    @inline(__always)
    private static func split(_ x: Double) -> (scale: Int, part: Int, mantissa: Double) {
        let bits = x.bitPattern
        return (
            Int(truncatingIfNeeded: bits &>> 52) &- (1023 &- 128),
            Int(truncatingIfNeeded: bits &>> 44) & 255,
            Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        )
    }
}
