import Foundation

extension SplitMix {
    /// A normal number with mean 0 and standard deviation 1 (Box and Muller).
    mutating func normal() -> Double {
        let first = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &self)
        let second = Double.random(in: 0..<1, using: &self)
        return (-2 * log(first)).squareRoot() * cos(2 * Double.pi * second)
    }
}
