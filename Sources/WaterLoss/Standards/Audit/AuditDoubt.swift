/// An input of an audit that cannot be, or hardly, with what was probably meant.
public struct AuditDoubt: Sendable, Hashable {
    /// The input as an audit file names it, such as `network.average_pressure`.
    public var key: String
    /// What was found, in the unit in which it was judged.
    public var value: Double
    /// That unit; empty for a count.
    public var unit: String
    /// The least that is plausible.
    public var least: Double
    /// The most that is plausible.
    public var most: Double
    /// What was probably meant, such as `32.63 m`; `nil` when nothing comes to mind.
    public var meant: String?
    /// The unit that the number as it was written is probably in, such as `MPa`; `nil` where it is not the unit.
    public var meantUnit: String?
    /// Whether figures that rest on it are so wrong that no grade is given.
    public var blocksGrade: Bool

    /// A doubt.
    public init(
        key: String, value: Double, unit: String, least: Double, most: Double, meant: String? = nil,
        meantUnit: String? = nil, blocksGrade: Bool = true
    ) {
        self.key = key
        self.value = value
        self.unit = unit
        self.least = least
        self.most = most
        self.meant = meant
        self.meantUnit = meantUnit
        self.blocksGrade = blocksGrade
    }
}
