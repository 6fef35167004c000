/// What meters that run slow do not count.
public enum MeterInaccuracy {
    /// True volume behind a registered one, m³: V / (1 − e); `nil` unless e < 1.
    ///
    /// Source: AWWA M36, for bulk meters.
    ///
    /// - Parameters:
    ///   - registered: m³.
    ///   - underRegistration: e, share of the true volume that is not registered, as a fraction; negative for a
    ///     meter that runs fast.
    public static func trueVolume(registered: Uncertain, underRegistration: Uncertain) -> Uncertain? {
        underRegistration.value < 1 ? registered / (1 - underRegistration) : nil
    }

    /// Customer metering inaccuracy, m³: CMI = V / (1 − e) − V, with V = BMAC + UMAC; `nil` unless e < 1.
    ///
    /// Source: AWWA M36. e is a share of what was used, not of what was registered: V·e would be too little.
    public static func customerMeteringInaccuracy(
        registered: Uncertain, underRegistration: Uncertain
    ) -> Uncertain? {
        trueVolume(registered: registered, underRegistration: underRegistration).map { $0 - registered }
    }
}
