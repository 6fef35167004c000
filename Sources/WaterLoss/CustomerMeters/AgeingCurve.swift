/// How the error of a class of meters grows with age: straight between points, level beyond the first and the last.
public struct AgeingCurve: Hashable, Sendable {
    /// Error at an age.
    public struct Point: Hashable, Sendable {
        /// Age, years.
        public var age: Double
        /// Error, signed fraction of the true volume, more than −1.
        public var error: Double

        /// A point.
        public init(age: Double, error: Double) {
            self.age = age
            self.error = error
        }
    }

    /// The points by age.
    public let points: [Point]

    /// A curve; `nil` without points, for two at one age, a negative age, or an error of −1 or less.
    public init?(_ points: [Point]) {
        let sorted = points.sorted { $0.age < $1.age }
        guard !sorted.isEmpty, zip(sorted, sorted.dropFirst()).allSatisfy({ $0.age < $1.age }),
            sorted.allSatisfy({ $0.age >= 0 && $0.age.isFinite && $0.error > -1 && $0.error.isFinite })
        else { return nil }
        self.points = sorted
    }

    /// The error at an age, fraction of the true volume.
    ///
    /// - Parameter age: years. Beyond the last point the last error stands, which is too kind to very old meters.
    public func error(at age: Double) -> Double {
        var before = points[0]
        for point in points {
            if age <= point.age {
                let span = point.age - before.age
                return span > 0
                    ? before.error + (point.error - before.error) * (age - before.age) / span : point.error
            }
            before = point
        }
        return before.error
    }

    /// Whether an age lies beyond the points, so that its error is carried on and not known.
    public func isExtrapolated(at age: Double) -> Bool {
        age < points[0].age || age > points[points.count - 1].age
    }

    /// What meters of several ages did not show, m³: Σ registered/(1 + ε(age)) − registered. Each age by its own
    /// error; the error of the mean age is another number.
    ///
    /// - Parameter meters: age in years and registered volume in m³ of each meter or cohort.
    public func apparentLoss(_ meters: [(age: Double, registered: Double)]) -> Double {
        meters.reduce(0) {
            $0 + ApparentLoss.meterInaccuracy(registered: $1.registered, error: error(at: $1.age))
        }
    }
}
