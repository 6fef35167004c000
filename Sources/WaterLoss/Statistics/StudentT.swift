import Foundation

/// Student's t distribution, for limits from small samples.
public enum StudentT {
    /// The factor of two-sided 95 % limits: t(0.975; ν), for example 4.303 for ν = 2 and 1.960 for very many.
    ///
    /// - Parameter degreesOfFreedom: ν, more than 0.
    /// - Returns: `nil` for ν ≤ 0.
    public static func twoSided95(degreesOfFreedom: Double) -> Double? {
        quantile(0.975, degreesOfFreedom: degreesOfFreedom)
    }

    /// The quantile of a probability, by halving an interval of ``probability(below:degreesOfFreedom:)``.
    ///
    /// - Parameters:
    ///   - probability: more than 0, less than 1.
    ///   - degreesOfFreedom: ν, more than 0.
    /// - Returns: `nil` outside these.
    public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double? {
        guard probability > 0, probability < 1, degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
            return nil
        }
        let isUpper = probability >= 0.5
        let target = isUpper ? probability : 1 - probability
        var low = 0.0
        var high = 1.0
        while high < 1e12, Self.probability(below: high, degreesOfFreedom: degreesOfFreedom) < target {
            high *= 2
        }
        for _ in 0..<200 where high - low > 1e-13 * high {
            let middle = (low + high) / 2
            if Self.probability(below: middle, degreesOfFreedom: degreesOfFreedom) < target {
                low = middle
            } else {
                high = middle
            }
        }
        let size = (low + high) / 2
        return isUpper ? size : -size
    }

    /// The probability of a value below `t`: 1 − I_x(ν/2, ½)/2 for t ≥ 0, with x = ν/(ν + t²).
    ///
    /// Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.1 and 26.5.
    public static func probability(below t: Double, degreesOfFreedom: Double) -> Double {
        let x = degreesOfFreedom / (degreesOfFreedom + t * t)
        let tail = incompleteBeta(degreesOfFreedom / 2, 0.5, x) / 2
        return t >= 0 ? 1 - tail : tail
    }

    /// The regularised incomplete beta function I_x(a, b), by its continued fraction (Abramowitz and Stegun 26.5.8).
    static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        // The fraction converges fast on this side only; the other follows by symmetry.
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(b, a, 1 - x) }
        let front = exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x))
        return front * continuedFraction(a, b, x) / a
    }

    /// The continued fraction of the incomplete beta function, by Lentz's method.
    private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        func awayFromZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
        var c = 1.0
        var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
        var result = d
        for term in 1...500 {
            let m = Double(term)
            for coefficient in [
                m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 / awayFromZero(1 + coefficient * d)
                c = awayFromZero(1 + coefficient / c)
                result *= c * d
            }
            if abs(c * d - 1) < 1e-15 { break }
        }
        return result
    }

    /// ln Γ(z) for z > 0: the argument is raised until Stirling's series is exact to rounding (Abramowitz and
    /// Stegun 6.1.41). The C library's function keeps a sign in a global, which threads would share.
    static func logGamma(_ z: Double) -> Double {
        var shifted = z
        var product = 1.0
        while shifted < 16 {
            product *= shifted
            shifted += 1
        }
        let inverse = 1 / (shifted * shifted)
        let series =
            (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680)))) / shifted
        return (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * Double.pi) + series - log(product)
    }
}
