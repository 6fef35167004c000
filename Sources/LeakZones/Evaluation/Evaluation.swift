import WaterLoss

/// A zone over a period judged by standards: their figures, and what its nights and registers say.
public struct Evaluation: Sendable, Hashable {
    /// The figures by standard, in the order in which the standards were asked for.
    public let standards: [StandardFigures]
    /// What its nights say; `nil` without a night.
    public let night: NightAccount?
    /// How its customers' registers were read; `nil` when that was not asked for.
    public let reads: ZoneMeterReads?

    /// An evaluation.
    public init(standards: [StandardFigures], night: NightAccount? = nil, reads: ZoneMeterReads? = nil) {
        self.standards = standards
        self.night = night
        self.reads = reads
    }

    /// The figures of one standard.
    public struct StandardFigures: Sendable, Hashable {
        /// By which standard.
        public let standard: LossStandard
        /// The figures, in the order in which they follow from each other.
        public let indicators: [Indicator]
        /// Night flows beside the balance; `nil` where one of the two is missing.
        public let agreement: LeakageAgreement?

        /// Figures of a standard.
        public init(
            standard: LossStandard, indicators: [Indicator], agreement: LeakageAgreement? = nil
        ) {
            self.standard = standard
            self.indicators = indicators
            self.agreement = agreement
        }

        /// The figure of a key.
        public subscript(key: IndicatorKey) -> Indicator? { indicators.first { $0.key == key } }
    }

    /// Night flows beside the balance; `nil` where one of the two is missing.
    public var agreement: LeakageAgreement? { standards.first?.agreement }

    /// The figures of a standard; `nil` where it was not asked for.
    public func figures(by standard: LossStandard) -> StandardFigures? {
        standards.first { $0.standard == standard }
    }

    /// The figures of all standards, each key once: of the first that has a value, else of the first.
    public var indicators: [Indicator] {
        standards.dropFirst().reduce(standards.first?.indicators ?? []) {
            Indicator.merged($0, $1.indicators)
        }
    }

    /// The figure of a key by the first standard that has a value for it, else by the first that has it without one.
    ///
    /// ```swift
    /// print(evaluation[.infrastructureLeakageIndex]?.number as Any)
    /// ```
    public subscript(key: IndicatorKey) -> Indicator? {
        let found = standards.lazy.compactMap { $0[key] }
        return found.first { $0.value != nil } ?? found.first
    }
}
