/// A sample of meters of one class (type, age, size) from the test bench, and what it says of the class.
public struct MeterSample: Hashable, Sendable {
    /// One meter's test, by volumes over all flows in the shares customers draw.
    public struct Test: Hashable, Sendable {
        /// Water passed, m³.
        public var passed: Double
        /// Water registered, m³.
        public var registered: Double

        /// A test.
        public init(passed: Double, registered: Double) {
            self.passed = passed
            self.registered = registered
        }
    }

    /// The class.
    public let name: String
    /// Tests that count: with water passed and something registered.
    public let tests: [Test]
    /// Meters that registered nothing: stuck, reckoned apart (``CustomerMeterReads``) and no part of the error.
    public let stuckCount: Int
    /// Error of the class, signed fraction of the true volume, with 95 % limits from the sample; `nil` for fewer than
    /// two tests.
    public let error: ConfidenceInterval?

    /// The error of a class: Σ registered/Σ passed − 1, a ratio of sums, with the limits of a ratio estimate by
    /// Student's t (Cochran, W. G., *Sampling Techniques*, 3rd ed., 1977, eq. 6.13).
    ///
    /// A mean of the meters' ratios would let one that passed a bucket count as much as one that passed a lake.
    public init(name: String, tests: [Test]) {
        self.name = name
        let sound = tests.filter { $0.passed > 0 && $0.registered > 0 }
        self.tests = sound
        stuckCount = tests.count { $0.passed > 0 && $0.registered <= 0 }
        let count = Double(sound.count)
        let passed = sound.reduce(0) { $0 + $1.passed }
        guard sound.count > 1, let factor = StudentT.twoSided95(degreesOfFreedom: count - 1) else {
            error = nil
            return
        }
        let ratio = sound.reduce(0) { $0 + $1.registered } / passed
        let squares = sound.reduce(0) { sum, test in
            let residual = test.registered - ratio * test.passed
            return sum + residual * residual
        }
        let spread = (squares / (count - 1) / count).squareRoot() / (passed / count)
        error = ConfidenceInterval(ratio - 1, halfWidth: factor * spread)
    }

    /// Share of the class that is stuck, 0…1, as the sample shows; `nil` for no test.
    public var stuckShare: Double? {
        let all = tests.count + stuckCount
        return all > 0 ? Double(stuckCount) / Double(all) : nil
    }

    /// What the class did not show, m³: registered/(1 + ε) − registered, with the limits of ε; `nil` without limits or
    /// when they reach −1.
    ///
    /// - Parameter registered: volume that the working meters of the class registered, m³.
    public func apparentLoss(registered: Double) -> ConfidenceInterval? {
        error.flatMap { ApparentLoss.meterInaccuracy(registered: registered, error: $0) }
    }
}
