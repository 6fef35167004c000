import Foundation

extension Uncertain {
    /// To first order: what each source contributes is the derivative times its own half-width, signs kept.
    private static func combined(
        _ value: Double, _ a: Uncertain, _ slopeA: Double, _ b: Uncertain, _ slopeB: Double
    ) -> Uncertain {
        func merged(_ path: KeyPath<Uncertain, [String: Double]>) -> [String: Double] {
            var sum = a[keyPath: path].mapValues { $0 * slopeA }
            for (name, width) in b[keyPath: path] { sum[name, default: 0] += width * slopeB }
            return sum
        }
        return Uncertain(
            value: value, random: merged(\.random), systematic: merged(\.systematic),
            unstated: a.unstated.union(b.unstated))
    }

    /// The sum; variances of independent sources add.
    public static func + (a: Uncertain, b: Uncertain) -> Uncertain {
        combined(a.value + b.value, a, 1, b, 1)
    }

    /// Adds in place.
    public static func += (a: inout Uncertain, b: Uncertain) {
        for (name, width) in b.random { a.random[name, default: 0] += width }
        for (kind, width) in b.systematic { a.systematic[kind, default: 0] += width }
        a.value += b.value
        a.unstated.formUnion(b.unstated)
    }

    /// The difference; variances of independent sources add here too.
    public static func - (a: Uncertain, b: Uncertain) -> Uncertain {
        combined(a.value - b.value, a, 1, b, -1)
    }

    /// The value with its sign turned; its doubt is the same.
    public static prefix func - (a: Uncertain) -> Uncertain { 0 - a }

    /// The product; relative limits of independent factors add in quadrature.
    public static func * (a: Uncertain, b: Uncertain) -> Uncertain {
        combined(a.value * b.value, a, b.value, b, a.value)
    }

    /// The quotient; relative limits of independent terms add in quadrature, and a numerator of zero keeps its
    /// absolute ones. Divide only by what is not zero.
    public static func / (a: Uncertain, b: Uncertain) -> Uncertain {
        combined(a.value / b.value, a, 1 / b.value, b, -a.value / (b.value * b.value))
    }

    /// A power with an exact exponent, for a positive base.
    public func raised(to exponent: Double) -> Uncertain {
        Uncertain.combined(
            pow(value, exponent), self, exponent * pow(value, exponent - 1), Uncertain(0), 0)
    }

    /// The same with the sum of its values, in order.
    public static func sum(_ values: [Uncertain]) -> Uncertain { values.reduce(0, +) }
}

extension Uncertain: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// An exact number.
    public init(floatLiteral value: Double) { self.init(value) }
    /// An exact number.
    public init(integerLiteral value: Int) { self.init(Double(value)) }
}
