/// The error of a meter, as 95 % half-widths in percent of the volume.
public struct MeterAccuracy: Hashable, Codable, Sendable {
    /// Error that is this meter's own, percent.
    public var randomPercent: Double
    /// Error that meters of its kind share, percent.
    public var systematicPercent: Double

    private enum CodingKeys: String, CodingKey {
        case randomPercent = "random_pct"
        case systematicPercent = "systematic_pct"
    }

    /// An accuracy.
    public init(randomPercent: Double, systematicPercent: Double = 0) {
        self.randomPercent = randomPercent
        self.systematicPercent = systematicPercent
    }
}
