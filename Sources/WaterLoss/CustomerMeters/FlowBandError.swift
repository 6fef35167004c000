/// The error of a meter over all its flows, from its error in each band of flow.
///
/// Errors ε are signed fractions of the true volume: −0.05 shows 95 of 100 L. The share of each band comes from logging
/// customers, and it matters of which volume it is a share.
public struct FlowBandError: Hashable, Sendable {
    /// One band of flow.
    public struct Band: Hashable, Sendable {
        /// Share of the volume in this band, 0…1.
        public var share: Double
        /// Error there, fraction of the true volume, more than −1.
        public var error: Double

        /// A band.
        public init(share: Double, error: Double) {
            self.share = share
            self.error = error
        }
    }

    /// Of which volume the bands' shares are shares.
    public enum Weighting: String, Hashable, Sendable, CaseIterable {
        /// Of the water that really passed.
        case trueVolume = "true_volume"
        /// Of the water that the meters registered.
        case registeredVolume = "registered_volume"
    }

    /// The error over all bands, fraction of the true volume.
    public let error: Double
    /// How the shares are meant.
    public let weighting: Weighting

    /// Error by shares of the true volume: ε = Σ w·ε_i.
    public static func byTrueVolume(_ bands: [Band]) -> Double {
        bands.reduce(0) { $0 + $1.share * $1.error }
    }

    /// True volume for each registered, by shares of the registered volume: Σ w/(1 + ε_i).
    public static func trueForEachRegistered(_ bands: [Band]) -> Double {
        bands.reduce(0) { $0 + $1.share / (1 + $1.error) }
    }

    /// Joins bands; `nil` when the shares do not add up to 1 (within 0.1 %), one is negative, or an error is −1 or
    /// less: a meter that shows nothing is stuck and belongs elsewhere (``CustomerMeterReads``).
    public init?(_ bands: [Band], weighting: Weighting) {
        let sum = bands.reduce(0) { $0 + $1.share }
        guard abs(sum - 1) <= 0.001,
            bands.allSatisfy({ $0.share >= 0 && $0.error > -1 && $0.error.isFinite })
        else { return nil }
        self.weighting = weighting
        let whole = bands.map { Band(share: $0.share / sum, error: $0.error) }
        switch weighting {
        case .trueVolume: error = Self.byTrueVolume(whole)
        case .registeredVolume: error = 1 / Self.trueForEachRegistered(whole) - 1
        }
    }

    /// The water that really passed, m³: registered/(1 + ε).
    public func trueVolume(registered: Double) -> Double { registered / (1 + error) }

    /// What the meters did not show, m³: true less registered; negative when they show too much.
    public func apparentLoss(registered: Double) -> Double {
        ApparentLoss.meterInaccuracy(registered: registered, error: error)
    }
}
