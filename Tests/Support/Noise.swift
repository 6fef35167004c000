import Foundation

extension SplitMix {
    /// A normal number with mean 0 and standard deviation 1 (Box and Muller).
    package mutating func normal() -> Double {
        // 53 random bits each; the first never 0, for its logarithm.
        let first = (Double(next() >> 11) + 1) / 9_007_199_254_740_992
        let second = Double(next() >> 11) / 9_007_199_254_740_992
        return (-2 * log(first)).squareRoot() * cos(2 * Double.pi * second)
    }
}
