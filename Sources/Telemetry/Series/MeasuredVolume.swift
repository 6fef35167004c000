/// The water that passed in a period, and how well it is known.
public struct MeasuredVolume: Hashable, Sendable {
    /// What a user of the figure has to know.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// One bit a flag.
        public let rawValue: UInt8
        /// Flags from bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Part of the period is neither measured nor filled: the volumes leave it out and are too small.
        public static let incomplete = Flags(rawValue: 1)
        /// Part of the volume is filled or carried beyond the last reading.
        public static let estimated = Flags(rawValue: 2)
        /// Readings stood still for part of the period, which counts as unmeasured.
        public static let stuck = Flags(rawValue: 4)
        /// A limit of the period falls inside a long interval of a register and was interpolated.
        public static let interpolated = Flags(rawValue: 8)
        /// Less than the least share of the period was measured.
        public static let lowCoverage = Flags(rawValue: 16)
        /// The register jumped inside the period by an unknown amount.
        public static let unknownJump = Flags(rawValue: 32)
    }

    /// The period.
    public var period: Period
    /// m³ that passed forward, never negative.
    public var forward: Double
    /// m³ that passed backward, never negative.
    public var reverse: Double
    /// Share of the period that was measured, 0…1.
    public var coverage: Double
    /// Share of the period that was filled with estimates, 0…1.
    public var filledShare: Double
    /// Faults of the period: gaps, stuck and filled spans, jumps.
    public var faults: ReadingFaults
    /// 95 % half-width of ``net`` in m³ from random errors of the meter and from filling; `nil` where the meter's
    /// error is unknown.
    public var randomHalfWidth: Double?
    /// 95 % half-width of ``net`` in m³ from errors that all meters of a kind share; `nil` where unknown.
    public var systematicHalfWidth: Double?
    /// What to know before using the figure.
    public var flags: Flags

    /// A volume from its parts.
    public init(
        period: Period, forward: Double, reverse: Double, coverage: Double, filledShare: Double = 0,
        faults: ReadingFaults = ReadingFaults(), randomHalfWidth: Double? = nil,
        systematicHalfWidth: Double? = nil, flags: Flags = []
    ) {
        self.period = period
        self.forward = forward
        self.reverse = reverse
        self.coverage = coverage
        self.filledShare = filledShare
        self.faults = faults
        self.randomHalfWidth = randomHalfWidth
        self.systematicHalfWidth = systematicHalfWidth
        self.flags = flags
    }

    /// Forward less reverse, m³; of the measured and filled part of the period only.
    public var net: Double { forward - reverse }

    /// Share of the period about which nothing is known, 0…1.
    public var unknownShare: Double { max(0, 1 - coverage - filledShare) }

    /// Whether nothing of the period is known, so that the volumes are no figures at all.
    public var isUnknown: Bool { coverage + filledShare <= 0 }

    /// The volume of the whole period if the unknown part had the mean rate of the known part; flagged estimated.
    ///
    /// `nil` when nothing is known.
    public func scaledToPeriod(policy: GapPolicy = .standard) -> MeasuredVolume? {
        let known = coverage + filledShare
        guard known > 0 else { return nil }
        guard flags.contains(.incomplete) else { return self }
        var whole = self
        let factor = 1 / known
        let added = net * (factor - 1)
        whole.forward *= factor
        whole.reverse *= factor
        whole.filledShare = 1 - coverage
        whole.systematicHalfWidth = systematicHalfWidth.map { $0 * factor }
        whole.randomHalfWidth = randomHalfWidth.map {
            let fill = added * policy.fillPercent / 100
            // What is added stems from the meter's own readings: its error grows with the volume.
            let own = $0 * factor
            return (own * own + fill * fill).squareRoot()
        }
        whole.flags.remove(.incomplete)
        whole.flags.insert(.estimated)
        return whole
    }

    /// The volume of a meter that counts both directions on two registers.
    public static func combining(forward: MeasuredVolume, reverse: MeasuredVolume) -> MeasuredVolume {
        var both = forward
        both.forward = forward.forward + reverse.reverse
        both.reverse = forward.reverse + reverse.forward
        both.coverage = min(forward.coverage, reverse.coverage)
        both.filledShare = min(1 - both.coverage, max(forward.filledShare, reverse.filledShare))
        both.faults.merge(reverse.faults)
        both.flags.formUnion(reverse.flags)
        both.randomHalfWidth = pair(forward.randomHalfWidth, reverse.randomHalfWidth) { a, b in
            (a * a + b * b).squareRoot()
        }
        // The same meter's bias acts on both directions alike, so it acts on the difference.
        both.systematicHalfWidth = pair(forward.systematicHalfWidth, reverse.systematicHalfWidth) { a, b in
            abs(a - b)
        }
        return both
    }

    private static func pair(_ a: Double?, _ b: Double?, _ join: (Double, Double) -> Double) -> Double? {
        if let a, let b { join(a, b) } else { nil }
    }
}
