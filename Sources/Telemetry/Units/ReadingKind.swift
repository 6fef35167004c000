/// What a series of readings measures.
public enum ReadingKind: String, CaseIterable, Codable, Sendable {
    /// A flow: forward positive, reverse negative; m³/s inside.
    case flow
    /// What a meter's register shows: a volume that only grows; m³ inside.
    case register
    /// A level above a datum or a tank's floor; m inside.
    case level
    /// A gauge pressure; m of water inside.
    case pressure
    /// What customers drew in an interval, as a volume (m³ inside) or a mean rate (m³/s inside).
    case consumption
}

/// How the values of a consumption series are meant.
public enum ConsumptionForm: String, Codable, Sendable {
    /// The mean rate, m³/s, over the interval that starts at the reading's time.
    case rate
    /// The volume, m³, of the interval that starts at the reading's time.
    case volume
}
