import Foundation

/// x to one fixed power, and the logarithm of x, in a few nanoseconds and to a few units in the last place.
///
/// A head loss costs one power, and powers are most of a solve. x = 2^e·m is split by its bits; of the 256 equal parts
/// of 1...2 the one that holds m gives a factor c with m·c = 1 + t, |t| < 2⁻⁸. Then xᵖ = 2^(e·p)·c⁻ᵖ·(1 + t)ᵖ: the first
/// two come from tables, the last from six terms of the binomial series, whose remainder is below 2⁻⁵⁶.
///
/// The tables are raw memory because an index of eight masked bits needs no check; nothing else can reach them.
final class PowerTable: @unchecked Sendable {
    /// The power.
    let exponent: Double
    private let factors: UnsafeMutablePointer<Double>
    private let powers: UnsafeMutablePointer<Double>
    private let scales: UnsafeMutablePointer<Double>
    private let logarithms: UnsafeMutablePointer<Double>
    private let c2: Double
    private let c3: Double
    private let c4: Double
    private let c5: Double
    private let c6: Double

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
        c2 = (exponent - 1) / 2
        c3 = (exponent - 2) / 3
        c4 = (exponent - 3) / 4
        c5 = (exponent - 4) / 5
        c6 = (exponent - 5) / 6
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
        let bits = x.bitPattern
        let scale = Int(truncatingIfNeeded: bits &>> 52) &- (1023 &- 128)
        guard scale >= 0, scale < 256 else { return pow(x, exponent) }
        let part = Int(truncatingIfNeeded: bits &>> 44) & 255
        let mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        let t = unsafe mantissa * factors[part] - 1
        let series =
            1 + exponent * t * (1 + c2 * t * (1 + c3 * t * (1 + c4 * t * (1 + c5 * t * (1 + c6 * t)))))
        return unsafe scales[scale] * powers[part] * series
    }

    /// The natural logarithm of `x`, which must be positive and normal.
    @inline(__always)
    func logarithm(_ x: Double) -> Double {
        let bits = x.bitPattern
        let power = Int(truncatingIfNeeded: bits &>> 52) &- 1023
        let part = Int(truncatingIfNeeded: bits &>> 44) & 255
        let mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        let t = unsafe mantissa * factors[part] - 1
        let series = t * (1 - t * (0.5 - t * (1 / 3.0 - t * (0.25 - t * (0.2 - t / 6)))))
        return unsafe Double(power) * 0.693_147_180_559_945_3 + logarithms[part] + series
    }
}
